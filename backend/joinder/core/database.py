"""Engines, sessions and the base of every table; one writer at a time on SQLite."""

import threading
import uuid
import weakref
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Engine, MetaData, Uuid, create_engine, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

JsonType = JSON().with_variant(JSONB(), "postgresql")
BUSY_MS = 30_000
POOL_SECONDS = 60
# The one writer keeps the upper levels of its indexes at hand; readers are many.
WRITER_CACHE_KB, READER_CACHE_KB = 65_536, 4_096
SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "2",
    "foreign_keys": "1",
    "busy_timeout": str(BUSY_MS),
    "secure_delete": "1",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC instant on every database (SQLite would return naive ones); refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> uuid.UUID:
    """Return a random id (UUIDv4: nothing sequential or time-ordered leaves the house)."""
    return uuid.uuid4()


_before_commit: list[Callable[[Session], None]] = []


def before_commit(hook: Callable[[Session], None]) -> Callable[[Session], None]:
    """Register what every unit of work does last, just before its commit."""
    _before_commit.append(hook)
    return hook


class Base(DeclarativeBase):
    """Base of every table: a random id that exists from construction on, and one naming convention."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=new_id, sort_order=-1)

    def __init__(self, **values: Any) -> None:  # noqa: ANN401
        """Set the id first, so that sealed attributes can bind to it."""
        self.id = values.pop("id", None) or new_id()
        for name, value in values.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no attribute {name}")
            setattr(self, name, value)


opened: "weakref.WeakSet[Database]" = weakref.WeakSet()


class Database:
    """The two ways to the data: `write()` commits at exit, `read()` cannot change anything."""

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        """Open engines for a database address; SQLite gets asserted pragmas and the writer lock."""
        self.url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.is_sqlite = self.url.startswith("sqlite")
        self._lock = threading.Lock()
        opened.add(self)
        self.engine = self._engine(pool_size, writer=True)
        self.read_engine = self._engine(pool_size, writer=False) if self.is_sqlite else self.engine

    def _engine(self, pool_size: int, *, writer: bool) -> Engine:
        if not self.is_sqlite:
            return create_engine(
                self.url, pool_size=pool_size, max_overflow=pool_size * 2, pool_pre_ping=True, hide_parameters=True
            )
        engine = create_engine(
            self.url,
            pool_size=2 if writer else pool_size,
            max_overflow=60,
            hide_parameters=True,  # a failed statement's values must not reach a log
            connect_args={"check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_writer if writer else _prepare_reader)
        if writer:
            event.listen(engine, "begin", self._begin_immediate)
            event.listen(engine, "checkin", self._release)
        else:
            event.listen(engine, "begin", lambda connection: _run(connection, "BEGIN"))
        return engine

    def _begin_immediate(self, connection: Connection) -> None:
        self._lock.acquire()  # released when the connection goes back to the pool, maybe by another thread
        connection.info["holds_writer_lock"] = True
        _run(connection, "BEGIN IMMEDIATE")

    def _release(self, _dbapi: object, record: Any) -> None:  # noqa: ANN401
        if record.info.pop("holds_writer_lock", False):
            self._lock.release()

    @contextmanager
    def write(self) -> Generator[Session]:
        """Open one unit of work: committed at the end, rolled back if anything is raised."""
        with Session(self.engine, expire_on_commit=False) as session:
            try:
                yield session
                session.flush()
                for hook in _before_commit:
                    hook(session)
                session.commit()
            except BaseException:
                session.rollback()
                raise

    @contextmanager
    def read(self) -> Generator[Session]:
        """Open a transaction that only reads."""
        with Session(self.read_engine, expire_on_commit=False, autoflush=False) as session:
            if not self.is_sqlite:
                session.execute(text("SET TRANSACTION READ ONLY"))
            yield session  # closing ends the transaction; a rollback would expire what was read

    @contextmanager
    def hurried(self) -> Generator[None]:
        """Let SQLite's commits reach the disk together until it ends: for what can be made anew after a power loss.

        The file stays whole in any case (write-ahead log, synchronous NORMAL); at the end everything is on the disk.
        """
        if not self.is_sqlite:
            yield
            return
        event.listen(self.engine, "checkout", _hurry)
        try:
            yield
        finally:
            event.remove(self.engine, "checkout", _hurry)
            self.engine.dispose()  # the connections made from now on wait for the disk again
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(FULL)").fetchall()

    def assert_safe(self) -> None:
        """Refuse to run on a database that could lose an acknowledged commit at power loss."""
        with self.read() as session:
            if self.is_sqlite:
                wanted = {k: v for k, v in SQLITE_PRAGMAS.items() if k != "busy_timeout"}
                found = {k: str(session.execute(text(f"PRAGMA {k}")).scalar()) for k in wanted}
            else:
                wanted = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
                found = {k: str(session.execute(text(f"SHOW {k}")).scalar()) for k in wanted}
        if found != wanted:
            raise RuntimeError(f"The database is not set up to keep what it acknowledges: {found}, wanted {wanted}.")

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        self.read_engine.dispose()


def _run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def _hurry(dbapi: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401
    dbapi.execute("PRAGMA synchronous=1")


def _prepare_writer(dbapi: Any, _record: object) -> None:  # noqa: ANN401
    dbapi.isolation_level = None  # BEGIN is ours: the driver's own would come too late and deferred
    for name, value in SQLITE_PRAGMAS.items():
        dbapi.execute(f"PRAGMA {name}={value}")
    dbapi.execute(f"PRAGMA cache_size=-{WRITER_CACHE_KB}")


def _prepare_reader(dbapi: Any, record: object) -> None:  # noqa: ANN401
    _prepare_writer(dbapi, record)
    dbapi.execute(f"PRAGMA cache_size=-{READER_CACHE_KB}")
    dbapi.execute("PRAGMA query_only=1")
