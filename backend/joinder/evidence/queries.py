"""The selects of this room: a report's items, a case's items, same files, who is checked."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, Text, and_, cast, distinct, exists, func, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from joinder.accounts.policy import STAFF
from joinder.core import paging, sealed
from joinder.evidence.models import Evidence, EvidenceCheck
from joinder.reports import consents
from joinder.reports.models import Consent, Membership, Report
from joinder.reports.queries import counted, is_incident


@dataclass(frozen=True)
class SameFile:
    """One file that several accounts of a case sent."""

    evidence_ids: list[uuid.UUID]
    account_ids: list[uuid.UUID]


@dataclass(frozen=True)
class Reviewable:
    """One item of a case as its reviewers see it."""

    evidence: Evidence
    report: Report
    pseudonym: str
    checks: list[EvidenceCheck]
    same_file_accounts: int


def of_report(session: Session, report_id: uuid.UUID) -> list[Evidence]:
    """List a report's items, oldest first."""
    query = select(Evidence).where(Evidence.report_id == report_id).order_by(Evidence.received_at, Evidence.id)
    rows = list(session.scalars(query))
    sealed.preload(session, rows)
    return rows


def of_reports(session: Session, report_ids: list[uuid.UUID]) -> list[Evidence]:
    """List the items of many reports in one query, by report and time (letters take their exhibits from it)."""
    query = select(Evidence).where(Evidence.report_id.in_(report_ids))
    rows = list(session.scalars(query.order_by(Evidence.report_id, Evidence.received_at, Evidence.id)))
    sealed.preload(session, rows)
    return rows


def own(session: Session, account_id: uuid.UUID, evidence_id: uuid.UUID) -> Evidence | None:
    """Return an item of one of an account's own reports, or None."""
    query = select(Evidence).join(Report, Report.id == Evidence.report_id)
    return session.scalar(query.where(Evidence.id == evidence_id, Report.account_id == account_id))


def own_page(
    session: Session, account_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[tuple[Evidence, Report]], str | None]:
    """Return one page of the items behind all of an account's reports, newest first, each with its report."""
    query = select(Evidence, Report).join(Report, Report.id == Evidence.report_id)
    query = query.where(Report.account_id == account_id)
    keys = (Evidence.received_at, Evidence.id)
    rows, following = paging.newest_first(session, query, keys, cursor, limit)
    sealed.preload(session, [item for item, _report in rows])
    return [(item, report) for item, report in rows], following


def in_case(session: Session, case_id: uuid.UUID, evidence_id: uuid.UUID) -> Evidence | None:
    """Return an item of this case, or None."""
    return session.scalar(_of_case(case_id).where(Evidence.id == evidence_id))


def _of_case(case_id: uuid.UUID) -> Select[Evidence]:
    joined = select(Evidence).join(Report, Report.id == Evidence.report_id)
    return joined.where(Report.case_id == case_id, Report.withdrawn_at.is_(None))


def _grant(organizer: uuid.UUID) -> ColumnElement[bool]:
    """Return the condition that a live consent gives evidence to this very person."""
    return and_(
        Consent.purpose == consents.SHARE,
        Consent.recipient == str(organizer),
        Consent.withdrawn_at.is_(None),
        cast(Consent.fields, Text).like('%"evidence"%'),
    )


def shares(session: Session, report: Report, organizer: uuid.UUID) -> bool:
    """Tell whether the member behind a report shares evidence with this organizer right now."""
    if report.membership_id is None or report.withdrawn_at is not None:
        return False
    query = select(Consent.id).where(Consent.membership_id == report.membership_id, _grant(organizer))
    return session.scalar(query.limit(1)) is not None


def is_unchecked() -> ColumnElement[bool]:
    """Return the condition that an item has its file and nobody has checked it yet."""
    checked_by_somebody = exists(select(EvidenceCheck.id).where(EvidenceCheck.evidence_id == Evidence.id))
    return and_(Evidence.storage_key.is_not(None), ~checked_by_somebody)


