"""Who stands behind a letter, and what state it is in: derived from facts, never stored."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

SHOWN_FOR = timedelta(hours=48)
FEWEST = 2
ZONES = {
    "CN": "Asia/Shanghai",
    "ID": "Asia/Jakarta",
    "UK": "Europe/London",
    "EU": "Europe/Brussels",
    "US": "America/New_York",
}
State = Literal["draft", "open", "closed", "shown", "ready", "sealed", "sent"]
Choice = Literal["approve", "object", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a member decided about one version; a later turn of the same member replaces it."""

    member: uuid.UUID
    turn: int
    choice: str
    binding: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to the current version of a letter so far."""

    closing_on: date | None = None
    shown_at: datetime | None = None
    sealed_at: datetime | None = None
    sent_at: datetime | None = None
    zone: str = "Asia/Shanghai"


def zone_of(region: str) -> str:
    """Return the zone in which a channel's days are counted."""
    return ZONES.get(region, "Asia/Shanghai")


def closes_at(closing_on: date, zone: str) -> datetime:
    """Return the instant after the last moment of the closing day."""
    return datetime.combine(closing_on + timedelta(days=1), time(), ZoneInfo(zone))


def state_of(course: Course, now: datetime) -> State:
    """Return a letter's state: draft, open, closed, shown (48 hours), ready, sealed or sent."""
    if course.sealed_at is not None:
        return "sent" if course.sent_at else "sealed"
    if course.shown_at is not None:
        return "ready" if now >= course.shown_at + SHOWN_FOR else "shown"
    if course.closing_on is None:
        return "draft"
    return "open" if now < closes_at(course.closing_on, course.zone) else "closed"


def latest(decisions: Iterable[Decision]) -> dict[uuid.UUID, Decision]:
    """Return each member's last decision."""
    found: dict[uuid.UUID, Decision] = {}
    for one in decisions:
        if one.member not in found or found[one.member].turn < one.turn:
            found[one.member] = one
    return found


def standing(decisions: Iterable[Decision], binding: str, closes: datetime) -> set[uuid.UUID]:
    """Return who approves: their last word is an approval, given in time, of exactly what the letter says now."""
    return {
        one.member
        for one in latest(decisions).values()
        if one.choice == "approve" and one.binding == binding and one.at < closes
    }
