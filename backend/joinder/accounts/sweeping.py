"""Housekeeping of accounts: ended challenges are shredded, ended sessions forgotten."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from joinder.accounts import challenges, notifying
from joinder.accounts.models import LoginSession
from joinder.core import clock, jobs

KEEP_SESSIONS = timedelta(days=30)


@jobs.periodic("accounts.sweep", minutes=10)
def sweep(session: Session) -> None:
    """Shred challenges that ended an hour ago and forget sessions that ended a month ago."""
    challenges.sweep(session, clock.now() - timedelta(hours=1))
    notifying.forget_old(session)
    session.execute(delete(LoginSession).where(LoginSession.expires_at < clock.now() - KEEP_SESSIONS))
