"""Filing a sealed letter: what it refuses, what it records, what the public may read."""

from datetime import date

import pytest
from joinder.cases import audit
from joinder.cases.models import AuditEntry, TimelineEntry
from joinder.core import clock
from joinder.core.errors import Conflict, Invalid, NotFound
from joinder.filings import following, queries, service
from joinder.filings.schemas import (
    FilingCreate,
    FilingEnd,
    ProofRecord,
    ReactionRecord,
    ResponseRecord,
    SendingRecord,
)
from joinder.filings.states import current_due, public_state
from joinder.letters import service as letters
from joinder.letters.models import LetterSending
from sqlalchemy import select

from tests.filings.world import COMPANY, START, World, days

SENT = SendingRecord(filed_on=date(2026, 9, 8), method="courier", number="SF-1234567890")


@pytest.fixture
def world(session):
    with clock.frozen(START):
        yield World(session)


def filed(world, letter, channel_id=COMPANY, **more):
    wish = FilingCreate(letter_reference=letter.reference, channel_id=channel_id, **more)
    return service.file(world.session, world.actor, world.case, wish)


def sent(world, letter=None):
    letter = letter or world.sealed_letter()
    with days(7):
        filing = filed(world, letter)
        return service.record_sending(world.session, world.actor, world.case, filing, SENT)


def test_a_sealed_letter_is_filed_and_its_number_kept(world):
    filing = sent(world)
    assert (filing.people, filing.channel_id, filing.filed_on) == (3, COMPANY, date(2026, 9, 8))
    assert filing.number == "SF-1234567890"
    assert b"SF-1234567890" not in bytes(filing.number_sealed)
    assert queries.members_of(world.session, [filing])[filing.id] == {member.id for _, member in world.people}
    assert world.session.scalar(select(LetterSending.id).where(LetterSending.sealed_id == filing.sealed_letter_id))


def test_an_unsealed_letter_is_refused(world):
    letter = world.opened_letter()
    with days(7), pytest.raises(Conflict, match=r"^letters\.not_sealed$"):
        filed(world, letter)


def test_a_letter_of_another_case_is_not_found(world):
    with pytest.raises(NotFound, match=r"^letters\.no_letter$"):
        service.file(world.session, world.actor, world.case, FilingCreate(letter_reference="NOPE", channel_id=COMPANY))


def test_nothing_is_sent_before_the_forty_eight_hours_are_over(world):
    letter = world.sealed_letter()
    with days(5), pytest.raises(Conflict, match=r"^filings\.letter_showing$"):
        filed(world, letter)
    with days(7):
        filing = filed(world, letter)
        early = SendingRecord(filed_on=date(2026, 9, 6), method="post")
        with pytest.raises(Invalid, match=r"^filings\.before_showing$"):
            service.record_sending(world.session, world.actor, world.case, filing, early)


def test_only_the_recipient_that_was_approved_may_get_it(world):
    letter = world.sealed_letter()
    with days(7), pytest.raises(Conflict, match=r"^filings\.other_recipient$"):
        filed(world, letter, "cn-samr-12315")


def test_one_letter_is_on_its_way_once(world):
    letter = world.sealed_letter()
    with days(7):
        filed(world, letter)
        with pytest.raises(Conflict, match=r"^filings\.already_filed$"):
            filed(world, letter)


def test_whoever_steps_out_in_time_is_not_in_what_is_sent(world):
    letter = world.sealed_letter()
    with days(7):
        filing = filed(world, letter)
        letters.step_out(world.session, letter, world.people[0][1])
        with pytest.raises(Conflict, match=r"^letters\.being_recomputed$"):
            service.record_sending(world.session, world.actor, world.case, filing, SENT)
    assert filing.filed_on is None


def test_the_sent_number_and_day_are_never_edited(world):
    filing = sent(world)
    with days(8), pytest.raises(Conflict, match=r"^filings\.already_sent$"):
        service.record_sending(world.session, world.actor, world.case, filing, SENT)
    joining_later = world.join("late@example.org", 9)
    assert joining_later is not None
    assert (filing.people, filing.filed_on) == (3, date(2026, 9, 8))


def test_a_sending_in_the_future_is_refused(world):
    letter = world.sealed_letter()
    with days(7):
        filing = filed(world, letter)
        with pytest.raises(Invalid, match=r"^filings\.future_date$"):
            service.record_sending(
                world.session,
                world.actor,
                world.case,
                filing,
                SendingRecord(filed_on=date(2026, 9, 9), method="post"),
            )


def test_today_is_the_channel_s_day_not_the_server_s(world):
    """At 02:00 UTC on 8 September it is the 8th in China; at 17:00 UTC it is already the 9th there."""
    letter = world.sealed_letter()
    with clock.frozen(START.replace(day=8, hour=17)):
        filing = filed(world, letter)
        tomorrow = SendingRecord(filed_on=date(2026, 9, 9), method="post")
        service.record_sending(world.session, world.actor, world.case, filing, tomorrow)
    assert filing.filed_on == date(2026, 9, 9)


