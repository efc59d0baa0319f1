"""The selects about signals: what a case shares, who is under an open one, what humans made of them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, and_, exists, func, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from joinder.cases.models import Case, TimelineEntry
from joinder.core import crypto, paging
from joinder.core.errors import NotFound
from joinder.evidence.models import Evidence
from joinder.matching.models import Match, report_shingles
from joinder.matching.signal_models import Signal, SignalPerson, SignalReview
from joinder.reports.models import Membership, Report, SetAside
from joinder.reports.queries import is_incident

Told = tuple[str, uuid.UUID]
Cleared = set[tuple[str, bytes, uuid.UUID]]
STATES = ("open", "reviewed", "gone")
CAUSES = ("case.published", "filing.sent", "letter.sealed", "reply.published")


@dataclass(frozen=True, slots=True)
class Flagged:
    """Somebody under a signal, as reviewers see them."""

    membership_id: uuid.UUID
    pseudonym: str
    added_at: datetime
    reviewed: bool
    set_aside: bool


def key_of(kind: str, about: str) -> bytes:
    """Return the keyed hash by which a signal is found again; nobody without the key can test what it is about."""
    return crypto.keyed_hash("matching.signal", f"{kind}:{about}")[:16]


def members(session: Session, case_id: uuid.UUID) -> list[tuple[datetime, uuid.UUID]]:
    """Return when each present member of a case joined."""
    incident = exists(select(Report.id).where(Report.membership_id == Membership.id, is_incident()))
    query = select(Membership.joined_at, Membership.id).where(Membership.case_id == case_id, incident)
    return [(at, one) for at, one in session.execute(query.where(Membership.withdrawn_at.is_(None)))]


def files(session: Session, case_id: uuid.UUID) -> list[Told]:
    """Return the files of a case's incidents by what is in them."""
    query = select(Evidence.content_hash, Report.membership_id).join(Report, Report.id == Evidence.report_id)
    where = (Report.case_id == case_id, is_incident(), Evidence.content_hash.is_not(None))
    return _named(session.execute(query.where(*where)))


def orders(session: Session, case_id: uuid.UUID) -> list[Told]:
    """Return the order numbers that people gave in the form."""
    query = select(Report.order_hash, Report.membership_id)
    return _named(session.execute(query.where(Report.case_id == case_id, is_incident())))


def _named(rows: Iterable[Row[bytes | None, uuid.UUID | None]]) -> list[Told]:
    return [(what.hex(), member) for what, member in rows if what is not None and member is not None]


def stated(session: Session, case_id: uuid.UUID) -> list[tuple[dict[str, list[str]], bool, uuid.UUID]]:
    """Return the keyed facts of a case's texts, whether an order was given in the form, and whose they are."""
    query = select(report_shingles.c.facts, Report.order_hash.is_not(None), Report.membership_id)
    query = query.join(Report, Report.id == report_shingles.c.report_id).where(Report.case_id == case_id, is_incident())
    rows = session.execute(query)
    return [(facts, given, member) for facts, given, member in rows if member is not None]


def copies(session: Session, case_id: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID, float]]:
    """Return the near-copies by two people of a case that nobody dismissed."""
    first, second = aliased(Report), aliased(Report)
    query = (
        select(first.membership_id, second.membership_id, Match.score)
        .select_from(Match)
        .join(first, first.id == Match.a_id)
        .join(second, second.id == Match.b_id)
        .where(Match.state != "dismissed", first.case_id == case_id, second.case_id == case_id)
        .where(first.membership_id != second.membership_id)
    )
    for side in (first, second):
        query = query.where(side.withdrawn_at.is_(None), side.rejected_at.is_(None))
    return [(a, b, score) for a, b, score in session.execute(query) if a is not None and b is not None]


def causes(session: Session, case_id: uuid.UUID, since: datetime, until: datetime) -> list[str]:
    """Return which public steps of a case could have brought people within a time."""
    query = select(TimelineEntry.kind).where(TimelineEntry.case_id == case_id, TimelineEntry.kind.in_(CAUSES))
    return sorted(set(session.scalars(query.where(TimelineEntry.at >= since, TimelineEntry.at < until))))


