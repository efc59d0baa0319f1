"""A case's trail as a moderator reads it: whole, page by page, and without what members do for themselves."""

import uuid
from collections.abc import Callable

import pytest
from joinder.cases import audit
from joinder.cases.audit import HOUSE, Actor
from joinder.core.database import Database
from joinder.reports.models import Membership
from sqlalchemy import text

from tests import world
from tests.client import Client

MakeClient = Callable[..., Client]


@pytest.fixture
def moderator(db: Database, new_client: MakeClient) -> Client:
    with db.write() as session:
        world.moderator(session)
    return new_client("moderator@example.org")


def acts(page: dict) -> list[str]:
    """Return the acts of one page."""
    return [one["action"] for one in page["items"]]


def test_what_was_decided_about_a_case_is_found_behind_many_joins_and_the_rest_page_by_page(
    db: Database, moderator: Client
):
    with db.write() as session:
        case = world.make_case(session)
        url = f"/api/cases/{case.reference}/audit"
        staff, member = Actor(world.account(session, "moderator@example.org").id, "moderator"), Actor(None, "member")
        audit.write(session, case.id, staff, "case.publish", case.reference)
        for number in range(5):
            audit.write(session, case.id, member, "report.submit", f"R{number}")
            audit.write(session, case.id, member, "membership.join", uuid.UUID(int=number))
            audit.write(session, case.id, HOUSE, "match.fold", f"F{number}")
        audit.write(session, case.id, Actor(None, "visitor"), "case.flag", "flag")
        audit.write(session, case.id, Actor(None, "participant"), "membership.appeal", uuid.UUID(int=1))
        audit.write(session, case.id, member, "organizer.declare", "O1")
    of_case = moderator.get(f"{url}?members=false&limit=3").json()
    assert acts(of_case) == ["organizer.declare", "membership.appeal", "case.flag"]
    after = moderator.get(f"{url}?members=false&limit=3&cursor={of_case['next_cursor']}").json()
    assert "case.publish" in acts(after)
    assert not {"membership.join", "report.submit", "match.fold"} & set(acts(after))
    found, cursor = [], ""
    while cursor is not None:
        page = moderator.get(f"{url}?limit=4{cursor and f'&cursor={cursor}'}").json()
        found, cursor = [*found, *page["items"]], page["next_cursor"]
    numbers = [one["seq"] for one in found]
    assert numbers == list(range(len(found), 0, -1))
    assert [one["object_ref"] for one in found if one["action"] == "membership.join"] == [
        str(uuid.UUID(int=number)) for number in (4, 3, 2, 1, 0)
    ]
    assert moderator.get(f"{url}?cursor=nonsense").json()["code"] == "core.bad_cursor"


def test_a_line_about_a_member_names_them_as_the_desk_does(db: Database, moderator: Client):
    with db.write() as session:
        case = world.make_case(session)
        joined = [world.join(session, case, f"m{number}@example.org") for number in range(2)]
        members = [session.get_one(Membership, one.membership_id) for one in joined]
        for one in members:
            audit.write(session, case.id, HOUSE, "membership.set_aside", one.id, "coordinated")
        url, aliases = f"/api/cases/{case.reference}/audit", [one.pseudonym for one in members]
    lines = [one for one in moderator.get(url).json()["items"] if one["action"] == "membership.set_aside"]
    assert [one["alias"] for one in lines] == aliases[::-1]


def test_a_persons_roles_are_found_behind_their_sign_ins(db: Database, moderator: Client):
    with db.write() as session:
        person = world.account(session, "lin@example.org").id
        audit.write(session, None, HOUSE, "role.grant", person, "journalist")
        for _ in range(3):
            audit.write(session, None, Actor(person, "member"), "session.open", person)
    url = f"/api/moderation/trail/{person}"
    assert acts(moderator.get(f"{url}?limit=1").json()) == ["session.open"]
    assert acts(moderator.get(f"{url}?limit=1&room=role").json()) == ["role.grant"]
    assert moderator.get(f"{url}?room=ro%25").status_code == 422


def test_what_was_done_about_one_thing_of_the_house_is_read_by_an_index(db: Database):
    asked = "SELECT * FROM audit_entry WHERE chain = 'house' AND object_ref = 'x' ORDER BY seq DESC LIMIT 51"
    with db.read() as session:
        if not db.is_sqlite:
            session.execute(text("SET LOCAL enable_seqscan = off"))  # a small table is read whole
        explain = "EXPLAIN QUERY PLAN" if db.is_sqlite else "EXPLAIN"
        plan = "\n".join(str(row) for row in session.execute(text(f"{explain} {asked}")))
    assert "ix_audit_entry_chain_object_ref_seq" in plan
