"""Whom a pattern counts now, and the private memory of whom each printing of it counted, sealed."""

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from joinder.core import crypto
from joinder.evidence.models import Evidence
from joinder.matching.links import UNDECIDED
from joinder.matching.models import Match
from joinder.matching.pattern_models import pattern_report
from joinder.matching.suspicions import several
from joinder.reports import returning
from joinder.reports.models import Report
from joinder.reports.queries import is_behind, is_incident
from joinder.statistics.board import Shown
from joinder.statistics.cover import Step, difference
from joinder.statistics.emerging_models import PatternLine, PublishedPattern
from joinder.statistics.emerging_rule import Printed
from joinder.statistics.ledger import as_known, as_printed, pack, told, unpack
from joinder.statistics.measures import TOKEN_BYTES

PURPOSE = "statistics.pattern"


def token_of(account_id: uuid.UUID) -> bytes:
    """Return the keyed token of a person in a company's patterns; without the root key nobody can test a guess."""
    return crypto.keyed_hash("statistics.pattern_person", str(account_id))[:TOKEN_BYTES]


def known_again(session: Session, respondent_id: uuid.UUID) -> dict[bytes, bytes]:
    """Return which tokens in a company's patterns are the same person's: one contact was or is on both accounts."""
    told = select(Report.account_id).where(Report.respondent_id == respondent_id, Report.account_id.is_not(None))
    groups = returning.same_people(session, respondent_id, cast("Select[uuid.UUID]", told))
    pairs = ((token_of(one), token_of(min(group))) for group in groups for one in group)
    return {token: first for token, first in pairs if token != first}


def content_of(
    session: Session, pattern_id: uuid.UUID, known: Mapping[bytes, bytes]
) -> tuple[Counter[bytes], frozenset[bytes]]:
    """Return the people whose live reports in no case make up a pattern, and those who never help it to be printed.

    A person has a verified contact; two accounts that were one contact's are one person.
    """
    inside = select(pattern_report.c.report_id).where(pattern_report.c.pattern_id == pattern_id)
    live = select(Report.account_id).where(Report.id.in_(inside), Report.case_id.is_(None), is_incident())
    accounts = session.scalars(live.where(is_behind(Report.account_id)))
    people = {known.get(token, token) for token in (token_of(one) for one in accounts if one is not None)}
    flagged = {known.get(token, token) for token in map(token_of, _flagged(session, pattern_id))}
    return Counter(people), frozenset(flagged)


def _flagged(session: Session, pattern_id: uuid.UUID) -> set[uuid.UUID]:
    """Return who shares an order or a file with somebody else here, or has an undecided near-copy here."""
    inside = select(pattern_report.c.report_id).where(pattern_report.c.pattern_id == pattern_id)
    here = Report.id.in_(inside)
    orders = select(Report.order_hash, Report.account_id).where(here, Report.order_hash.is_not(None))
    files = select(Evidence.content_hash, Report.account_id).join(Report, Report.id == Evidence.report_id)
    files = files.where(here, Evidence.content_hash.is_not(None))
    found: set[uuid.UUID] = set()
    for shared in (orders, files):
        found.update(*several((what, who) for what, who in session.execute(shared) if who is not None).values())
    first, second = aliased(Report), aliased(Report)
    copies = select(first.account_id, second.account_id).select_from(Match)
    copies = copies.join(first, first.id == Match.a_id).join(second, second.id == Match.b_id)
    both = (Match.state.in_(UNDECIDED), Match.a_id.in_(inside), Match.b_id.in_(inside))
    for pair in session.execute(copies.where(*both, first.account_id != second.account_id)):
        found.update(one for one in pair if one is not None)
    return found


def _context(published_id: uuid.UUID, number: int) -> bytes:
    return f"pattern_line.{published_id}.{number}".encode()


def recall(session: Session, respondent_id: uuid.UUID, known: Mapping[bytes, bytes]) -> Printed:
    """Rebuild all that was ever printed of one company's patterns, by what is known of its people now."""
    query = select(PatternLine).join(PublishedPattern, PublishedPattern.id == PatternLine.published_id)
    query = query.where(PublishedPattern.respondent_id == respondent_id)
    shown: dict[str, Shown] = {}
    history: list[Step] = []
    for row in session.scalars(query.order_by(PatternLine.shown_at, PatternLine.number, PatternLine.id)):
        name = str(row.published_id)
        sealed = crypto.open_bytes(PURPOSE, _context(row.published_id, row.number), row.change_sealed)
        change = as_known(unpack(sealed), known)
        shown[name] = told(shown.get(name), row, change)
        history.append({name: change})
    return Printed(shown, history)


def remember(session: Session, published_id: uuid.UUID, old: Shown | None, move: Shown) -> int:
    """Keep what is printed and whom it adds and drops; returns the number of the printing."""
    numbers = select(PatternLine.number).where(PatternLine.published_id == published_id)
    number = (session.scalar(numbers.order_by(PatternLine.number.desc()).limit(1)) or 0) + 1
    change = pack(difference(old.content if old else {}, move.content))
    sealed = crypto.seal_bytes(PURPOSE, _context(published_id, number), change)
    session.add(PatternLine(published_id=published_id, **as_printed(number, move, sealed)))
    session.flush()
    return number
