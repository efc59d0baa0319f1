"""The small case: twenty people in three weeks, waiting for a moderator to publish it and appoint its organizer."""

from sqlalchemy.orm import Session

from joinder.cases import organizers
from joinder.demo import joining
from joinder.demo.texts import texts
from joinder.demo.wallets import KANCIL
from joinder.demo.world import World, open_case

PEOPLE = 20


def plan(world: World) -> None:
    """Put the whole story of the case into the calendar."""
    opener = world.new_person("en")

    def opening(session: Session) -> None:
        account = world.account_of(session, opener)
        open_case(world, session, KANCIL, texts()["kancil"]["case"], account.id)

    def offering(session: Session) -> None:
        if opener.account_id is not None:
            organizers.declare(session, world.case(session, "kancil"), opener.account_id)

    world.calendar.on(20.5, opening)
    for place in range(PEOPLE):
        visit = joining.plan_visit(world, KANCIL, 20.4 - place, opener if place == 0 else None)
        joining.come(world, visit, picture=place in (3, 9))
    world.calendar.on(15, offering)
