"""One spelling of any JSON value, for hashing and signing (RFC 8785 for the values used here: no floats)."""

import json


def canonical_json(value: object) -> bytes:
    """Return the canonical bytes: sorted keys, no spaces, UTF-8; refuse floats (they have no single spelling)."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("Canonical JSON here holds no floats; use integers or strings.")
    if isinstance(value, dict):
        for item in value.values():  # pyright: ignore[reportUnknownVariableType]
            _refuse_floats(item)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list | tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            _refuse_floats(item)  # pyright: ignore[reportUnknownArgumentType]
