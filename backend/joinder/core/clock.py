"""The one place where time comes in; tests and the demo freeze or move it."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOUSE = "Asia/Shanghai"
_frozen: list[datetime] = []


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


def day_of(instant: datetime, zone: str = HOUSE) -> date:
    """Return the day on which an aware instant falls in a zone; unless said otherwise, the house's."""
    return instant.astimezone(ZoneInfo(zone)).date()


def today(zone: str = HOUSE) -> date:
    """Return today's date in a zone."""
    return day_of(now(), zone)


@contextmanager
def frozen(at: datetime) -> Generator[None]:
    """Hold the clock at an instant for the whole process; refuse a naive one."""
    if at.tzinfo is None:
        raise ValueError("A frozen instant needs a time zone.")
    _frozen.append(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.pop()
