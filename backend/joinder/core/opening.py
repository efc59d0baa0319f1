"""Opens the house for any command: the key first, then the database, refused when unsafe."""

from joinder.core.database import Database
from joinder.core.key_check import load_checked
from joinder.core.settings import Settings


def open_house(settings: Settings) -> Database:
    """Load the key and open the database; refuse a missing or foreign key over data, and an unsafe database."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url)
    try:
        load_checked(settings, database)
        database.assert_safe()
    except BaseException:
        database.dispose()
        raise
    return database
