"""What the approving people's incidents add up to: the figures of a letter, computed from sets of plain rows."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinder.letters.facts import Fact, FigureDefinition

SMALLEST_CELL = 10


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of an approving person, without any of their words."""

    member: uuid.UUID
    report: uuid.UUID
    on: date | None
    precision: str
    minor: int | None
    currency: str | None
    order: bytes | None
    issue: str
    area: str | None
    remedies: tuple[str, ...]
    asked: bool
    asked_on: date | None
    exhibits: int


@dataclass(frozen=True, slots=True)
class Naming:
    """How issues and areas are called in the letter's language, and what "other" is called."""

    issues: Mapping[str, str]
    areas: Mapping[str, str]
    rest: str
    source: str


def people(rows: Iterable[Incident]) -> int:
    """Count the distinct people behind some incidents."""
    return len({row.member for row in rows})


def totals(rows: Iterable[Incident]) -> list[dict[str, Any]]:
    """Add stated amounts per currency; one order counts once, with the lower amount where two differ."""
    alone: dict[str, int] = defaultdict(int)
    orders: dict[tuple[str, bytes], int] = {}
    for row in rows:
        if row.minor is None or not row.currency:
            continue
        if row.order is None:
            alone[row.currency] += row.minor
        else:
            key = (row.currency, row.order)
            orders[key] = min(row.minor, orders.get(key, row.minor))
    for (currency, _order), minor in orders.items():
        alone[currency] += minor
    return [{"currency": currency, "minor": alone[currency]} for currency in sorted(alone)]


def span(dated: Iterable[tuple[date, str]]) -> dict[str, Any] | None:
    """Return the first and the last of some dates, each as precisely as it is known."""
    known = sorted(dated)
    if not known:
        return None
    first, last = known[0], known[-1]
    return {
        "first": {"on": first[0].isoformat(), "precision": first[1]},
        "last": {"on": last[0].isoformat(), "precision": last[1]},
    }


def breakdown(members: Mapping[str, set[uuid.UUID]], everyone: set[uuid.UUID]) -> list[tuple[str, int]]:
    """Return the cells that may be printed: each ≥ 10 people, and what they leave over is nobody or ≥ 10 people."""
    cells = sorted(((key, len(who)) for key, who in members.items()), key=lambda cell: (-cell[1], cell[0]))
    shown = [cell for cell in cells if cell[1] >= SMALLEST_CELL]
    while shown:
        covered: set[uuid.UUID] = set().union(*(members[key] for key, _count in shown))
        left = len(everyone - covered)
        if left == 0 or left >= SMALLEST_CELL:
            return shown
        shown.pop()
    return []


def _cells(rows: list[Incident], key: Callable[[Incident], str | None], names: Mapping[str, str], rest: str) -> Any:  # noqa: ANN401
    members: dict[str, set[uuid.UUID]] = defaultdict(set)
    for row in rows:
        value = key(row)
        if value is not None:
            members[value].add(row.member)
    everyone = {row.member for row in rows}
    shown = breakdown(members, everyone)
    if not shown:
        return None
    covered: set[uuid.UUID] = set().union(*(members[value] for value, _count in shown))
    cells = [{"label": names.get(value, value), "people": many} for value, many in shown]
    return {"cells": cells, "rest": len(everyone - covered), "rest_label": rest}


def _with_amount(rows: list[Incident]) -> list[Incident]:
    return [row for row in rows if row.minor is not None and row.currency]


def _asking(rows: list[Incident], remedy: str | None) -> list[Incident]:
    return [row for row in rows if remedy in row.remedies]


def value_of(definition: FigureDefinition, rows: list[Incident], naming: Naming, on: date) -> Any:  # noqa: ANN401
    """Compute one figure by its definition; None (or an empty list) when there is nothing to say."""
    key = definition.key
    if key.endswith(".people"):
        return people(_asking(rows, definition.remedy))
    if key.endswith(".amounts"):
        return totals(_asking(rows, definition.remedy))
    computed: dict[str, Callable[[], Any]] = {
        "people": lambda: people(rows),
        "incidents": lambda: len({row.report for row in rows}),
        "amounts": lambda: totals(rows),
        "amount_people": lambda: people(_with_amount(rows)),
        "period": lambda: span((row.on, row.precision) for row in rows if row.on and row.precision != "unknown"),
        "issues": lambda: _cells(rows, lambda row: row.issue, naming.issues, naming.rest),
        "areas": lambda: _cells(rows, lambda row: row.area, naming.areas, naming.rest),
        "asked_people": lambda: people(row for row in rows if row.asked),
        "asked_period": lambda: span((row.asked_on, "day") for row in rows if row.asked_on),
        "exhibits": lambda: sum(row.exhibits for row in rows),
        "exhibit_people": lambda: people(row for row in rows if row.exhibits),
        "sealed_on": lambda: {"on": on.isoformat(), "precision": "day"},
    }
    return computed[key]()


def compute(definitions: Iterable[FigureDefinition], rows: list[Incident], naming: Naming, on: date) -> list[Fact]:
    """Compute every figure over exactly the given incidents; a figure with nothing to say is left out."""
    facts: list[Fact] = []
    for one in definitions:
        value = value_of(one, rows, naming, on)
        if value in (None, [], 0) and one.key != "people":
            continue
        facts.append(Fact(one.key, one.kind, value, one.name, one.query, on, naming.source))
    return facts
