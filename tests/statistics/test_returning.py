"""One contact is one person to the release rule, however many accounts it comes back with."""

import random
import uuid
from collections.abc import Callable

import pytest
from joinder.accounts.models import Account, Contact
from joinder.cases.models import Case
from joinder.core import clock
from joinder.core.database import Database
from joinder.reports import counts, returning, service
from joinder.reports.models import LeftContact, Membership
from joinder.statistics import emerging_memory, measures
from joinder.statistics import service as releases
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client, code_for
from tests.statistics import village
from tests.statistics.village import OPENED, WEEK

NEW = Callable[..., Client]


def tell(client: Client, case: dict[str, str]) -> int:
    """Report in words of one's own (near-copies would be flagged) and join."""
    chance = random.Random(uuid.uuid4().int)
    words = "".join(chr(0x4E00 + chance.randrange(20_000)) for _ in range(80))
    return client.post("/api/reports", world.report_body(case["company"], narrative=words) | case["in"]).status_code


def come_back(client: Client, contact: str, way: str) -> None:
    """Have the same contact on an account that is new."""
    if way == "deleted":
        assert client.delete("/api/me").status_code == 200
        client.sign_in(contact)
        return
    assert client.delete("/api/sign-in").status_code == 200
    challenge = client.post("/api/sign-in/codes", {"contact": contact}).json()["challenge_id"]
    typed = {"challenge_id": challenge, "code": code_for(client.database, challenge), "fresh": True}
    assert client.post("/api/sign-in/code", typed).status_code == 200


@pytest.fixture
def case(client: Client) -> dict:
    with client.database.write() as session:
        row = village.make_case(session, village.make_company(session))
        village.crowd(session, row, 40)
        return {"id": row.id, "company": str(row.respondent_id), "in": {"case_reference": row.reference}}


def headline(db: Database, case: dict, week: int, coming: int) -> tuple[int, counts.Tally]:
    """Let so many people join by themselves, look, and return what stands printed."""
    with db.write() as session, clock.frozen(OPENED + week * WEEK):
        row = session.get_one(Case, case["id"])
        village.crowd(session, row, coming)
        releases.release_case(session, row.id)
        printed = releases.headlines(session, [row.id]).get(row.id)
        assert printed is not None
        return printed["at_least"], counts.tally(session, row.id)


@pytest.mark.postgres_proves
@pytest.mark.parametrize("way", ["deleted", "fresh"])
def test_nine_contacts_that_sign_up_again_do_not_uncover_the_one_who_joins(
    db: Database, new_client: NEW, case: dict, way: str
) -> None:
    contacts = [f"x{number}@example.org" for number in range(9)]
    browsers = [new_client(contact) for contact in contacts]
    assert {tell(browser, case) for browser in browsers} == {201}
    assert headline(db, case, 1, 0)[0] == 49
    for browser, contact in zip(browsers, contacts, strict=True):
        come_back(browser, contact, way)
        assert tell(browser, case) == 201
    value, tally = headline(db, case, 2, 1)
    assert value == 49, "eighteen accounts and one person moved, but only nine contacts"
    assert (tally.received, tally.incidents, tally.withdrawn, tally.people) == (59, 50, 9, 50)
    with db.read() as session:
        contents = measures.measure(session, case["id"]).live.contents
        assert len(contents["withdrawn"]) == 9
        assert contents["withdrawn"].keys() < contents["people"].keys()
    assert headline(db, case, 3, 18)[0] == 68, "nineteen others do move it"


def test_a_contact_that_changes_hands_stays_with_its_person(db: Database, new_client: NEW, case: dict) -> None:
    lin, wen = new_client("lin@example.org"), new_client("wen@example.org")
    assert tell(lin, case) == tell(wen, case) == 201
    lin.sign_in("more@example.org")  # signed in already: a further contact
    contacts = lin.get("/api/me").json()["contacts"]
    old = next(one["id"] for one in contacts if one["masked"].startswith("li"))
    assert lin.delete(f"/api/me/contacts/{old}").status_code == 200
    again = new_client("lin@example.org")
    assert tell(again, case) == 201
    with db.read() as session:
        people = measures.measure(session, case["id"])
        assert sorted(people.live.contents["people"].values()) == [1] * 41 + [2], "both are counted, as one person"
        assert counts.tally(session, case["id"]).counted == 43
    again.sign_in("wen@example.org")  # proves it, and so takes wen's account in
    with db.read() as session:
        measured = measures.measure(session, case["id"])
        assert sorted(measured.live.contents["people"].values()) == [1] * 40 + [2]
        assert len(measured.known) == 2, "what was printed of any of the three accounts is this one person's"
        assert set(measured.known.values()) <= set(measured.members.values())


