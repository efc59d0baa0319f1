"""The selects of emerging patterns: what is shown in public, and what moderators see of it."""

import uuid
from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from joinder.cases.models import Respondent
from joinder.core import clock, paging
from joinder.statistics import queries
from joinder.statistics.emerging_models import PublishedPattern
from joinder.statistics.emerging_rule import FORGOTTEN_AFTER
from joinder.statistics.models import Release

Rows = list[tuple[PublishedPattern, Respondent, Release]]


def shown(
    session: Session, company: uuid.UUID | None, cursor: str | None, limit: int | None
) -> tuple[Rows, str | None]:
    """Return one page of the patterns shown in public with their newest printing, in the order of their references.

    One whose band could not be printed for half a year is no longer shown; that depends on the day alone.
    """
    query = select(PublishedPattern, Respondent).join(Respondent, Respondent.id == PublishedPattern.respondent_id)
    query = query.where(PublishedPattern.ended_at.is_(None), Respondent.status == "listed")
    if company is not None:
        query = query.where(PublishedPattern.respondent_id == company)
    rows, following = _page(session, query, cursor, limit)
    newest = queries.newest_of(session, queries.PATTERN, [row.id for row, _ in rows])
    first_day = (clock.now() - FORGOTTEN_AFTER).date().isoformat()
    found = [(row, company, newest[str(row.id)]) for row, company in rows if str(row.id) in newest]
    return [one for one in found if (one[2].payload["size"]["as_of"] or "") >= first_day], following


def _page(
    session: Session,
    query: Select[PublishedPattern, Respondent],
    cursor: str | None,
    limit: int | None,
) -> tuple[list[tuple[PublishedPattern, Respondent]], str | None]:
    size = paging.limit_of(limit)
    if cursor:
        query = query.where(PublishedPattern.reference > paging.decode_key(cursor))
    ordered = query.order_by(PublishedPattern.reference).limit(size + 1)
    rows = [(row, company) for row, company in session.execute(ordered)]
    more, rows = len(rows) > size, rows[:size]
    return rows, paging.encode(rows[-1][0].reference) if more else None


def shown_one(session: Session, reference: str) -> PublishedPattern | None:
    """Return a pattern that is shown in public by its reference, or None."""
    query = select(PublishedPattern).join(Respondent, Respondent.id == PublishedPattern.respondent_id)
    wanted = (PublishedPattern.reference == reference.upper(), PublishedPattern.ended_at.is_(None))
    return session.scalar(query.where(*wanted, Respondent.status == "listed"))


def shown_of(session: Session, pattern_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, PublishedPattern]:
    """Return which of the nightly grouping's patterns are shown in public."""
    query = select(PublishedPattern).where(PublishedPattern.pattern_id.in_(list(pattern_ids)))
    return {row.pattern_id: row for row in session.scalars(query.where(PublishedPattern.ended_at.is_(None)))}
