"""Erasing what is behind reports: rows at once, files by a job once the transaction has committed."""

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.cases.audit import HOUSE
from joinder.core import discarding
from joinder.evidence.models import Evidence, EvidenceAccess, EvidenceCheck

BATCH = 500


def erase_reports(session: Session, report_ids: Sequence[uuid.UUID]) -> int:
    """Erase everything behind some reports, readable or not; returns how many items there were."""
    found = 0
    for start in range(0, len(report_ids), BATCH):
        part = report_ids[start : start + BATCH]
        found += erase_items(session, list(session.scalars(select(Evidence).where(Evidence.report_id.in_(part)))))
    return found


def end_files(session: Session, case_id: uuid.UUID, rows: Sequence[Evidence]) -> None:
    """Erase the files, keys and names of a closed case's items; the receipt and what was found in them stay a fact."""
    discarding.delete_later(session, [key for row in rows for key in (row.storage_key, row.derivative_key)])
    for row in rows:
        row.storage_key = row.derivative_key = row.derivative_type = row.derivative_size = None
        row.file_key = row.filename = None
        audit.write(session, case_id, HOUSE, "evidence.expire", row.reference)
    session.flush()


def erase_items(session: Session, rows: list[Evidence]) -> int:
    """Erase items with their accesses and checks; the audit chain keeps that they were there."""
    ids = [row.id for row in rows]
    keys = [key for row in rows for key in (row.storage_key, row.derivative_key) if key]
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        session.execute(delete(EvidenceAccess).where(EvidenceAccess.evidence_id.in_(part)))
        session.execute(delete(EvidenceCheck).where(EvidenceCheck.evidence_id.in_(part)))
        session.execute(delete(Evidence).where(Evidence.id.in_(part)))
    discarding.delete_later(session, keys)
    session.flush()
    return len(ids)
