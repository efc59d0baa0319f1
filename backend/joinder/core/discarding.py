"""Kept files go only after the transaction that lets go of them: deleted by a job, or swept when no row names them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from joinder.core import clock, jobs, storage

JOB = "core.delete_files"
ORPHAN_AGE = timedelta(hours=24)
BATCH = 500


def delete_later(session: Session, keys: Iterable[str | None]) -> None:
    """Delete some kept files once this transaction has committed; rolled back, they stay."""
    named = [key for key in keys if key]
    if named:
        jobs.enqueue(session, JOB, {"keys": named})


@jobs.handler(JOB)
def delete_files(session: Session, payload: dict[str, Any]) -> None:  # noqa: ARG001
    """Delete files that were let go of; those already gone are fine."""
    store = storage.get_store()
    for key in payload["keys"]:
        store.delete(key)


def sweep(session: Session, prefix: str, named_by: Sequence[InstrumentedAttribute[Any]]) -> int:
    """Delete files older than a day under a prefix that no row names in any of these columns; returns how many."""
    store, limit = storage.get_store(), clock.now() - ORPHAN_AGE
    old = [item.key for item in store.list(prefix) if item.modified_at < limit]
    orphans: list[str] = []
    for start in range(0, len(old), BATCH):
        part = old[start : start + BATCH]
        known = {key for column in named_by for key in session.scalars(select(column).where(column.in_(part)))}
        orphans += [key for key in part if key not in known]
    for key in orphans:
        store.delete(key)
    return len(orphans)
