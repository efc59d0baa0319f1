"""Choosing what one hears of, by which way, and when not."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.accounts.notice_models import TopicChoice
from joinder.accounts.quiet import MINUTES_A_DAY
from joinder.accounts.topics import ALWAYS, TOPICS
from joinder.core.errors import Invalid

LONGEST_QUIET = 16 * 60  # what is only delayed must find a time to be sent


@dataclass(frozen=True, slots=True)
class Ways:
    """Whether a topic comes by mail, and by SMS."""

    email: bool
    phone: bool


def ways(session: Session, account_id: uuid.UUID, kinds: frozenset[str]) -> dict[str, Ways]:
    """Return, by topic, the ways that are on for somebody who has contacts of these kinds."""
    rows = {one.topic: one for one in session.scalars(select(TopicChoice).where(TopicChoice.account_id == account_id))}
    usual = Ways(email="email" in kinds, phone="email" not in kinds)
    return {one: Ways(rows[one].email, rows[one].phone) if one in rows else usual for one in TOPICS}


def choose(session: Session, account_id: uuid.UUID, chosen: Mapping[str, Ways]) -> None:
    """Keep the ways of some topics; refuses (Invalid) an unknown topic, and switching safety off."""
    for topic, wanted in chosen.items():
        if topic not in TOPICS:
            raise Invalid("accounts.unknown_topic", field="topics")
        if topic == ALWAYS:
            raise Invalid("accounts.security_stays", field="topics")
        row = session.scalar(
            select(TopicChoice).where(TopicChoice.account_id == account_id, TopicChoice.topic == topic)
        )
        if row is None:
            row = TopicChoice(account_id=account_id, topic=topic, email=True, phone=True)
            session.add(row)
        row.email, row.phone = wanted.email, wanted.phone
    session.flush()


def rest(account: Account, start: int | None, end: int | None, zone: str) -> None:
    """Keep the quiet hours as minutes of the day, or none; refuses half of them, too long ones, an unknown zone."""
    if zone not in available_timezones():
        raise Invalid("accounts.unknown_zone", field="zone")
    if (start is None) != (end is None) or any(
        one is not None and not 0 <= one < MINUTES_A_DAY for one in (start, end)
    ):
        raise Invalid("accounts.bad_quiet_hours", field="quiet_from")
    if start is not None and end is not None and (end - start) % MINUTES_A_DAY > LONGEST_QUIET:
        raise Invalid("accounts.quiet_too_long", field="quiet_until", hours=LONGEST_QUIET // 60)
    account.quiet_from, account.quiet_until, account.zone = start, end, zone
