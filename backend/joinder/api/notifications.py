"""One's own notifications, which kinds come by mail or SMS, and one's quiet hours."""

import re
import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select

from joinder.accounts import notifying, preferences, service
from joinder.accounts.models import Account
from joinder.accounts.notice_models import Notification
from joinder.accounts.preferences import Ways
from joinder.accounts.topics import ALWAYS
from joinder.api import destinations
from joinder.api.deps import Caller, Cursor, Lang, Limit, ReadSession, Uow, allow
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import audit
from joinder.cases.models import Case
from joinder.core import texts
from joinder.core.paging import Page
from joinder.reports.models import Report

router = APIRouter(prefix="/api/me", tags=["accounts"])
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class NotificationRead(BaseModel):
    """One thing that the caller was told; the case it is about, unless that was hidden, and the page it leads to."""

    id: uuid.UUID
    topic: str
    text: str
    at: datetime
    read: bool
    case: str | None
    case_title: str | None
    to: str


class UnreadCount(BaseModel):
    """How many of the own notifications are unread."""

    unread: int


class Marking(Body):
    """Which notifications are read or unread now; all of them without ids."""

    ids: Annotated[list[uuid.UUID], Field(max_length=200)] | None = None
    read: bool = True


class TopicWays(Body):
    """One kind of notification and the ways it comes; safety always comes."""

    topic: str
    email: bool
    phone: bool
    always: bool = False


class NotifyRead(BaseModel):
    """What the caller hears of, by which ways, and when not."""

    wanted: bool
    has_email: bool
    has_phone: bool
    topics: list[TopicWays]
    quiet_from: str | None
    quiet_until: str | None
    zone: str


class NotifyChange(Body):
    """The whole choice: whether anything but safety comes at all, the ways of each kind, the quiet hours."""

    wanted: bool
    topics: Annotated[list[TopicWays], Field(max_length=10)]
    quiet_from: Clock | None
    quiet_until: Clock | None
    zone: Annotated[str, StringConstraints(max_length=40)]


@router.get("/notifications", dependencies=[allow("notification.own")])
def list_notifications(
    session: ReadSession, caller: Caller, lang: Lang, response: Response, cursor: Cursor = None, limit: Limit = None
) -> Page[NotificationRead]:
    """List what the caller was told, newest first."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = notifying.page(session, caller.account_id, cursor, limit)
    about = {row.about_id for row in rows if row.about_id}
    reports = destinations.reports_about(session, caller.account_id, about)
    about |= {one.case_id for one in reports.values() if one.case_id}
    cases = {one.id: one for one in session.scalars(select(Case).where(Case.id.in_(about)))}
    items = [_read(row, reports.get(row.about_id) if row.about_id else None, cases, lang) for row in rows]
    return Page(items=items, next_cursor=following)


def _read(row: Notification, report: Report | None, cases: dict[uuid.UUID, Case], lang: str) -> NotificationRead:
    about = report.case_id if report is not None and report.id == row.about_id else row.about_id
    case = cases.get(about) if about else None
    shown = case if case is not None and case.visibility != "hidden" else None
    return NotificationRead(
        id=row.id,
        topic=row.topic,
        text=texts.message(row.template, lang, {})[0],
        at=row.at,
        read=row.read_at is not None,
        case=shown.reference if shown else None,
        case_title=shown.title if shown else None,
        to=destinations.destination(row, report, shown),
    )


@router.get("/notifications/unread", dependencies=[allow("notification.own")])
def count_unread(session: ReadSession, caller: Caller, response: Response) -> UnreadCount:
    """Count the caller's unread notifications."""
    response.headers["Cache-Control"] = "no-store"
    return UnreadCount(unread=notifying.unread(session, caller.account_id))


@router.put("/notifications/read", dependencies=[allow("notification.own")])
def mark_notifications(body: Marking, session: Uow, caller: Caller) -> Done:
    """Mark own notifications read or unread; repeating is harmless."""
    notifying.mark(session, caller.account_id, body.ids, read=body.read)
    return DONE


@router.get("/notify", dependencies=[allow("account.own")])
def read_notify(session: ReadSession, caller: Caller, response: Response) -> NotifyRead:
    """Read what the caller chose to hear of, and when not."""
    response.headers["Cache-Control"] = "no-store"
    account = session.get_one(Account, caller.account_id)
    kinds = frozenset(one.kind for one in service.contacts_of(session, account.id))
    chosen = preferences.ways(session, account.id, kinds)
    return NotifyRead(
        wanted=account.notify,
        has_email="email" in kinds,
        has_phone="phone" in kinds,
        topics=[
            TopicWays(topic=topic, email=one.email, phone=one.phone, always=topic == ALWAYS)
            for topic, one in chosen.items()
        ],
        quiet_from=_clock(account.quiet_from),
        quiet_until=_clock(account.quiet_until),
        zone=account.zone,
    )


def _clock(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"


def _minute(clock: str | None) -> int | None:
    if clock is None:
        return None
    hour, minute = re.split(":", clock)
    return int(hour) * 60 + int(minute)


@router.put("/notify", dependencies=[allow("account.own")])
def change_notify(body: NotifyChange, session: Uow, caller: Caller) -> Done:
    """Choose what one hears of and when not; refuses an unknown kind or zone, and switching safety off."""
    account = session.get_one(Account, caller.account_id)
    chosen = {one.topic: Ways(one.email, one.phone) for one in body.topics if not (one.topic == ALWAYS and _all(one))}
    preferences.choose(session, account.id, chosen)
    preferences.rest(account, _minute(body.quiet_from), _minute(body.quiet_until), body.zone)
    account.notify = body.wanted
    audit.write(session, None, caller.actor, "account.change", account.id)
    return DONE


def _all(one: TopicWays) -> bool:
    return one.email or one.phone
