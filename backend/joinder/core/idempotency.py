"""Idempotency keys: a creating request sent twice has one effect and one answer."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Index, LargeBinary, String, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.core import clock, crypto
from joinder.core.database import Base, UtcDateTime
from joinder.core.errors import Conflict, Gone, Invalid


class IdempotencyRecord(Base):
    """What one actor's key was used for, and the sealed answer it got."""

    __tablename__ = "idempotency_record"
    __table_args__ = (Index("uq_idempotency_record_actor_key", "actor", "key_hash", unique=True),)

    actor: Mapped[str] = mapped_column(String(40))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    request_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int] = mapped_column()
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def claim(session: Session, actor: str, key: str, route: str, body: bytes) -> IdempotencyRecord | None:
    """Claim a key inside the transaction; return the earlier record if it was answered; refuse another body (422)."""
    key_hash = crypto.keyed_hash("idempotency", f"{actor}:{key}")
    request_hash = _request_hash(route, body)
    found = _find(session, actor, key_hash)
    if found is None:
        row = IdempotencyRecord(
            actor=actor, key_hash=key_hash, request_hash=request_hash, status=0, created_at=clock.now()
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            found = _find(session, actor, key_hash)
        else:
            session.info["idempotency"] = row
            return None
    if found is None:
        raise Conflict("core.idempotency_busy")
    if found.request_hash != request_hash:
        raise Invalid("core.idempotency_reused", field="Idempotency-Key")
    return found


def earlier(session: Session, actor: str, key: str, route: str, body: bytes) -> IdempotencyRecord | None:
    """Return the record of a key that was answered before, claiming nothing; refuse another body (422)."""
    found = _find(session, actor, crypto.keyed_hash("idempotency", f"{actor}:{key}"))
    if found is not None and found.request_hash != _request_hash(route, body):
        raise Invalid("core.idempotency_reused", field="Idempotency-Key")
    return found


def _request_hash(route: str, body: bytes) -> bytes:
    return crypto.keyed_hash("idempotency-body", route.encode() + b"\0" + body)


def _find(session: Session, actor: str, key_hash: bytes) -> IdempotencyRecord | None:
    where = (IdempotencyRecord.actor == actor, IdempotencyRecord.key_hash == key_hash)
    return session.scalar(select(IdempotencyRecord).where(*where))


def keep(session: Session, status: int, answer: bytes) -> None:
    """Seal the answer of the key claimed in this transaction, so that a repeat gets the same one."""
    row: IdempotencyRecord | None = session.info.pop("idempotency", None)
    if row is not None:
        row.status, row.answer = status, crypto.seal_bytes("idempotency", row.id.bytes, answer)


def answer_of(record: IdempotencyRecord) -> bytes:
    """Open a kept answer; refuse (Gone) one that was forgotten because somebody erased what stood in it."""
    if record.answer is None:
        raise Gone("core.answer_forgotten")
    return crypto.open_bytes("idempotency", record.id.bytes, record.answer)


def forget(session: Session, account_id: uuid.UUID) -> None:
    """Forget every request of an account that no longer asks anything."""
    session.execute(delete(IdempotencyRecord).where(IdempotencyRecord.actor == str(account_id)))


def forget_answers(session: Session, account_id: uuid.UUID) -> None:
    """Forget what an account's requests were answered; repeated, they still have no second effect."""
    mine = (IdempotencyRecord.actor == str(account_id), IdempotencyRecord.answer.is_not(None))
    session.execute(update(IdempotencyRecord).where(*mine).values(answer=None))


def sweep(session: Session) -> None:
    """Forget keys older than thirty days."""
    session.execute(delete(IdempotencyRecord).where(IdempotencyRecord.created_at < clock.now() - timedelta(days=30)))


def actor_name(account_id: uuid.UUID | None, fallback: str) -> str:
    """Name who owns the key: the account, or a keyed hash for a visitor."""
    return str(account_id) if account_id else "v:" + crypto.keyed_hash("visitor", fallback).hex()[:36]
