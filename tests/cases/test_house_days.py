"""A day is the house's day: what happens at six in the morning in Beijing did not happen the day before."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case, Representative
from joinder.core import clock
from joinder.core.database import Database
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client

EARLY = datetime(2026, 5, 1, 22, 0, tzinfo=UTC)  # 06:00 on 2 May in Beijing
MakeClient = Callable[..., Client]


def answer(session: Session, case: Case, speaker: uuid.UUID, text: str, at: datetime, published: datetime) -> None:
    with clock.frozen(at):
        row = cases.reply(session, case, session.get_one(Representative, speaker), "resolved", text, "zh")
    with clock.frozen(published):
        cases.publish_reply(session, row, HOUSE)


@pytest.fixture
def reference(db: Database) -> str:
    with db.write() as session, clock.frozen(EARLY):
        person = world.account(session, "company@example.org").id
        case = world.make_case(session)
        company = case.respondent_id
        speaker = Representative(respondent_id=company, account_id=person, verified_at=EARLY, verified_by=person)
        session.add(speaker)
        session.flush()
        late, soon = EARLY + timedelta(days=9), EARLY + timedelta(days=3)
        answer(session, case, speaker.id, "先交来、后公开。", EARLY + timedelta(days=1), late)
        answer(session, case, speaker.id, "后交来、先公开。", EARLY + timedelta(days=2), soon)
        return case.reference


def test_an_instant_falls_on_a_day_of_the_house() -> None:
    assert clock.day_of(EARLY) == date(2026, 5, 2)
    assert clock.day_of(EARLY, "UTC") == date(2026, 5, 1)
    with clock.frozen(EARLY):
        assert clock.today() == clock.day_of(EARLY)


def test_app_timeline_and_served_page_name_the_same_day(reference: str, client: Client) -> None:
    one = client.get(f"/api/cases/{reference}").json()
    assert (one["opened_on"], one["published_on"]) == ("2026-05-02", "2026-05-02")
    told = client.get(f"/api/cases/{reference}/timeline").json()["items"]
    assert {row["on"] for row in told if row["kind"].startswith("case.")} == {"2026-05-02"}
    served = client.get(f"/zh/cases/{reference}").text
    assert "2026年5月2日" in served
    assert "2026年5月1日" not in served


def test_public_answers_are_told_by_the_day_they_were_published(reference: str, client: Client) -> None:
    wanted = [("先交来、后公开。", "2026-05-11"), ("后交来、先公开。", "2026-05-05")]
    rows = client.get(f"/api/cases/{reference}/replies").json()
    assert [(row["text"], row["on"]) for row in rows] == wanted
    path = "/api/respondents/skylark/replies"
    first = client.get(path, params={"limit": 1}).json()
    rest = client.get(path, params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [(row["text"], row["on"]) for row in first["items"] + rest["items"]] == wanted
    for page in (f"/zh/cases/{reference}", "/zh/companies/skylark"):
        served = client.get(page).text
        assert served.index("先交来") < served.index("后交来"), page
        assert "2026年5月11日" in served
