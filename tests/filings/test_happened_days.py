"""What a letter's way says in public is dated by the day it happened, not by the day an organizer typed it in."""

from datetime import date, timedelta

import pytest
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.core import clock
from joinder.filings import following, service
from joinder.filings.schemas import FilingCreate, FilingEnd, ProofRecord, ResponseRecord, SendingRecord

from tests.filings.world import COMPANY, START, World, days

HAPPENED = {
    "filing.sent": "2026-09-08",
    "filing.delivered": "2026-09-10",
    "filing.answered": "2026-09-12",
    "filing.ended": "2026-09-13",
}
TYPED_IN = "2026-09-25"


@pytest.fixture
def reference(db, client):
    """A public case whose whole correspondence an organizer types in on one later day."""
    with db.write() as session, clock.frozen(START):
        world = World(session)
        letter = world.sealed_letter()
        with days(24):
            cases.publish(session, world.case, HOUSE)
        with clock.frozen(START + timedelta(days=24, hours=1)):  # later the same day, so that the letter moved last
            wish = FilingCreate(letter_reference=letter.reference, channel_id=COMPANY)
            filing = service.file(session, world.actor, world.case, wish)
            known = (session, world.actor, world.case, filing)
            service.record_sending(*known, SendingRecord(filed_on=date(2026, 9, 8), method="courier", number="SF-1"))
            following.record_proof(*known, ProofRecord(kind="courier_receipt", delivered_on=date(2026, 9, 10)))
            following.record_response(
                *known, ResponseRecord(kind="answer", came_on=date(2026, 9, 12), summary="已受理")
            )
            service.end(*known, FilingEnd(reason="solved", ended_on=date(2026, 9, 13)))
        return world.case.reference


def test_the_steps_and_the_history_say_the_days_that_the_letters_card_says(client, reference):
    [card] = client.get(f"/api/cases/{reference}/filings").json()
    assert (card["filed_on"], card["answered_on"]) == (HAPPENED["filing.sent"], HAPPENED["filing.answered"])
    steps = {one["name"]: one["on"] for one in client.get(f"/api/statistics/cases/{reference}").json()["steps"]}
    assert (steps["filed"], steps["answered"], steps["confirmed"]) == (card["filed_on"], card["answered_on"], TYPED_IN)
    told = client.get(f"/api/cases/{reference}/timeline").json()["items"]
    assert {one["kind"]: one["on"] for one in told if one["kind"].startswith("filing.")} == HAPPENED
    assert next(one["on"] for one in told if one["kind"] == "case.published") == TYPED_IN


def test_the_served_page_says_them_too(client, reference):
    text = client.get(f"/en/cases/{reference}").text.split("served-steps")[1]
    for day in HAPPENED.values():
        assert f'datetime="{day}"' in text, day


def test_what_moved_lately_says_when_it_happened(client, reference):
    [move] = client.get("/api/statistics/moves").json()
    assert move["on"] == HAPPENED[move["kind"]]
