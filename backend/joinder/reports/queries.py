"""THE definition of what counts, and the selects of this room."""

import uuid
from collections.abc import Collection

from sqlalchemy import Exists, Select, Text, and_, case, cast, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from joinder.accounts.models import Account, Contact
from joinder.core import paging
from joinder.reports.consents import SHARE
from joinder.reports.models import Consent, Membership, Report, SetAside

Pair = tuple[uuid.UUID, uuid.UUID]


def state_column() -> ColumnElement[str]:
    """Return a report's state as SQL: rejected, withdrawn, repeated or incident (see `incidents.state_of`).

    What an account without any contact told stands among the withdrawn until it has one again.
    """
    return case(
        (Report.rejected_at.is_not(None), "rejected"),
        (or_(Report.withdrawn_at.is_not(None), _is_abandoned()), "withdrawn"),
        (Report.repeated_of_id.is_not(None), "repeated"),
        else_="incident",
    )


def _is_abandoned() -> ColumnElement[bool]:
    return and_(Report.account_id.is_not(None), ~is_behind(Report.account_id))


def is_behind(account_id: ColumnElement[uuid.UUID | None] | InstrumentedAttribute[uuid.UUID | None]) -> Exists:
    """Return the condition that an account has a verified contact: without one it counts as nobody."""
    return exists(select(Contact.id).where(Contact.account_id == account_id))


def is_incident() -> ColumnElement[bool]:
    """Return the condition under which a report is an incident by itself (whoever told it needs `is_verified`, too)."""
    return and_(Report.rejected_at.is_(None), Report.withdrawn_at.is_(None), Report.repeated_of_id.is_(None))


def is_verified() -> ColumnElement[bool]:
    """Return the condition that a membership's account has a verified contact (else it counts as nobody)."""
    return is_behind(Membership.account_id)


def is_set_aside() -> ColumnElement[bool]:
    """Return the condition that a membership is set aside by a human's standing decision."""
    return exists(select(SetAside.id).where(SetAside.membership_id == Membership.id, SetAside.restored_at.is_(None)))


def is_person() -> ColumnElement[bool]:
    """Return the condition that a membership is a person: there, with a verified contact and at least one incident."""
    incident = exists(select(Report.id).where(Report.membership_id == Membership.id, is_incident()))
    return and_(Membership.withdrawn_at.is_(None), is_verified(), incident)


def is_counted() -> ColumnElement[bool]:
    """Return the condition that a membership counts: a person who is not set aside."""
    return and_(is_person(), ~is_set_aside())


def counts(session: Session, membership_id: uuid.UUID) -> bool:
    """Tell whether one membership counts right now."""
    return session.scalar(select(Membership.id).where(Membership.id == membership_id, is_counted())) is not None


def people(case_id: uuid.UUID) -> Select[Membership]:
    """Select the people of a case: participants with a verified contact and at least one incident."""
    return select(Membership).where(Membership.case_id == case_id, is_person())


def counted(case_id: uuid.UUID) -> Select[Membership]:
    """Select the counted people of a case: its people less those set aside. Every published number rests on this."""
    return select(Membership).where(Membership.case_id == case_id, is_counted())


def received(case_id: uuid.UUID) -> Select[Report]:
    """Select a case's reports by people with accounts (imported, unclaimed rows are apart)."""
    return select(Report).where(Report.case_id == case_id, Report.account_id.is_not(None))


def named_reports(case_id: uuid.UUID) -> Select[Report]:
    """Select a case's imported reports that nobody has claimed: a waterfall of their own."""
    return select(Report).where(Report.case_id == case_id, Report.account_id.is_(None))


def membership(session: Session, case_id: uuid.UUID, account_id: uuid.UUID) -> Membership | None:
    """Return an account's membership in a case, withdrawn or not."""
    return session.scalar(select(Membership).where(Membership.case_id == case_id, Membership.account_id == account_id))


def member_now(session: Session, case_id: uuid.UUID, account_id: uuid.UUID) -> Membership | None:
    """Return an account's membership that stands, locked until the end; None for strangers and whoever left."""
    query = select(Membership).where(Membership.case_id == case_id, Membership.account_id == account_id)
    found = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    return found if found is not None and found.withdrawn_at is None else None


def pseudonyms(session: Session, pairs: Collection[Pair]) -> dict[Pair, str]:
    """Return the pseudonyms of many accounts, each in one case, in one query; who is not in that case is left out."""
    cases, accounts = {case_id for case_id, _ in pairs}, {account_id for _, account_id in pairs}
    query = select(Membership.case_id, Membership.account_id, Membership.pseudonym)
    query = query.where(Membership.case_id.in_(cases), Membership.account_id.in_(accounts))
    found = session.execute(query.where(Membership.withdrawn_at.is_(None)))
    return {(case_id, account_id): name for case_id, account_id, name in found}


