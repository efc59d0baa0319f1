"""Joining over HTTP: submit, idempotency, refusals, withdrawing, rejoining, set-asides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from joinder.core import clock
from joinder.reports.models import Membership, Report
from sqlalchemy import select

from tests import world
from tests.client import Client
from tests.reports.joining_kit import body, tally


def test_a_person_reports_and_joins_and_is_counted_once(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    answer = client.post("/api/reports", body(case))
    assert answer.status_code == 201, answer.text
    assert answer.json()["state"] == "incident"
    assert len(answer.json()["pseudonym"]) == 8
    second = client.post("/api/reports", body(case, narrative="十一月又有一笔没有到账。", amount_minor=900))
    assert second.status_code == 201
    found = tally(client, case)
    assert (found.received, found.people, found.counted) == (2, 1, 1)


def test_the_same_key_gives_the_same_answer_and_one_effect(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    key = {"Idempotency-Key": "one-and-the-same"}
    answers = [client.post("/api/reports", body(case), headers=key) for _ in range(3)]
    assert {a.status_code for a in answers} == {201}
    assert len({a.text for a in answers}) == 1
    assert answers[1].headers["Idempotent-Replay"] == "true"
    assert tally(client, case).received == 1


def test_the_same_key_with_another_body_is_refused(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    key = {"Idempotency-Key": "one-and-the-same"}
    client.post("/api/reports", body(case), headers=key)
    answer = client.post("/api/reports", body(case, narrative="另一份"), headers=key)
    assert answer.status_code == 422
    assert answer.json()["code"] == "core.idempotency_reused"
    assert tally(client, case).received == 1


def test_a_creating_post_without_a_key_is_refused(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")

    async def send() -> Any:
        return await client.http.post("/api/reports", json=body(case))

    answer = client.portal.call(send)
    assert answer.json()["code"] == "core.idempotency_missing"


def test_a_refused_report_leaves_nothing_and_its_key_can_be_used_again(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    key = {"Idempotency-Key": "retry-after-mistake"}
    bad = client.post("/api/reports", body(case, happened_on="2030-01-01"), headers=key)
    assert bad.json()["code"] == "reports.future_date"
    assert tally(client, case).received == 0
    assert client.post("/api/reports", body(case), headers=key).status_code == 201


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"happened_on": None}, "reports.bad_date"),
        ({"remedies": ["revenge"]}, "reports.bad_choice"),
        ({"issue_id": "no_such_issue"}, "cases.no_issue"),
        ({"fee_demanded": True}, "reports.fee_demanded"),
        ({"case_reference": "ABCDEFGH2345"}, "cases.no_case"),
        ({"narrative": "长" * 200_000}, "core.text_too_long"),
        ({"consent_counting": False}, "core.invalid_body"),
        ({"unknown_field": 1}, "core.invalid_body"),
    ],
)
def test_bad_input_gets_a_clear_refusal_and_nothing_is_kept(
    client: Client, case: dict[str, str], changes: dict[str, Any], code: str
) -> None:
    client.sign_in("lin@example.org")
    answer = client.post("/api/reports", body(case) | changes)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert len(answer.json()["detail"]) > 8
    assert tally(client, case).received == 0


def test_a_report_about_another_company_cannot_join(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    answer = client.post("/api/reports", body(case, respondent_id=case["other"]))
    assert answer.json()["code"] == "reports.other_respondent"
    with client.database.read() as session:
        assert session.scalar(select(Report.id)) is None


def test_a_report_without_a_case_can_join_later_but_only_once(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    report = client.post("/api/reports", world.report_body(case["respondent"])).json()
    assert report["case_reference"] is None
    url = f"/api/me/reports/{report['id']}/join"
    assert client.post(url, {"case_reference": case["reference"]}).status_code == 201
    assert client.post(url, {"case_reference": case["reference"]}).status_code == 409
    assert tally(client, case).people == 1


def test_the_same_order_told_twice_is_one_incident(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    client.post("/api/reports", body(case, order_number="A-2026 1005"))
    with clock.frozen(clock.now() + timedelta(minutes=1)):  # the earlier of two is the one that counts
        told = body(case, order_number="a20261005", narrative="客服一直没有回复我的工单。")
        again = client.post("/api/reports", told)
    assert again.json()["state"] == "repeated"
    found = tally(client, case)
    assert (found.received, found.repeated, found.incidents, found.people) == (2, 1, 1, 1)


def test_when_the_counted_report_goes_its_repeat_stands_in(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    first = client.post("/api/reports", body(case, order_number="A1")).json()
    client.post("/api/reports", body(case, order_number="A1", narrative="同一笔订单，补充说明一下经过。"))
    client.post(f"/api/me/reports/{first['id']}/withdraw")
    found = tally(client, case)
    assert (found.withdrawn, found.repeated, found.incidents, found.people) == (1, 0, 1, 1)


def test_withdrawing_and_rejoining_moves_the_count_by_exactly_one(client: Client, case: dict[str, str]) -> None:
    client.sign_in("lin@example.org")
    before = client.post("/api/reports", body(case)).json()["pseudonym"]
    url = f"/api/cases/{case['reference']}"
    for _ in range(2):
        assert client.post(f"{url}/withdraw").status_code == 200
        assert (tally(client, case).people, tally(client, case).withdrawn) == (0, 1)
    for _ in range(2):
        assert client.post(f"{url}/rejoin").status_code == 200
        assert (tally(client, case).people, tally(client, case).withdrawn) == (1, 0)
    after = client.get("/api/me/reports").json()["items"][0]["pseudonym"]
    assert after != before


def test_a_representative_never_joins_a_case_against_the_own_company(client: Client, case: dict[str, str]) -> None:
    from joinder.cases.models import Representative
    from joinder.core import clock

    account = client.sign_in("company@example.org")
    with client.database.write() as session:
        by = world.moderator(session)
        session.add(
            Representative(
                account_id=account,
                respondent_id=world.respondent(session).id,
                verified_by=by.id,
                verified_at=clock.now(),
            )
        )
    assert client.post("/api/reports", body(case)).status_code == 409


def test_three_people_queue_a_private_case_and_a_moderator_publishes_it(
    client: Client, new_client: Callable[..., Client], case: dict[str, str]
) -> None:
    client.sign_in("opener@example.org")
    opened = client.post(
        "/api/cases",
        {
            "respondent_id": case["respondent"],
            "issue_id": world.ISSUE,
            "title": "提现被拒",
            "summary": "提现申请被反复退回。",
        },
    ).json()
    wanted = {**case, "reference": opened["reference"]}
    assert client.get("/api/cases?q=退回").json()["items"] == []
    for number in range(3):
        new_client(f"p{number}@example.org").post("/api/reports", body(wanted))
    with client.database.write() as session:
        world.moderator(session)
    moderator = new_client("moderator@example.org")
    queue = moderator.get("/api/moderation").json()["queue"]
    assert [one["reference"] for one in queue] == [opened["reference"]]
    assert (
        moderator.post(
            f"/api/cases/{opened['reference']}/publish", {"text_version": opened["text_version"]}
        ).status_code
        == 200
    )
    assert [one["reference"] for one in client.get("/api/cases?q=退回").json()["items"]] == [opened["reference"]]


DECISION = {"reason_code": "coordinated", "reason": "三份内容与截图完全相同。"}
UPHELD, RESTORED = {"restore": False, "reason": "请补充原件。"}, {"restore": True, "reason": "原件已核对。"}


def appealed(client: Client, new_client: Callable[..., Client], case: dict[str, str]) -> tuple[Client, Client, str]:
    """Have a member set aside who appeals; return who decided, another moderator, and where they are set aside."""
    client.sign_in("lin@example.org")
    client.post("/api/reports", body(case))
    with client.database.write() as session:
        world.moderator(session)
        world.moderator(session, "second@example.org")
        member = session.scalars(select(Membership)).one().id
    first, second = new_client("moderator@example.org"), new_client("second@example.org")
    url = f"/api/cases/{case['reference']}/members/{member}/set-aside"
    assert first.post(url, DECISION).status_code == 201
    assert client.post(f"/api/cases/{case['reference']}/appeal", {"text": "截图是我本人的。"}).status_code == 200
    return first, second, url


def mine(client: Client) -> tuple[str | None, bool, Any]:
    one = client.get("/api/me/reports").json()["items"][0]
    answer = one["appeal_answer"]
    return one["set_aside_reason"], one["appealed"], answer and (answer["restored"], answer["reason"])


def test_set_aside_tells_the_person_and_another_reviewer_decides_the_appeal(
    client: Client, new_client: Callable[..., Client], case: dict[str, str]
) -> None:
    first, second, _ = appealed(client, new_client, case)
    assert (tally(client, case).people, tally(client, case).counted) == (1, 0)
    waiting = first.get("/api/moderation").json()["appeals"][0]
    assert (waiting["case_reference"], waiting["reason_code"]) == (case["reference"], "coordinated")
    url = f"/api/moderation/appeals/{waiting['id']}"
    assert first.post(url, RESTORED).status_code == 403
    assert second.post(url, {"restore": False}).status_code == 422
    assert second.post(url, UPHELD).status_code == 200
    assert second.get("/api/moderation").json()["appeals"] == []
    assert (tally(client, case).people, tally(client, case).counted) == (1, 0)
    assert second.post(url, RESTORED).status_code == 200
    assert (tally(client, case).people, tally(client, case).counted) == (1, 1)


def test_whoever_appealed_reads_how_it_was_decided_and_why(
    client: Client, new_client: Callable[..., Client], case: dict[str, str]
) -> None:
    first, second, again = appealed(client, new_client, case)
    url = f"/api/moderation/appeals/{first.get('/api/moderation').json()['appeals'][0]['id']}"
    assert mine(client) == (DECISION["reason"], True, None)
    second.post(url, UPHELD)
    assert mine(client) == (DECISION["reason"], True, (False, UPHELD["reason"]))
    second.post(url, RESTORED)
    assert mine(client) == (None, False, (True, RESTORED["reason"]))
    assert first.post(again, DECISION).status_code == 201
    assert mine(client) == (DECISION["reason"], False, None)


def test_a_draft_moves_to_another_browser_by_its_code(client: Client, new_client: Callable[..., Client]) -> None:
    code = client.post("/api/drafts", {"text": '{"narrative": "写了一半"}'}).json()["code"]
    other = new_client()
    assert "写了一半" in other.post("/api/drafts/resume", {"code": code.lower()}).json()["text"]
    assert other.post("/api/drafts/resume", {"code": "ZZZZZ-ZZZZZ"}).status_code == 404
