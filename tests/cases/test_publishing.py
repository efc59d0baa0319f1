"""From private to public: who is told what, what is published unread, and the companies nobody has looked at."""

import uuid
from collections.abc import Callable

import pytest
from joinder.cases import respondents, service
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case, Respondent
from joinder.core.database import Database
from joinder.core.errors import Conflict, NotFound
from joinder.core.settings import get_settings
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client

MakeClient = Callable[..., Client]
STAFF = "moderator@example.org"


def case_data(company: Respondent, title: str = "提现一直审核不到账") -> service.CaseData:
    return service.CaseData(company.id, world.ISSUE, title, "申请提现后一直显示审核中。", "zh", ["refund"])


def proposed(db: Database, name: str = "新提议的钱包（虚构）") -> tuple[str, str]:
    """Open a private case against a company that somebody proposed; returns its reference and the company's id."""
    with db.write() as session:
        company = respondents.propose(session, name)
        case = service.open_case(session, None, case_data(company))
        return case.reference, str(company.id)


def private(db: Database) -> str:
    with db.write() as session:
        return world.make_case(session, public=False).reference


def staff(db: Database, new_client: MakeClient) -> Client:
    with db.write() as session:
        world.moderator(session, STAFF)
    return new_client(STAFF)


def join(client: Client, reference: str) -> None:
    company = client.get(f"/api/cases/{reference}").json()["respondent"]["id"]
    sent = client.post("/api/reports", world.report_body(company, case_reference=reference))
    assert sent.status_code == 201, sent.text


def fill(new_client: MakeClient, reference: str, people: int = 3) -> None:
    for number in range(people):
        join(new_client(f"p{number}-{reference}@example.org".lower()), reference)


