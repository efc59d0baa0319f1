"""Database values as JSON and back, for backups."""

import base64
import uuid
from datetime import date, datetime
from typing import Any


def encode(value: Any) -> Any:  # noqa: ANN401
    """Return a JSON form of a column value that `decode` brings back exactly."""
    if isinstance(value, uuid.UUID):
        return {"$uuid": str(value)}
    if isinstance(value, bytes | memoryview):
        return {"$bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, date):
        return {"$on": value.isoformat()}
    if isinstance(value, dict | list):
        return {"$json": value}
    return value


def decode(value: Any) -> Any:  # noqa: ANN401
    """Bring back what `encode` made."""
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()  # pyright: ignore[reportUnknownMemberType]
    makers: dict[str, Any] = {
        "$uuid": uuid.UUID,
        "$bytes": base64.b64decode,
        "$at": datetime.fromisoformat,
        "$on": date.fromisoformat,
    }
    return makers[kind](inner) if kind in makers else inner
