"""Puts into the house named in the environment what stands before anybody told anything: a moderator, and a case of
which only its organizer knows. Prints what the tests need."""

import json
import sys

from joinder.api.rooms import load_rooms
from joinder.core import migrate as migrations
from joinder.core.opening import open_house
from joinder.core.settings import get_settings
from joinder.reference.service import load

from tests import world


def main() -> None:
    """Make the tables, the reference data, and those two."""
    settings = get_settings()
    migrations.upgrade(settings.url)
    load_rooms()
    database = open_house(settings)
    with database.write() as session:
        load(session)
        migrations.after(session)
        world.seed_reference(session)
        case = world.make_case(session, public=False)
        world.organizer(session, case)
        world.moderator(session)
        made = {"reference": case.reference}
    database.dispose()
    sys.stdout.write(json.dumps(made) + "\n")


if __name__ == "__main__":
    main()
