"""The organizer's board: what needs somebody today, from a new case to an answered filing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from joinder.core import clock
from joinder.filings import board, following, service
from joinder.filings.board import urgency
from joinder.filings.schemas import FilingCreate, ResponseRecord, SendingRecord
from joinder.letters import sealing

from tests.filings.world import COMPANY, START, World, days


def kinds(world):
    return [one.kind for one in board.duties(world.session, world.case, world.organizer.id)]


@pytest.fixture
def world(session):
    with clock.frozen(START):
        return World(session)


def test_a_case_with_people_and_no_letter_asks_for_one(world):
    with days(0):
        assert kinds(world) == ["letter_none"]


def test_an_open_letter_says_how_many_are_missing_and_until_when(world):
    with days(0):
        world.opened_letter()
        assert kinds(world) == []
        world.join("late@example.org", 7)
        [duty] = board.duties(world.session, world.case, world.organizer.id)
    assert (duty.kind, duty.count, duty.on) == ("approvals", 1, date(2026, 9, 3))


def test_a_sealed_letter_is_followed_until_members_are_asked_how_it_ended(app, new_client, world):
    with days(0):
        letter = world.sealed_letter()
    with days(7):
        assert kinds(world) == ["letter_sealed"]
        wish = FilingCreate(letter_reference=letter.reference, channel_id=COMPANY)
        filing = service.file(world.session, world.actor, world.case, wish)
        assert kinds(world) == ["filing_unsent"]
        sent = SendingRecord(filed_on=clock.today("Asia/Shanghai"), method="email")
        service.record_sending(world.session, world.actor, world.case, filing, sent)
        assert kinds(world) == ["due", "proof"]
    with days(60):
        assert kinds(world)[0] == "overdue"
        came = ResponseRecord(kind="refusal", came_on=clock.today("Asia/Shanghai"), summary="不同意退款", lang="zh")
        following.record_response(world.session, world.actor, world.case, filing, came)
        assert kinds(world) == ["outcome", "proof", "reaction"]
        ask = {"kind": "refused", "summary": "不同意退款", "lang": "zh", "closes_on": "2026-11-10"}
        at, sent_one = f"/api/cases/{world.case.reference}/outcomes", filing.reference
        world.session.commit()
        asked = new_client("organizer@example.org").post(at, {**ask, "filing": sent_one})
        assert (asked.status_code, asked.json()["filing"]) == (201, sent_one)
        assert kinds(world) == ["answers", "proof", "reaction"]


def test_the_final_view_is_not_late_before_it_can_be_sealed(world):
    with days(0):
        letter = world.opened_letter()
    shown = datetime(2026, 9, 5, 22, 0, tzinfo=UTC)  # 06:00 on the 6th in Beijing
    with clock.frozen(shown):
        sealing.final_view(world.session, letter, world.actor)
    with clock.frozen(shown + timedelta(hours=47)):
        [duty] = board.duties(world.session, world.case, world.organizer.id)
        assert (duty.kind, duty.on, urgency(duty.on, clock.today())) == ("final_view", date(2026, 9, 8), "soon")


def test_a_day_is_late_soon_or_open():
    today = date(2026, 11, 2)
    assert [urgency(on, today) for on in (None, date(2026, 11, 1), date(2026, 11, 5), date(2026, 11, 6))] == [
        "open",
        "late",
        "soon",
        "open",
    ]
