"""How a report is shown to its author."""

import json
import uuid
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, cast

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.cases.queries import respondents_of
from joinder.core import sealed
from joinder.letters.describing import name_of
from joinder.reports import consents, correcting
from joinder.reports.incidents import Facts, state_of
from joinder.reports.models import Membership, Report, SetAside
from joinder.reports.set_asides import last_decisions

Choice = Literal["counted_only", "named_to_regulator", "named_to_company"]


class Unread(BaseModel):
    """A value of the sheet that was not certain and waits for its person."""

    report_id: uuid.UUID
    field: str
    text: str


class AppealAnswer(BaseModel):
    """How an appeal was decided, and why."""

    restored: bool
    reason: str
    at: datetime


class ReportRead(BaseModel):
    """One own report; `may_return`: it left its case with its person and comes back; `erased`: nothing can be read."""

    id: uuid.UUID
    reference: str
    respondent_id: uuid.UUID
    respondent_name: str
    case_reference: str | None
    case_title: str | None
    pseudonym: str | None
    member_withdrawn: bool
    may_return: bool
    choice: Choice
    state: str
    erased: bool
    rejected_reason: str | None
    set_aside_reason: str | None
    appealed: bool
    appeal_answer: AppealAnswer | None
    issue_id: str
    lang: str
    narrative: str | None
    happened_on: date | None
    happened_precision: str
    happened_text: str | None
    amount_minor: int | None
    currency: str | None
    amount_text: str | None
    area: str | None
    asked_on: date | None
    asked_how: str | None
    ticket: str | None
    company_answer: str | None
    prior_authorities: list[dict[str, Any]]
    money_kind: str
    fee_demanded: bool | None
    remedies: list[str]
    source: str
    submitted_at: datetime
    has_order: bool
    unread: list[Unread]


def show(session: Session, report: Report, lang: str) -> ReportRead:
    """Show one report to its author."""
    return show_all(session, [report], lang)[0]


def show_all(session: Session, reports: list[Report], lang: str) -> list[ReportRead]:
    """Show many reports to their author, with a fixed number of queries."""
    sealed.preload(session, reports)
    respondents = respondents_of(session, [row.respondent_id for row in reports])
    case_ids = [row.case_id for row in reports if row.case_id]
    cases = {row.id: row for row in session.scalars(select(Case).where(Case.id.in_(case_ids)))}
    member_ids = [row.membership_id for row in reports if row.membership_id]
    members = {row.id: row for row in session.scalars(select(Membership).where(Membership.id.in_(member_ids)))}
    back = set(consents.agreed(session, [row.id for row in reports if row.left_with_person]))
    chosen = consents.choices_of(session, [row.id for row in reports])
    unread = correcting.unread(session, reports)
    decisions = last_decisions(session, list(members))
    erased = sealed.shredded(session, {row.key_id for row in reports})
    shown = [
        _show(
            row,
            name_of(respondents[row.respondent_id], lang),
            cases.get(row.case_id) if row.case_id else None,
            members.get(row.membership_id) if row.membership_id else None,
            _Asked(
                chosen[row.id],
                row.id in back,
                row.key_id in erased,
                decisions.get(row.membership_id) if row.membership_id else None,
            ),
        )
        for row in reports
    ]
    for one in shown:
        one.unread = [Unread(report_id=one.id, field=field, text=text) for field, text in unread.get(one.id, [])]
    return shown


class _Asked(NamedTuple):
    """What was looked up for all reports at once: the choice, whether it is agreed to or erased, the last decision."""

    choice: str
    back: bool
    erased: bool
    decision: SetAside | None


def _answer(decision: SetAside | None) -> AppealAnswer | None:
    at = decision and (decision.restored_at or decision.upheld_at)
    if decision is None or at is None or decision.answer is None:
        return None
    return AppealAnswer(restored=decision.restored_at is not None, reason=decision.answer, at=at)


def _show(row: Report, respondent: str, case: Case | None, member: Membership | None, asked: _Asked) -> ReportRead:
    stands = asked.decision if asked.decision and asked.decision.restored_at is None else None
    facts = Facts(row.rejected_at, row.withdrawn_at, row.repeated_of_id is not None)
    return ReportRead(
        id=row.id,
        reference=row.reference,
        respondent_id=row.respondent_id,
        respondent_name=respondent,
        case_reference=case.reference if case else None,
        case_title=case.title if case else None,
        pseudonym=member.pseudonym if member else None,
        member_withdrawn=bool(member and member.withdrawn_at),
        choice=cast("Choice", asked.choice),
        may_return=asked.back and case is not None and not case.closed_at and case.visibility != "hidden",
        state=state_of(facts),
        erased=asked.erased,
        rejected_reason=row.rejected_reason if row.rejected_at else None,
        set_aside_reason=stands.reason if stands else None,
        appealed=bool(stands and stands.appealed_at),
        appeal_answer=_answer(asked.decision),
        issue_id=row.issue_id,
        lang=row.lang,
        narrative=row.narrative,
        happened_on=row.happened_on,
        happened_precision=row.happened_precision,
        happened_text=row.happened_text,
        amount_minor=row.amount_minor,
        currency=row.currency,
        amount_text=row.amount_text,
        area=row.area,
        asked_on=row.asked_on,
        asked_how=row.asked_how,
        ticket=row.ticket,
        company_answer=row.company_answer,
        prior_authorities=json.loads(row.prior_authorities or "[]"),
        money_kind=row.money_kind,
        fee_demanded=row.fee_demanded,
        remedies=row.remedies,
        source=row.source,
        submitted_at=row.submitted_at,
        has_order=row.order_hash is not None,
        unread=[],
    )
