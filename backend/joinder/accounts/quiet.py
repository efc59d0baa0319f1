"""Quiet hours: when somebody wants to be left alone, on the clock of their own place. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one minute of the day to another (over midnight if the second is earlier), in a zone; equal ends: never."""

    start: int
    end: int
    zone: str


def is_quiet(now: datetime, quiet: Quiet) -> bool:
    """Say whether an instant lies in the quiet hours; the first minute does, the last does not."""
    local = now.astimezone(ZoneInfo(quiet.zone))
    minute = local.hour * 60 + local.minute
    if quiet.start <= quiet.end:
        return quiet.start <= minute < quiet.end
    return minute >= quiet.start or minute < quiet.end


def wakes_at(now: datetime, quiet: Quiet) -> datetime | None:
    """Return the first instant after the quiet hours that `now` lies in; None when it lies in none.

    Where clocks change in between, the hours on the wall count: it is the first such minute that is not quiet.
    """
    if not is_quiet(now, quiet):
        return None
    zone = ZoneInfo(quiet.zone)
    local = now.astimezone(zone)
    end = time(quiet.end // 60, quiet.end % 60)
    for day in (local.date(), local.date() + timedelta(days=1), local.date() + timedelta(days=2)):
        for fold in (0, 1):
            at = datetime.combine(day, end, zone).replace(fold=fold).astimezone(now.tzinfo)
            if at > now and not is_quiet(at, quiet):
                return at
    return now + timedelta(hours=1)
