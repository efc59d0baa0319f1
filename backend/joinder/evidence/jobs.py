"""Jobs of this room: delete erased files, sweep what never got a row, forget ended tickets."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock, jobs, storage, tokens
from joinder.evidence.erasing import DELETE_JOB
from joinder.evidence.intake import incoming
from joinder.evidence.models import Evidence

INCOMING_AGE = timedelta(hours=1)
ORPHAN_AGE = timedelta(hours=24)
PREFIX = "evidence"
BATCH = 500


@jobs.handler(DELETE_JOB)
def delete_files(session: Session, payload: dict[str, Any]) -> None:  # noqa: ARG001
    """Delete the objects of erased items; those already gone are fine."""
    store = storage.get_store()
    for key in payload["keys"]:
        store.delete(key)


@jobs.periodic("evidence.sweep", minutes=60)
def sweep(session: Session) -> None:
    """Remove what an interrupted upload left: old files in the incoming folder, old objects that no row names."""
    sweep_incoming()
    sweep_orphans(session)
    tokens.prune(session)


def sweep_incoming() -> int:
    """Remove files that came in more than an hour ago and were never settled; returns how many."""
    limit, removed = (clock.now() - INCOMING_AGE).timestamp(), 0
    for path in incoming().iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def sweep_orphans(session: Session) -> int:
    """Remove stored objects older than a day that no row names; returns how many."""
    store, limit = storage.get_store(), clock.now() - ORPHAN_AGE
    old = [item.key for item in store.list(PREFIX) if item.modified_at < limit]
    orphans: list[str] = []
    for start in range(0, len(old), BATCH):
        part = old[start : start + BATCH]
        known = set(session.scalars(select(Evidence.storage_key).where(Evidence.storage_key.in_(part))))
        known |= set(session.scalars(select(Evidence.derivative_key).where(Evidence.derivative_key.in_(part))))
        orphans += [key for key in part if key not in known]
    for key in orphans:
        store.delete(key)
    return len(orphans)
