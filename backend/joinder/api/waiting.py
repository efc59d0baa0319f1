"""What waits for one's own answer in the cases one is in: letters, offers, questions, elections, proposed outcomes."""

from datetime import date, datetime

from fastapi import APIRouter, Response
from pydantic import BaseModel

from joinder.api.deps import Caller, ReadSession, allow
from joinder.filings import offers, outcomes
from joinder.letters import deciding, elections, polls
from joinder.letters.body import Reader

router = APIRouter(prefix="/api/me", tags=["letters"])


class WaitingRead(BaseModel):
    """One thing to answer, a letter on its own page, else on that of its case: until an instant or the end of a day."""

    kind: str
    case: str
    case_title: str
    subject: str
    text: str
    lang: str
    closes_at: datetime | None
    closes_on: date | None


@router.get("/waiting", dependencies=[allow("waiting.mine")])
def list_waiting(session: ReadSession, caller: Caller, response: Response) -> list[WaitingRead]:
    """List what the caller has not answered yet and still can."""
    response.headers["Cache-Control"] = "no-store"
    asked = [
        WaitingRead(
            kind="poll",
            case=case.reference,
            case_title=case.title,
            subject=poll.reference,
            text=poll.question,
            lang=poll.lang,
            closes_at=poll.closes_at,
            closes_on=None,
        )
        for poll, case in polls.waiting(session, caller.account_id)
    ]
    ended = [
        WaitingRead(
            kind="outcome",
            case=case.reference,
            case_title=case.title,
            subject=outcome.reference,
            text=outcome.summary,
            lang=outcome.lang,
            closes_at=None,
            closes_on=outcome.closes_on,
        )
        for outcome, case in outcomes.waiting(session, caller.account_id)
    ]
    offered = [
        WaitingRead(
            kind="offer",
            case=case.reference,
            case_title=case.title,
            subject=offer.reference,
            text=offer.terms,
            lang=offer.lang,
            closes_at=None,
            closes_on=offer.answer_by,
        )
        for offer, case in offers.waiting(session, caller.account_id)
    ]
    elected = [
        WaitingRead(
            kind="election",
            case=case.reference,
            case_title=case.title,
            subject=str(election.id),
            text=case.title,
            lang=case.lang,
            closes_at=election.closes_at,
            closes_on=None,
        )
        for election, case in elections.waiting(session, caller.account_id)
    ]
    written = [
        WaitingRead(
            kind="letter",
            case=case.reference,
            case_title=case.title,
            subject=found.letter.reference,
            text=Reader(found.composition, found.letter.lang).title(),
            lang=found.letter.lang,
            closes_at=None,
            closes_on=found.course.closing_on,
        )
        for found, case in deciding.waiting(session, caller.account_id)
    ]
    return offered + written + asked + ended + elected
