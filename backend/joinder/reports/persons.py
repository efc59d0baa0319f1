"""What happens to reports when two accounts turn out to be one person, and when a person is erased."""

import uuid
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from joinder.accounts import notifying
from joinder.accounts.models import Account
from joinder.accounts.service import contacts_of, one_person
from joinder.cases import audit, followers, organizers
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Representative
from joinder.core import clock, idempotency
from joinder.core.errors import Conflict
from joinder.core.sealed import shred
from joinder.reports import claim_requests, consents, nicknames, queries, returning, service, set_asides
from joinder.reports.import_models import ClaimRequest, ImportedRow, NamedPerson
from joinder.reports.models import Consent, Membership, Report, SetAside


def merge(session: Session, into: Account, other: Account) -> None:
    """Give one account's reports and tasks to the other of the same person, so that nobody is counted twice.

    Refuse (Conflict) a person who would then both belong to a case and speak for the company in it.
    """
    _refuse_both_sides(session, into, other)
    returning.remember(session, other.id, _hashes(session, into.id))  # the other's contacts are on it by now
    organizers.move(session, into.id, other.id)
    for member in session.scalars(select(Membership).where(Membership.account_id == other.id)):
        own = queries.membership(session, member.case_id, into.id)
        if own is None:
            member.account_id = into.id
            own = member
        else:
            _move_reports(session, member, own)
            member.withdrawn_at = member.withdrawn_at or clock.now()
        audit.write(session, member.case_id, Actor(into.id, "member"), "membership.merge", own.id)
    session.execute(update(Report).where(Report.account_id == other.id).values(account_id=into.id))
    session.execute(update(Consent).where(Consent.account_id == other.id).values(account_id=into.id))
    granted = update(Consent).where(Consent.purpose == consents.SHARE, Consent.recipient == str(other.id))
    session.execute(granted.values(recipient=str(into.id)))
    session.execute(update(ClaimRequest).where(ClaimRequest.account_id == other.id).values(account_id=into.id))
    session.execute(update(NamedPerson).where(NamedPerson.claimed_by == other.id).values(claimed_by=into.id))
    idempotency.forget(session, other.id)  # nobody can repeat a request of this account any more
    followers.move(session, into.id, other.id)
    notifying.move(session, into.id, other.id)


def _refuse_both_sides(session: Session, into: Account, other: Account) -> None:
    both = (into.id, other.id)
    sides = select(Membership.id).join(Case, Case.id == Membership.case_id)
    sides = sides.join(Representative, Representative.respondent_id == Case.respondent_id)
    sides = sides.where(Membership.account_id.in_(both), Membership.withdrawn_at.is_(None))
    speaks = (Representative.account_id.in_(both), Representative.ended_at.is_(None))
    if session.scalar(sides.where(*speaks).limit(1)) or organizers.on_both_sides(session, both):
        raise Conflict("reports.merge_both_sides", field="contact")


def _move_reports(session: Session, member: Membership, own: Membership) -> None:
    if own.withdrawn_at is not None and member.withdrawn_at is None:
        service.rejoin(session, own)
    moved: dict[str, Any] = {"membership_id": own.id, "account_id": own.account_id}
    if own.withdrawn_at is None:
        moved["left_with_person"] = False  # what had left with the other account stays withdrawn
    session.execute(update(Report).where(Report.membership_id == member.id).values(moved))
    session.execute(update(Consent).where(Consent.membership_id == member.id).values(membership_id=own.id))
    session.execute(update(SetAside).where(SetAside.membership_id == member.id).values(membership_id=own.id))
    if own.key_id is None:
        nicknames.name(session, own, member.nickname)
    nicknames.name(session, member, None)
    session.flush()
    service.settle(session, own.id)


def _hashes(session: Session, account_id: uuid.UUID) -> list[bytes]:
    return [contact.canonical_hash for contact in contacts_of(session, account_id)]


def leave_contact(session: Session, account_id: uuid.UUID, contact_hash: bytes) -> None:
    """Before one contact leaves an account, keep by what its person is known again, in counting and set aside."""
    set_asides.remember(session, account_id)
    returning.remember(session, account_id, [contact_hash])


def erase_report(session: Session, report: Report) -> None:
    """Erase a report's content for good: its key is shredded, what could identify is cleared, the fact stays."""
    service.withdraw_report(session, report)
    for column in (
        "narrative", "happened_text", "amount_text", "ticket", "company_answer", "prior_authorities",
    ):  # fmt: skip
        setattr(report, f"{column}_sealed", None)
    report.order_hash = report.happened_on = report.amount_minor = report.area = report.asked_on = None
    report.happened_precision = "unknown"
    session.execute(update(ImportedRow).where(ImportedRow.report_id == report.id).values(doubts_sealed=None))
    session.flush()
    shred(session, report.key_id)


def erase(session: Session, account: Account) -> list[uuid.UUID]:
    """Withdraw a person everywhere, merged accounts included, and erase what they told; returns their reports' ids."""
    ids = one_person(session, account.id)
    set_asides.remember(session, account.id)
    returning.remember(session, account.id, _hashes(session, account.id))
    organizers.end_all(session, account.id)
    reports = list(session.scalars(select(Report).where(Report.account_id == account.id)))
    for member in session.scalars(select(Membership).where(Membership.account_id.in_(ids))):
        service.withdraw(session, member)
        nicknames.name(session, member, None)
    session.flush()
    for report in reports:
        session.refresh(report)
        erase_report(session, report)
    session.execute(delete(Consent).where(Consent.account_id == account.id))
    claim_requests.forget(session, ClaimRequest.account_id.in_(ids))
    return [report.id for report in reports]