def test_an_account_whose_contact_went_to_another_joins_nothing_until_it_has_one(
    db: Database, new_client: NEW, case: dict
) -> None:
    old = new_client("lin@example.org")
    code = old.post("/api/me/recovery-code").json()["code"]
    other = new_client("lin@example.org")
    come_back(other, "lin@example.org", "fresh")
    assert old.post("/api/sign-in/recovery", {"code": code}).status_code == 200
    answer = old.post("/api/reports", world.report_body(case["company"]) | case["in"])
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.contact_needed")
    old.sign_in("new@example.org")
    assert tell(old, case) == 201
    with db.read() as session:
        assert counts.tally(session, case["id"]).counted == 41


def test_what_is_kept_of_a_contact_that_left_tells_nobody_which_it_was(
    db: Database, new_client: NEW, case: dict
) -> None:
    lin = new_client("lin@example.org")
    tell(lin, case)
    with db.read() as session:
        hashed = session.scalars(select(Contact.canonical_hash).join(Account).order_by(Account.created_at)).all()
        assert session.scalar(select(LeftContact)) is None, "nothing is kept of whoever stays"
    assert lin.delete("/api/me").status_code == 200
    with db.read() as session:
        rows = session.scalars(select(LeftContact)).all()
        assert {row.scope_id for row in rows} == {case["id"], uuid.UUID(case["company"])}
        assert len({row.contact_hash for row in rows} | set(hashed)) == len(hashed) + 2, "no hash stands twice"


def take_over(session: Session, account: Account) -> Account:
    """Give an account's contact to one that is new."""
    contact = session.scalars(select(Contact).where(Contact.account_id == account.id)).one()
    returning.remember(session, account.id, [contact.canonical_hash])
    session.execute(delete(Contact).where(Contact.id == contact.id))
    made = village.make_account(session)
    session.scalars(select(Contact).where(Contact.account_id == made.id)).one().canonical_hash = contact.canonical_hash
    session.flush()
    return made


def test_a_pattern_counts_contacts_and_not_accounts(session: Session) -> None:
    company = village.make_company(session)
    rows = village.tell(session, company, 3)
    pattern = village.group(session, company, rows)
    first = session.get_one(Account, rows[0].account_id)
    more, heirs = village.tell(session, company, 2), [first]
    for row in more:
        heirs.append(take_over(session, heirs[-1]))
        row.account_id = heirs[-1].id
        session.flush()
    village.group(session, company, [*rows, *more], pattern)
    known = emerging_memory.known_again(session, company.id)
    content, _ = emerging_memory.content_of(session, pattern.id, known)
    one = {known.get(token, token) for token in (emerging_memory.token_of(heir.id) for heir in heirs)}
    assert len(one) == 1
    assert one < set(content)
    assert len(content) == 3, "two others, and the one contact whose newest account alone has it"


def test_other_cases_of_whoever_comes_back_are_still_found(session: Session) -> None:
    """People who left one case and, under new accounts, came to another do not uncover who is new in the total."""
    company = village.make_company(session)
    old, new = village.make_case(session, company), village.make_case(session, company)
    members = village.crowd(session, old, 60)
    village.crowd(session, new, 60)
    both = [village.join(session, new, session.get_one(Account, one.account_id)) for one in members[:30]]
    for member in both:
        service.withdraw(session, member)
    with clock.frozen(OPENED + WEEK):
        assert releases.release_case(session, old.id)
        assert releases.release_case(session, new.id)
    for member in members[:30]:
        account = session.get_one(Account, member.account_id)
        service.withdraw(session, member)
        village.join(session, new, take_over(session, account))
    village.join(session, new)
    with clock.frozen(OPENED + 2 * WEEK):
        releases.release_case(session, new.id)
    with clock.frozen(OPENED + 7 * WEEK):
        releases.release_case(session, old.id)
    found = releases.headlines(session, [old.id, new.id])
    printed = [found[case.id]["value"] for case in (old, new)]
    assert printed == [60, 91], "were the old case's thirty taken away now, the total would rise by exactly one"


def test_groups_that_share_a_member_are_one(session: Session) -> None:
    one, two, three, four = (uuid.uuid4() for _ in range(4))
    found = returning.joined([{one, two}, {three}, {two, three}, {four}])
    assert sorted(found, key=len) == [{four}, {one, two, three}]
    assert session.scalar(select(Membership.id).limit(1)) is None
