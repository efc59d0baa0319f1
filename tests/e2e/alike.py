"""Puts invented reports that read nearly alike into a case of their own: pairs for an organizer to decide.

As a command it makes fifty pairs in the house named in the environment; prints the case's reference.
"""

import random
import sys
from collections.abc import Sequence
from datetime import timedelta

from joinder.api.rooms import load_rooms
from joinder.core import clock
from joinder.core.opening import open_house
from joinder.core.settings import get_settings
from joinder.demo.stories import Stories
from joinder.matching import service as matching
from joinder.reports import consents
from joinder.reports.models import Report
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.filings.world import World

PEOPLE = 3
FIFTY = [3] * 16 + [2] * 2  # of so many people each: 16 × 3 pairs and 2 × 1
ISSUE = "withdrawal_blocked"
GREETING = {"zh": "大家好，我也是。", "en": "Hello, the same here. "}


class Alike:
    """A case in which several people tell each story, in nearly the same words."""

    def __init__(self, session: Session, name: str) -> None:
        self.session, self.name = session, name
        self.dice = random.Random(name)
        self.stories = Stories(self.dice)
        self.told = World(session, size=0, name=f"翠竹钱包 {name}（演示）")

    def story(self, number: int, people: int) -> None:
        """Let people tell one story: in the same words, with a greeting before them, without the end of it."""
        lang, amount = ("en" if number % 3 == 2 else "zh"), 300 + 40 * number
        text = self.stories.tell(ISSUE, lang, {"zh": "翠竹钱包", "en": "Green Bamboo"}[lang], f"{amount}元")
        for place in range(people):
            words = (text, GREETING[lang] + text, text[: len(text) * 7 // 10])[place]
            more = 20 * (place + number) % 60  # some say another amount, or another day
            self.tell(f"{number}-{place}", words, lang, amount + more, days=40 + number + more // 20)

    def tell(self, who: str, words: str, lang: str, amount: int, days: int) -> Report:
        """Let somebody tell; every second person shows the organizer the words."""
        facts = {"narrative": words, "lang": lang, "amount_minor": 100 * amount}
        when = clock.today() - timedelta(days=days)
        contact = f"alike-{self.name}-{who}@people.example"
        report = world.join(self.session, self.told.case, contact, happened_on=when, **facts)
        if self.dice.random() < 0.5:
            self.share(report)
        matching.index(self.session, report)
        return report

    def share(self, report: Report) -> None:
        assert report.account_id is not None
        assert report.membership_id is not None
        organizer = self.told.organizer.id
        consents.share(self.session, report.account_id, report.membership_id, organizer, ["narrative"], "zh")


def told(session: Session, name: str, people: Sequence[int], *, twice: bool = False) -> str:
    """Have stories told by so many people each, the first person twice with another amount; returns the reference."""
    made = Alike(session, name)
    for number, many in enumerate(people):
        made.story(number, many)
    if twice:
        first = world.account(session, f"alike-{name}-0-0@people.example")
        words = session.scalars(select(Report).where(Report.account_id == first.id)).one().narrative
        made.tell("0-0", words or "", "zh", 990, days=12)
    return made.told.case.reference


def main() -> None:
    """Put fifty pairs into the house, under the name given."""
    settings = get_settings()
    load_rooms()
    database = open_house(settings)
    with database.write() as session:
        reference = told(session, sys.argv[1], FIFTY)
    database.dispose()
    sys.stdout.write(f"{reference}\n")


if __name__ == "__main__":
    main()
