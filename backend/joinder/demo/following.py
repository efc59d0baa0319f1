"""After the letter left: delivery, answer, the organizer's private label, the company's word, how it ended."""

import random
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from joinder.cases import service as cases
from joinder.cases.models import Representative
from joinder.demo.calendar import run_jobs
from joinder.demo.texts import texts
from joinder.demo.world import World
from joinder.filings import following, outcomes, queries, service
from joinder.filings.models import Filing, Outcome
from joinder.filings.schemas import (
    FilingCreate,
    OutcomeCreate,
    ProofRecord,
    ReactionRecord,
    ResponseRecord,
    SendingRecord,
)

CHANNEL = "cn-company-generic"
ANSWERING = 0.55
CONFIRMING = 0.4


class Follower:
    """One sending of a sealed letter and what comes of it."""

    def __init__(self, world: World, key: str) -> None:
        """Name the case."""
        self.world, self.key = world, key
        self.reference = self.outcome = ""

    def filing(self, session: Session) -> Filing:
        """Return the filing once it is prepared."""
        return queries.filing_of(session, self.world.cases[self.key], self.reference)

    def with_case(self, session: Session) -> tuple[Any, Any, Filing]:
        """Return the organizer, the case and the filing, as the verbs take them."""
        return self.world.actor("organizer"), self.world.case(session, self.key), self.filing(session)

    def day(self, days: float) -> date:
        """Return the day so many days before the end."""
        return self.world.ago(days).date()


def plan_filing(world: World, letter: Any) -> None:  # noqa: ANN401 - any letter on its way, named by its reference
    """Plan the first letter's sending by courier, its delivery, the partial answer and the public reply."""
    words, follower = texts()["skylark"], Follower(world, "skylark")

    def prepare(session: Session) -> None:
        case = world.case(session, "skylark")
        wish = FilingCreate(letter_reference=letter.reference, channel_id=CHANNEL)
        follower.reference = service.file(session, world.actor("organizer"), case, wish).reference
        world.references["first letter"] = letter.reference

    def send(session: Session) -> None:
        sent = SendingRecord(filed_on=follower.day(185), method="courier", number=words["number"])
        service.record_sending(session, *follower.with_case(session), sent)

    def prove(session: Session) -> None:
        proof = ProofRecord(kind="courier_receipt", delivered_on=follower.day(182), note=words["proof"])
        following.record_proof(session, *follower.with_case(session), proof)

    def label(session: Session) -> None:
        said = ReactionRecord(label="partial", note=words["reaction"])
        following.label_reaction(session, *follower.with_case(session), said)

    calendar = world.calendar
    calendar.on(185.5, prepare)
    calendar.on(184.5, send)
    calendar.on(181.5, prove)
    _answers(follower, words)
    calendar.on(166.5, label)
    calendar.on(164, lambda session: _reply(world, session, words["reply"]))
    _ending(follower, words["outcome"])


def _answers(follower: Follower, words: dict[str, str]) -> None:
    def receive(session: Session) -> None:
        came = ResponseRecord(kind="receipt", came_on=follower.day(178), text=words["receipt"])
        following.record_response(session, *follower.with_case(session), came)

    def answer(session: Session) -> None:
        summary = words["answer_summary"]
        came = ResponseRecord(kind="partial_answer", came_on=follower.day(169), text=words["answer"], summary=summary)
        following.record_response(session, *follower.with_case(session), came)

    follower.world.calendar.on(177.5, receive)
    follower.world.calendar.on(168.5, answer)
    follower.world.calendar.apart(168.4, run_jobs)


def _reply(world: World, session: Session, text: str) -> None:
    """Have the company's verified representative answer beside the case; a moderator looks for personal data only."""
    speaker = session.get_one(Representative, world.staff["representation"])
    reply = cases.reply(session, world.case(session, "skylark"), speaker, "partly_resolved", text, "zh")
    cases.publish_reply(session, reply, world.actor("moderator"))


def _ending(follower: Follower, summary: str) -> None:
    """Plan how it ended to be proposed, and members to answer for themselves."""
    world = follower.world
    rng = random.Random(14)  # noqa: S311 - invented people, not secrets

    def propose(session: Session) -> None:
        actor, case, filing = follower.with_case(session)
        wish = OutcomeCreate(kind="partly", summary=summary, closes_on=follower.day(136), filing=filing.reference)
        follower.outcome = outcomes.propose_outcome(session, actor, case, wish).reference

    def answering(session: Session) -> None:
        outcome = _outcome(session, follower)
        for person in world.here("skylark"):
            if person.account_id is not None and rng.random() < ANSWERING:
                said = "confirmed" if rng.random() < CONFIRMING else "unsolved"
                outcomes.answer_outcome(session, person.account_id, outcome, said)

    world.calendar.on(150, propose)
    world.calendar.apart(149.9, run_jobs)
    world.calendar.on(143, answering)


def _outcome(session: Session, follower: Follower) -> Outcome:
    rows = queries.outcomes(session, follower.world.cases[follower.key])
    return next(row for row in rows if row.reference == follower.outcome)