def case_page(
    session: Session,
    case_id: uuid.UUID,
    organizer: uuid.UUID | None,
    cursor: str | None,
    limit: int | None,
    *,
    unchecked: bool = False,
) -> tuple[list[Reviewable], str | None]:
    """Return one page of a case's items, of all or of those nobody checked yet.

    A moderator (`organizer` None) sees every item, an organizer those shared with that person.
    """
    size = paging.limit_of(limit)
    query = (
        select(Evidence, Report, Membership.pseudonym)
        .join(Report, Report.id == Evidence.report_id)
        .join(Membership, Membership.id == Report.membership_id)
        .where(Report.case_id == case_id, Report.withdrawn_at.is_(None), Membership.withdrawn_at.is_(None))
    )
    if organizer is not None:
        query = query.where(exists(select(Consent.id).where(Consent.membership_id == Membership.id, _grant(organizer))))
    if unchecked:
        query = query.where(is_unchecked())
    if cursor:
        moment, last_id = paging.decode_moment(cursor)
        query = query.where(
            or_(Evidence.received_at > moment, and_(Evidence.received_at == moment, Evidence.id > last_id))
        )
    found = list(session.execute(query.order_by(Evidence.received_at, Evidence.id).limit(size + 1)))
    more, found = len(found) > size, found[:size]
    items = [row[0] for row in found]
    sealed.preload(session, items)
    checks, shared = checks_of(session, [item.id for item in items]), _sharing_accounts(session, case_id, items)
    rows = [Reviewable(one, report, name, checks[one.id], shared.get(one.id, 0)) for one, report, name in found]
    return rows, paging.encode(items[-1].received_at.isoformat(), str(items[-1].id)) if more else None


def checks_of(session: Session, evidence_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[EvidenceCheck]]:
    """Return the checks of some items, newest first."""
    found: dict[uuid.UUID, list[EvidenceCheck]] = {one: [] for one in evidence_ids}
    query = select(EvidenceCheck).where(EvidenceCheck.evidence_id.in_(evidence_ids))
    for row in session.scalars(query.order_by(EvidenceCheck.at.desc())):
        found[row.evidence_id].append(row)
    return found


def _sharing_accounts(session: Session, case_id: uuid.UUID, items: list[Evidence]) -> dict[uuid.UUID, int]:
    hashes = {item.content_hash for item in items if item.content_hash}
    query = (
        select(Evidence.content_hash, func.count(distinct(Report.account_id)))
        .join(Report, Report.id == Evidence.report_id)
        .where(Report.case_id == case_id, Evidence.content_hash.in_(hashes))
        .group_by(Evidence.content_hash)
    )
    accounts = {found: count for found, count in session.execute(query)}
    return {item.id: accounts.get(item.content_hash, 1) - 1 for item in items}


def same_file(session: Session, case_id: uuid.UUID) -> list[SameFile]:
    """Return the files that several accounts of a case sent: a flag for a human, never a verdict."""
    several = (
        select(Evidence.content_hash)
        .join(Report, Report.id == Evidence.report_id)
        .where(Report.case_id == case_id, Evidence.content_hash.is_not(None))
        .group_by(Evidence.content_hash)
        .having(func.count(distinct(Report.account_id)) > 1)
    )
    query = (
        select(Evidence.content_hash, Evidence.id, Report.account_id)
        .join(Report, Report.id == Evidence.report_id)
        .where(Report.case_id == case_id, Evidence.content_hash.in_(several))
        .order_by(Evidence.received_at, Evidence.id)
    )
    groups: dict[bytes, SameFile] = {}
    for found, evidence_id, account_id in session.execute(query):
        group = groups.setdefault(found or b"", SameFile([], []))
        group.evidence_ids.append(evidence_id)
        if account_id is not None and account_id not in group.account_ids:
            group.account_ids.append(account_id)
    return list(groups.values())


def checked(session: Session, case_id: uuid.UUID) -> dict[uuid.UUID, set[str]]:
    """Return the memberships with checked evidence and the roles of those who accepted it (design: the count).

    One item is enough if it is unique in the case and its deciding check accepts it: the latest of a moderator,
    else the latest of an organizer. Counting asks for those among the counted: `checked_counted`.
    """
    return _by_role(session, _checked(case_id))


