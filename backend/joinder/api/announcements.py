"""What an organizer tells the members of a case: written, taken back, read in the case and in My place."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, StringConstraints

from joinder.api.deps import Caller, CaseScope, Cursor, Lang, Limit, ReadSession, Uow, allow, live_case
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.core.paging import Page
from joinder.letters import announcements
from joinder.letters.said_models import Announcement

router = APIRouter(prefix="/api", tags=["letters"])


class AnnouncementCreate(Body):
    """Words to every member of a case."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class AnnouncementRead(BaseModel):
    """One announcement as members read it."""

    id: uuid.UUID
    text: str
    lang: str
    at: datetime


class OwnAnnouncement(AnnouncementRead):
    """One announcement with the case it was written in."""

    case: str
    case_title: str


def _read(row: Announcement) -> AnnouncementRead:
    return AnnouncementRead(id=row.id, text=row.text, lang=row.lang, at=row.at)


@router.get("/cases/{reference}/announcements", dependencies=[allow("announcement.read")])
def list_announcements(
    scope: CaseScope, session: ReadSession, response: Response, cursor: Cursor = None, limit: Limit = None
) -> Page[AnnouncementRead]:
    """List what was announced to the members, newest first."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = announcements.page(session, scope.case.id, cursor, limit)
    return Page(items=[_read(row) for row in rows], next_cursor=following)


@router.post("/cases/{reference}/announcements", dependencies=[allow("announcement.write")], status_code=201)
def write_announcement(body: AnnouncementCreate, scope: CaseScope, session: Once, lang: Lang) -> AnnouncementRead:
    """Tell every member; a general message goes out, the words are read after signing in."""
    row = announcements.announce(session, live_case(session, scope), scope.actor, body.text, lang)
    return kept(session, _read(row))


@router.post("/cases/{reference}/announcements/{announcement}/withdrawal", dependencies=[allow("announcement.write")])
def withdraw_announcement(announcement: uuid.UUID, scope: CaseScope, session: Uow) -> Done:
    """Take an announcement back; repeating is harmless."""
    announcements.take_back(session, live_case(session, scope), scope.actor, announcement)
    return DONE


@router.get("/me/announcements", dependencies=[allow("announcement.mine")])
def list_own_announcements(
    session: ReadSession, caller: Caller, response: Response, cursor: Cursor = None, limit: Limit = None
) -> Page[OwnAnnouncement]:
    """List what was announced in the cases the caller is in now, newest first."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = announcements.own(session, caller.account_id, cursor, limit)
    items = [
        OwnAnnouncement(**_read(row).model_dump(), case=case.reference, case_title=case.title) for row, case in rows
    ]
    return Page(items=items, next_cursor=following)
