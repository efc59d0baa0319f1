"""Verbs of offers: record what the company offers through a response; each member answers for themselves alone."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.cases.references import new_reference
from joinder.core import clock, limits
from joinder.core.errors import Conflict, Forbidden, Invalid, NotFound
from joinder.core.sealed import new_data_key, preload
from joinder.filings import queries
from joinder.filings.calendars import earliest_today, zone_of
from joinder.filings.models import Filing, Offer, OfferAnswer, Response
from joinder.filings.schemas import OfferCreate
from joinder.letters import telling
from joinder.reports import queries as reports
from joinder.reports.models import Membership

DAYS_MIN, DAYS_MAX = 1, 90
MOST_OPEN, A_DAY, DAY = 10, 5, 86_400  # each offer asks every member
ANSWERS: tuple[str, ...] = ("accept", "decline", "undecided")


def record(session: Session, actor: Actor, case: Case, wish: OfferCreate) -> Offer:
    """Record an offer and ask every member.

    Refuses one without a response, half an amount, an odd last day, an eleventh that stands, a sixth in a day.
    """
    filing = queries.filing_of(session, case.id, wish.filing)
    came = select(Response.id).where(Response.filing_id == filing.id).order_by(Response.came_on.desc()).limit(1)
    response = session.scalar(came)
    if filing.membership_id is not None or response is None:
        raise Conflict("filings.offer_needs_response", field="filing")
    if (wish.amount_minor is None) != (wish.currency is None):
        raise Invalid("filings.half_amount", field="currency")
    if not DAYS_MIN <= (wish.answer_by - clock.today(zone_of(filing.region))).days <= DAYS_MAX:
        raise Invalid("filings.bad_closing_day", field="answer_by", least=DAYS_MIN, most=DAYS_MAX)
    if _standing(session, case.id) >= MOST_OPEN:
        raise Conflict("filings.too_many_offers", most=MOST_OPEN)
    limits.hit(session, "offer", str(case.id), A_DAY, DAY)
    row = Offer(
        reference=new_reference(), case_id=case.id, response_id=response, key_id=new_data_key(session, "case"),
        amount_minor=wish.amount_minor, currency=wish.currency, lang=wish.lang, answer_by=wish.answer_by,
        zone=zone_of(filing.region), recorded_by=actor.account_id, recorded_at=clock.now(),
    )  # fmt: skip
    row.terms = wish.terms
    session.add(row)
    session.flush()
    audit.write(session, case.id, actor, "offer.record", row.reference)
    timeline.record(session, case.id, "offer.recorded", public=False)
    telling.tell(session, case.id, "filings.offer", row.id)
    return row


def _standing(session: Session, case_id: uuid.UUID) -> int:
    """Count the offers of a case that still wait for answers."""
    return sum(is_open(one) for one in session.scalars(select(Offer).where(Offer.case_id == case_id, *_waiting())))


def _waiting() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of an offer that may still be open somewhere; `is_open` decides by its own zone."""
    return Offer.withdrawn_at.is_(None), Offer.answer_by >= earliest_today()


def is_open(offer: Offer) -> bool:
    """Say whether members may still answer; the last day itself counts."""
    return offer.withdrawn_at is None and clock.today(offer.zone) <= offer.answer_by


def of(session: Session, case_id: uuid.UUID, reference: str) -> Offer:
    """Return an offer of this case; refuse (NotFound) any other."""
    found = session.scalar(select(Offer).where(Offer.reference == reference.upper(), Offer.case_id == case_id))
    if found is None:
        raise NotFound("filings.no_offer")
    return found


