"""The root key at start: made once for an empty house, refused when missing or foreign to the data."""

from pathlib import Path

from sqlalchemy import Engine, inspect, select

from joinder.core import crypto
from joinder.core.crypto import KeyMissingError, SealBrokenError
from joinder.core.database import Database
from joinder.core.sealed import DataKey
from joinder.core.settings import Settings


def load_checked(settings: Settings, database: Database) -> None:
    """Load the root key, making one only where nothing is sealed yet.

    Refuses (KeyMissingError) a missing or a foreign key file over sealed data; a database that cannot answer raises,
    because "no answer" is not "no data".
    """
    known = _one_key(settings, database)
    crypto.load_root_key(settings.root_key_file, may_create=known is None)
    if known is None:
        return
    try:
        crypto.open_bytes("data-key", known.id.bytes, known.wrapped)
    except SealBrokenError as error:
        raise KeyMissingError(
            f"The key file {settings.root_key_file} is not the one this data was sealed under. "
            "Put the right key file back (JOINDER_KEY_FILE names it)."
        ) from error


def _one_key(settings: Settings, database: Database) -> DataKey | None:
    if settings.is_sqlite and not _file_exists(database.engine):
        return None
    with database.read() as session:
        if not inspect(session.connection()).has_table(DataKey.__tablename__):
            return None
        return session.scalar(select(DataKey).limit(1))


def _file_exists(engine: Engine) -> bool:
    return engine.url.database is not None and Path(engine.url.database).exists()
