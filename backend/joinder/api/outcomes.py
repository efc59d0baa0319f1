"""How it ended: organizers propose, members answer for themselves; live figures are the organizers' alone."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.api.deps import Caller, CaseScope, ReadSession, Scope, Uow, allow, live_case
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Done
from joinder.filings import outcomes, queries
from joinder.filings.models import Filing, Outcome, OutcomeAnswer
from joinder.filings.schemas import OutcomeAnswerRecord, OutcomeCreate
from joinder.reports.queries import membership

router = APIRouter(prefix="/api/cases/{reference}/outcomes", tags=["filings"])
ORGANIZERS = frozenset({"organizer", "co_organizer"})
OutcomeReference = Annotated[str, Path(max_length=16)]


class OutcomeFigures(BaseModel):
    """How members answered so far; for organizers, never public."""

    confirmed: int
    unsolved: int
    not_answered: int


class OutcomeRead(BaseModel):
    """A proposed outcome, the reader's own answer, and for organizers how all answered.

    `may_answer`: it is open and the reader is a member, organizers who are members too.
    """

    reference: str
    filing: str | None
    kind: str
    summary: str
    lang: str
    proposed_at: datetime
    closes_on: date
    open: bool
    may_answer: bool
    withdrawn: bool
    my_answer: str | None
    figures: OutcomeFigures | None


@router.get("", dependencies=[allow("outcome.read")])
def list_outcomes(scope: CaseScope, session: ReadSession, response: Response) -> list[OutcomeRead]:
    """List the proposed outcomes of a case."""
    response.headers["Cache-Control"] = "no-store"
    return [_read(session, scope, outcome) for outcome in queries.outcomes(session, scope.case.id)]


@router.post("", dependencies=[allow("outcome.propose")], status_code=201)
def propose_outcome(scope: CaseScope, body: OutcomeCreate, session: Once) -> OutcomeRead:
    """Propose how it ended and ask every member."""
    outcome = outcomes.propose_outcome(session, scope.actor, live_case(session, scope), body)
    return kept(session, _read(session, scope, outcome))


@router.put("/{outcome}/answer", dependencies=[allow("outcome.answer")])
def answer_outcome(
    scope: CaseScope, outcome: OutcomeReference, body: OutcomeAnswerRecord, session: Uow, caller: Caller
) -> Done:
    """Answer for oneself; the last answer before the closing day counts."""
    row = queries.outcome_of(session, scope.case.id, outcome)
    outcomes.answer_outcome(session, caller.account_id, row, body.answer)
    return DONE


@router.post("/{outcome}/withdrawal", dependencies=[allow("outcome.withdraw")])
def withdraw_outcome(scope: CaseScope, outcome: OutcomeReference, session: Uow) -> Done:
    """Take a proposal back."""
    row = queries.outcome_of(session, scope.case.id, outcome)
    outcomes.withdraw_outcome(session, scope.actor, live_case(session, scope), row)
    return DONE


def _read(session: Session, scope: Scope, outcome: Outcome) -> OutcomeRead:
    filing = session.get(Filing, outcome.filing_id) if outcome.filing_id else None
    return OutcomeRead(
        reference=outcome.reference,
        filing=filing.reference if filing else None,
        kind=outcome.kind,
        summary=outcome.summary,
        lang=outcome.lang,
        proposed_at=outcome.proposed_at,
        closes_on=outcome.closes_on,
        open=outcomes.is_open(outcome),
        may_answer=scope.is_member and outcomes.is_open(outcome),
        withdrawn=outcome.withdrawn_at is not None,
        my_answer=_mine(session, scope, outcome),
        figures=_figures(session, scope, outcome) if scope.relations & ORGANIZERS else None,
    )


def _mine(session: Session, scope: Scope, outcome: Outcome) -> str | None:
    if scope.identity is None:
        return None
    member = membership(session, outcome.case_id, scope.identity.account_id)
    if member is None:
        return None
    query = select(OutcomeAnswer.answer).where(OutcomeAnswer.outcome_id == outcome.id)
    return session.scalar(query.where(OutcomeAnswer.membership_id == member.id))


def _figures(session: Session, scope: Scope, outcome: Outcome) -> OutcomeFigures:
    lines = queries.outcome_lines(session, outcome, queries.counted_members(session, scope.case.id))
    return OutcomeFigures(
        confirmed=len(lines.confirmed), unsolved=len(lines.unsolved), not_answered=len(lines.not_answered)
    )
