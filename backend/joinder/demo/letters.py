"""The demo's letters: drafted from facts, approved by members, shown, sealed, sent, answered, followed up."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from joinder.api.letters import latest_release
from joinder.demo import following
from joinder.demo.calendar import run_jobs
from joinder.demo.texts import texts
from joinder.demo.world import Person, World
from joinder.letters import queries, sealing, service
from joinder.letters.models import Letter
from joinder.letters.plan import Citation, Demand, LetterPlan, Moment, Previous, Stated
from joinder.letters.service import Decided
from joinder.reports.models import Membership

COMPANY = "cn-company-generic"
SHOWN_HOURS = 49
OBJECTING = 0.05
FIELDS: tuple[list[str], ...] = ([], [], ["contact"], ["ticket"], ["narrative"], ["name"])
NAMES = ("林秋（演示）", "许望（演示）", "江禾（演示）")


class Mail:
    """One letter of one case on its way through the calendar."""

    def __init__(self, world: World, key: str) -> None:
        """Name the case."""
        self.world, self.key, self.reference = world, key, ""

    def letter(self, session: Session) -> Letter:
        """Return the letter once it is drafted."""
        return queries.letter_of(session, self.world.cases[self.key], self.reference)

    def draft(self, days: float, plan: Callable[[], LetterPlan]) -> None:
        """Have the organizer draft it."""

        def do(session: Session) -> None:
            case = self.world.case(session, self.key)
            organizer = self.world.actor("organizer")
            self.reference = service.draft(session, case, organizer, plan(), latest_release(session, case)).reference

        self.world.calendar.on(days, do)

    def open(self, days: float, closing: float) -> None:
        """Have it shown to the members until a closing day."""

        def do(session: Session) -> None:
            case, closing_on = self.world.case(session, self.key), self.world.ago(closing).date()
            service.open_for_approval(session, case, self.letter(session), self.world.actor("organizer"), closing_on)

        self.world.calendar.on(days, do)
        self.world.calendar.apart(days - 0.01, run_jobs)

    def votes(self, days: tuple[float, ...], share: float, seed: int) -> None:
        """Have a share of the members decide, spread over several days; the same people the same way every time."""
        rng = random.Random(seed)  # noqa: S311 - invented people, not secrets
        chance = 1 - (1 - share) ** (1 / len(days))
        asked: set[str] = set() if self.key == "skylark" else {"member@demo.example"}

        def some(session: Session) -> None:
            letter = self.letter(session)
            for person in self.world.here(self.key):
                if person.contact not in asked and (person.named or rng.random() < chance):
                    asked.add(person.contact)
                    self._decide(session, letter, person, rng)

        for day in days:
            self.world.calendar.on(day, some)

    def _decide(self, session: Session, letter: Letter, person: Person, rng: random.Random) -> None:
        fields = [*rng.choice(FIELDS), *(["evidence"] if person.shows else [])]
        decided = Decided("approve", fields, rng.choice(NAMES) if "name" in fields else None)
        if rng.random() < OBJECTING and not person.named:
            decided = Decided("object", note=rng.choice(texts()["skylark"]["objections"]))
        service.decide(session, letter, session.get_one(Membership, person.member_id), decided, person.lang)

    def show_and_seal(self, days: float) -> None:
        """Show the final letter to its members, and seal it when their 48 hours are over."""
        organizer = self.world.actor("organizer")
        self.world.calendar.on(
            days, lambda session: _done(sealing.final_view(session, self.letter(session), organizer))
        )
        self.world.calendar.apart(days - 0.01, run_jobs)
        sealed = days - timedelta(hours=SHOWN_HOURS) / timedelta(days=1)
        self.world.calendar.on(sealed, lambda session: _done(sealing.seal(session, self.letter(session), organizer)))
        self.world.calendar.apart(sealed - 0.01, run_jobs)


def _done(_row: object) -> None:
    """Forget what a verb returned."""


def joint_plan(words: dict[str, Any], lang: str, demands: list[Demand], moment: Moment | None = None) -> LetterPlan:
    """Return the plan of a joint letter to a company."""
    return LetterPlan.model_validate(
        {
            "kind_id": "company_joint",
            "lang": lang,
            "channel_id": COMPANY,
            "title": words["title"],
            "problem": words["problem"],
            "common_facts": words["common"],
            "timeline": [moment] if moment else [],
            "impact": words.get("impact"),
            "stated": [_quoted(words)] if "screen" in words else [],
            "demands": demands,
            "laws": [Citation(law_id="CN-CPL-8")],
            "reply_days": 15,
            "reply_to": words["reply_to"],
            "handed_in_by": [words["handed_in_by"]],
        }
    )


def _quoted(words: dict[str, Any]) -> Stated:
    name, source = words["screen_name"], words["screen_source"]
    return Stated(key="screen", kind="quotation", value=words["screen"], name=name, source=source)


def plan_first(world: World) -> None:
    """Plan the large case's first letter: drafted, approved, sealed, sent, answered in part."""
    words = texts()["skylark"]["letter"]

    def plan() -> LetterPlan:
        moment = Moment(on=world.ago(410).date(), what=words["moment"], source=words["moment_source"])
        demands = [
            Demand(key="pay", remedy="refund"),
            Demand(key="why", remedy="R-EXPLAIN", what=words["explain"], everyone=True),
            Demand(key="comp", remedy="compensation"),
        ]
        return joint_plan(words, "zh", demands, moment)

    mail = Mail(world, "skylark")
    mail.draft(201, plan)
    mail.open(200, 190)
    mail.votes((199.4, 197.2, 194.6, 191.3), 0.8, 11)
    mail.show_and_seal(188)
    following.plan_filing(world, mail)


def plan_reminder(world: World) -> None:
    """Plan its second letter, a reminder: approved and sealed, ready to be sent today."""
    words = texts()["skylark"]["reminder"]

    def plan() -> LetterPlan:
        explain = Demand(key="why", remedy="R-EXPLAIN", what=words["explain"], everyone=True)
        return LetterPlan(
            kind_id="demand_reminder",
            lang="zh",
            channel_id=COMPANY,
            problem=words["problem"],
            previous=Previous(sent_on=world.ago(185).date(), reference=world.references["first letter"]),
            demands=[Demand(key="pay", remedy="refund"), explain],
            reply_days=7,
        )

    mail = Mail(world, "skylark")
    mail.draft(21, plan)
    mail.open(20, 11)
    mail.votes((19.2, 16.5, 12.4), 0.45, 12)
    mail.show_and_seal(9)


def plan_open(world: World) -> None:
    """Plan the middle case's letter: open for approval right now."""
    words = texts()["bluewhale"]["letter"]
    demands = [
        Demand(key="why", remedy="R-EXPLAIN", what=words["explain"], everyone=True),
        Demand(key="pay", remedy="refund"),
    ]
    mail = Mail(world, "bluewhale")
    mail.draft(6, lambda: joint_plan(words, "zh", demands))
    mail.open(5, -7)
    mail.votes((4.2, 2.3, 0.6), 0.4, 13)
