"""Jobs of this room: sweep what never got a row, forget ended tickets."""

from datetime import timedelta

from sqlalchemy.orm import Session

from joinder.core import clock, discarding, jobs, tokens
from joinder.evidence.intake import incoming
from joinder.evidence.models import Evidence

INCOMING_AGE = timedelta(hours=1)
PREFIX = "evidence"


@jobs.periodic("evidence.sweep", minutes=60)
def sweep(session: Session) -> None:
    """Remove what an interrupted upload left: old files in the incoming folder, old objects that no row names."""
    sweep_incoming()
    discarding.sweep(session, PREFIX, [Evidence.storage_key, Evidence.derivative_key])
    tokens.prune(session)


def sweep_incoming() -> int:
    """Remove files that came in more than an hour ago and were never settled; returns how many."""
    limit, removed = (clock.now() - INCOMING_AGE).timestamp(), 0
    for path in incoming().iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
