"""When a case is looked at: at fixed but unpredictable moments, never because somebody joined.

Pure. Weekly with a hold of 0-72 hours that nobody outside can compute, daily in between for cases where very many
people changed. The plan depends on when the case was published, so nobody can bring a release about.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
HOLD_SECONDS = 72 * 3600


def weekly_tick(anchor: datetime, number: int, hold: Callable[[int], int]) -> datetime:
    """Return the instant of a case's weekly tick; `hold` gives a secret number for it."""
    return anchor + number * WEEK + timedelta(seconds=hold(number) % HOLD_SECONDS)


def due(anchor: datetime, looked_at: datetime | None, now: datetime, hold: Callable[[int], int]) -> str | None:
    """Return "weekly" or "daily" when such a tick has passed since the case was last looked at, else None."""
    since = looked_at or anchor
    weeks = int((now - anchor) / WEEK)
    if any(since < weekly_tick(anchor, number, hold) <= now for number in range(max(1, weeks - 1), weeks + 1)):
        return "weekly"
    days = int((now - anchor) / DAY)
    if days >= 1 and since < anchor + days * DAY:
        return "daily"
    return None
