"""The demo year, shared by the tests of this room."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from joinder.accounts.service import account_for
from joinder.cases.models import Organizer
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.settings import get_settings
from sqlalchemy import select

from tests.client import Client
from tests.journeys.demo_copy import CONTACTS
from tests.journeys.demo_told import NOW, told_in


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One filled demo for the tests that only read it."""
    database = told_in(tmp_path_factory.mktemp("demo"), b"\x01" * 32)
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def house(
    demo: Database, built_app: FastAPI, portal: BlockingPortal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A copy of the demo with one more organizer; its settings stand only within these tests."""
    told = Path(demo.url.removeprefix("sqlite:///")).parent
    folder = tmp_path_factory.mktemp("copy")
    demo.dispose()
    shutil.copytree(told, folder / "data")
    database = Database(f"sqlite:///{folder / 'data' / 'joinder.db'}")
    with clock.frozen(NOW), database.write() as session:
        account = account_for(session, CONTACTS["co_organizer"] or "", "zh")
        since = {"declared_at": NOW, "appointed_at": NOW, "last_active_at": NOW, "vetting": "moderator"}
        for case_id in session.scalars(select(Organizer.case_id).distinct()).all():
            session.add(Organizer(case_id=case_id, account_id=account.id, role="co_organizer", **since))
    yield database
    database.dispose()


@pytest.fixture
def clients(
    house: Database, built_app: FastAPI, portal: BlockingPortal, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Client]:
    """A signed-in browser for every role and relation, in the copied demo."""
    monkeypatch.setenv("JOINDER_DATA_DIR", str(Path(house.url.removeprefix("sqlite:///")).parent))
    get_settings.cache_clear()
    built_app.state.database = house
    made = {role: Client(portal, built_app, "en") for role in CONTACTS}
    for role, contact in CONTACTS.items():
        if contact:
            made[role].sign_in(contact)
    return made
