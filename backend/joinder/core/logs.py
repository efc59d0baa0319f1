"""JSON logs without personal data: what is logged is chosen field by field, never whole requests or error texts."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure(level: str) -> None:
    """Send structured lines to standard error, those of libraries (from warnings up) in the same form."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _tell_error,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper(), logging.INFO)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one.formatter, JsonLines)]:
        root.removeHandler(old)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root.addHandler(handler)


class JsonLines(logging.Formatter):
    """Writes a library's record as one JSON line; of an error its kind and place, not its text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        at = datetime.fromtimestamp(record.created, tz=UTC).isoformat()
        line: dict[str, Any] = {"event": record.getMessage(), "logger": record.name, "level": record.levelname.lower()}
        if record.exc_info and record.exc_info[1]:
            line |= describe(record.exc_info[1])
        return json.dumps({**line, "timestamp": at}, ensure_ascii=False)


def describe(error: BaseException) -> dict[str, Any]:
    """Return an error's kinds (its causes' too) and where it happened; its text may quote what somebody wrote."""
    kinds: list[str] = []
    place: TracebackType | None = error.__traceback__
    current: BaseException | None = error
    while current is not None and len(kinds) < 10:  # noqa: PLR2004  (a chain may be a circle)
        kinds.append(type(current).__name__)
        current = current.__cause__ or current.__context__
    frames = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(place)]
    return {"kinds": kinds, "frames": frames[-20:]}


def _tell_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    error = event.pop("exc_info", None)
    error = sys.exc_info()[1] if error is True else error
    return {**event, **describe(error)} if isinstance(error, BaseException) else event
