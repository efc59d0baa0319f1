"""How it ended is what members say: confirmed, unsolved or no answer; live figures never leave the organizers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from joinder.cases.models import TimelineEntry
from joinder.cases.references import new_reference
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden, Invalid
from joinder.core.sealed import new_data_key
from joinder.filings import outcomes, queries, service
from joinder.filings.erasing import erase_members
from joinder.filings.models import Filing
from joinder.filings.schemas import OutcomeCreate
from joinder.reports import service as joining
from sqlalchemy import select

from tests.filings.world import START, World, days


@pytest.fixture
def world(session):
    with clock.frozen(START):
        yield World(session, size=4)


def proposed(world, **more):
    wish = {"kind": "solved", "summary": "公司说已经退款。", "closes_on": date(2026, 9, 11), **more}
    return outcomes.propose_outcome(world.session, world.actor, world.case, OutcomeCreate(**wish))


def lines(world, outcome):
    found = queries.outcome_lines(world.session, outcome, queries.counted_members(world.session, world.case.id))
    return len(found.confirmed), len(found.unsolved), len(found.not_answered)


def test_members_say_how_it_ended_and_silence_is_counted_as_silence(world):
    outcome = proposed(world)
    assert lines(world, outcome) == (0, 0, 4)
    for (account, _), answer in zip(world.people, ("confirmed", "confirmed", "unsolved"), strict=False):
        outcomes.answer_outcome(world.session, account.id, outcome, answer)
    assert lines(world, outcome) == (2, 1, 1)


def test_the_last_answer_counts_and_nobody_counts_twice(world):
    outcome = proposed(world)
    account, _ = world.people[0]
    first = outcomes.answer_outcome(world.session, account.id, outcome, "confirmed")
    second = outcomes.answer_outcome(world.session, account.id, outcome, "unsolved")
    assert first.id == second.id
    assert second.changed_at is not None
    assert lines(world, outcome) == (0, 1, 3)


def test_strangers_and_people_who_left_have_no_say(world):
    outcome = proposed(world)
    with pytest.raises(Forbidden, match=r"^filings\.members_only$"):
        outcomes.answer_outcome(world.session, world.organizer.id, outcome, "confirmed")
    account, member = world.people[0]
    outcomes.answer_outcome(world.session, account.id, outcome, "confirmed")
    joining.withdraw(world.session, member)
    world.session.flush()
    assert lines(world, outcome) == (0, 0, 3)
    with pytest.raises(Forbidden, match=r"^filings\.members_only$"):
        outcomes.answer_outcome(world.session, account.id, outcome, "confirmed")


def test_the_closing_day_is_the_last_day_to_answer(world):
    outcome = proposed(world)
    account, _ = world.people[0]
    with days(10):
        outcomes.answer_outcome(world.session, account.id, outcome, "confirmed")
    with days(11), pytest.raises(Conflict, match=r"^filings\.outcome_closed$"):
        outcomes.answer_outcome(world.session, account.id, outcome, "unsolved")


@pytest.mark.parametrize("after", [0, 2, 61])
def test_an_odd_closing_day_is_refused(world, after):
    with pytest.raises(Invalid, match=r"^filings\.bad_closing_day$"):
        proposed(world, closes_on=START.date() + timedelta(days=after))


@pytest.mark.parametrize(
    ("channel_id", "still", "over"),
    [("us-cfpb", (9, 12, 3, 59), (9, 12, 4, 0)), ("cn-samr-12315", (9, 11, 15, 59), (9, 11, 16, 0))],
)
def test_the_closing_day_ends_where_the_channel_is(world, channel_id, still, over):
    filing = Filing(
        reference=new_reference(), case_id=world.case.id, key_id=new_data_key(world.session, "case"), people=4,
        rules=[], warnings_read=[], prepared_by=world.organizer.id, filed_on=date(2026, 8, 20),
        **service.of_channel(channel_id),
    )  # fmt: skip
    world.session.add(filing)
    world.session.flush()
    outcome = proposed(world, filing=filing.reference)
    account, _ = world.people[0]
    with clock.frozen(datetime(2026, *still, tzinfo=UTC)):
        assert [one.id for one, _case in outcomes.waiting(world.session, account.id)] == [outcome.id]
        outcomes.answer_outcome(world.session, account.id, outcome, "confirmed")
    with clock.frozen(datetime(2026, *over, tzinfo=UTC)):
        assert outcomes.waiting(world.session, world.people[1][0].id) == []
        with pytest.raises(Conflict, match=r"^filings\.outcome_closed$"):
            outcomes.answer_outcome(world.session, account.id, outcome, "unsolved")


def test_one_question_at_a_time(world):
    outcome = proposed(world)
    with pytest.raises(Conflict, match=r"^filings\.outcome_open$"):
        proposed(world)
    outcomes.withdraw_outcome(world.session, world.actor, world.case, outcome)
    assert proposed(world).id != outcome.id


def test_no_reply_needs_a_filing_with_proof(world):
    with pytest.raises(Conflict, match=r"^filings\.delivery_unproved$"):
        proposed(world, kind="no_reply")


def test_nothing_about_it_is_on_the_public_timeline(world):
    proposed(world)
    entries = world.session.scalars(select(TimelineEntry).where(TimelineEntry.case_id == world.case.id))
    assert [entry.public for entry in entries if entry.kind == "outcome.proposed"] == [False]


def test_an_erased_person_s_answer_is_gone(world):
    outcome = proposed(world)
    account, member = world.people[0]
    outcomes.answer_outcome(world.session, account.id, outcome, "confirmed")
    erase_members(world.session, [member.id])
    assert lines(world, outcome)[0] == 0
