"""Leaving and coming back: a person from a case, one report from the count, and what then stands for it."""

import uuid

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from joinder.accounts.service import contacts_of
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.cases.organizers import represents
from joinder.cases.references import new_pseudonym
from joinder.core import clock
from joinder.core.errors import Conflict
from joinder.reports import consents
from joinder.reports.models import Membership, Report


def withdraw(session: Session, member: Membership) -> None:
    """Leave a case in one step: the person and all their reports there stop counting at once; repeating is harmless."""
    if member.withdrawn_at is not None:
        return
    member.withdrawn_at = clock.now()
    where = (Report.membership_id == member.id, Report.withdrawn_at.is_(None))
    session.execute(update(Report).where(*where).values(withdrawn_at=member.withdrawn_at, left_with_person=True))
    audit.write(session, member.case_id, Actor(member.account_id, "participant"), "membership.withdraw", member.id)


def refuse_entering(session: Session, account_id: uuid.UUID, case: Case) -> None:
    """Refuse (Conflict) a closed or hidden case, the company's representative, and whoever has no verified contact."""
    if case.closed_at or case.visibility == "hidden":
        raise Conflict("reports.case_closed")
    if not contacts_of(session, account_id):
        raise Conflict("accounts.contact_needed")
    if represents(session, account_id, case.respondent_id):
        raise Conflict("cases.representative_cannot_organize")


def come_back(session: Session, case: Case, member: Membership) -> None:
    """Rejoin a case with what left together with the person; refuse when nothing of it may come back."""
    if member.withdrawn_at is None:
        return
    refuse_entering(session, member.account_id, case)
    if not _returning(session, member):
        raise Conflict("reports.nothing_to_rejoin")
    rejoin(session, member)


def rejoin(session: Session, member: Membership) -> None:
    """Let a person in again under a new pseudonym, with the reports that left with them and are still consented to."""
    if member.withdrawn_at is None:
        return
    returning = _returning(session, member)
    session.execute(update(Report).where(Report.id.in_(returning)).values(withdrawn_at=None, left_with_person=False))
    member.withdrawn_at, member.pseudonym = None, new_pseudonym()
    session.flush()
    settle(session, member.id)
    audit.write(session, member.case_id, Actor(member.account_id, "participant"), "membership.rejoin", member.id)


def _returning(session: Session, member: Membership) -> list[uuid.UUID]:
    """Return the reports that left with the person; never one withdrawn by itself, erased, or no longer agreed to."""
    left = select(Report.id).where(Report.membership_id == member.id, Report.left_with_person)
    return consents.agreed(session, list(session.scalars(left)))


def withdraw_report(session: Session, report: Report) -> None:
    """Withdraw one report for good, also when its person comes back; whoever has no other incident there leaves too."""
    report.left_with_person = False
    if report.withdrawn_at is not None:
        return
    report.withdrawn_at = clock.now()
    session.flush()
    promote_repeats(session, report)
    audit.write(session, report.case_id, Actor(report.account_id, "member"), "report.withdraw", report.reference)
    if report.membership_id is None:
        return
    left = select(Report.id).where(Report.membership_id == report.membership_id, Report.withdrawn_at.is_(None))
    if session.scalar(left.limit(1)) is None:
        member = session.get_one(Membership, report.membership_id)
        member.withdrawn_at = report.withdrawn_at


def promote_repeats(session: Session, gone: Report) -> None:
    """Let the oldest live repeat of a report that no longer counts stand in its place, so the person is not lost."""
    query = select(Report).where(
        Report.repeated_of_id == gone.id, Report.withdrawn_at.is_(None), Report.rejected_at.is_(None)
    )
    repeats = list(session.scalars(query.order_by(Report.submitted_at, Report.id)))
    for position, report in enumerate(repeats):
        report.repeated_of_id = None if position == 0 else repeats[0].id
    session.flush()


def settle(session: Session, membership_id: uuid.UUID) -> None:
    """After reports come back: no live repeat leans on one that no longer counts, and one order is one incident."""
    query = select(Report).where(
        Report.membership_id == membership_id, Report.withdrawn_at.is_(None), Report.rejected_at.is_(None)
    )
    live = list(
        session.scalars(query.order_by(Report.submitted_at, Report.id).execution_options(populate_existing=True))
    )
    standing = {report.id for report in live if report.repeated_of_id is None}
    heirs: dict[uuid.UUID, uuid.UUID] = {}
    for report in live:
        gone = report.repeated_of_id
        if gone is not None and gone not in standing:
            report.repeated_of_id = heirs.get(gone)
            heirs.setdefault(gone, report.id)
    firsts: dict[bytes, uuid.UUID] = {}
    for report in live:
        if report.order_hash is not None and report.repeated_of_id is None:
            report.repeated_of_id = firsts.get(report.order_hash)
            firsts.setdefault(report.order_hash, report.id)
    for report in live:  # whoever leaned on a report that was just folded leans on what it was folded into
        target = next((one for one in live if one.id == report.repeated_of_id), None)
        if target is not None and target.repeated_of_id is not None:
            report.repeated_of_id = target.repeated_of_id
    session.flush()
