"""Signing in: codes, links, limits, sessions, recovery, merging, roles."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from joinder.accounts import challenges
from joinder.accounts import service as accounts
from joinder.accounts.challenges import Proven
from joinder.accounts.contacts import parse
from joinder.accounts.models import Account, Contact, SignInChallenge
from joinder.cases import organizers
from joinder.core import clock, crypto
from joinder.core.database import Database
from joinder.core.settings import get_settings
from joinder.matching import service as matching
from joinder.reports import counts
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client, bodies, code_for
from tests.conftest import NOW
from tests.overlapping import both


def send(client: Client, contact: str = "lin@example.org") -> str:
    answer = client.post("/api/sign-in/codes", {"contact": contact})
    assert answer.status_code == 201, answer.text
    return answer.json()["challenge_id"]


def test_a_code_signs_in_and_the_cookie_keeps_it(client: Client) -> None:
    client.sign_in("lin@example.org")
    assert client.get("/api/sign-in").json()["signed_in"] is True
    assert client.get("/api/me").json()["contacts"][0]["masked"] == "li***@example.org"


def test_a_wrong_code_six_times_spends_it_with_a_clear_message(client: Client) -> None:
    challenge = send(client)
    right = code_for(client.database, challenge)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    answers = [client.post("/api/sign-in/code", {"challenge_id": challenge, "code": wrong}) for _ in range(6)]
    assert [a.status_code for a in answers] == [422, 422, 422, 422, 410, 410]
    assert answers[0].json()["left"] == 4
    assert "还可以再试 4 次" in answers[0].json()["detail"]
    assert client.post("/api/sign-in/code", {"challenge_id": challenge, "code": right}).status_code == 410


def test_a_code_expires_after_ten_minutes_and_works_once(client: Client) -> None:
    challenge = send(client)
    code = code_for(client.database, challenge)
    with clock.frozen(NOW + timedelta(minutes=10)):
        assert client.post("/api/sign-in/code", {"challenge_id": challenge, "code": code}).status_code == 410
    assert client.post("/api/sign-in/code", {"challenge_id": challenge, "code": code}).status_code == 200
    assert client.post("/api/sign-in/code", {"challenge_id": challenge, "code": code}).status_code == 410


def test_a_get_never_uses_up_the_link(client: Client) -> None:
    send(client)
    with client.database.read() as session:
        link = next(line for line in bodies(session)[0].split() if "/sign-in/link#" in line)
    token = link.split("#")[1]
    assert "#" in link  # the secret is a fragment: no server and no scanner's GET ever sees it
    client.get("/zh/sign-in/link")
    assert client.post("/api/sign-in/link", {"token": token}).status_code == 200
    assert client.post("/api/sign-in/link", {"token": token}).status_code == 410


def test_a_fullwidth_code_with_spaces_is_read(client: Client) -> None:
    challenge = send(client)
    code = "".join(chr(ord(c) + 0xFEE0) for c in code_for(client.database, challenge))
    typed = f" {code[:3]} {code[3:]} "
    assert client.post("/api/sign-in/code", {"challenge_id": challenge, "code": typed}).status_code == 200


def test_sending_is_limited_per_contact(client: Client) -> None:
    for _ in range(5):
        send(client, "Li.N@example.org")
    answer = client.post("/api/sign-in/codes", {"contact": "li.n+other@example.org"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_what_is_neither_mail_nor_phone_is_refused(client: Client) -> None:
    for text in ("hello", "1234567", "a@@b", "１２"):
        answer = client.post("/api/sign-in/codes", {"contact": text})
        assert answer.status_code == 422, text


def test_a_contact_that_no_carrier_reaches_is_refused_at_once_and_the_house_says_which_kinds_work(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/api/meta").json()["contact_kinds"] == ["email", "phone"]
    monkeypatch.setenv("JOINDER_SMTP_HOST", "mail.example")
    get_settings.cache_clear()
    assert client.get("/api/meta").json()["contact_kinds"] == ["email"]
    answer = client.post("/api/sign-in/codes", {"contact": "13800138000"})
    assert (answer.status_code, answer.json()["code"]) == (422, "accounts.no_sms")
    assert "邮箱" in answer.json()["detail"]
    monkeypatch.delenv("JOINDER_SMTP_HOST")
    monkeypatch.setenv("JOINDER_OUTBOX", "false")
    monkeypatch.setenv("JOINDER_SMS_URL", "https://sms.example")
    get_settings.cache_clear()
    answer = client.post("/api/sign-in/codes", {"contact": "lin@example.org"})
    assert (answer.status_code, answer.json()["code"]) == (422, "accounts.no_mail")
    with client.database.read() as session:
        assert bodies(session) == []


def test_known_and_unknown_contacts_get_the_same_answer(client: Client) -> None:
    client.sign_in("lin@example.org")
    known = Client(client.portal, client.app).post("/api/sign-in/codes", {"contact": "lin@example.org"}).json()
    unknown = Client(client.portal, client.app).post("/api/sign-in/codes", {"contact": "new@example.org"}).json()
    assert known.keys() == unknown.keys()


def test_sessions_are_listed_and_revocable(client: Client, new_client: Callable[..., Client]) -> None:
    client.sign_in("lin@example.org")
    other = new_client("lin@example.org")
    rows = client.get("/api/me/sessions").json()
    assert len(rows) == 2
    for row in rows:
        if not row["is_this"]:
            client.delete(f"/api/me/sessions/{row['id']}")
    assert other.get("/api/me").status_code == 401
    assert client.get("/api/me").status_code == 200


def test_a_recovery_code_opens_the_account_once_and_ends_other_sessions(
    client: Client, new_client: Callable[..., Client]
) -> None:
    account = client.sign_in("13800138000")
    code = client.post("/api/me/recovery-code").json()["code"]
    other = new_client()
    answer = other.post("/api/sign-in/recovery", {"code": code.lower().replace("-", " ")})
    assert answer.json()["account_id"] == str(account)
    assert client.get("/api/me").status_code == 401
    assert new_client().post("/api/sign-in/recovery", {"code": code}).status_code == 422


def test_a_recycled_number_starts_fresh_and_the_old_account_counts_as_nobody(
    client: Client, new_client: Callable[..., Client]
) -> None:
    with client.database.write() as session:
        case = world.make_case(session)
        world.join(session, case, "13800138000")
        assert counts.tally(session, case.id).people == 1
    fresh = new_client()
    challenge = send(fresh, "138 0013 8000")
    code = code_for(fresh.database, challenge)
    fresh.post("/api/sign-in/code", {"challenge_id": challenge, "code": code, "fresh": True})
    assert fresh.get("/api/me/reports").json()["items"] == []
    with client.database.read() as session:
        assert counts.tally(session, case.id).people == 0


def test_merging_contacts_never_counts_a_person_twice(client: Client) -> None:
    with client.database.write() as session:
        case = world.make_case(session)
        world.join(session, case, "lin@example.org")
        world.join(session, case, "13800138000", narrative="另一次提现也没有到账。")
        assert counts.tally(session, case.id).people == 2
    client.sign_in("lin@example.org")
    client.sign_in("13800138000")
    with client.database.read() as session:
        tally = counts.tally(session, case.id)
        assert (tally.people, tally.incidents) == (1, 2)
        assert len(set(session.scalars(select(Contact.account_id)))) == 1
    assert len(client.get("/api/me").json()["contacts"]) == 2


def test_a_code_to_add_a_contact_carries_no_link_and_says_what_it_does(
    client: Client, new_client: Callable[..., Client]
) -> None:
    client.sign_in("attacker@example.org")
    send(client, "victim@example.org")
    with client.database.read() as session:
        mail = bodies(session)[-1]
    assert "#" not in mail
    assert "全部报告" in mail


def test_no_link_of_another_purpose_ever_merges_or_opens_an_account(
    client: Client, new_client: Callable[..., Client]
) -> None:
    new_client("victim@example.org")
    client.sign_in("attacker@example.org")
    send(client, "victim@example.org")
    secret = "s" * 32
    with client.database.write() as session:
        asked = session.scalars(select(SignInChallenge).where(SignInChallenge.purpose == "add_contact")).one()
        asked.link_hash = crypto.keyed_hash("sign-in-link", secret)
    assert new_client().post("/api/sign-in/link", {"token": secret}).status_code == 410
    assert client.post("/api/sign-in/link", {"token": secret}).status_code == 410
    assert len(client.get("/api/me").json()["contacts"]) == 1


def test_a_code_to_add_a_contact_is_refused_in_another_browser(
    client: Client, new_client: Callable[..., Client]
) -> None:
    client.sign_in("attacker@example.org")
    challenge = send(client, "victim@example.org")
    typed = {"challenge_id": challenge, "code": code_for(client.database, challenge)}
    assert new_client().post("/api/sign-in/code", typed).status_code == 403
    assert len(client.get("/api/me").json()["contacts"]) == 1


def test_merging_folds_one_persons_retellings_of_one_order(client: Client) -> None:
    with client.database.write() as session:
        case = world.make_case(session)
        world.join(session, case, "lin@example.org", order_number="A-1")
        world.join(session, case, "13800138000", narrative="另一次说同一笔钱。", order_number="A-1")
    client.sign_in("lin@example.org")
    client.sign_in("13800138000")
    with client.database.read() as session:
        tally = counts.tally(session, case.id)
        assert (tally.people, tally.incidents, tally.repeated) == (1, 1, 1)


def test_merging_folds_one_persons_same_words_told_under_two_contacts(client: Client) -> None:
    story = "九月提现三千元，页面一直显示审核中，客服每次都说再等三天，已经等了一个多月，邮件也没有人回复。"
    with client.database.write() as session:
        case = world.make_case(session)
        for contact in ("lin@example.org", "13800138000"):
            matching.index(session, world.join(session, case, contact, narrative=story))
        assert counts.tally(session, case.id).incidents == 2
    client.sign_in("lin@example.org")
    client.sign_in("13800138000")
    with client.database.read() as session:
        tally = counts.tally(session, case.id)
        assert (tally.people, tally.incidents, tally.repeated) == (1, 1, 1)


def test_a_member_and_the_companys_representative_never_become_one_account(client: Client) -> None:
    with client.database.write() as session:
        case = world.make_case(session)
        world.join(session, case, "lin@example.org")
        speaker = world.account(session, "speaker@example.org")
        staff = world.actor(world.moderator(session), "moderator")
        organizers.verify(session, staff, speaker.id, case.respondent_id)
    client.sign_in("speaker@example.org")
    challenge = send(client, "lin@example.org")
    typed = {"challenge_id": challenge, "code": code_for(client.database, challenge)}
    answer = client.post("/api/sign-in/code", typed)
    assert (answer.status_code, answer.json()["code"]) == (409, "reports.merge_both_sides")
    assert len(client.get("/api/me").json()["contacts"]) == 1


def test_an_organizer_and_a_moderator_keep_their_tasks_when_contacts_are_merged(client: Client) -> None:
    with client.database.write() as session:
        case = world.make_case(session)
        world.organizer(session, case, "13800138000")
        accounts.grant_role(session, world.account(session, "13800138000"), "moderator", None)
        reference = case.reference
    client.sign_in("lin@example.org")
    client.sign_in("13800138000")
    assert client.get("/api/me").status_code == 401  # staff sign in anew
    client.sign_in("lin@example.org")
    assert client.get(f"/api/cases/{reference}").json()["relation"] == "organizer"
    assert client.get("/api/sign-in").json()["roles"] == ["moderator"]


def test_an_erased_organizer_leaves_the_case_free_for_another(client: Client) -> None:
    with client.database.write() as session:
        case = world.make_case(session)
        world.organizer(session, case)
        world.join(session, case, "next@example.org")
        reference = case.reference
    client.sign_in("organizer@example.org")
    assert client.delete("/api/me").status_code == 200
    client.sign_in("next@example.org")
    offer = client.post(f"/api/cases/{reference}/organizers", {"no_fee": True, "no_tie": True})
    assert offer.status_code == 201, offer.text


def test_the_last_contact_cannot_be_removed(client: Client) -> None:
    client.sign_in("lin@example.org")
    contact = client.get("/api/me").json()["contacts"][0]["id"]
    assert client.delete(f"/api/me/contacts/{contact}").status_code == 409


def test_an_api_token_reads_public_numbers_and_nothing_else(client: Client, new_client: Callable[..., Client]) -> None:
    client.sign_in("press@example.org")
    secret = client.post("/api/me/tokens", {"name": "desk"}).json()["secret"]
    headers = {"Authorization": f"Bearer {secret}"}
    assert new_client().get("/api/me", headers=headers).status_code == 403
    assert new_client().get("/api/public/v1/cases", headers=headers).status_code == 200


def test_a_request_from_another_site_is_refused(client: Client) -> None:
    client.sign_in("lin@example.org")
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.request("DELETE", "/api/me", headers=headers)
        assert answer.status_code == 403
        assert answer.json()["code"] == "core.cross_site"


def test_of_two_removals_at_once_one_contact_stays(db: Database) -> None:
    with db.write() as session:
        person, more = world.account(session, "lin@example.org"), parse("lin2@example.org")
        accounts.add_contact(session, person, Proven(more, challenges.contact_hash(more.canonical), "add", person.id))
        account_id = person.id
        ids = [one.id for one in accounts.contacts_of(session, account_id)]

    def removes(place: int) -> Callable[[Session], None]:
        return lambda session: accounts.remove_contact(session, session.get_one(Account, account_id), ids[place])

    assert both(db, removes(0), removes(1)) == ["done", "accounts.last_contact"]
    with db.read() as session:
        assert [one.id for one in accounts.contacts_of(session, account_id)] == [ids[1]]