def checked_counted(session: Session, case_id: uuid.UUID) -> dict[uuid.UUID, set[str]]:
    """Return those of `checked` who count: what the organizer's desk and every release tell."""
    inside = counted(case_id).with_only_columns(Membership.id)
    return _by_role(session, _checked(case_id).where(Report.membership_id.in_(inside)))


def _by_role(session: Session, query: Select[uuid.UUID | None, str]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = {}
    for member, role in session.execute(query):
        if member is not None:
            found.setdefault(member, set()).add(role)
    return found


def _checked(case_id: uuid.UUID) -> Select[uuid.UUID | None, str]:
    return _accepted().where(Report.case_id == case_id).distinct()


@cache
def _accepted() -> Select[uuid.UUID | None, str]:
    """Select from incidents, their items and the deciding checks that accept an item unique in its case."""
    twin, other = aliased(Evidence), aliased(Report)
    sent_by_another = exists(
        select(twin.id)
        .join(other, other.id == twin.report_id)
        .where(other.case_id == Report.case_id, twin.content_hash == Evidence.content_hash)
        # never another's; said of the check's item, so that SQLite looks for twins of accepted items alone
        .where(twin.id != EvidenceCheck.evidence_id)
        .where(other.account_id != Report.account_id)
    )
    return (
        select(Report.membership_id, EvidenceCheck.reviewer_role)
        .select_from(Report)
        .join(Evidence, Evidence.report_id == Report.id)
        .join(EvidenceCheck, EvidenceCheck.evidence_id == Evidence.id)
        .where(Report.membership_id.is_not(None), is_incident())
        .where(Evidence.content_hash.is_not(None), EvidenceCheck.accepted, ~_outranked(), ~sent_by_another)
    )


def _outranked() -> ColumnElement[bool]:
    """Return the condition that another check of the same item decides: a moderator's, else the latest."""
    other = aliased(EvidenceCheck)
    house, of_house = EvidenceCheck.reviewer_role.in_(STAFF), other.reviewer_role.in_(STAFF)
    later = or_(other.at > EvidenceCheck.at, and_(other.at == EvidenceCheck.at, other.id > EvidenceCheck.id))
    higher = or_(and_(of_house, ~house), and_(or_(of_house, ~house), later))
    return exists(select(other.id).where(other.evidence_id == EvidenceCheck.evidence_id, higher))


def checked_among(session: Session, membership_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of some memberships have checked evidence (see `checked`)."""
    found = session.scalars(_accepted().where(Report.membership_id.in_(membership_ids)))
    return {one for one in found if one is not None}


def has_checked() -> ColumnElement[bool]:
    """Return the condition that a membership has checked evidence (see `checked`), asked of each row by itself."""
    # OFFSET 0 keeps PostgreSQL from working out the whole case before the first row of a page
    return exists(_accepted().where(Report.membership_id == Membership.id).offset(0))


def has_files() -> ColumnElement[bool]:
    """Return the condition that a membership has at least one item behind a report that was not withdrawn."""
    return exists(_with_files().where(Report.membership_id == Membership.id))


def _with_files() -> Select[uuid.UUID | None]:
    """Select the memberships behind items of reports that were not withdrawn."""
    items = select(Report.membership_id).join(Evidence, Evidence.report_id == Report.id)
    return items.where(Report.membership_id.is_not(None), Report.withdrawn_at.is_(None))


def those_with_checked(case_id: uuid.UUID) -> Select[uuid.UUID | None]:
    """Select all memberships of a case with checked evidence at once: for a question about the whole case."""
    return _accepted().where(Report.case_id == case_id).with_only_columns(Report.membership_id)


def those_with_files(case_id: uuid.UUID) -> Select[uuid.UUID | None]:
    """Select all memberships of a case with at least one item (see `has_files`) at once."""
    return _with_files().where(Report.case_id == case_id)


def file_counts(session: Session, report_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many items each of many reports has; who is missing here has given none."""
    query = select(Evidence.report_id, func.count()).where(Evidence.report_id.in_(report_ids))
    return {report: count for report, count in session.execute(query.group_by(Evidence.report_id))}
