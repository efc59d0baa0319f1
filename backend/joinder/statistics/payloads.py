"""What a release says: the signed content of a case's numbers, and of sums over cases.

Pure. Everything in here was printed or is a sum of what was printed; nothing is counted anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from joinder.statistics.board import CORE, PEOPLE, Shown
from joinder.statistics.breakdown import DIMENSIONS
from joinder.statistics.texts import caveats

SCHEMA = "joinder-release/1"
METHOD = "2026-11"
RECEIVED = ("incidents", "withdrawn", "rejected", "repeated")
Payload = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """Which release this is: its scope, its place in the chain and its moment."""

    scope: str
    subject: Mapping[str, str]
    number: int
    at: datetime
    previous: str | None


def _head(head: Head, *sentences: str) -> Payload:
    return {
        "schema": SCHEMA,
        "method": METHOD,
        "scope": head.scope,
        **head.subject,
        "number": head.number,
        "released_at": head.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "as_of": day(head.at),
        "previous": head.previous,
        "verified": ["email", "phone"],
        "caveats": caveats(*sentences),
    }


def day(at: datetime) -> str:
    """Return the day of an instant (UTC)."""
    return at.astimezone(UTC).date().isoformat()


def line_of(shown: Shown | None) -> Payload:
    """Return one printed line: an exact value, a lower bound, or nothing yet."""
    if shown is None or shown.state == "withheld" or shown.value is None:
        return {"state": "withheld", "value": None, "at_least": None, "as_of": None}
    exact = shown.state == "exact"
    value = shown.value
    return {"state": shown.state, "value": value if exact else None, "at_least": value, "as_of": day(shown.at)}


def case_payload(head: Head, shown: Mapping[str, Shown], checked_by: str) -> Payload:
    """Return a case's release."""
    lines = {line: line_of(shown.get(line)) for line in CORE}
    cells = {dimension: _cells(shown, dimension) for dimension in DIMENSIONS}
    return {
        **_head(head, checked_by),
        "checked_by": checked_by,
        "lines": lines,
        "received": {"at_least": sum(lines[line]["at_least"] or 0 for line in RECEIVED)},
        "breakdowns": cells,
        "not_shown": {name: not_shown(lines[PEOPLE], rows) for name, rows in cells.items()},
    }


def _cells(shown: Mapping[str, Shown], dimension: str) -> list[Payload]:
    rows: list[Payload] = []
    for line, one in sorted(shown.items()):
        if line.startswith(dimension + ":") and one.state == "exact":
            rows.append({"cell": line.partition(":")[2], "value": one.value, "as_of": day(one.at)})
    return rows


def not_shown(headline: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the headline less the cells shown; None without cells, or while older cells add up to more."""
    values = [int(row["value"]) for row in rows]
    if not values or headline["value"] is None:
        return None
    left = int(headline["value"]) - sum(values)
    return left if left >= 0 else None


def totals_payload(head: Head, cases: Iterable[tuple[Payload, str]]) -> Payload:
    """Return sums over cases' newest releases, each named with its hash so that anybody can add them up."""
    parts = sorted(cases, key=lambda one: one[0]["case"])
    payloads = [payload for payload, _ in parts]
    return {
        **_head(head, "totals"),
        "cases": [{"case": one["case"], "number": one["number"], "hash": sha256} for one, sha256 in parts],
        "lines": {line: {"at_least": _total(one["lines"][line]["at_least"] for one in payloads)} for line in CORE},
        "received": {"at_least": _total(one["received"]["at_least"] for one in payloads)},
        "breakdowns": {name: _sum_cells(payloads, name) for name in DIMENSIONS},
        "issues": _headlines_by(payloads, "issue"),
        "respondents": _headlines_by(payloads, "respondent"),
    }


def pattern_payload(head: Head, label: Iterable[str], what: tuple[Shown, str]) -> Payload:
    """Return the release of an emerging pattern: reviewed words, a band and how the printed bands moved."""
    shown, trend = what
    return {
        **_head(head, "pattern"),
        "label": list(label),
        "size": line_of(shown),
        "trend": trend,
        "estimated_by": "machine",
    }


def _total(values: Iterable[int | None]) -> int:
    return sum(value or 0 for value in values)


def _sum_cells(payloads: Iterable[Payload], dimension: str) -> list[Payload]:
    sums: dict[str, int] = {}
    for payload in payloads:
        for row in payload["breakdowns"][dimension]:
            sums[row["cell"]] = sums.get(row["cell"], 0) + int(row["value"])
    return [{"cell": cell, "at_least": value} for cell, value in sorted(sums.items())]


def _headlines_by(payloads: Iterable[Payload], name: str) -> list[Payload]:
    sums: dict[str, int] = {}
    for payload in payloads:
        sums[payload[name]] = sums.get(payload[name], 0) + int(payload["lines"][PEOPLE]["at_least"] or 0)
    return [{name: key, "people_at_least": value} for key, value in sorted(sums.items())]


def same_numbers(old: Payload, new: Payload) -> bool:
    """Tell whether two releases say the same, apart from which and when they are."""
    apart = {"number", "released_at", "as_of", "previous"}
    return {k: v for k, v in old.items() if k not in apart} == {k: v for k, v in new.items() if k not in apart}
