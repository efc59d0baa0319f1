"""The job that brings what an earlier matcher stored of reports to the present one: in parts, each kept at once."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import jobs
from joinder.core.sealed import preload
from joinder.matching.copies import INDEX_VERSION
from joinder.matching.finding import Told
from joinder.matching.models import report_shingles
from joinder.matching.service import index_reports, lock_companies
from joinder.reports.import_queries import persons_of
from joinder.reports.models import Report

PART = 200  # reports indexed in one transaction
_ROWS = 5_000  # rows looked at in one


@jobs.periodic("matching.reindex_old", minutes=60)
def reindex_old(session: Session) -> None:
    """Queue a walk through the index, once for each version of it."""
    jobs.enqueue(session, "matching.reindex", {"after": 0}, dedupe=f"matching.reindex:{INDEX_VERSION}")


@jobs.handler("matching.reindex")
def reindex(session: Session, payload: dict[str, Any]) -> None:
    """Index the next reports of earlier versions and queue the part after them; what is known is not proposed again."""
    stored = report_shingles.c
    query = select(stored.slot, stored.report_id, stored.matcher_version).where(stored.slot > int(payload["after"]))
    rows = session.execute(query.order_by(stored.slot).limit(_ROWS)).all()
    old = [row for row in rows if row.matcher_version != INDEX_VERSION][:PART]
    _index(session, [row.report_id for row in old])
    if rows:
        after = old[-1].slot if len(old) == PART else rows[-1].slot
        jobs.enqueue(session, "matching.reindex", {"after": after})


def _index(session: Session, report_ids: Sequence[uuid.UUID]) -> None:
    lock_companies(session, report_ids)
    query = select(Report).where(Report.id.in_(report_ids)).order_by(Report.submitted_at, Report.id)
    reports = list(session.scalars(query))
    preload(session, reports)
    persons = persons_of(session, report_ids)
    told = [Told(one, one.narrative or "", str(persons[one.id]) if one.id in persons else None) for one in reports]
    index_reports(session, told)
