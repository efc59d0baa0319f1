"""Real databases for the tests: an SQLite file or a clone of a PostgreSQL template, made new for each test."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Generator as Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from joinder.api.rooms import load_rooms
from joinder.core import database as core_database
from joinder.core import migrate
from joinder.core.database import Base, Database
from sqlalchemy import Engine, create_engine, text

# In memory where the system offers it: the databases keep every durability setting, the disk is only quicker.
SHM = Path("/dev/shm")  # noqa: S108
FAST_DIR = SHM if SHM.is_dir() and os.access(SHM, os.W_OK) else Path("/tmp")  # noqa: S108
PG_BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


_compiled: dict[str, tuple[Any, Any]] = {}


def _compiling_once(url: str, **options: Any) -> Engine:
    """Make an engine that shares its dialect and its compiled statements with all others of its kind.

    Every test opens a database of its own: a tenth of a run went into compiling the same statements again.
    """
    engine = create_engine(url, **options)
    dialect, statements = _compiled.get(engine.name, (None, None))
    if getattr(dialect, "server_version_info", None) is None:  # nobody connected with it so far
        _compiled[engine.name] = engine.dialect, engine._compiled_cache
    else:
        engine.dialect = engine.pool._dialect = dialect
        engine._compiled_cache = statements
    return engine


core_database.create_engine = _compiling_once


class Postgres:
    """A throw-away PostgreSQL cluster on a unix socket."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="joinder-pg-", dir=FAST_DIR))
        self.user = {"user": "postgres"} if os.geteuid() == 0 else {}
        if self.user:
            shutil.chown(self.root, "postgres", "postgres")
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self.root} -c listen_addresses='' -c fsync=on -c max_connections=200 -c shared_buffers=64MB"
        options += " -c max_wal_size=256MB"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.root / "log"), "-o", options, "start")
        self._engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT", pool_size=1)

    @property
    def data(self) -> Path:
        return self.root / "data"

    def _run(self, program: str, *args: str) -> None:
        subprocess.run([str(PG_BIN / program), *args], check=True, capture_output=True, cwd="/tmp", **self.user)  # noqa: S108

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.root}"

    def execute(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))

    def create(self, template: str = "template1") -> str:
        name = "t" + uuid.uuid4().hex
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self) -> None:
        self._engine.dispose()
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.root, ignore_errors=True)


def create_tables(url: str) -> None:
    """Put every table, trigger and the job schema into an empty database."""
    load_rooms()
    database = Database(url)
    Base.metadata.create_all(database.engine)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": migrate.newest()})
    if not database.is_sqlite:
        apply_procrastinate(database)
    database.dispose()


def apply_procrastinate(database: Database) -> None:
    """Apply Procrastinate's own schema."""
    from procrastinate.schema import SchemaManager

    with database.engine.begin() as connection:
        connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a database and close it afterwards."""
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()
