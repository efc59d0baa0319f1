"""Which public cases moved lately: by releases and public timeline entries, to the day; never by who joined."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.models import Case, TimelineEntry
from joinder.statistics.models import Release

RELEASED = "release.published"
OPENED = "case.opened"  # a case opens in private: what the public sees first is that it is published
LOOKED_AT = 60


@dataclass(frozen=True)
class Move:
    """The last public thing that happened in a case."""

    case: Case
    kind: str
    at: datetime


def moved_lately(session: Session, limit: int) -> list[Move]:
    """Return the public cases that moved last, each once with its last move, newest first."""
    entries = select(TimelineEntry.case_id, TimelineEntry.kind, TimelineEntry.at).join(
        Case, Case.id == TimelineEntry.case_id
    )
    shown = entries.where(Case.visibility == "public", TimelineEntry.public, TimelineEntry.kind != OPENED)
    found = [
        (case_id, kind, at)
        for case_id, kind, at in session.execute(
            shown.order_by(TimelineEntry.at.desc(), TimelineEntry.id).limit(LOOKED_AT)
        )
    ]
    releases = select(Release.scope_id, Release.at).where(Release.scope == "case")
    for scope_id, at in session.execute(releases.order_by(Release.at.desc(), Release.id).limit(LOOKED_AT)):
        found.append((uuid.UUID(scope_id), RELEASED, at))
    last: dict[uuid.UUID, tuple[str, datetime]] = {}
    for case_id, kind, at in sorted(found, key=lambda one: one[2], reverse=True):
        last.setdefault(case_id, (kind, at))
    query = select(Case).where(Case.id.in_(last), Case.visibility == "public")
    cases = {case.id: case for case in session.scalars(query)}
    moves = [Move(cases[case_id], kind, at) for case_id, (kind, at) in last.items() if case_id in cases]
    return moves[:limit]
