"""Telling people: a line in their list, and a general message by mail or SMS as they chose; quiet hours only delay."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from joinder.accounts.models import Account, Contact
from joinder.accounts.notice_models import Notification, TopicChoice
from joinder.accounts.quiet import Quiet, wakes_at
from joinder.accounts.topics import ALWAYS, OF
from joinder.core import clock, messages, paging, sealed
from joinder.core.database import new_id
from joinder.core.settings import get_settings

KEEP = timedelta(days=400)


def notify(session: Session, accounts: Collection[uuid.UUID], template: str, about: uuid.UUID | None = None) -> None:
    """Tell some people the same general sentence, with a fixed number of statements; repeated ids count once."""
    topic = OF[template]
    people = {one.id: one for one in session.scalars(select(Account).where(Account.id.in_(set(accounts)), _lives()))}
    note(session, list(people), template, about)
    reached = _contacts(session, topic, [one for one in people.values() if one.notify or topic == ALWAYS])
    sealed.preload(session, reached)
    heads = [messages.Letterhead(one.kind, one.value, people[one.account_id].lang, one.account_id) for one in reached]
    link: dict[str, object] = {"link": f"{get_settings().public_url.rstrip('/')}/me"}
    messages.send_many(session, heads, template, link, topic=topic)


def note(session: Session, accounts: Sequence[uuid.UUID], template: str, about: uuid.UUID | None) -> None:
    """Put a line into the lists of some people without sending anything."""
    if not accounts:
        return
    told = {"topic": OF[template], "template": template, "about_id": about, "at": clock.now(), "read_at": None}
    session.execute(insert(Notification), [{**told, "id": new_id(), "account_id": one} for one in accounts])


def _lives():  # noqa: ANN202  a condition
    return Account.closed_at.is_(None)


def _contacts(session: Session, topic: str, people: Sequence[Account]) -> list[Contact]:
    """Return the first contact of each kind that a person lets this topic come by."""
    ids = [one.id for one in people]
    chosen = _choices(session, topic, ids)
    first: dict[uuid.UUID, dict[str, Contact]] = {one: {} for one in ids}
    for row in session.scalars(select(Contact).where(Contact.account_id.in_(ids)).order_by(Contact.verified_at)):
        first[row.account_id].setdefault(row.kind, row)
    return [
        row
        for account_id, by_kind in first.items()
        for kind, row in by_kind.items()
        if _wants(chosen.get(account_id), kind, has_email="email" in by_kind)
    ]


def _wants(choice: TopicChoice | None, kind: str, *, has_email: bool) -> bool:
    if choice is None:
        return kind == "email" or not has_email
    return choice.email if kind == "email" else choice.phone


def _choices(session: Session, topic: str, accounts: Sequence[uuid.UUID]) -> dict[uuid.UUID, TopicChoice]:
    if topic == ALWAYS:
        return {}
    query = select(TopicChoice).where(TopicChoice.topic == topic, TopicChoice.account_id.in_(accounts))
    return {one.account_id: one for one in session.scalars(query)}


@messages.gate
def may_leave(session: Session, row: messages.OutMessage) -> datetime | bool:
    """Let a message leave, drop it when its topic was switched off meanwhile, or hold it until quiet hours end."""
    if row.account_id is None or row.topic in (None, ALWAYS):
        return True
    account = session.get(Account, row.account_id)
    if account is None or account.closed_at is not None or not account.notify:
        return False
    choice = _choices(session, row.topic, [account.id]).get(account.id)
    if choice is not None and not (choice.email if row.kind == "email" else choice.phone):
        return False
    quiet = quiet_of(account)
    return (wakes_at(clock.now(), quiet) if quiet else None) or True


def quiet_of(account: Account) -> Quiet | None:
    """Return an account's quiet hours, or None when it has none."""
    if account.quiet_from is None or account.quiet_until is None or account.quiet_from == account.quiet_until:
        return None
    return Quiet(account.quiet_from, account.quiet_until, account.zone)


def page(
    session: Session, account_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[Notification], str | None]:
    """Return one page of what somebody was told, newest first."""
    query = select(Notification).where(Notification.account_id == account_id)
    rows, following = paging.newest_first(session, query, (Notification.at, Notification.id), cursor, limit)
    return [row[0] for row in rows], following


def unread(session: Session, account_id: uuid.UUID) -> int:
    """Count what somebody has not read yet."""
    query = select(func.count()).where(Notification.account_id == account_id, Notification.read_at.is_(None))
    return session.scalar(query) or 0


def mark(session: Session, account_id: uuid.UUID, ids: Sequence[uuid.UUID] | None, *, read: bool) -> None:
    """Mark somebody's own notifications read or unread, all of them without ids; others' ids change nothing."""
    change = update(Notification).where(Notification.account_id == account_id)
    if ids is not None:
        change = change.where(Notification.id.in_(ids))
    if read:
        session.execute(change.where(Notification.read_at.is_(None)).values(read_at=clock.now()))
    else:
        session.execute(change.values(read_at=None))


def move(session: Session, into: uuid.UUID, other: uuid.UUID) -> None:
    """Give one account's list to the other of the same person, whose choices stand."""
    session.execute(update(Notification).where(Notification.account_id == other).values(account_id=into))
    session.execute(delete(TopicChoice).where(TopicChoice.account_id == other))


def forget_old(session: Session) -> None:
    """Forget what was told more than four hundred days ago."""
    session.execute(delete(Notification).where(Notification.at < clock.now() - KEEP))
