"""Offers of the company: recorded by organizers, answered by each member; live totals are the organizers' alone."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.api.deps import Caller, CaseScope, ReadSession, Scope, Uow, allow, live_case
from joinder.api.members import reader_of
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Done
from joinder.core import clock
from joinder.filings import offers
from joinder.filings.models import Offer
from joinder.filings.schemas import OfferAnswerRecord, OfferCreate

router = APIRouter(prefix="/api/cases/{reference}/offers", tags=["filings"])
ORGANIZERS = frozenset({"organizer", "co_organizer"})
OfferReference = Annotated[str, Path(max_length=16)]


class OfferFigures(BaseModel):
    """How members answered so far; for organizers, never public."""

    accept: int
    decline: int
    undecided: int


class CompanyOffer(BaseModel):
    """One offer, the reader's own answer, and for organizers how all answered.

    `may_answer`: it is open and the reader is a member, organizers who are members too.
    """

    reference: str
    filing: str
    terms: str
    amount_minor: int | None
    currency: str | None
    lang: str
    recorded_on: date
    answer_by: date
    open: bool
    may_answer: bool
    my_answer: str | None
    figures: OfferFigures | None


@router.get("", dependencies=[allow("offer.read")])
def list_offers(scope: CaseScope, session: ReadSession, response: Response) -> list[CompanyOffer]:
    """List what the company offered, newest first."""
    response.headers["Cache-Control"] = "no-store"
    return _read(session, scope, offers.of_case(session, scope.case.id))


@router.post("", dependencies=[allow("offer.record")], status_code=201)
def record_offer(body: OfferCreate, scope: CaseScope, session: Once) -> CompanyOffer:
    """Record an offer that came through a response, and ask every member."""
    row = offers.record(session, scope.actor, live_case(session, scope), body)
    return kept(session, _read(session, scope, [row])[0])


@router.put("/{offer}/answer", dependencies=[allow("offer.answer")])
def answer_offer(
    scope: CaseScope, offer: OfferReference, body: OfferAnswerRecord, session: Uow, caller: Caller
) -> Done:
    """Answer for oneself; the last answer counts, and binds nobody else."""
    offers.answer(session, caller.account_id, offers.of(session, scope.case.id, offer), body.answer)
    return DONE


@router.post("/{offer}/withdrawal", dependencies=[allow("offer.record")])
def withdraw_offer(scope: CaseScope, offer: OfferReference, session: Uow) -> Done:
    """Take an offer out of members' sight."""
    row = offers.of(session, scope.case.id, offer)
    offers.take_back(session, scope.actor, live_case(session, scope), row)
    return DONE


def _read(session: Session, scope: Scope, rows: Sequence[Offer]) -> list[CompanyOffer]:
    mine = offers.own_answers(session, reader_of(scope), rows)
    live = offers.live(session, scope.case.id, rows) if scope.relations & ORGANIZERS else {}
    filings = offers.filings_of(session, rows)
    return [
        CompanyOffer(
            reference=row.reference,
            filing=filings[row.response_id],
            terms=row.terms,
            amount_minor=row.amount_minor,
            currency=row.currency,
            lang=row.lang,
            recorded_on=clock.day_of(row.recorded_at),
            answer_by=row.answer_by,
            open=offers.is_open(row),
            may_answer=scope.is_member and offers.is_open(row),
            my_answer=mine.get(row.id),
            figures=OfferFigures(**live[row.id]) if row.id in live else None,
        )
        for row in rows
    ]
