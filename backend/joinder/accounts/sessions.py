"""Signed-in browsers: opaque cookies kept as keyed hashes, listed and revocable."""

import secrets
import uuid
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from joinder.accounts.models import Account, LoginSession
from joinder.core import clock, crypto

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=60)
STAFF_ABSOLUTE = timedelta(hours=12)


def open_session(session: Session, account: Account, device: str, *, staff: bool = False) -> str:
    """Open a session and return its cookie value, which is not kept."""
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(
        LoginSession(
            account_id=account.id,
            token_hash=_hash(token),
            device=device[:80],
            created_at=now,
            last_seen_at=now,
            expires_at=now + (STAFF_ABSOLUTE if staff else ABSOLUTE),
        )
    )
    session.flush()
    return token


def _hash(token: str) -> bytes:
    return crypto.keyed_hash("session", token)


def find(session: Session, token: str) -> tuple[LoginSession, Account] | None:
    """Return the live session and account of a cookie, or None."""
    now = clock.now()
    row = session.execute(
        select(LoginSession, Account)
        .join(Account, Account.id == LoginSession.account_id)
        .where(
            LoginSession.token_hash == _hash(token),
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > now,
            LoginSession.last_seen_at > now - IDLE,
            Account.closed_at.is_(None),
        )
    ).one_or_none()
    return (row[0], row[1]) if row else None


def live(session: Session, account_id: uuid.UUID) -> list[LoginSession]:
    """List an account's live sessions, newest first."""
    query = select(LoginSession).where(
        LoginSession.account_id == account_id, LoginSession.revoked_at.is_(None), LoginSession.expires_at > clock.now()
    )
    return list(session.scalars(query.order_by(LoginSession.created_at.desc()).limit(100)))


def touch(session: Session, session_id: uuid.UUID) -> None:
    """Note that a session was used."""
    session.execute(update(LoginSession).where(LoginSession.id == session_id).values(last_seen_at=clock.now()))


def revoke(session: Session, account_id: uuid.UUID, session_id: uuid.UUID | None = None) -> None:
    """End one of an account's sessions, or all of them."""
    query = update(LoginSession).where(LoginSession.account_id == account_id, LoginSession.revoked_at.is_(None))
    if session_id is not None:
        query = query.where(LoginSession.id == session_id)
    session.execute(query.values(revoked_at=clock.now()))
