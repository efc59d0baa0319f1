"""Fills an empty database with the demo year, once; refuses a database with anything of somebody's in it."""

import random
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.cases import audit
from joinder.cases.audit import HOUSE
from joinder.cases.models import AuditEntry
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.settings import Settings
from joinder.demo import around, bluewhale, kancil, skylark
from joinder.demo.calendar import Calendar, run_jobs
from joinder.demo.pictures import Darkroom
from joinder.demo.stories import Stories
from joinder.demo.world import World, appoint_staff
from joinder.statistics import service as statistics

BEGUN, FILLED = "demo.begin", "demo.filled"
BEFORE = 363
WEEKS = 50
LOOK_AT = 1 / 24  # every release falls a week and an hour apart, after the longest hold since the case's own tick


class NotEmptyError(RuntimeError):
    """The database holds something that is not the demo's, or a demo that was broken off."""


def state_of(session: Session) -> str:
    """Tell whether a database is empty, filled, or something else ("other")."""
    marks = set(session.scalars(select(AuditEntry.action).where(AuditEntry.action.in_((BEGUN, FILLED)))))
    if FILLED in marks:
        return "filled"
    taken = marks or session.scalar(select(Account.id).limit(1)) is not None
    return "other" if taken else "empty"


def refuse_undeclared(database: Database, settings: Settings) -> None:
    """Refuse to open a demo database as if it were a real one: no banner would show, and real mail could leave."""
    if settings.demo:
        return
    first = select(AuditEntry.action).where(AuditEntry.chain == audit.HOUSE_CHAIN, AuditEntry.seq == 1)
    try:
        with database.read() as session:
            began_as_demo = session.scalar(first) == BEGUN
    except DBAPIError:  # no tables yet: nothing to disguise
        return
    if began_as_demo:
        raise NotEmptyError("This database holds demo data: set JOINDER_DEMO=true, or choose another JOINDER_DATA_DIR.")


def fill(database: Database, settings: Settings) -> bool:
    """Fill an empty database; False when it was filled before. Refuses real mail and SMS, and anybody's data."""
    if settings.smtp_host or settings.sms_url or not settings.outbox_enabled:
        raise NotEmptyError("The demo never meets real mail or SMS: unset JOINDER_SMTP_HOST and JOINDER_SMS_URL.")
    with database.read() as session:
        state = state_of(session)
    if state == "filled":
        return False
    if state == "other":
        raise NotEmptyError("The demo fills an empty database only; this one holds other data. DEMO=0 leaves it alone.")
    darkroom = Darkroom()
    try:
        with database.hurried():  # a demo cut off is filled anew in an empty folder
            _tell(database, darkroom)
    finally:
        darkroom.close()
    return True


def _tell(database: Database, darkroom: Darkroom) -> None:
    ends = clock.now()
    rng = random.Random(2026)  # noqa: S311 - invented people, not secrets
    world = World(Calendar(ends), darkroom, rng, Stories(rng))
    with clock.frozen(ends - timedelta(days=BEFORE)), database.write() as session:
        audit.write(session, None, HOUSE, BEGUN, "demo")
        appoint_staff(world, session)
    for story in (skylark, bluewhale, kancil, around):
        story.plan(world)
    for week in range(WEEKS):
        world.calendar.apart(LOOK_AT + 7 * week, _release)
    world.calendar.apart(0, run_jobs)
    world.calendar.go_through(database, world.compare)
    with database.write() as session:
        audit.write(session, None, HOUSE, FILLED, "demo")


def _release(database: Database) -> None:
    with database.write() as session:
        statistics.release_due(session)
