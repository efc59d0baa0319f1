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
PEOPLE, CHECKED = "people", "evidence_checked"


@dataclass(frozen=True)
class Step:
    """One step of the way and the day it was reached, if it was; that of evidence with who vouches for it."""

    name: str
    on: str | None
    checked_by: str | None = None


def steps_of(entries: Iterable[tuple[str, str]], releases: Sequence[Mapping[str, Any]]) -> list[Step]:
    """Return every step in order, from public timeline entries (kind, day) and the payloads of releases."""
    reached: dict[str, str] = {}
    for kind, on in entries:
        if kind in KINDS:
            _earliest(reached, KINDS[kind], on)
    for payload in releases:
        _printed(reached, "joined", payload, PEOPLE)
    seen = [payload for payload in releases if payload["lines"][CHECKED]["as_of"] is not None]
    by = seen[-1]["checked_by"] if seen else None
    for payload in seen:
        if payload["checked_by"] == by:  # what organizers looked at earlier is not yet what moderators checked
            _printed(reached, "evidence", payload, CHECKED)
    return [Step(name, reached.get(name), by if name == "evidence" else None) for name in ORDER]


def _printed(reached: dict[str, str], name: str, payload: Mapping[str, Any], line: str) -> None:
    on = payload["lines"][line]["as_of"]
    if on is not None:
        _earliest(reached, name, on)


def _earliest(reached: dict[str, str], name: str, on: str) -> None:
    reached[name] = min(on, reached.get(name, on))
