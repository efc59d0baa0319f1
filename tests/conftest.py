"""Fixtures for every room: a frozen clock, a fixed root key, both databases, no network beyond loopback."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from joinder.__main__ import SELDOM
from joinder.core import clock, crypto, sealed
from joinder.core.database import Database
from joinder.core.settings import get_settings
from sqlalchemy.orm import Session

from tests import databases
from tests.client import Client, build_app
from tests.scheduling import ByPlace
from tests.world import seed_reference

for _name in [name for name in os.environ if "JOINDER_" in name]:
    del os.environ[_name]  # no test depends on how its shell is set up
gc.set_threshold(*SELDOM)
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(databases.FAST_DIR))
NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPlace | None:
    """Give `--dist loadgroup` its groups back."""
    return ByPlace(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the PostgreSQL half of what is marked `postgres_proves` to `make prove`."""
    for item in items:
        if item.get_closest_marker("postgres_proves") and "postgresql" in item.nodeid:
            item.add_marker(pytest.mark.prove)


@pytest.fixture(autouse=True)
def _frozen_clock() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def settings_env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Point the settings at an empty data directory of this test."""
    monkeypatch.setenv("JOINDER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JOINDER_KEY_FILE", str(tmp_path / "root.key"))
    monkeypatch.setenv("JOINDER_EMBEDDER", "none")  # 130 MB: tests that need an encoder say so
    (tmp_path / "data").mkdir()
    (tmp_path / "root.key").write_bytes(b"\x01" * 32)
    get_settings.cache_clear()
    crypto.use_root_key(b"\x01" * 32)
    yield tmp_path / "data"
    get_settings.cache_clear()
    sealed.forget_all()


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    """One PostgreSQL cluster for the whole run of this worker."""
    cluster = databases.Postgres()
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres: databases.Postgres) -> str:
    name = postgres.create()
    databases.create_tables(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    databases.create_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with all tables, once SQLite and once PostgreSQL."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "data" / "joinder.db")
        yield f"sqlite:///{tmp_path / 'data' / 'joinder.db'}"
        return
    cluster: databases.Postgres = request.getfixturevalue("postgres")
    name = cluster.create(request.getfixturevalue("postgres_template"))
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture
def db(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An open database; `db.write()` and `db.read()` as in the product."""
    monkeypatch.setenv("JOINDER_DATABASE_URL", database_url)
    get_settings.cache_clear()
    with databases.opened(database_url) as database:
        yield database


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One open unit of work, committed at the end of the test."""
    with db.write() as opened:
        yield opened


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    """One event loop in a thread, for the client of every test."""
    with start_blocking_portal() as opened:
        yield opened


@pytest.fixture(scope="session")
def built_app() -> FastAPI:
    """The application, built once; each test gives it a database of its own."""
    return build_app()


@pytest.fixture
def app(built_app: FastAPI, db: Database) -> FastAPI:
    """The whole application on this test's database; jobs run when the test says so (`jobs.run_due`)."""
    with db.write() as session:
        seed_reference(session)
    built_app.state.database = db
    return built_app


@pytest.fixture
def client(app: FastAPI, portal: BlockingPortal) -> Client:
    """A browser nobody is signed in with."""
    return Client(portal, app)


@pytest.fixture
def new_client(app: FastAPI, portal: BlockingPortal) -> Callable[..., Client]:
    """Make further browsers, signed in with a contact if one is given."""

    def make(contact: str | None = None, lang: str = "zh") -> Client:
        made = Client(portal, app, lang)
        if contact:
            made.sign_in(contact)
        return made

    return make
