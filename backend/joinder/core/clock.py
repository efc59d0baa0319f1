"""The one place where time comes in; tests and the demo freeze or move it."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: list[datetime] = []


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


def today(zone: str = "Asia/Shanghai") -> date:
    """Return today's date in a zone."""
    return now().astimezone(ZoneInfo(zone)).date()


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
