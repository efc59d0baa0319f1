"""What a repeated import means, row by row: unchanged, changed, added or gone. Pure."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"


@dataclass(frozen=True, slots=True)
class Known:
    """A row imported earlier for the same respondent; `same_source` when this file is a newer one of it."""

    id: uuid.UUID
    row_hash: bytes
    person_hash: bytes
    external_hash: bytes | None
    same_source: bool


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row of the file: what it says, who says it, its own number; `first` when the same row stands there earlier."""

    row_hash: bytes
    person_hash: bytes
    external_hash: bytes | None
    first: bytes | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """For each fresh row what it is and which known row it meets, and the known rows that are no longer in the file."""

    decisions: list[tuple[str, uuid.UUID | None]]
    gone: list[uuid.UUID]


def plan(known: Sequence[Known], fresh: Sequence[Fresh]) -> Plan:
    """Promise a decision for every fresh row, in order; running the same file again decides `unchanged` for each.

    The same words by the same person are the same row wherever they came from. A row that says something new changes
    only a row from a file of the same name with the same own number or, without numbers, of the same person.
    """
    met = {row.row_hash: row.id for row in known}
    present = {row.row_hash for row in fresh}
    left = [row for row in known if row.same_source and row.row_hash not in present]
    by_number, by_person = _waiting(left)
    taken: set[uuid.UUID] = set()
    decisions: list[tuple[str, uuid.UUID | None]] = []
    for row in fresh:
        if row.row_hash in met:
            decisions.append((UNCHANGED, met[row.row_hash]))
            continue
        queue = by_number[row.external_hash] if row.external_hash else by_person[row.person_hash]
        if queue:
            earlier = queue.pop(0)
            taken.add(earlier)
            decisions.append((CHANGED, earlier))
        else:
            decisions.append((ADDED, None))
    return Plan(decisions, [row.id for row in left if row.id not in taken])


Waiting = defaultdict[bytes, list[uuid.UUID]]


def _waiting(left: Sequence[Known]) -> tuple[Waiting, Waiting]:
    by_number: Waiting = defaultdict(list)
    by_person: Waiting = defaultdict(list)
    for row in left:
        if row.external_hash:
            by_number[row.external_hash].append(row.id)
        else:
            by_person[row.person_hash].append(row.id)
    return by_number, by_person
