"""The selects of public numbers: releases only, never a live count."""

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from joinder.cases.models import Case, Respondent, TimelineEntry
from joinder.core import paging
from joinder.statistics.models import Release, ReleaseClock

HOME = "home"
PATTERN = "pattern"  # the scope of what is an estimate and never in the bundle of counts
_LAST = 2**31 - 1  # the largest number the column holds


def latest(session: Session, scope: str, scope_id: object) -> Release | None:
    """Return the newest release of a scope, or None before the first."""
    query = select(Release).where(Release.scope == scope, Release.scope_id == str(scope_id))
    return session.scalar(query.order_by(Release.number.desc()).limit(1))


def numbered(session: Session, scope: str, scope_id: object, number: int) -> Release | None:
    """Return one release by its number, or None; also for a number that no release can have."""
    if not 0 < number <= _LAST:
        return None
    query = select(Release).where(Release.scope == scope, Release.scope_id == str(scope_id))
    return session.scalar(query.where(Release.number == number))


def history(session: Session, scope: str, scope_id: object, limit: int = 200) -> list[Release]:
    """Return the newest releases of a scope (at most 200), oldest first."""
    query = select(Release).where(Release.scope == scope, Release.scope_id == str(scope_id))
    return list(session.scalars(query.order_by(Release.number.desc()).limit(limit)))[::-1]


def newest_of_cases(session: Session, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Release]:
    """Return the newest release of each of many cases that have one."""
    return {uuid.UUID(scope_id): release for scope_id, release in newest_of(session, "case", case_ids).items()}


def newest_of(session: Session, scope: str, scope_ids: Iterable[uuid.UUID]) -> dict[str, Release]:
    """Return the newest release of each of many cases, companies or patterns that have one."""
    found: dict[str, Release] = {}
    ids = [str(one) for one in scope_ids]
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        last = select(Release.scope_id, func.max(Release.number).label("number")).where(
            Release.scope == scope, Release.scope_id.in_(part)
        )
        newest = last.group_by(Release.scope_id).subquery()
        query = select(Release).join(
            newest, and_(newest.c.scope_id == Release.scope_id, newest.c.number == Release.number)
        )
        for release in session.scalars(query.where(Release.scope == scope)):
            found[release.scope_id] = release
    return found


def newest_days(session: Session, scope: str) -> dict[str, date]:
    """Return the day (UTC) of the newest release of everything in a scope, and nothing else of it."""
    query = select(Release.scope_id, func.max(Release.at)).where(Release.scope == scope)
    return {scope_id: at.date() for scope_id, at in session.execute(query.group_by(Release.scope_id))}


def public_case(session: Session, reference: str) -> Case | None:
    """Return a public case by its reference, or None (also for private and hidden ones)."""
    return session.scalar(select(Case).where(Case.reference == reference.upper(), Case.visibility == "public"))


def public_cases(session: Session, respondent_id: uuid.UUID | None = None) -> list[Case]:
    """Return all public cases, of one company or of all."""
    query = select(Case).where(Case.visibility == "public")
    if respondent_id is not None:
        query = query.where(Case.respondent_id == respondent_id)
    return list(session.scalars(query.order_by(Case.reference)))


def cases_page(
    session: Session, respondent_id: uuid.UUID | None, issue: str | None, cursor: str | None, limit: int | None
) -> tuple[list[Case], str | None]:
    """Return one page of public cases in the order of their random references."""
    size = paging.limit_of(limit)
    query = select(Case).where(Case.visibility == "public")
    if respondent_id is not None:
        query = query.where(Case.respondent_id == respondent_id)
    if issue is not None:
        query = query.where(Case.issue_id == issue)
    if cursor:
        query = query.where(Case.reference > paging.decode_key(cursor))
    rows = list(session.scalars(query.order_by(Case.reference).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    return rows, paging.encode(rows[-1].reference) if more else None


def releases_page(
    session: Session, case: Case | None, cursor: str | None, limit: int | None
) -> tuple[list[Release], str | None]:
    """Return one page of releases, newest first: of one case, or of all public cases and companies and the home."""
    size = paging.limit_of(limit)
    query = select(Release).where(Release.scope != PATTERN)
    if case is not None:
        query = query.where(Release.scope == "case", Release.scope_id == str(case.id))
    else:
        unpublished = select(Case.id).where(Case.visibility != "public", Case.published_at.is_not(None))
        hidden = [str(one) for one in session.scalars(unpublished)]
        if hidden:
            query = query.where(or_(Release.scope != "case", Release.scope_id.not_in(hidden)))
    if cursor:
        moment, last_id = paging.decode_moment(cursor)
        query = query.where(or_(Release.at < moment, and_(Release.at == moment, Release.id < last_id)))
    rows = list(session.scalars(query.order_by(Release.at.desc(), Release.id.desc()).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    return rows, paging.encode(rows[-1].at.isoformat(), str(rows[-1].id)) if more else None


def public_entries(session: Session, case_id: uuid.UUID) -> list[TimelineEntry]:
    """Return the public history of a case, oldest first (at most five hundred entries)."""
    query = select(TimelineEntry).where(TimelineEntry.case_id == case_id, TimelineEntry.public)
    return list(session.scalars(query.order_by(TimelineEntry.at, TimelineEntry.id).limit(500)))


def listed_respondent(session: Session, slug: str) -> Respondent | None:
    """Return a listed company by its slug, or None."""
    return session.scalar(select(Respondent).where(Respondent.slug == slug, Respondent.status == "listed"))


def slugs(session: Session, respondent_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the slugs of companies."""
    rows = session.execute(select(Respondent.id, Respondent.slug).where(Respondent.id.in_(set(respondent_ids))))
    return {respondent_id: slug for respondent_id, slug in rows}


def names_of(session: Session, wanted: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the names of companies by their slugs."""
    rows = session.execute(select(Respondent.slug, Respondent.names).where(Respondent.slug.in_(set(wanted))))
    return {slug: names for slug, names in rows}


def respondents(session: Session, respondent_ids: Iterable[uuid.UUID]) -> list[Respondent]:
    """Return companies by their ids."""
    return list(session.scalars(select(Respondent).where(Respondent.id.in_(set(respondent_ids)))))


def clock_of(session: Session, case_id: uuid.UUID) -> ReleaseClock | None:
    """Return when a case was last looked at, or None."""
    return session.scalar(select(ReleaseClock).where(ReleaseClock.case_id == case_id))
