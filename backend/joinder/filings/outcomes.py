"""Verbs of ending: propose how it ended, members answer for themselves; figures go out through releases only."""

import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases import service as cases
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.cases.references import new_reference
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden, Invalid
from joinder.filings import queries
from joinder.filings.calendars import earliest_today, zone_of
from joinder.filings.models import Filing, Outcome, OutcomeAnswer
from joinder.filings.schemas import OutcomeCreate
from joinder.letters import telling
from joinder.reports.models import Membership

DAYS_TO_ANSWER_MIN, DAYS_TO_ANSWER_MAX = 3, 60


def propose_outcome(session: Session, actor: Actor, case: Case, wish: OutcomeCreate) -> Outcome:
    """Propose how it ended and ask every member; refuses an odd closing day, a second one, "no reply" unproved."""
    cases.lock(session, case)
    filing = queries.filing_of(session, case.id, wish.filing) if wish.filing else None
    today = _today(filing.region if filing else None)
    if not DAYS_TO_ANSWER_MIN <= (wish.closes_on - today).days <= DAYS_TO_ANSWER_MAX:
        raise Invalid("filings.bad_closing_day", field="closes_on", least=DAYS_TO_ANSWER_MIN, most=DAYS_TO_ANSWER_MAX)
    _refuse_second(session, case, filing)
    if wish.kind == "no_reply":
        _refuse_unproved(session, filing)
    outcome = Outcome(
        reference=new_reference(),
        case_id=case.id,
        filing_id=filing.id if filing else None,
        kind=wish.kind,
        summary=wish.summary,
        lang=wish.lang,
        proposed_by=actor.account_id,
        proposed_at=clock.now(),
        closes_on=wish.closes_on,
    )
    session.add(outcome)
    session.flush()
    audit.write(session, case.id, actor, "outcome.propose", outcome.reference)
    timeline.record(
        session, case.id, "outcome.proposed", public=False, outcome=outcome.reference, outcome_kind=wish.kind
    )
    telling.tell(session, case.id, "filings.outcome", outcome.id)
    return outcome


def _refuse_second(session: Session, case: Case, filing: Filing | None) -> None:
    wanted = filing.id if filing else None
    for outcome in queries.outcomes(session, case.id):
        if outcome.filing_id == wanted and is_open(outcome):
            raise Conflict("filings.outcome_open")


def _refuse_unproved(session: Session, filing: Filing | None) -> None:
    followed = queries.followed(session, [filing] if filing else [])
    if not any(one.facts.delivered_on for one in followed):
        raise Conflict("filings.delivery_unproved", field="kind")


def is_open(outcome: Outcome) -> bool:
    """Say whether members may still answer; the closing day itself counts, where the filing's channel is."""
    return outcome.withdrawn_at is None and _today(outcome.region) <= outcome.closes_on


def _today(region: str | None) -> date:
    return clock.today(zone_of(region) if region else "UTC")


def withdraw_outcome(session: Session, actor: Actor, case: Case, outcome: Outcome) -> None:
    """Take a proposal back; refuses one that is closed. Its answers stay as they were given."""
    session.refresh(outcome, with_for_update={"of": Outcome})
    if not is_open(outcome):
        raise Conflict("filings.outcome_closed")
    outcome.withdrawn_at = clock.now()
    session.flush()
    audit.write(session, case.id, actor, "outcome.withdraw", outcome.reference)


def answer_outcome(session: Session, account_id: uuid.UUID, outcome: Outcome, answer: str) -> OutcomeAnswer:
    """Keep a member's own answer, replacing the earlier one; refuses strangers and a closed question."""
    query = select(Membership).where(Membership.case_id == outcome.case_id, Membership.account_id == account_id)
    membership = session.scalar(query.where(Membership.withdrawn_at.is_(None)).with_for_update())
    if membership is None:
        raise Forbidden("filings.members_only")
    if not is_open(outcome):
        raise Conflict("filings.outcome_closed")
    mine = select(OutcomeAnswer).where(OutcomeAnswer.outcome_id == outcome.id)
    given = session.scalar(mine.where(OutcomeAnswer.membership_id == membership.id))
    if given is None:
        given = OutcomeAnswer(
            outcome_id=outcome.id, membership_id=membership.id, answered_at=clock.now(), answer=answer
        )
        session.add(given)
    elif given.answer != answer:
        given.answer, given.changed_at = answer, clock.now()
    session.flush()
    return given


def waiting(session: Session, account_id: uuid.UUID) -> list[tuple[Outcome, Case]]:
    """List the open outcomes that somebody has not answered in the cases they are in now, the nearest day first."""
    answered = select(OutcomeAnswer.id).where(
        OutcomeAnswer.outcome_id == Outcome.id, OutcomeAnswer.membership_id == Membership.id
    )
    query = (
        select(Outcome, Case)
        .join(Case, Case.id == Outcome.case_id)
        .join(Membership, Membership.case_id == Case.id)
        .where(Membership.account_id == account_id, Membership.withdrawn_at.is_(None))
        .where(Outcome.withdrawn_at.is_(None), Outcome.closes_on >= earliest_today(), ~answered.exists())
    )
    found = session.execute(query.order_by(Outcome.closes_on, Outcome.id).limit(50))
    return [(outcome, case) for outcome, case in found if is_open(outcome)]
