"""Where a case stands on the way of a collective complaint, from public facts alone.

Pure. A step is reached on the first day that a public fact says so: publication, a printed line, a timeline entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ORDER = ("confirmed", "joined", "evidence", "letter", "filed", "answered", "closed")
KINDS = {
    "case.published": "confirmed",
    "letter.sealed": "letter",
    "filing.sent": "filed",
    "filing.answered": "answered",
    "reply.published": "answered",
    "case.closed": "closed",
}
PRINTED = {"people": "joined", "evidence_checked": "evidence"}


@dataclass(frozen=True)
class Step:
    """One step of the way and the day it was reached, if it was."""

    name: str
    on: str | None


def steps_of(entries: Iterable[tuple[str, str]], releases: Sequence[Mapping[str, Any]]) -> list[Step]:
    """Return every step in order, from public timeline entries (kind, day) and the payloads of releases."""
    reached: dict[str, str] = {}
    for kind, on in entries:
        if kind in KINDS:
            _earliest(reached, KINDS[kind], on)
    for payload in releases:
        for line, name in PRINTED.items():
            on = payload["lines"][line]["as_of"]
            if on is not None:
                _earliest(reached, name, on)
    return [Step(name, reached.get(name)) for name in ORDER]


def _earliest(reached: dict[str, str], name: str, on: str) -> None:
    reached[name] = min(on, reached.get(name, on))
