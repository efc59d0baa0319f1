"""Opaque keyset cursors and one page of anything; no totals (a total would be a live count)."""

import base64
import json
import uuid
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import and_, or_
from sqlalchemy.orm import Session

from joinder.core.errors import Invalid

T = TypeVar("T")
DEFAULT_LIMIT = 50
MAX_LIMIT = 200
BIGGEST = 2**53


class Page(BaseModel, Generic[T]):
    """One page of items and, when there is more, the cursor of the next."""

    items: list[T]
    next_cursor: str | None


def encode(*keys: Any) -> str:  # noqa: ANN401
    """Make an opaque cursor from the last row's sort keys (strings, numbers)."""
    return base64.urlsafe_b64encode(json.dumps(keys, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str, length: int) -> list[Any]:
    """Read a cursor back; refuse (Invalid) one that this house did not make."""
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError) as error:
        raise Invalid("core.bad_cursor", field="cursor") from error
    if not isinstance(keys, list) or len(keys) != length:
        raise Invalid("core.bad_cursor", field="cursor")
    return keys


def decode_key(cursor: str) -> str:
    """Read back a cursor of one text; refuse (Invalid) any other."""
    return _text(decode(cursor, 1)[0])


def decode_id(cursor: str) -> uuid.UUID:
    """Read back a cursor of one id; refuse (Invalid) any other."""
    try:
        return uuid.UUID(decode_key(cursor))
    except ValueError as error:
        raise Invalid("core.bad_cursor", field="cursor") from error


def _text(key: Any) -> str:  # noqa: ANN401
    if not isinstance(key, str) or not key.isprintable():
        raise Invalid("core.bad_cursor", field="cursor")
    return key


def decode_moment(cursor: str) -> tuple[datetime, uuid.UUID]:
    """Read back a cursor of an instant and an id; refuse (Invalid) any other."""
    at, last = decode(cursor, 2)
    try:
        moment, row_id = datetime.fromisoformat(at), uuid.UUID(last)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC), row_id
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Invalid("core.bad_cursor", field="cursor") from error


def decode_text(cursor: str) -> tuple[str, uuid.UUID]:
    """Read back a cursor of a text and an id; refuse (Invalid) any other."""
    text, last = decode(cursor, 2)
    try:
        return _text(text), uuid.UUID(last)
    except (TypeError, ValueError, AttributeError) as error:
        raise Invalid("core.bad_cursor", field="cursor") from error


def decode_number(cursor: str) -> tuple[int, uuid.UUID]:
    """Read back a cursor of a number and an id; refuse (Invalid) any other."""
    number, last = decode(cursor, 2)
    try:
        if not isinstance(number, int | float) or abs(number) > BIGGEST:
            raise Invalid("core.bad_cursor", field="cursor")
        return int(number), uuid.UUID(last)
    except (TypeError, ValueError, AttributeError) as error:
        raise Invalid("core.bad_cursor", field="cursor") from error


def limit_of(limit: int | None) -> int:
    """Bring a wanted page size into 1…200; 50 when none is given."""
    return max(1, min(limit or DEFAULT_LIMIT, MAX_LIMIT))


def newest_first(
    session: Session,
    query: Any,  # noqa: ANN401
    keys: tuple[Any, Any],
    cursor: str | None,
    limit: int | None,
) -> tuple[list[tuple[Any, ...]], str | None]:
    """Return one page of a select by an instant and an id (`keys`), both falling, and the cursor of the next page."""
    (at, row_id), size = keys, limit_of(limit)
    if cursor:
        moment, last = decode_moment(cursor)
        query = query.where(or_(at < moment, and_(at == moment, row_id < last)))
    ordered = query.add_columns(at, row_id).order_by(at.desc(), row_id.desc()).limit(size + 1)
    rows = [tuple(row) for row in session.execute(ordered)]
    more, rows = len(rows) > size, rows[:size]
    return [row[:-2] for row in rows], encode(rows[-1][-2].isoformat(), str(rows[-1][-1])) if more else None
