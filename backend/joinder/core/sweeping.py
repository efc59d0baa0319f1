"""Housekeeping of the core: what has ended is forgotten, every hour."""

from sqlalchemy.orm import Session

from joinder.core import idempotency, jobs, limits, messages


@jobs.periodic("core.sweep", minutes=60)
def sweep(session: Session) -> None:
    """Forget done jobs, ended limit windows, old idempotency keys and old messages."""
    jobs.sweep(session)
    limits.sweep(session)
    idempotency.sweep(session)
    messages.sweep(session)
