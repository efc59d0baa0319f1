"""Fills the database named in the environment with two public cases of many people; for each variant of a journey with
a case that waits, one of three people, a letter that is open, reports that read alike. Prints what tests need."""

import json
import sys
from datetime import date, timedelta
from itertools import product

from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.respondents import RespondentData
from joinder.cli import prepared
from joinder.core import clock
from joinder.core.database import Database
from joinder.statistics import service as statistics

from tests import world
from tests.e2e import alike
from tests.filings.world import World

DAYS, A_DAY, BEFORE = 10, 4, 24
OTHER_A_DAY = 3
HERON = RespondentData(names={"zh": "苍鹭支付", "en": "Heron Pay"}, reference_id="test-heron", slug="heron")
AREAS = ("CN-GD", "CN-GD", "CN-ZJ")
STORIES = (
    "申请提现以后一直显示审核中，客服只让等待，钱没有到账。",
    "余额提现卡在处理中，客服机器人反复回复请耐心等待。",
    "提现三周没有到账，客服不给原因，只说还在审核。",
    "My withdrawal has been under review for weeks; support only tells me to wait.",
)


def main() -> None:
    """Make the tables, the reference data and the case."""
    database = prepared()
    made = {**tell(database), **waiting(database), **three(database), **opened(database), **told_alike(database)}
    database.dispose()
    sys.stdout.write(json.dumps(made) + "\n")


VARIANTS = [f"{width}-{lang}" for width, lang in product((390, 1280), ("zh", "en"))]
TOLD_AGO = 60
TITLE, OTHER_TITLE = "提现一直审核不到账", "退款申请以后没有到账"


def tell(database: Database) -> dict[str, str]:
    """Let people join two cases over ten days, then let the weekly ticks release."""
    begun = clock.now() - timedelta(days=BEFORE)
    with clock.frozen(begun), database.write() as session:
        world.seed_reference(session)
        respondents.upsert(session, [HERON])
        case, other = world.make_case(session, title=TITLE), world.make_case(session, slug="heron", title=OTHER_TITLE)
        world.organizer(session, case)
        world.moderator(session)
        made = {"reference": case.reference, "title": TITLE, "other": other.reference, "other_title": OTHER_TITLE}
    for day in range(DAYS):
        with clock.frozen(begun + timedelta(days=day, hours=3)), database.write() as session:
            for number in range(day * A_DAY, day * A_DAY + A_DAY):
                lang = "en" if number % 4 == 3 else "zh"
                facts = {"narrative": f"{STORIES[number % 4]} {number}", "lang": lang, "area": AREAS[number % 3]}
                when = (begun - timedelta(days=number)).date()
                world.join(session, session.merge(case), f"p{number}@people.example", happened_on=_past(when), **facts)
            for number in range(OTHER_A_DAY):
                world.join(session, session.merge(other), f"q{day}-{number}@people.example", happened_on=begun.date())
    for day in range(BEFORE):
        with clock.frozen(begun + timedelta(days=day, hours=12)), database.write() as session:
            statistics.release_due(session)
    return made


def waiting(database: Database) -> dict[str, str]:
    """Open cases that wait for a moderator."""
    titles = {f"waiting-{variant}": f"账户冻结等待公开 {variant}" for variant in VARIANTS}
    with database.write() as session:
        for title in titles.values():
            case = world.make_case(session, public=False, slug="whale", title=title)
            cases.queue_if_ready(session, case, ready=True)
    return titles


def three(database: Database) -> dict[str, str]:
    """Have three people tell the same in cases of their own, weeks ago."""
    made: dict[str, str] = {}
    for variant in VARIANTS:
        with clock.frozen(clock.now() - timedelta(days=TOLD_AGO)), database.write() as session:
            told = World(session, name=f"竹叶钱包 {variant}（演示）", dated=clock.today() - timedelta(days=20))
            made[f"three-{variant}"] = told.case.reference
    return made


def opened(database: Database) -> dict[str, str]:
    """Show letters to members who have not answered yet."""
    made: dict[str, str] = {}
    for variant in VARIANTS:
        with database.write() as session:
            contact, dated = f"member-{variant}-{{}}@people.example", clock.today() - timedelta(days=30)
            told = World(session, name=f"芦苇钱包 {variant}（演示）", dated=dated, contact=contact)
            made[f"open-{variant}"] = told.case.reference
            made[f"letter-{variant}"] = told.opened_letter(decided=False).reference
    return made


def told_alike(database: Database) -> dict[str, str]:
    """Have a few people tell nearly the same, for somebody to decide what it is."""
    made: dict[str, str] = {}
    for variant in VARIANTS:
        with database.write() as session:
            made[f"alike-{variant}"] = alike.told(session, variant, [alike.PEOPLE], twice=True)
    return made


def _past(when: date) -> date:
    return min(when, clock.today())


if __name__ == "__main__":
    main()