def open_people(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the memberships under a signal that no human has reviewed for them yet."""
    query = select(SignalPerson.membership_id).join(Signal, Signal.id == SignalPerson.signal_id)
    return set(session.scalars(query.where(Signal.case_id == case_id, Signal.gone_at.is_(None), _is_waiting())))


def _is_waiting() -> ColumnElement[bool]:
    return and_(SignalPerson.left_at.is_(None), SignalPerson.reviewed_at.is_(None))


def cleared(session: Session, case_id: uuid.UUID) -> Cleared:
    """Return which people a human has reviewed under which signal: that thing flags them no more."""
    query = select(Signal.kind, Signal.key, SignalPerson.membership_id)
    query = query.join(SignalPerson, SignalPerson.signal_id == Signal.id)
    rows = session.execute(query.where(Signal.case_id == case_id, SignalPerson.reviewed_at.is_not(None)))
    return {(kind, key, member) for kind, key, member in rows}


def page(
    session: Session, case_id: uuid.UUID | None, state: str, cursor: str | None, limit: int | None
) -> tuple[list[tuple[Signal, Case]], str | None]:
    """Return one page of the signals of a case or of the whole house in a state, newest first, and the next cursor."""
    waiting = exists(select(SignalPerson.id).where(SignalPerson.signal_id == Signal.id, _is_waiting()))
    condition = {
        "open": and_(Signal.gone_at.is_(None), waiting),
        "reviewed": and_(Signal.gone_at.is_(None), ~waiting),
        "gone": Signal.gone_at.is_not(None),
    }[state]
    query = select(Signal, Case).join(Case, Case.id == Signal.case_id).where(condition)
    if case_id is not None:
        query = query.where(Signal.case_id == case_id)
    rows, following = paging.newest_first(session, query, (Signal.found_at, Signal.id), cursor, limit)
    return [(row[0], row[1]) for row in rows], following


def in_case(session: Session, case_id: uuid.UUID, signal_id: uuid.UUID) -> Signal:
    """Return a signal of a case, locked for a decision; refuse (NotFound) any other."""
    query = select(Signal).where(Signal.id == signal_id, Signal.case_id == case_id)
    row = session.scalar(query.with_for_update())
    if row is None:
        raise NotFound("matching.no_signal")
    return row


def people(session: Session, signal_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Flagged]]:
    """Return who some signals are about, by pseudonym."""
    ids = list(signal_ids)
    found: dict[uuid.UUID, list[Flagged]] = {one: [] for one in ids}
    aside = exists(select(SetAside.id).where(SetAside.membership_id == Membership.id, SetAside.restored_at.is_(None)))
    query = select(SignalPerson, Membership.pseudonym, aside).join(
        Membership, Membership.id == SignalPerson.membership_id
    )
    query = query.where(SignalPerson.signal_id.in_(ids), SignalPerson.left_at.is_(None))
    for row, pseudonym, is_aside in session.execute(query.order_by(Membership.pseudonym)):
        person = Flagged(row.membership_id, pseudonym, row.added_at, row.reviewed_at is not None, bool(is_aside))
        found[row.signal_id].append(person)
    return found


def reviews(session: Session, signal_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[SignalReview]]:
    """Return the reviews of some signals, oldest first."""
    ids = list(signal_ids)
    found: dict[uuid.UUID, list[SignalReview]] = {one: [] for one in ids}
    query = select(SignalReview).where(SignalReview.signal_id.in_(ids))
    for row in session.scalars(query.order_by(SignalReview.at, SignalReview.id)):
        found[row.signal_id].append(row)
    return found


def states(session: Session) -> dict[uuid.UUID, tuple[object, ...]]:
    """Return what each case consists of in a few numbers, so that only changed cases are looked through again."""
    found: dict[uuid.UUID, list[object]] = {}
    live, last = func.count(Report.withdrawn_at) + func.count(Report.rejected_at), func.max(Report.submitted_at)
    told = select(Report.case_id, func.count(), live, last, func.count(Report.repeated_of_id))
    kept = select(Report.case_id, func.count(), func.max(Evidence.received_at))
    kept = kept.join(Evidence, Evidence.report_id == Report.id)
    linked = select(Report.case_id, Match.state, func.count()).join(Match, Match.a_id == Report.id)
    for query in (
        told.group_by(Report.case_id),
        kept.group_by(Report.case_id),
        linked.group_by(Report.case_id, Match.state).order_by(Report.case_id, Match.state),
    ):
        for row in session.execute(query.where(Report.case_id.is_not(None))):
            found.setdefault(row[0], []).extend(str(value) for value in row[1:])
    return {case_id: tuple(values) for case_id, values in found.items()}