def both_in(session: Session, into: uuid.UUID, other: uuid.UUID) -> list[tuple[Membership, Membership]]:
    """Return, for each case that two accounts are or were both in, the other's membership and the first one's."""
    own = aliased(Membership)
    query = select(Membership, own).join(own, own.case_id == Membership.case_id)
    found = session.execute(query.where(Membership.account_id == other, own.account_id == into))
    return [(member, kept) for member, kept in found]


def same_person(session: Session, membership_id: uuid.UUID) -> list[uuid.UUID]:
    """Return a membership and those in its case of the accounts that were merged into its own."""
    own = aliased(Membership)
    query = select(Membership.id).join(own, own.case_id == Membership.case_id).where(own.id == membership_id)
    query = query.join(Account, Account.id == Membership.account_id)
    return list(session.scalars(query.where(or_(Membership.id == own.id, Account.merged_into_id == own.account_id))))


def kept_memberships(session: Session, case_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return, for the memberships of accounts merged into another, the one which that person has in the case now."""
    kept = aliased(Membership)
    query = select(Membership.id, kept.id).join(Account, Account.id == Membership.account_id)
    query = query.join(kept, and_(kept.case_id == Membership.case_id, kept.account_id == Account.merged_into_id))
    return {gone: own for gone, own in session.execute(query.where(Membership.case_id.in_(case_ids)))}


def shares(field: str, reader: uuid.UUID) -> ColumnElement[bool]:
    """Return the condition that a membership grants one field to this very organizer right now."""
    return exists(
        select(Consent.id).where(
            Consent.membership_id == Membership.id,
            Consent.purpose == SHARE,
            Consent.recipient == str(reader),
            Consent.withdrawn_at.is_(None),
            cast(Consent.fields, Text).like(f'%"{field}"%'),
        )
    )


def own_reports(
    session: Session, account_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[Report], str | None]:
    """Return one page of an account's own reports, newest first."""
    size = paging.limit_of(limit)
    query = select(Report).where(Report.account_id == account_id)
    if cursor:
        moment, last = paging.decode_moment(cursor)
        query = query.where(or_(Report.submitted_at < moment, and_(Report.submitted_at == moment, Report.id < last)))
    rows = list(session.scalars(query.order_by(Report.submitted_at.desc(), Report.id.desc()).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    return rows, paging.encode(rows[-1].submitted_at.isoformat(), str(rows[-1].id)) if more else None


def own_report(session: Session, account_id: uuid.UUID, report_id: uuid.UUID) -> Report | None:
    """Return one of an account's own reports, or None."""
    return session.scalar(select(Report).where(Report.id == report_id, Report.account_id == account_id))


def reports_of(session: Session, membership_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Report]]:
    """Return the reports of many memberships in one query."""
    found: dict[uuid.UUID, list[Report]] = {one: [] for one in membership_ids}
    query = select(Report).where(Report.membership_id.in_(membership_ids)).order_by(Report.submitted_at)
    for report in session.scalars(query):
        if report.membership_id is not None:
            found[report.membership_id].append(report)
    return found


def readable_of(session: Session, membership_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Report]]:
    """Return the reports of many memberships that were not withdrawn: whoever was granted words reads no others."""
    told = reports_of(session, membership_ids)
    return {member: [one for one in each if one.withdrawn_at is None] for member, each in told.items()}


def consents_of(session: Session, account_id: uuid.UUID) -> list[Consent]:
    """List all that an account ever consented to, newest first."""
    query = select(Consent).where(Consent.account_id == account_id)
    return list(session.scalars(query.order_by(Consent.granted_at.desc(), Consent.id.desc())))


def consents_page(
    session: Session, account_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[Consent], str | None]:
    """Return one page of what an account consented to, newest first, and the next cursor."""
    query = select(Consent).where(Consent.account_id == account_id)
    rows, following = paging.newest_first(session, query, (Consent.granted_at, Consent.id), cursor, limit)
    return [row[0] for row in rows], following


def granted(
    session: Session, membership_ids: list[uuid.UUID], purpose: str, recipient: str
) -> dict[uuid.UUID, set[str]]:
    """Return the fields that each of many memberships grants one recipient for a purpose right now."""
    found: dict[uuid.UUID, set[str]] = {}
    query = select(Consent).where(
        Consent.membership_id.in_(membership_ids),
        Consent.purpose == purpose,
        Consent.recipient == recipient,
        Consent.withdrawn_at.is_(None),
    )
    for row in session.scalars(query):
        if row.membership_id is not None:
            found.setdefault(row.membership_id, set()).update(row.fields)
    return found
