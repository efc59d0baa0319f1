"""A repeated creating request has one effect and one answer; the same key with another body is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from joinder.accounts.models import ApiToken, SignInChallenge
from joinder.cases.models import Case, OrganizerInvitation
from joinder.core.database import Database
from joinder.reports.drafts import Draft
from joinder.reports.models import Membership, SetAside
from sqlalchemy import func, select

from tests import world
from tests.client import Client

MakeClient = Callable[..., Client]


def count(db: Database, table: Any) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def twice(client: Client, url: str, body: Any, other: Any, status: int = 201) -> dict[str, Any]:
    key = {"Idempotency-Key": f"key of {url}"}
    first, second = (client.post(url, body, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (status, status), (first.text, second.text)
    assert first.json() == second.json()
    assert second.headers["Idempotent-Replay"] == "true"
    if other is not None:
        refused = client.post(url, other, headers=key)
        assert (refused.status_code, refused.json()["code"]) == (422, "core.idempotency_reused")
    return first.json()


@pytest.fixture
def member(new_client: MakeClient) -> Client:
    return new_client("lin@example.org")


def test_a_token_and_a_recovery_code_are_made_once_and_shown_again(db: Database, member: Client):
    made = twice(member, "/api/me/tokens", {"name": "desk"}, {"name": "other"})
    assert made["secret"].startswith("jn_")
    assert count(db, ApiToken) == 1
    code = twice(member, "/api/me/recovery-code", None, {})["code"]
    assert member.post("/api/sign-in/recovery", {"code": code}).status_code == 200


def test_a_draft_is_kept_once_for_somebody_who_is_not_signed_in(db: Database, client: Client):
    made = twice(client, "/api/drafts", {"text": '{"a": 1}'}, {"text": '{"a": 2}'})
    assert count(db, Draft) == 1
    assert client.post("/api/drafts/resume", {"code": made["code"]}).json()["text"] == '{"a": 1}'


def test_an_offer_an_invitation_and_its_acceptance_happen_once(db: Database, member: Client, new_client: MakeClient):
    with db.write() as session:
        case = world.make_case(session)
        world.join(session, case, "lin@example.org")
        world.organizer(session, case)
        reference = case.reference
    declared = {"no_fee": True, "no_tie": True}
    organizer, friend = new_client("organizer@example.org"), new_client("friend@example.org")
    token = twice(organizer, f"/api/cases/{reference}/invitations", None, {})["token"]
    assert count(db, OrganizerInvitation) == 1
    accepted = twice(friend, "/api/invitations/accept", {"token": token, **declared}, None)
    assert accepted["role"] == "co_organizer"
    assert member.post(f"/api/cases/{reference}/organizers", declared).status_code == 409
    with db.write() as session:
        second = world.make_case(session, title="第二个案件的标题")
        world.join(session, second, "lin@example.org", narrative="另一件事，也没有到账。")
        other = second.reference
    twice(member, f"/api/cases/{other}/organizers", declared, {**declared, "no_fee": False})


def test_a_set_aside_is_decided_once(db: Database, new_client: MakeClient):
    with db.write() as session:
        case = world.make_case(session)
        world.join(session, case, "lin@example.org")
        world.moderator(session)
        member = session.scalars(select(Membership.id)).one()
        url = f"/api/cases/{session.scalars(select(Case.reference)).one()}/members/{member}/set-aside"
    said = {"reason_code": "coordinated", "reason": "三份内容与截图完全相同。"}
    twice(new_client("moderator@example.org"), url, said, {**said, "reason": "换一个理由再来一次"})
    assert count(db, SetAside) == 1


def test_a_company_and_its_representative_are_made_once(db: Database, member: Client, new_client: MakeClient):
    twice(member, "/api/respondents", {"name": "另一家新钱包"}, {"name": "再一家新钱包"})
    with db.write() as session:
        world.moderator(session)
        world.account(session, "speaker@example.org")
    body = {"contact": "speaker@example.org", "respondent_slug": "skylark"}
    twice(new_client("moderator@example.org"), "/api/moderation/representatives", body, {**body, "contact": "x@x.org"})


def test_an_objection_sends_one_code_for_one_key(db: Database, client: Client, tmp_path: Any):
    from joinder.reports import claims
    from joinder.reports.import_models import ImportBatch

    from tests.reports.import_kit import ORGANIZER, bring, respondent, row, sheet

    with db.write() as session:
        world.seed_reference(session)
    bring(db, sheet(tmp_path / "group.csv", [row(1), row(2)]), respondent(db))
    with db.write() as session:
        token = claims.make_link(session, session.scalars(select(ImportBatch)).one(), ORGANIZER)
    url = f"/api/claims/{token}/objections"
    twice(client, url, {"contact": "13800000001"}, {"contact": "13800000002"})
    assert count(db, SignInChallenge) == 1
    assert client.post(url, {"contact": "13800000001"}).status_code == 201
    assert count(db, SignInChallenge) == 2


@pytest.mark.parametrize("url", ["/api/drafts", "/api/reports", "/api/me/tokens"])
def test_without_a_key_the_refusal_says_so(member: Client, url: str):
    answer = member.post(url, {"text": "xx"}, headers={"Idempotency-Key": ""})
    assert (answer.status_code, answer.json()["code"]) == (422, "core.idempotency_missing")