def answer(session: Session, account_id: uuid.UUID, offer: Offer, said: str) -> OfferAnswer:
    """Keep a member's own answer, replacing the earlier one; refuses strangers and an offer that ended."""
    member = reports.member_now(session, offer.case_id, account_id)
    if member is None:
        raise Forbidden("filings.members_only")
    if not is_open(offer):
        raise Conflict("filings.offer_closed")
    mine = select(OfferAnswer).where(OfferAnswer.offer_id == offer.id, OfferAnswer.membership_id == member.id)
    given = session.scalar(mine)
    if given is None:
        given = OfferAnswer(offer_id=offer.id, membership_id=member.id, answer=said, answered_at=clock.now())
        session.add(given)
    elif given.answer != said:
        given.answer, given.changed_at = said, clock.now()
    session.flush()
    return given


def take_back(session: Session, actor: Actor, case: Case, offer: Offer) -> None:
    """Take an offer out of members' sight, as when the company withdrew it; refuses one that ended."""
    session.refresh(offer, with_for_update=True)
    if not is_open(offer):
        raise Conflict("filings.offer_closed")
    offer.withdrawn_at = clock.now()
    session.flush()
    audit.write(session, case.id, actor, "offer.withdraw", offer.reference)


def of_case(session: Session, case_id: uuid.UUID) -> list[Offer]:
    """List the newest fifty standing offers in a case."""
    query = select(Offer).where(Offer.case_id == case_id, Offer.withdrawn_at.is_(None))
    rows = list(session.scalars(query.order_by(Offer.recorded_at.desc(), Offer.id).limit(50)))
    preload(session, rows)
    return rows


def live(session: Session, case_id: uuid.UUID, offers: Sequence[Offer]) -> dict[uuid.UUID, dict[str, int]]:
    """Count the answers of counted people now, by offer; for organizers alone, never in a release."""
    counted = reports.counted(case_id).with_only_columns(Membership.id)
    query = select(OfferAnswer.offer_id, OfferAnswer.answer, func.count()).where(
        OfferAnswer.offer_id.in_([one.id for one in offers]), OfferAnswer.membership_id.in_(counted)
    )
    found: dict[uuid.UUID, dict[str, int]] = {one.id: dict.fromkeys(ANSWERS, 0) for one in offers}
    for offer_id, said, count in session.execute(query.group_by(OfferAnswer.offer_id, OfferAnswer.answer)):
        found[offer_id][said] = count
    return found


def own_answers(session: Session, account_id: uuid.UUID, offers: Sequence[Offer]) -> dict[uuid.UUID, str]:
    """Return somebody's own answers to some offers."""
    query = select(OfferAnswer.offer_id, OfferAnswer.answer).join(
        Membership, Membership.id == OfferAnswer.membership_id
    )
    wanted = query.where(Membership.account_id == account_id, OfferAnswer.offer_id.in_([one.id for one in offers]))
    return {offer_id: said for offer_id, said in session.execute(wanted)}


def filings_of(session: Session, offers: Sequence[Offer]) -> dict[uuid.UUID, str]:
    """Return the reference of the filing that each offer came back to."""
    query = select(Response.id, Filing.reference).join(Filing, Filing.id == Response.filing_id)
    rows = session.execute(query.where(Response.id.in_([one.response_id for one in offers])))
    return {response: reference for response, reference in rows}


def waiting(session: Session, account_id: uuid.UUID) -> list[tuple[Offer, Case]]:
    """List the open offers that somebody has not decided about, the nearest day first; "undecided" still waits."""
    decided = select(OfferAnswer.id).where(
        OfferAnswer.offer_id == Offer.id,
        OfferAnswer.membership_id == Membership.id,
        OfferAnswer.answer != "undecided",
    )
    query = (
        select(Offer, Case)
        .join(Case, Case.id == Offer.case_id)
        .join(Membership, Membership.case_id == Case.id)
        .where(Membership.account_id == account_id, Membership.withdrawn_at.is_(None))
        .where(*_waiting(), ~decided.exists())
    )
    rows = [
        (offer, case)
        for offer, case in session.execute(query.order_by(Offer.answer_by, Offer.id).limit(50))
        if is_open(offer)
    ]
    preload(session, [offer for offer, _case in rows])
    return rows
