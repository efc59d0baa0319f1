"""Verbs of emerging patterns in public: a moderator lets one be shown, releases print its band, one is taken down."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import Respondent
from joinder.cases.references import new_reference
from joinder.core import clock, jobs
from joinder.core.errors import Conflict, Invalid, NotFound
from joinder.matching.pattern_models import Pattern
from joinder.statistics import emerging_memory, payloads, queries, ticks
from joinder.statistics.board import Shown
from joinder.statistics.emerging_models import PublishedPattern
from joinder.statistics.emerging_rule import next_band, trend_of
from joinder.statistics.models import Release
from joinder.statistics.service import hold, sign_next

END_REASONS = ("in_a_case", "not_one_problem", "unlawful", "other")


def publish(session: Session, pattern_id: uuid.UUID, actor: Actor, issue_id: str, label: list[str]) -> PublishedPattern:
    """Let a pattern be shown under words of its own label, and print it.

    Refuse other words, another issue than was read, a company not listed, one shown already, one of too few people.
    """
    pattern = session.get(Pattern, pattern_id)
    if pattern is None:
        raise NotFound("statistics.no_pattern")
    if session.get_one(Respondent, pattern.respondent_id).status != "listed":
        raise Conflict("statistics.pattern_company")
    if not set(label) <= set(pattern.label):
        raise Invalid("statistics.pattern_words", field="label")
    if issue_id != pattern.issue_id:
        raise Conflict("statistics.pattern_changed", field="issue_id")
    row = _approved(session, pattern, actor, list(dict.fromkeys(label)))
    if look(session, row) is None and _again(session, row) is None:
        raise Conflict("statistics.pattern_few")
    audit.write(session, None, actor, "pattern.publish", row.pattern_id)
    return row


def _approved(session: Session, pattern: Pattern, actor: Actor, label: list[str]) -> PublishedPattern:
    row = session.scalar(select(PublishedPattern).where(PublishedPattern.pattern_id == pattern.id))
    if row is not None and row.ended_at is None:
        raise Conflict("statistics.pattern_published")
    now = clock.now()
    if row is None:
        row = PublishedPattern(reference=new_reference(), pattern_id=pattern.id, respondent_id=pattern.respondent_id)
        session.add(row)
    row.issue_id, row.label, row.approved_by, row.approved_at = pattern.issue_id, label, actor.account_id, now
    row.looked_at, row.ended_at, row.ended_reason = now, None, None
    session.flush()
    return row


def look(session: Session, row: PublishedPattern) -> Release | None:
    """Print a pattern's band anew if the rule lets it move; None otherwise. Calling it again is harmless."""
    row.looked_at = clock.now()
    known = emerging_memory.known_again(session, row.respondent_id)
    before = emerging_memory.recall(session, row.respondent_id, known)
    content, flagged = emerging_memory.content_of(session, row.pattern_id, known)
    move = next_band(before, str(row.id), content, flagged, clock.now())
    if move is None:
        return None
    old = before.shown.get(str(row.id))
    number = emerging_memory.remember(session, row.id, old, move)
    return _print(session, row, (move, trend_of(old, move)), number)


def _again(session: Session, row: PublishedPattern) -> Release | None:
    """Print what was printed last under the words approved now; None before the first printing."""
    last = queries.latest(session, queries.PATTERN, row.id)
    known = emerging_memory.known_again(session, row.respondent_id)
    old = emerging_memory.recall(session, row.respondent_id, known).shown.get(str(row.id))
    if last is None or old is None:
        return None
    number = emerging_memory.remember(session, row.id, old, old)
    return _print(session, row, (old, str(last.payload["trend"])), number)


def _print(session: Session, row: PublishedPattern, what: tuple[Shown, str], number: int) -> Release:
    slug = queries.slugs(session, [row.respondent_id])[row.respondent_id]
    subject = {"pattern": row.reference, "respondent": slug, "issue": row.issue_id}
    release = sign_next(
        session, queries.PATTERN, str(row.id), subject, lambda head: payloads.pattern_payload(head, row.label, what)
    )
    if release.number != number:
        raise RuntimeError("A pattern's releases and its memory are out of step.")
    return release


def end(session: Session, reference: str, actor: Actor, reason_code: str) -> None:
    """Take a pattern out of public sight; refuse an unknown reason and one that is not shown."""
    if reason_code not in END_REASONS:
        raise Invalid("cases.bad_reason", field="reason_code")
    row = session.scalar(select(PublishedPattern).where(PublishedPattern.reference == reference.upper()))
    if row is None or row.ended_at is not None:
        raise NotFound("statistics.no_pattern")
    row.ended_at, row.ended_reason = clock.now(), reason_code
    session.flush()
    audit.write(session, None, actor, "pattern.end", row.pattern_id, reason_code)


@jobs.periodic("statistics.patterns", minutes=60)
def look_again(session: Session) -> None:
    """Look at each shown pattern once a week, at a moment that nobody outside can compute."""
    now = clock.now()
    shown = select(PublishedPattern).where(PublishedPattern.ended_at.is_(None)).order_by(PublishedPattern.reference)
    for row in session.scalars(shown).all():
        if _is_due(row, now):
            look(session, row)


def _is_due(row: PublishedPattern, now: datetime) -> bool:
    return ticks.due(row.approved_at, row.looked_at, now, lambda number: hold(row.id, number)) == "weekly"
