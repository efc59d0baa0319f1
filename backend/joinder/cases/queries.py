"""Selects of cases: public lists and search, replies, removals, queues."""

import uuid
from datetime import date

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from joinder.cases.models import Case, CaseFlag, Organizer, Removal, Reply, Respondent
from joinder.core import clock, paging, search


def public_page(
    session: Session, words: str, respondent_slug: str | None, cursor: str | None, limit: int | None
) -> tuple[list[Case], str | None]:
    """Return one page of public cases: found by words, or the latest published first."""
    size = paging.limit_of(limit)
    if words.strip():
        among = _public(respondent_slug).with_only_columns(Case.id)
        ids, following = search.find(session, "case", words, cursor, size, among)
        rows = {row.id: row for row in session.scalars(select(Case).where(Case.id.in_(ids)))}
        return [rows[one] for one in ids if one in rows], following
    query = _public(respondent_slug)
    if cursor:
        moment, last = paging.decode_moment(cursor)
        query = query.where(or_(Case.published_at < moment, and_(Case.published_at == moment, Case.id < last)))
    found = list(session.scalars(query.order_by(Case.published_at.desc(), Case.id.desc()).limit(size + 1)))
    more, found = len(found) > size, found[:size]
    if not more:
        return found, None
    published = found[-1].published_at or found[-1].opened_at
    return found, paging.encode(published.isoformat(), str(found[-1].id))


def _public(respondent_slug: str | None) -> Select[Case]:
    query = select(Case).where(Case.visibility == "public")
    if respondent_slug:
        query = query.join(Respondent, Respondent.id == Case.respondent_id).where(Respondent.slug == respondent_slug)
    return query


def respondents_of(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, Respondent]:
    """Return many respondents by id in one query."""
    return {row.id: row for row in session.scalars(select(Respondent).where(Respondent.id.in_(ids)))}


def vetting(session: Session, case_id: uuid.UUID) -> str | None:
    """Return how the case's organizer was vetted, or None while it has none."""
    query = select(Organizer.vetting).where(Organizer.case_id == case_id, Organizer.role == "organizer")
    return session.scalar(query.where(Organizer.appointed_at.is_not(None), Organizer.ended_at.is_(None)).limit(1))


def organizers(session: Session, case_id: uuid.UUID) -> list[Organizer]:
    """List the live appointments and offers of a case."""
    query = select(Organizer).where(Organizer.case_id == case_id, Organizer.ended_at.is_(None))
    return list(session.scalars(query.order_by(Organizer.declared_at)))


def public_replies(session: Session, case_id: uuid.UUID) -> list[Reply]:
    """List a case's published replies, newest first."""
    query = select(Reply).where(Reply.case_id == case_id, Reply.published_at.is_not(None))
    return list(session.scalars(query.order_by(Reply.published_at.desc(), Reply.id.desc()).limit(50)))


def shown_on(reply: Reply) -> date:
    """Return the day since which a published reply can be read; until it is published, the day it was handed in."""
    return clock.day_of(reply.published_at or reply.at)


def replies_of_company(
    session: Session, respondent_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[tuple[Reply, Case]], str | None]:
    """Return one page of what a company published beside its public cases, newest first."""
    query = select(Reply, Case).join(Case, Case.id == Reply.case_id)
    query = query.where(Case.respondent_id == respondent_id, Case.visibility == "public")
    query = query.where(Reply.published_at.is_not(None))
    rows, following = paging.newest_first(session, query, (Reply.published_at, Reply.id), cursor, limit)
    return [(row, case) for row, case in rows], following


def removals(session: Session, case_id: uuid.UUID) -> list[Removal]:
    """List a case's newest two hundred removals, newest first."""
    query = select(Removal).where(Removal.case_id == case_id).order_by(Removal.at.desc(), Removal.id).limit(200)
    return list(session.scalars(query))


def removal_log(session: Session, cursor: str | None, limit: int | None) -> tuple[list[Removal], str | None]:
    """Return one page of the whole house's removal log, newest first."""
    rows, following = paging.newest_first(session, select(Removal), (Removal.at, Removal.id), cursor, limit)
    return [row[0] for row in rows], following


def hidden_now(session: Session) -> list[tuple[Removal, Case]]:
    """List the cases that are hidden, each with the removal that hides it, newest first."""
    query = select(Removal, Case).join(Case, Case.id == Removal.case_id)
    query = query.where(Removal.restored_at.is_(None), Case.visibility == "hidden")
    return [(row, case) for row, case in session.execute(query.order_by(Removal.at.desc(), Removal.id).limit(200))]


def queue(session: Session) -> list[Case]:
    """List the cases waiting to be published, oldest first."""
    query = select(Case).where(Case.visibility == "queued").order_by(Case.queued_at, Case.id)
    return list(session.scalars(query.limit(200)))


def open_flags(session: Session) -> list[tuple[CaseFlag, Case]]:
    """List undecided flags with their cases, oldest first."""
    query = select(CaseFlag, Case).join(Case, Case.id == CaseFlag.case_id).where(CaseFlag.resolved_at.is_(None))
    return [(flag, case) for flag, case in session.execute(query.order_by(CaseFlag.at).limit(200))]


def waiting_offers(session: Session) -> list[tuple[Organizer, Case]]:
    """List declarations that wait for appointment, oldest first."""
    query = select(Organizer, Case).join(Case, Case.id == Organizer.case_id)
    query = query.where(Organizer.appointed_at.is_(None), Organizer.ended_at.is_(None))
    return [(row, case) for row, case in session.execute(query.order_by(Organizer.declared_at).limit(200))]


def organizing(
    session: Session, vetting: str | None, cursor: str | None, limit: int | None
) -> tuple[list[tuple[Organizer, Case]], str | None]:
    """Return one page of everybody who organizes or offered to and has not ended, the latest declaration first."""
    query = select(Organizer, Case).join(Case, Case.id == Organizer.case_id).where(Organizer.ended_at.is_(None))
    if vetting:
        query = query.where(Organizer.vetting == vetting)
    keys = (Organizer.declared_at, Organizer.id)
    rows, following = paging.newest_first(session, query, keys, cursor, limit)
    return [(row, case) for row, case in rows], following


def returned_replies(session: Session, case_id: uuid.UUID, representative_id: uuid.UUID) -> list[Reply]:
    """Return what a representative handed in to a case and got back, newest first."""
    query = select(Reply).where(Reply.case_id == case_id, Reply.representative_id == representative_id)
    return list(session.scalars(query.where(Reply.returned_at.is_not(None)).order_by(Reply.at.desc()).limit(20)))


def waiting_replies(session: Session) -> list[tuple[Reply, Case]]:
    """List replies that wait for the check, oldest first."""
    query = select(Reply, Case).join(Case, Case.id == Reply.case_id).where(Reply.published_at.is_(None))
    query = query.where(Reply.returned_at.is_(None))
    return [(row, case) for row, case in session.execute(query.order_by(Reply.at).limit(200))]


def proposed_respondents(session: Session) -> list[Respondent]:
    """List proposed respondents, oldest first."""
    query = select(Respondent).where(Respondent.status == "proposed").order_by(Respondent.created_at)
    return list(session.scalars(query.limit(200)))


def organized_by(session: Session, account_id: uuid.UUID) -> list[tuple[Organizer, Case]]:
    """List the cases that an account organizes or offered to."""
    query = select(Organizer, Case).join(Case, Case.id == Organizer.case_id)
    query = query.where(Organizer.account_id == account_id, Organizer.ended_at.is_(None))
    return [(row, case) for row, case in session.execute(query.order_by(Organizer.declared_at.desc()).limit(200))]
