"""Imported rows in matching: near-copies by one named person fold with the batch; claimed and erased rows follow."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import jobs
from joinder.core.sealed import preload
from joinder.matching import service
from joinder.matching.finding import Told
from joinder.matching.models import report_shingles
from joinder.reports import claims, import_jobs
from joinder.reports.import_queries import persons_of
from joinder.reports.models import Report


def index_imported(session: Session, report_ids: Sequence[uuid.UUID]) -> None:
    """Make imported reports comparable; one named person's near-copies fold, or part where case or facts differ."""
    order = {report_id: at for at, report_id in enumerate(report_ids)}
    reports = sorted(session.scalars(select(Report).where(Report.id.in_(report_ids))), key=lambda one: order[one.id])
    there = report_shingles.c.report_id
    known = set(session.scalars(select(there).where(there.in_(report_ids))))
    preload(session, reports)
    persons = persons_of(session, report_ids)
    service.index_reports(session, [Told(one, one.narrative or "", str(persons[one.id])) for one in reports])
    if known:
        service.regroup(session, known)


def index_claimed(session: Session, reports: Sequence[Report]) -> None:
    """Compare reports anew as their person's own, after a claim."""
    service.forget(session, [one.id for one in reports])
    for report in reports:
        service.index(session, report)


@jobs.handler("reports.import_part")
def import_part(session: Session, payload: dict[str, Any]) -> None:
    """Bring the next rows of an uploaded sheet in, folding near-copies, and queue the part after it."""
    import_jobs.run_part(session, uuid.UUID(payload["batch_id"]), int(payload["start"]), index_imported)


@jobs.periodic("reports.erase_unclaimed", minutes=60)
def erase_unclaimed(session: Session) -> None:
    """Erase named people who did not claim their rows in time, and what was stored to compare their words."""
    service.forget(session, claims.erase_unclaimed(session))
