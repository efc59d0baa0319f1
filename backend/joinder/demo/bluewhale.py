"""The middle case: some sixty people, rows of a sheet still to be confirmed, a letter open for approval today."""

import csv
import io
import random
import tempfile
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from joinder.cases import organizers, respondents
from joinder.cases import service as cases
from joinder.core.database import Database
from joinder.demo import joining, letters
from joinder.demo.texts import texts
from joinder.demo.wallets import BLUEWHALE
from joinder.demo.world import DOMAIN, Person, World, open_case
from joinder.matching.imported import index_claimed, index_imported
from joinder.reports import claims
from joinder.reports.import_models import ImportBatch
from joinder.reports.import_sheet import Options, look_through
from joinder.reports.imports import Told, Watch, begin, import_rows

PUBLISHED = 150 + 1 / 24
WEEKS = (4, 9, 10, 10, 12, 2, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1)
PICTURES = 8
LEAVERS, TWICE = (20, 41), (30,)
ROWS, CLAIMED = 24, 4
IMPORTED = 12.5


def plan(world: World) -> None:
    """Put the whole story of the case into the calendar."""
    calendar = world.calendar
    calendar.on(156, lambda session: _open(world, session))
    calendar.on(155.5, lambda session: _organize(world, session))
    calendar.on(PUBLISHED, lambda session: _publish(world, session))
    _arrivals(world)
    data = sheet(world)
    calendar.apart(IMPORTED, lambda database: _import(world, database, data))
    for place in range(CLAIMED):
        calendar.on(10 - place * 2, _claiming(world, place))
    calendar.on(8, lambda session: _flag(world, session))
    letters.plan_open(world)


def _open(world: World, session: Session) -> None:
    open_case(world, session, BLUEWHALE, texts()["bluewhale"]["case"], world.staff["organizer"])


def _organize(world: World, session: Session) -> None:
    case = world.case(session, "bluewhale")
    offer = organizers.declare(session, case, world.staff["organizer"])
    organizers.appoint(session, case, offer.id, world.actor("moderator"))


def _publish(world: World, session: Session) -> None:
    cases.publish(session, world.case(session, "bluewhale"), world.actor("moderator"))


def _arrivals(world: World) -> None:
    own = [Person(f"organizer@{DOMAIN}", "zh"), Person(f"member@{DOMAIN}", "zh")]
    days = [155.0, 154.0, 153.0, 151.5]
    for week, number in enumerate(WEEKS):
        days += sorted((PUBLISHED - 7 * week - 7 * world.rng.random() for _ in range(number)), reverse=True)
    for place, when in enumerate(days):
        visit = joining.plan_visit(world, BLUEWHALE, when, own[place] if place < len(own) else None)
        joining.come(world, visit, checker="organizer", picture=1 < place < 2 + PICTURES)
        if place in LEAVERS:
            joining.leave(world, visit, when / 2)
        if place in TWICE:
            joining.again(world, visit, when - 1, visit.data.narrative, same_order=True)


def sheet(world: World) -> bytes:
    """Return the group's small sheet as groups keep them: a title row, loose dates, amounts in words."""
    rng, words, held = random.Random(21), texts()["sheet"], io.StringIO()  # noqa: S311 - invented people, not secrets
    writer = csv.writer(held)
    writer.writerow([words["title"]])
    writer.writerow(words["header"])
    for place in range(ROWS):
        name = rng.choice(words["family"]) + rng.choice(words["given"])
        amount = rng.randrange(300, 20_000)
        said = rng.choice((str(amount), f"{amount}元", f"约{amount / 10_000:.1f}万"))
        day = world.ago(IMPORTED + rng.randrange(20, 90)).date()
        when = rng.choice((day.isoformat(), f"{day.year}年{day.month}月", f"{day.month}月{day.day}日左右", "记不清了"))
        story = world.stories.tell(BLUEWHALE.issue, "zh", BLUEWHALE.brands["zh"], said)
        writer.writerow([place + 1, name, f"row{place + 1:02d}@people.{DOMAIN}", when, said, story])
    return held.getvalue().encode("utf-8-sig")


def _import(world: World, database: Database, data: bytes) -> None:
    """Bring the sheet in as the organizer would: look through it, say how members agreed, add its rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.csv"
        path.write_bytes(data)
        opened = look_through(path, "登记表（演示）.csv", BLUEWHALE.region, Options())
        world.staff["sheet"] = _begin(world, database)
        import_rows(database, world.staff["sheet"], opened, Watch(after_batch=index_imported))


def _begin(world: World, database: Database) -> uuid.UUID:
    with database.write() as session:
        company = respondents.get(session, world.companies["bluewhale"])
        told = Told("登记表（演示）.csv", texts()["bluewhale"]["agreed"])
        case = world.case(session, "bluewhale")
        return begin(session, company, case, world.actor("organizer"), told, Options()).id


def _claiming(world: World, place: int) -> Any:  # noqa: ANN401 - a step of the calendar
    person = Person(f"row{place + 1:02d}@people.{DOMAIN}", "zh")

    def claim(session: Session) -> None:
        batch = session.get_one(ImportBatch, world.staff["sheet"])
        account = world.account_of(session, person)
        index_claimed(session, claims.claim_by_contact(session, batch, account, "counted_only", "zh"))

    return claim


def _flag(world: World, session: Session) -> None:
    cases.flag(session, world.case(session, "bluewhale"), None, "personal_data", texts()["bluewhale"]["flag"])