def test_the_reply_date_is_our_letter_s_request_counted_from_proved_delivery(world):
    filing = sent(world)
    [before] = queries.followed(world.session, [filing])
    assert (current_due(before.facts).rule.event, current_due(before.facts).on) == (
        "requested_reply",
        date(2026, 9, 23),
    )
    with days(9):
        proof = ProofRecord(kind="courier_receipt", delivered_on=date(2026, 9, 10), note="签收：前台")
        following.record_proof(world.session, world.actor, world.case, filing, proof)
    [after] = queries.followed(world.session, [filing])
    # Fifteen days after the 10th is Friday 25 September, Mid-Autumn Festival: the next working day is Monday.
    assert current_due(after.facts).on == date(2026, 9, 28)


def test_no_reply_is_said_in_public_only_with_proof(world):
    filing = sent(world)
    [one] = queries.followed(world.session, [filing])
    assert not public_state(one.facts, date(2026, 10, 30)).no_reply
    with days(60):
        for refused in (
            lambda: service.end(
                world.session,
                world.actor,
                world.case,
                filing,
                FilingEnd(reason="no_reply", ended_on=date(2026, 10, 30)),
            ),
            lambda: following.label_reaction(
                world.session, world.actor, world.case, filing, ReactionRecord(label="silent")
            ),
        ):
            with pytest.raises(Conflict, match=r"^filings\.delivery_unproved$"):
                refused()
        proof = ProofRecord(kind="courier_receipt", delivered_on=date(2026, 9, 9))
        following.record_proof(world.session, world.actor, world.case, filing, proof)
        [proved] = queries.followed(world.session, [filing])
        assert public_state(proved.facts, date(2026, 10, 30)).no_reply
        following.label_reaction(world.session, world.actor, world.case, filing, ReactionRecord(label="silent"))


def test_a_response_keeps_its_text_sealed_and_its_summary_open(world):
    filing = sent(world)
    with days(15):
        came = ResponseRecord(
            kind="refusal", came_on=date(2026, 9, 15), text="经办人张某电话 021", summary="公司拒绝，没有说明理由。"
        )
        response = following.record_response(world.session, world.actor, world.case, filing, came)
    assert response.text == "经办人张某电话 021"
    assert "张某".encode() not in bytes(response.text_sealed)
    [one] = queries.followed(world.session, [filing])
    assert public_state(one.facts, date(2026, 12, 1)).state == "answered"


def test_what_happened_cannot_be_dated_before_the_sending(world):
    filing = sent(world)
    with days(15):
        with pytest.raises(Invalid, match=r"^filings\.before_sending$"):
            following.record_response(
                world.session, world.actor, world.case, filing, ResponseRecord(kind="answer", came_on=date(2026, 9, 7))
            )
        with pytest.raises(Invalid, match=r"^filings\.future_date$"):
            following.record_proof(
                world.session,
                world.actor,
                world.case,
                filing,
                ProofRecord(kind="post_receipt", delivered_on=date(2026, 9, 17)),
            )


def test_the_latest_label_counts_and_stays_private(world):
    filing = sent(world)
    for day, label in ((10, "stalls"), (12, "denies")):
        with days(day):
            following.label_reaction(
                world.session, world.actor, world.case, filing, ReactionRecord(label=label, note="私下记录")
            )
    assert queries.latest_reactions(world.session, [filing.id])[filing.id].label == "denies"
    told = world.session.scalars(select(TimelineEntry).where(TimelineEntry.case_id == world.case.id))
    assert not any("denies" in str(entry.params) or "label" in entry.kind for entry in told)


def test_the_public_timeline_names_dates_and_never_a_number_of_people(world):
    filing = sent(world)
    entries = world.session.scalars(select(TimelineEntry).where(TimelineEntry.case_id == world.case.id))
    [public] = [entry for entry in entries if entry.kind == "filing.sent"]
    assert public.public
    assert public.params == {"filing": filing.reference, "channel_id": COMPANY, "filed_on": "2026-09-08"}


def test_every_verb_leaves_a_trace(world):
    filing = sent(world)
    with days(10):
        following.record_proof(
            world.session,
            world.actor,
            world.case,
            filing,
            ProofRecord(kind="post_receipt", delivered_on=date(2026, 9, 9)),
        )
        service.end(
            world.session, world.actor, world.case, filing, FilingEnd(reason="moved_on", ended_on=date(2026, 9, 11))
        )
    audit.chain_pending(world.session)
    actions = set(world.session.scalars(select(AuditEntry.action).where(AuditEntry.object_ref == filing.reference)))
    assert actions == {"filing.prepare", "filing.send", "filing.prove", "filing.end"}


def test_an_ended_filing_is_over(world):
    filing = sent(world)
    ended = FilingEnd(reason="solved", ended_on=date(2026, 9, 11))
    with days(11):
        service.end(world.session, world.actor, world.case, filing, ended)
        with pytest.raises(Conflict, match=r"^filings\.ended$"):
            service.end(world.session, world.actor, world.case, filing, ended)
