"""Verbs of sending: file a sealed letter, record the sending, escalate, end; sent numbers are never edited."""

import uuid
from collections.abc import Sequence

from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases import service as cases
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.cases.references import new_reference
from joinder.core import clock
from joinder.core.errors import Conflict, Invalid
from joinder.core.sealed import new_data_key
from joinder.filings import queries, sealed_letters
from joinder.filings.calendars import zone_of
from joinder.filings.channel_rules import ChannelFacts, channel_facts
from joinder.filings.deadlines import Rule, requested
from joinder.filings.models import Filing
from joinder.filings.preconditions import Verdict, judge
from joinder.filings.schemas import FilingCreate, FilingEnd, SendingRecord
from joinder.filings.sealed_letters import SendableLetter
from joinder.letters import telling
from joinder.reference import catalog


def file(session: Session, actor: Actor, case: Case, wish: FilingCreate) -> Filing:
    """Prepare one sending of a sealed letter to the recipient it was approved for.

    Refuses: an unsealed letter, another recipient than approved, a letter still within the 48 hours members have
    to look at it, a channel without joint complaints, an unmet precondition, another official route, warnings
    nobody read, and a letter that is already on its way.
    """
    # Two organizers filing at once wait for each other.
    cases.lock(session, case)
    letter = sealed_letters.sendable(session, case.id, wish.letter_reference)
    if letter.channel_id != wish.channel_id:
        raise Conflict("filings.other_recipient", field="channel_id")
    channel = channel_facts(catalog.channel(wish.channel_id))
    _refuse_second_sending(session, case.id, letter)
    before = queries.filing_of(session, case.id, wish.follows) if wish.follows else None
    situation = queries.situation(session, case.id, letter.members, channel.region)
    verdict = judge(channel, situation, joint=True)
    refuse_unless_open(verdict, wish.warnings_read)
    filing = Filing(
        reference=new_reference(),
        case_id=case.id,
        sealed_letter_id=letter.sealed_id,
        follows_id=before.id if before else None,
        key_id=new_data_key(session, "case"),
        people=letter.people,
        rules=[rule.to_json() for rule in clocks(channel, letter)],
        warnings_read=[check.code for check in verdict.warnings],
        prepared_by=actor.account_id,
        **of_channel(channel.id),
    )
    session.add(filing)
    session.flush()
    audit.write(session, case.id, actor, "filing.prepare", filing.reference)
    return filing


def of_channel(channel_id: str) -> dict[str, object]:
    """Return what every filing keeps of its channel, with the moment it was prepared."""
    channel = catalog.channel(channel_id)
    return {
        "channel_id": channel.id,
        "channel_version": channel.version,
        "region": channel.region,
        "prepared_at": clock.now(),
    }


def clocks(channel: ChannelFacts, letter: SendableLetter | None) -> tuple[Rule, ...]:
    """Return the time limits that bind the recipient; a company's is the period our letter asks for."""
    binding = tuple(rule for rule in channel.rules if rule.event not in channel.ours)
    if channel.route != "company" or any(rule.starts == "filing" and rule.counts for rule in binding):
        return binding
    asked = requested(letter.reply_days, letter.reply_period_law) if letter and letter.reply_days else requested()
    return (asked, *binding)


def refuse_unless_open(verdict: Verdict, warnings_read: Sequence[str]) -> None:
    """Refuse (Conflict) a closed channel by its first reason, and warnings that were not read."""
    for check in verdict.blocking:
        raise Conflict(f"filings.{check.code}", field="channel_id", **check.params)
    unread = sorted({check.code for check in verdict.warnings} - set(warnings_read))
    if unread:
        raise Conflict("filings.warnings_unread", field="warnings_read", codes=", ".join(unread))


def _refuse_second_sending(session: Session, case_id: uuid.UUID, letter: SendableLetter) -> None:
    for one in queries.joint_filings(session, case_id):
        if one.filing.sealed_letter_id == letter.sealed_id and one.filing.ended_on is None:
            raise Conflict("filings.already_filed", field="letter_reference")


def record_sending(session: Session, actor: Actor, case: Case, filing: Filing, sent: SendingRecord) -> Filing:
    """Record how and when it went out and the number it got; members are told.

    Refuses: a second record, a date in the future or before the members had their 48 hours, and a letter that was
    recomputed or withdrawn since.
    """
    session.refresh(filing, with_for_update=True)
    if filing.filed_on is not None:
        raise Conflict("filings.already_sent")
    if filing.ended_on is not None:
        raise Conflict("filings.ended")
    today = clock.today(zone_of(filing.region))
    if sent.filed_on > today:
        raise Invalid("filings.future_date", field="filed_on")
    if filing.sealed_letter_id is not None:
        ready = sealed_letters.sendable_from(session, filing.sealed_letter_id)
        if sent.filed_on < clock.day_of(ready, zone_of(filing.region)):
            raise Invalid("filings.before_showing", field="filed_on")
        sealed_letters.note_sending(session, filing.sealed_letter_id)
    _sent(session, actor, filing, sent)
    if filing.membership_id is None:
        told = {"channel_id": filing.channel_id, "filed_on": sent.filed_on.isoformat()}
        timeline.record(session, case.id, "filing.sent", public=True, filing=filing.reference, **told)
        telling.tell(session, case.id, "filings.sent", filing.id)
    return filing


def _sent(session: Session, actor: Actor, filing: Filing, sent: SendingRecord) -> None:
    filing.filed_on = sent.filed_on
    filing.method = sent.method
    filing.number = sent.number
    filing.sent_by, filing.recorded_at = actor.account_id, clock.now()
    session.flush()
    audit.write(session, filing.case_id, actor, "filing.send", filing.reference)


def end(session: Session, actor: Actor, case: Case, filing: Filing, wish: FilingEnd) -> Filing:
    """Stop following a filing; refuses a second end, a future day, and "no reply" without proof of delivery."""
    session.refresh(filing, with_for_update=True)
    if filing.ended_on is not None:
        raise Conflict("filings.ended")
    if wish.ended_on > clock.today(zone_of(filing.region)):
        raise Invalid("filings.future_date", field="ended_on")
    if filing.filed_on and wish.ended_on < filing.filed_on:
        raise Invalid("filings.before_sending", field="ended_on")
    [one] = queries.followed(session, [filing])
    if wish.reason == "no_reply" and one.facts.delivered_on is None:
        raise Conflict("filings.delivery_unproved", field="reason")
    filing.ended_on, filing.end_reason = wish.ended_on, wish.reason
    session.flush()
    audit.write(session, case.id, actor, "filing.end", filing.reference, wish.reason)
    if filing.filed_on is not None and filing.membership_id is None:
        told = {"reason": wish.reason, "ended_on": wish.ended_on.isoformat()}
        timeline.record(session, case.id, "filing.ended", public=True, filing=filing.reference, **told)
    return filing
