"""The append-only history of a case; every later room writes its part here."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from joinder.cases import followers
from joinder.cases.models import TimelineEntry
from joinder.core import clock, paging
from joinder.core.append_only import append_only

append_only(TimelineEntry.__table__)  # pyright: ignore[reportArgumentType]
HAPPENED = ("filed_on", "delivered_on", "came_on", "ended_on")


def record(session: Session, case_id: uuid.UUID, kind: str, *, public: bool, **params: object) -> TimelineEntry:
    """Append what happened; public entries must name no person and no live count."""
    entry = TimelineEntry(case_id=case_id, kind=kind, at=clock.now(), public=public, params=params)
    session.add(entry)
    session.flush()
    if public:
        followers.note_change(session, case_id)
    return entry


def read(
    session: Session, case_id: uuid.UUID, *, public_only: bool, cursor: str | None = None, limit: int | None = None
) -> tuple[list[TimelineEntry], str | None]:
    """Return one page of a case's history, newest first."""
    size = paging.limit_of(limit)
    query = select(TimelineEntry).where(TimelineEntry.case_id == case_id)
    if public_only:
        query = query.where(TimelineEntry.public)
    if cursor:
        moment, last = paging.decode_moment(cursor)
        query = query.where(or_(TimelineEntry.at < moment, and_(TimelineEntry.at == moment, TimelineEntry.id < last)))
    rows = list(session.scalars(query.order_by(TimelineEntry.at.desc(), TimelineEntry.id.desc()).limit(size + 1)))
    more = len(rows) > size
    rows = rows[:size]
    return rows, paging.encode(rows[-1].at.isoformat(), str(rows[-1].id)) if more else None


def day_of(kind: str, at: datetime, params: Mapping[str, Any]) -> str:
    """Return the day something happened: what befell a letter was often typed in later, so its own day counts."""
    own = next((params[name] for name in HAPPENED if name in params), None) if kind.startswith("filing.") else None
    return own or clock.day_of(at).isoformat()
