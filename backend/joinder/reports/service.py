"""Verbs of joining: submit, join, fold, reject, accept; leaving and coming back are in `leaving`."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.cases import audit, respondents, timeline
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.cases.references import new_pseudonym, new_reference
from joinder.cases.service import check_issue
from joinder.core import clock, crypto
from joinder.core.errors import Conflict, Forbidden, NotFound
from joinder.core.sealed import new_data_key
from joinder.reports import consents, incidents, queries, set_asides
from joinder.reports.leaving import (
    come_back,
    promote_repeats,
    refuse_entering,
    rejoin,
    settle,
    withdraw,
    withdraw_report,
)
from joinder.reports.models import Membership, Report

__all__ = ["come_back", "rejoin", "settle", "withdraw", "withdraw_report"]
SEALED = ("narrative", "happened_text", "amount_text", "ticket", "company_answer", "prior_authorities")
PLAIN = (
    "issue_id", "lang", "happened_on", "happened_precision", "amount_minor", "currency", "area", "asked_on",
    "asked_how", "money_kind", "remedies", "fee_demanded", "source", "suggestion_first",
)  # fmt: skip


@dataclass(frozen=True)
class ReportData:
    """What one person says of one incident; amounts are integer minor units with an ISO 4217 currency."""

    respondent_id: uuid.UUID
    issue_id: str
    lang: str
    narrative: str
    happened_on: date | None = None
    happened_precision: str = "unknown"
    happened_text: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    amount_text: str | None = None
    area: str | None = None
    asked_on: date | None = None
    asked_how: str | None = None
    ticket: str | None = None
    company_answer: str | None = None
    prior_authorities: str | None = None
    money_kind: str = "unknown"
    remedies: list[str] = field(default_factory=list[str])
    fee_demanded: bool | None = None
    order_number: str | None = None
    source: str = "form"
    suggestion_first: bool = False


def check(data: ReportData) -> None:
    """Refuse (Invalid) facts that contradict themselves or name what does not exist."""
    check_issue(data.issue_id)
    incidents.check_date(data.happened_on, data.happened_precision, clock.today())
    incidents.check_day(data.asked_on, clock.today(), "asked_on")
    incidents.check_money(data.amount_minor, data.currency)
    incidents.check_area(data.area)
    incidents.check_choices(data.remedies, incidents.REMEDIES, "remedies")
    incidents.check_choices([data.money_kind], incidents.MONEY_KINDS, "money_kind")
    if data.asked_how is not None:
        incidents.check_choices([data.asked_how], incidents.ASKED_HOW, "asked_how")


def make_report(session: Session, data: ReportData, account_id: uuid.UUID | None) -> Report:
    """Keep one report under a data key of its own, not yet in any case."""
    report = build_report(data, account_id, new_data_key(session))
    session.add(report)
    session.flush()
    return report


def build_report(data: ReportData, account_id: uuid.UUID | None, key_id: uuid.UUID) -> Report:
    """Return a report sealed under a data key made in this process, for the caller to keep."""
    report = Report(
        reference=new_reference(14),
        account_id=account_id,
        respondent_id=data.respondent_id,
        key_id=key_id,
        submitted_at=clock.now(),
        order_hash=order_hash(data),
        **{name: getattr(data, name) for name in PLAIN},
    )
    for name in SEALED:
        setattr(report, name, getattr(data, name))
    return report


def order_hash(data: ReportData) -> bytes | None:
    """Return the keyed hash of the order number, by which one order's money is counted once."""
    return order_number_hash(data.respondent_id, data.order_number or "")


def order_number_hash(respondent_id: uuid.UUID, text: str) -> bytes | None:
    """Return the keyed hash of an order number with one company; None for no number."""
    number = "".join(c for c in text.upper() if c.isalnum())
    return crypto.keyed_hash(f"order:{respondent_id}", number) if number else None


def submit(session: Session, account: Account, data: ReportData, case: Case | None, choice: str, lang: str) -> Report:
    """Submit one's own report, joining a case if one is given; refuse a scam in progress and the wrong company."""
    check(data)
    report = make_report(session, data, account.id)
    if case is not None:
        join(session, account, report, case)
    consents.grant(session, report, consents.purposes_for(choice), lang)
    actor = Actor(account.id, "member")
    audit.write(session, case.id if case else None, actor, "report.submit", report.reference)
    return report


