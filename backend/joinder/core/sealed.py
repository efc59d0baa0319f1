"""Encrypted columns: plain attributes sealed under the row's own data key, bound to table, column and row."""

import contextlib
import secrets
import threading
import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from joinder.core import clock, crypto, database, jobs
from joinder.core.database import Base, UtcDateTime

EncryptedText = LargeBinary
PASSING = ("message", "challenge")  # shredded as a matter of course and never in a backup's care
_CACHE_MAX = 50_000
_cache: dict[uuid.UUID, bytes] = {}
_cache_lock = threading.Lock()


class DataKey(Base):
    """One person's (or one case's) key, wrapped by the root key; destroying the row shreds all it sealed."""

    __tablename__ = "data_key"

    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    kind: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeletionLedgerEntry(Base):
    """The random id of a destroyed key; copied next to the key file and replayed after any restore."""

    __tablename__ = "deletion_ledger"

    key_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def new_data_key(session: Session, kind: str = "person") -> uuid.UUID:
    """Make a fresh data key in this transaction and return its id."""
    key_id = uuid.uuid4()
    raw = secrets.token_bytes(crypto.KEY_BYTES)
    wrapped = crypto.seal_bytes("data-key", key_id.bytes, raw)
    session.add(DataKey(id=key_id, kind=kind, wrapped=wrapped, created_at=clock.now()))
    session.flush()
    _remember(key_id, raw)
    return key_id


def new_data_keys(session: Session, count: int, kind: str = "person") -> list[uuid.UUID]:
    """Make many fresh data keys with one write and return their ids."""
    ids: list[uuid.UUID] = []
    for _ in range(count):
        key_id, raw = uuid.uuid4(), crypto.os.urandom(crypto.KEY_BYTES)
        wrapped = crypto.seal_bytes("data-key", key_id.bytes, raw)
        session.add(DataKey(id=key_id, kind=kind, wrapped=wrapped, created_at=clock.now()))
        _remember(key_id, raw)
        ids.append(key_id)
    session.flush()
    return ids


def shred(session: Session, key_id: uuid.UUID) -> None:
    """Destroy a data key and note it in the deletion ledger; what it sealed can never be read again."""
    key = session.get(DataKey, key_id)
    if key is not None:
        session.delete(key)
        if key.kind not in PASSING:
            session.add(DeletionLedgerEntry(key_id=key_id, at=clock.now()))
            jobs.enqueue(session, "core.write_ledger", {})
        session.flush()
    forget(key_id)


def shredded(session: Session, key_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of some data keys were destroyed, asked of the database in one query."""
    return set(key_ids) - set(session.scalars(select(DataKey.id).where(DataKey.id.in_(key_ids))))


def forget(key_id: uuid.UUID) -> None:
    """Drop a key from this process's memory."""
    with _cache_lock:
        _cache.pop(key_id, None)


def preload(session: Session, rows: Iterable[Any]) -> None:
    """Fetch the keys of many rows in one query, so that reading their sealed values asks nothing more."""
    wanted = {row.key_id for row in rows if row.key_id is not None and row.key_id not in _cache}
    for chunk in _chunks(list(wanted), 500):
        for key in session.scalars(select(DataKey).where(DataKey.id.in_(chunk))):
            _remember(key.id, crypto.open_bytes("data-key", key.id.bytes, key.wrapped))


def _chunks(items: list[uuid.UUID], size: int) -> Iterable[list[uuid.UUID]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _remember(key_id: uuid.UUID, raw: bytes) -> None:
    with _cache_lock:
        if len(_cache) >= _CACHE_MAX:
            _cache.clear()
        _cache[key_id] = raw


def key_of(session: Session, key_id: uuid.UUID) -> bytes:
    """Return a data key's bytes; refuse (SealBrokenError) one that was destroyed."""
    raw = _cache.get(key_id)
    if raw is None:
        with session.no_autoflush:  # a half-made row must not be written by looking up its key
            key = session.get(DataKey, key_id)
        if key is None:
            raise crypto.SealBrokenError("The key of this row was destroyed.")
        raw = crypto.open_bytes("data-key", key_id.bytes, key.wrapped)
        _remember(key_id, raw)
    return raw


def _aad(row: Any, column: str) -> bytes:  # noqa: ANN401
    return f"{row.__tablename__}.{column}.{row.id}".encode()


class sealed:  # noqa: N801
    """A text attribute kept encrypted in a `…_sealed` column; the row must have `key_id` before it is set."""

    def __init__(self, column: str) -> None:
        """Name the column that keeps the sealed bytes."""
        self.column = column

    def __get__(self, row: Any, owner: type | None = None) -> Any:  # noqa: ANN401
        """Open the value; None stays None."""
        if row is None:
            return self
        blob: bytes | None = getattr(row, self.column)
        if blob is None:
            return None
        return crypto.open_with(_key_for(row), _aad(row, self.column), blob).decode("utf-8", "surrogatepass")

    def __set__(self, row: Any, value: str | None) -> None:  # noqa: ANN401
        """Seal and keep the value."""
        if value is None:
            setattr(row, self.column, None)
            return
        data = value.encode("utf-8", "surrogatepass")
        setattr(row, self.column, crypto.seal_with(_key_for(row), _aad(row, self.column), data))


def _key_for(row: Any) -> bytes:  # noqa: ANN401
    raw = _cache.get(row.key_id)
    if raw is not None:
        return raw
    session = object_session(row)
    return key_of(session, row.key_id) if session is not None else _key_from_store(row.key_id)


def _key_from_store(key_id: uuid.UUID) -> bytes:
    """Fetch the committed key of a row that is in no session yet (a key made in this transaction is in memory)."""
    for one in list(database.opened):
        with contextlib.suppress(SQLAlchemyError), one.read() as session:
            if session.get(DataKey, key_id) is not None:
                return key_of(session, key_id)
    raise crypto.SealBrokenError("The key of this row was destroyed.")


def forget_all() -> None:
    """Drop every key from this process's memory."""
    with _cache_lock:
        _cache.clear()
