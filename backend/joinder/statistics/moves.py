"""Which public cases moved lately: by releases and public timeline entries, to the day; never by who joined."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import timeline
from joinder.cases.models import Case, TimelineEntry
from joinder.statistics.models import Release

RELEASED = "release.published"
OPENED = "case.opened"  # a case opens in private: what the public sees first is that it is published
LOOKED_AT = 60
Found = tuple[datetime, uuid.UUID, str, str]


@dataclass(frozen=True)
class Move:
    """The last public thing that happened in a case."""

    case: Case
    kind: str
    on: str


def moved_lately(session: Session, limit: int) -> list[Move]:
    """Return the public cases that moved last, each once with its last move, newest first."""
    last: dict[uuid.UUID, tuple[str, str]] = {}
    for _at, case_id, kind, on in sorted(
        [*_entries(session), *_releases(session)], key=lambda one: one[0], reverse=True
    ):
        last.setdefault(case_id, (kind, on))
    query = select(Case).where(Case.id.in_(last), Case.visibility == "public")
    cases = {case.id: case for case in session.scalars(query)}
    moves = [Move(cases[case_id], kind, on) for case_id, (kind, on) in last.items() if case_id in cases]
    return moves[:limit]


def _entries(session: Session) -> list[Found]:
    entry = TimelineEntry
    query = select(entry.at, entry.case_id, entry.kind, entry.params).join(Case, Case.id == entry.case_id)
    shown = query.where(Case.visibility == "public", entry.public, entry.kind != OPENED)
    rows = session.execute(shown.order_by(entry.at.desc(), entry.id).limit(LOOKED_AT))
    return [(at, case_id, kind, timeline.day_of(kind, at, params)) for at, case_id, kind, params in rows]


def _releases(session: Session) -> list[Found]:
    query = select(Release.at, Release.scope_id).where(Release.scope == "case")
    rows = session.execute(query.order_by(Release.at.desc(), Release.id).limit(LOOKED_AT))
    return [(at, uuid.UUID(scope_id), RELEASED, at.date().isoformat()) for at, scope_id in rows]
