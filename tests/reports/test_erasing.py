"""Leaving over HTTP: what is erased or withdrawn, what may come back, and what never does."""

import uuid

import pytest
from joinder.cases.models import AuditEntry, Case
from joinder.core import clock
from joinder.core.idempotency import IdempotencyRecord
from joinder.reports import set_asides
from joinder.reports.models import Consent, Membership, Report
from sqlalchemy import select

from tests import world
from tests.client import Client, code_for
from tests.reports.joining_kit import body, tally


def test_an_erased_account_leaves_no_words_and_stops_counting(client: Client, case: dict[str, str]) -> None:
    account = client.sign_in("lin@example.org")
    client.post("/api/reports", body(case, narrative="只有我知道的这句话"))
    assert client.delete("/api/me").status_code == 200
    assert client.get("/api/me").status_code == 401
    found = tally(client, case)
    assert (found.people, found.withdrawn, found.received) == (0, 1, 1)
    with client.database.read() as session:
        report = session.scalars(select(Report)).one()
        assert report.narrative is None
        assert session.scalar(select(AuditEntry.id).where(AuditEntry.actor_id == account)) is not None


def test_an_erased_report_says_so_to_its_author_and_a_withdrawn_one_does_not(
    client: Client, case: dict[str, str]
) -> None:
    client.sign_in("lin@example.org")
    url = f"/api/me/reports/{client.post('/api/reports', body(case)).json()['id']}"

    def told() -> tuple[str, bool]:
        found = client.get(url).json()
        return found["state"], found["erased"]

    assert told() == ("incident", False)
    client.post(f"{url}/withdraw")
    assert told() == ("withdrawn", False)
    assert client.delete(url).status_code == 200
    assert told() == ("withdrawn", True)


def test_erased_words_are_not_given_again_to_a_repeated_request(client: Client, case: dict[str, str]) -> None:
    account_id = client.sign_in("lin@example.org")
    key = {"Idempotency-Key": "one-and-the-same"}
    erased = client.post("/api/reports", body(case), headers=key).json()["id"]
    other = {"Idempotency-Key": "another-request"}
    second = body(case, narrative="十一月又有一笔没有到账。", amount_minor=900)
    client.post("/api/reports", second, headers=other)
    assert client.delete(f"/api/me/reports/{erased}").status_code == 200
    for sent, headers in ((body(case), key), (second, other)):
        again = client.post("/api/reports", sent, headers=headers)
        assert (again.status_code, again.json()["code"]) == (410, "core.answer_forgotten")
    assert client.post("/api/reports", second, headers=key).json()["code"] == "core.idempotency_reused"
    assert tally(client, case).received == 2
    mine = IdempotencyRecord.actor == str(account_id)
    with client.database.read() as session:
        assert {one.answer for one in session.scalars(select(IdempotencyRecord).where(mine))} == {None}
    assert client.delete("/api/me").status_code == 200
    with client.database.read() as session:
        assert session.scalars(select(IdempotencyRecord).where(mine)).all() == []


def test_what_was_withdrawn_or_erased_by_itself_never_comes_back(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    gone = client.post("/api/reports", body(case)).json()["id"]
    assert client.delete(f"/api/me/reports/{gone}").status_code == 200
    url = f"/api/cases/{case['reference']}"
    answer = client.post(f"{url}/rejoin")
    assert (answer.status_code, answer.json()["code"]) == (409, "reports.nothing_to_rejoin")
    client.post("/api/reports", body(case, narrative="又一次提现没有到账。", happened_on="2026-10-09"))
    found = tally(client, case)
    assert (found.people, found.incidents, found.withdrawn) == (1, 1, 1)


def test_a_report_whose_consent_was_taken_back_stays_out_when_its_person_comes_back(
    client: Client, case: dict[str, str]
) -> None:
    client.sign_in("lin@example.org")
    kept = client.post("/api/reports", body(case)).json()["id"]
    client.post("/api/reports", body(case, narrative="第二次也没有到账。", happened_on="2026-10-09"))
    url = f"/api/cases/{case['reference']}"
    client.post(f"{url}/withdraw")
    rows = client.get("/api/me/consents").json()["items"]
    with client.database.read() as session:
        mine = set(session.scalars(select(Consent.id).where(Consent.report_id == uuid.UUID(kept))))
    counting = next(one["id"] for one in rows if one["purpose"] == "counting" and uuid.UUID(one["id"]) in mine)
    assert client.delete(f"/api/me/consents/{counting}").status_code == 200
    assert client.post(f"{url}/rejoin").status_code == 200
    assert (tally(client, case).incidents, tally(client, case).withdrawn) == (1, 1)


def test_what_ends_a_report_and_what_may_come_back_is_told_before_it_is_done(
    client: Client, case: dict[str, str]
) -> None:
    client.sign_in("lin@example.org")
    report = client.post("/api/reports", body(case, choice="named_to_company")).json()["id"]
    url = f"/api/cases/{case['reference']}"

    def told() -> tuple[set[str], str, bool]:
        ends = {one["purpose"] for one in client.get("/api/me/consents").json()["items"] if one["ends_report"]}
        read = client.get(f"/api/me/reports/{report}").json()
        return ends, read["state"], read["may_return"]

    assert told() == ({"counting", "sensitive_data"}, "incident", False)
    assert client.get("/api/me/consents").json()["items"][0]["report_id"] == report
    client.post(f"{url}/withdraw")
    assert told() == ({"counting", "sensitive_data"}, "withdrawn", True)
    client.post(f"{url}/rejoin")
    assert told() == ({"counting", "sensitive_data"}, "incident", False)
    client.post(f"/api/me/reports/{report}/withdraw")
    assert told() == (set(), "withdrawn", False)
    assert client.post(f"{url}/rejoin").status_code == 409


def test_nobody_comes_back_into_a_closed_case(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    client.post("/api/reports", body(case))
    url = f"/api/cases/{case['reference']}"
    client.post(f"{url}/withdraw")
    with client.database.write() as session:
        row = session.scalars(select(Case).where(Case.reference == case["reference"])).one()
        row.closed_at, row.closed_reason = clock.now(), "solved"
    assert client.get("/api/me/reports").json()["items"][0]["may_return"] is False
    answer = client.post(f"{url}/rejoin")
    assert (answer.status_code, answer.json()["code"]) == (409, "reports.case_closed")
    assert tally(client, case).people == 0


@pytest.mark.parametrize("way", ["erased", "fresh"])
def test_who_was_set_aside_does_not_shed_it_with_a_new_account_of_the_same_contact(
    client: Client, case: dict[str, str], way: str
) -> None:
    client.sign_in("lin@example.org")
    client.post("/api/reports", body(case))
    with client.database.write() as session:
        member = session.scalars(select(Membership)).one()
        actor = world.actor(world.moderator(session), "moderator")
        set_asides.set_aside(session, member, actor, "coordinated", "三份内容完全相同。")
    if way == "erased":
        client.delete("/api/me")
        client.sign_in("lin@example.org")
    else:
        client.delete("/api/sign-in")
        challenge = client.post("/api/sign-in/codes", {"contact": "lin@example.org"}).json()["challenge_id"]
        typed = {"challenge_id": challenge, "code": code_for(client.database, challenge), "fresh": True}
        assert client.post("/api/sign-in/code", typed).status_code == 200
    client.post("/api/reports", body(case, narrative="又是我，换了账户。", happened_on="2026-10-09"))
    found = tally(client, case)
    assert (found.people, found.counted, found.set_aside) == (1, 0, 1)
    assert "三份内容" in client.get("/api/me/reports").json()["items"][0]["set_aside_reason"]
