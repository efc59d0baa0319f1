"""Puts into the house named in the environment what stands before anybody told anything: a moderator, and a case of
which only its organizer knows. Prints what the tests need."""

import json
import sys

from joinder.cli import prepared

from tests import world


def main() -> None:
    """Make the tables, the reference data, and those two."""
    database = prepared()
    with database.write() as session:
        world.seed_reference(session)
        case = world.make_case(session, public=False)
        world.organizer(session, case)
        world.moderator(session)
        made = {"reference": case.reference}
    database.dispose()
    sys.stdout.write(json.dumps(made) + "\n")


if __name__ == "__main__":
    main()