def join(session: Session, account: Account, report: Report, case: Case) -> Membership:
    """Put one's own report into a case; a second report of the same order is folded as a repeat."""
    _refuse_joining(session, account, report, case)
    member = _membership(session, case, account)
    report.case_id, report.membership_id = case.id, member.id
    earlier = _same_order(session, member, report)
    if earlier is not None:
        report.repeated_of_id = earlier.id
    session.flush()
    return member


def join_later(session: Session, account: Account, report: Report, case: Case) -> Membership:
    """Put one's own report that was told without a case into one; asked into two at once, it is in the first."""
    respondents.lock(session, report.respondent_id)  # first, as everywhere: comparing it anew takes this lock too
    session.refresh(report, with_for_update=True)
    return join(session, account, report, case)


def _refuse_joining(session: Session, account: Account, report: Report, case: Case) -> None:
    refuse_entering(session, account.id, case)
    if report.respondent_id != case.respondent_id:
        raise Conflict("reports.other_respondent", field="respondent_id")
    if report.fee_demanded:
        raise Conflict("reports.fee_demanded", field="fee_demanded")
    if report.case_id is not None:
        raise Conflict("reports.already_in_case")


def _membership(session: Session, case: Case, account: Account) -> Membership:
    values = {
        "id": uuid.uuid4(), "case_id": case.id, "account_id": account.id, "pseudonym": new_pseudonym(),
        "joined_at": clock.now(),
    }  # fmt: skip
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(Membership).values(values).on_conflict_do_nothing(index_elements=["case_id", "account_id"])
    session.execute(statement)
    member = queries.membership(session, case.id, account.id)
    if member is None:
        raise Conflict("reports.try_again")
    if member.withdrawn_at is not None:
        rejoin(session, member)
    elif member.id == values["id"]:
        audit.write(session, case.id, Actor(account.id, "member"), "membership.join", member.id)
        set_asides.carry(session, member)
    return member


def _same_order(session: Session, member: Membership, report: Report) -> Report | None:
    if report.order_hash is None:
        return None
    query = select(Report).where(
        Report.membership_id == member.id, Report.order_hash == report.order_hash, Report.id != report.id,
        queries.is_incident(),
    )  # fmt: skip
    return session.scalar(query.order_by(Report.submitted_at).limit(1))


def fold_repeat(session: Session, report: Report, of: Report) -> None:
    """Fold a report of the same incident by the same person; refuse another person's or another case's report."""
    same_person = (report.account_id, report.membership_id, report.case_id) == (
        of.account_id,
        of.membership_id,
        of.case_id,
    )
    if not same_person or report.id == of.id or of.repeated_of_id is not None:
        raise Conflict("reports.not_a_repeat")
    report.repeated_of_id = of.id
    session.flush()


def unfold(session: Session, report: Report) -> None:
    """Undo a fold; the report counts as an incident again."""
    report.repeated_of_id = None
    session.flush()


def reject(session: Session, report: Report, actor: Actor, reason_code: str) -> None:
    """Reject a report with a reason code (spam, off topic, test…); it stays visible to its author."""
    incidents.check_choices([reason_code], incidents.REJECT_CODES, "reason_code")
    if report.rejected_at is not None:
        raise Conflict("reports.already_rejected")
    report.rejected_at, report.rejected_reason = clock.now(), reason_code
    session.flush()
    promote_repeats(session, report)
    audit.write(session, report.case_id, actor, "report.reject", report.reference, reason_code)


def accept(session: Session, report: Report, actor: Actor) -> None:
    """Undo a rejection; refuse whose report it is."""
    if report.account_id is not None and report.account_id == actor.account_id:
        raise Forbidden("reports.own_decision")
    report.rejected_at = report.rejected_reason = None
    session.flush()
    if report.membership_id is not None:
        settle(session, report.membership_id)
    audit.write(session, report.case_id, actor, "report.accept", report.reference)


def announce_join(session: Session, case: Case) -> None:
    """Note privately that somebody joined (the public timeline never shows single joins)."""
    timeline.record(session, case.id, "member.joined", public=False)


def case_member(session: Session, case: Case, membership_id: uuid.UUID) -> Membership:
    """Return a membership of this case; refuse (NotFound) any other."""
    member = session.get(Membership, membership_id)
    if member is None or member.case_id != case.id:
        raise NotFound("reports.no_member")
    return member
