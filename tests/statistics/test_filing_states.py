"""How many sent letters of public cases stand at each state: by public dates alone."""

from datetime import date

from joinder.core import clock
from joinder.filings import following, service
from joinder.filings.schemas import FilingCreate, ProofRecord, SendingRecord
from joinder.statistics.filing_states import filing_states

from tests.filings.world import COMPANY, START, World, days


def test_a_sent_letter_is_counted_at_its_state_of_the_day(session):
    with clock.frozen(START):
        world = World(session)
        letter = world.sealed_letter()
        with days(7):
            wish = FilingCreate(letter_reference=letter.reference, channel_id=COMPANY)
            filing = service.file(session, world.actor, world.case, wish)
            assert filing_states(session, [world.case.id]) == [], "prepared is not sent"
            sent = SendingRecord(filed_on=date(2026, 9, 8), method="courier", number="SF-1234567890")
            service.record_sending(session, world.actor, world.case, filing, sent)
        with days(8):
            [waiting] = filing_states(session, [world.case.id])
            shown = ProofRecord(kind="courier_receipt", delivered_on=date(2026, 9, 9))
            following.record_proof(session, world.actor, world.case, filing, shown)
        with days(60):
            [late] = filing_states(session, [world.case.id])
    assert (waiting.state, waiting.filings) == ("filed", 1)
    assert (late.state, late.filings) == ("overdue", 1)
    assert filing_states(session, []) == []
