"""The demo year in a database of its own, told once for all tests that look at it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from joinder.api.rooms import load_rooms
from joinder.core import clock, crypto, migrate
from joinder.core.database import Database
from joinder.core.settings import get_settings
from joinder.demo.filling import fill

from tests import databases

NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def told_in(folder: Path, key: bytes) -> Database:
    """Fill a database of its own in a folder."""
    (folder / "data").mkdir(parents=True)
    (folder / "root.key").write_bytes(key)
    with pytest.MonkeyPatch.context() as patch, clock.frozen(NOW):
        patch.setenv("JOINDER_DATA_DIR", str(folder / "data"))
        patch.setenv("JOINDER_KEY_FILE", str(folder / "root.key"))
        patch.setenv("JOINDER_DEMO", "true")
        get_settings.cache_clear()
        crypto.use_root_key(key)
        load_rooms()
        databases.create_tables(get_settings().url)
        database = Database(get_settings().url)
        with database.write() as session:
            migrate.after(session)
        assert fill(database, get_settings())
    get_settings.cache_clear()
    return database
