"""Verbs of telling the group: write an announcement, take it back; it is read after signing in, by members alone."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.core import clock, limits, paging
from joinder.core.errors import NotFound
from joinder.core.sealed import new_data_key, preload
from joinder.letters import group_texts, telling
from joinder.letters.said_models import Announcement
from joinder.reports.models import Membership

A_DAY, DAY = 10, 86_400


def announce(session: Session, case: Case, actor: Actor, text: str, lang: str) -> Announcement:
    """Tell every member; refuses words not fit for a group (tone, personal data, numbers of people), ten a day."""
    group_texts.refuse(session, case, [text])
    limits.hit(session, "group_said", str(case.id), A_DAY, DAY)
    row = Announcement(
        case_id=case.id, key_id=new_data_key(session, "case"), lang=lang, by=actor.account_id, at=clock.now()
    )
    row.text = text
    session.add(row)
    session.flush()
    audit.write(session, case.id, actor, "announcement.write", row.id)
    timeline.record(session, case.id, "announcement.written", public=False)
    telling.tell(session, case.id, "letters.announced", row.id)
    return row


def take_back(session: Session, case: Case, actor: Actor, announcement_id: uuid.UUID) -> None:
    """Hide an announcement from everybody; repeating is harmless; refuses (NotFound) one of another case."""
    row = session.get(Announcement, announcement_id)
    if row is None or row.case_id != case.id:
        raise NotFound("letters.no_announcement")
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        audit.write(session, case.id, actor, "announcement.withdraw", row.id)


def page(
    session: Session, case_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[Announcement], str | None]:
    """Return one page of a case's standing announcements, newest first."""
    query = select(Announcement).where(Announcement.case_id == case_id, Announcement.withdrawn_at.is_(None))
    keys = (Announcement.at, Announcement.id)
    rows, following = paging.newest_first(session, query, keys, cursor, limit)
    found = [row[0] for row in rows]
    preload(session, found)
    return found, following


def own(
    session: Session, account_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[tuple[Announcement, Case]], str | None]:
    """Return one page of what was announced in the cases somebody is in now, newest first."""
    query = (
        select(Announcement, Case)
        .join(Case, Case.id == Announcement.case_id)
        .join(Membership, Membership.case_id == Case.id)
        .where(Membership.account_id == account_id, Membership.withdrawn_at.is_(None))
        .where(Announcement.withdrawn_at.is_(None))
    )
    rows, following = paging.newest_first(session, query, (Announcement.at, Announcement.id), cursor, limit)
    found = [(row[0], row[1]) for row in rows]
    preload(session, [one for one, _case in found])
    return found, following