def set_to(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    get_settings.cache_clear()


def publish(moderator: Client, reference: str):
    version = moderator.get(f"/api/cases/{reference}").json()["text_version"]
    return moderator.post(f"/api/cases/{reference}/publish", {"text_version": version})


def test_three_people_queue_a_case_and_nobody_but_organizers_and_staff_can_see_that(
    db: Database, client: Client, new_client: MakeClient
):
    reference = private(db)
    with db.write() as session:
        world.organizer(session, session.scalars(select(Case).where(Case.reference == reference)).one())
    moderator, organizer = staff(db, new_client), new_client("organizer@example.org")
    fill(new_client, reference, 2)
    before = client.get(f"/api/cases/{reference}").content
    late = new_client("third@example.org")
    join(late, reference)
    with db.read() as session:
        assert session.scalars(select(Case.visibility).where(Case.reference == reference)).one() == "queued"
    assert client.get(f"/api/cases/{reference}").content == before
    assert late.get(f"/api/cases/{reference}").json()["visibility"] == "private"
    assert late.get("/api/me/cases").json()[0]["visibility"] == "private"
    for insider in (moderator, organizer):
        assert insider.get(f"/api/cases/{reference}").json()["visibility"] == "queued"
    assert organizer.get("/api/me/cases").json()[0]["visibility"] == "queued"
    assert [one["reference"] for one in moderator.get("/api/moderation").json()["queue"]] == [reference]


def test_a_moderator_publishes_exactly_the_words_that_were_read(db: Database, new_client: MakeClient):
    reference = private(db)
    with db.write() as session:
        world.organizer(session, session.scalars(select(Case).where(Case.reference == reference)).one())
    moderator, organizer = staff(db, new_client), new_client("organizer@example.org")
    fill(new_client, reference)
    waiting = moderator.get("/api/moderation").json()["queue"][0]
    words = {"title": "完全不同的一个标题", "summary": "版主阅读之后才换上去的文字，没有人看过。"}
    assert organizer.request("PATCH", f"/api/cases/{reference}", json=words).status_code == 200
    refused = moderator.post(f"/api/cases/{reference}/publish", {"text_version": waiting["text_version"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "cases.text_changed")
    assert moderator.get(f"/api/cases/{reference}").json()["visibility"] == "queued"
    assert moderator.post(f"/api/cases/{reference}/publish").status_code == 422
    assert publish(moderator, reference).status_code == 200
    assert organizer.request("PATCH", f"/api/cases/{reference}", json=words).status_code == 409


def test_a_case_against_a_proposed_company_is_published_only_after_it_is_listed(
    db: Database, client: Client, new_client: MakeClient
):
    reference, company = proposed(db)
    moderator = staff(db, new_client)
    fill(new_client, reference)
    waiting = moderator.get("/api/moderation").json()
    assert waiting["queue"][0]["respondent_listed"] is False
    assert [one["id"] for one in waiting["respondents"]] == [company]
    refused = publish(moderator, reference)
    assert (refused.status_code, refused.json()["code"]) == (409, "cases.respondent_not_listed")
    assert "名单" in refused.json()["detail"]
    assert client.get("/api/cases").json()["items"] == []
    listed = moderator.post(f"/api/moderation/respondents/{company}", {"listed": True, "names": {"zh": "新钱包"}})
    assert listed.status_code == 200
    assert publish(moderator, reference).status_code == 200
    assert [one["respondent_name"] for one in client.get("/api/cases").json()["items"]] == ["新钱包"]


@pytest.mark.parametrize(
    "names", [{}, {"zh": " "}, {"zh": "新钱包", "en": "…"}, {"zh": "长" * 81}, {"fr": "Portefeuille"}]
)
def test_a_company_is_not_listed_without_a_name_in_any_language_that_is_given(
    db: Database, new_client: MakeClient, names: dict[str, str]
):
    _, company = proposed(db)
    moderator = staff(db, new_client)
    url = f"/api/moderation/respondents/{company}"
    assert moderator.post(url, {"listed": True, "names": names}).status_code == 422
    assert [one["id"] for one in moderator.get("/api/moderation").json()["respondents"]] == [company]
    assert moderator.post(url, {"listed": True, "names": {"zh": " 新  钱包 ", "en": "New"}}).status_code == 200
    with db.read() as session:
        assert session.get_one(Respondent, uuid.UUID(company)).names == {"zh": "新 钱包", "en": "New"}


def test_where_cases_are_published_at_once_an_unlisted_company_still_waits_for_a_moderator(
    db: Database, client: Client, new_client: MakeClient, monkeypatch: pytest.MonkeyPatch
):
    set_to(monkeypatch, "JOINDER_AUTO_PUBLISH", "true")
    known, (unknown, company) = private(db), proposed(db)
    moderator = staff(db, new_client)
    fill(new_client, known)
    fill(new_client, unknown)
    assert [one["reference"] for one in client.get("/api/cases").json()["items"]] == [known]
    assert moderator.get(f"/api/cases/{unknown}").json()["visibility"] == "queued"
    assert moderator.post(f"/api/moderation/respondents/{company}", {"listed": True}).status_code == 200
    assert {one["reference"] for one in client.get("/api/cases").json()["items"]} == {known, unknown}


def test_nobody_opens_a_case_against_a_hidden_company(session: Session):
    company = respondents.propose(session, "某某人（真名）")
    respondents.moderate(session, company, listed=False)
    with pytest.raises(NotFound):
        service.open_case(session, None, case_data(company))


def test_a_queued_case_that_is_hidden_and_restored_waits_in_the_queue_again(db: Database, new_client: MakeClient):
    reference = private(db)
    moderator = staff(db, new_client)
    fill(new_client, reference)
    assert moderator.post(f"/api/cases/{reference}/hide", {"reason_code": "personal_data"}).status_code == 200
    assert moderator.get("/api/moderation").json()["queue"] == []
    assert moderator.post(f"/api/cases/{reference}/restore", {"reason_code": "mistake"}).status_code == 200
    assert [one["reference"] for one in moderator.get("/api/moderation").json()["queue"]] == [reference]


def test_a_private_case_goes_back_to_private_and_a_public_one_to_public(session: Session):
    for public, after in ((False, "private"), (True, "public")):
        case = world.make_case(session, public=public)
        removal = service.hide(session, case, HOUSE, "other")
        service.restore(session, case, HOUSE, removal, "mistake")
        assert case.visibility == after


def test_a_public_or_hidden_case_is_not_published_again(session: Session):
    case = world.make_case(session)
    with pytest.raises(Conflict):
        service.publish(session, case, HOUSE)
    hidden = world.make_case(session, public=False)
    service.hide(session, hidden, HOUSE, "other")
    with pytest.raises(Conflict) as refused:
        service.publish(session, hidden, HOUSE)
    assert refused.value.code == "cases.wrong_state"
