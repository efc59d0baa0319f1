"""A house's database as it stands before anything is put into it: tables, rooms and reference data."""

from joinder.api.rooms import load_rooms
from joinder.core import migrate as migrations
from joinder.core.database import Database
from joinder.core.opening import open_house
from joinder.core.settings import get_settings
from joinder.reference.service import load


def fresh() -> Database:
    """Make the tables and the reference data in the house named in the environment; returns its open database."""
    settings = get_settings()
    migrations.upgrade(settings.url)
    load_rooms()
    database = open_house(settings)
    with database.write() as session:
        load(session)
        migrations.after(session)
    return database
