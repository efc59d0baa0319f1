"""The private memory of the release rule: which people each printed line counted, release by release, sealed."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from joinder.core import crypto
from joinder.reports.models import Membership
from joinder.statistics.board import PEOPLE, Board, Shown, step_between
from joinder.statistics.cover import Content, Step, difference, people_in
from joinder.statistics.measures import TOKEN_BYTES, Measured, people_of
from joinder.statistics.models import Printing, ReleaseLine

PURPOSE = "statistics.shown"
COUNT_BYTES = 4


@dataclass(frozen=True)
class Memory:
    """A case's board and the number of its last release (0 before the first)."""

    board: Board
    number: int


def pack(change: Content) -> bytes:
    """Pack a signed change per person, in the order of the tokens (never of joining)."""
    return b"".join(token + by.to_bytes(COUNT_BYTES, "big", signed=True) for token, by in sorted(change.items()))


def unpack(data: bytes) -> dict[bytes, int]:
    """Read a packed change back."""
    size = TOKEN_BYTES + COUNT_BYTES
    parts = (data[at : at + size] for at in range(0, len(data), size))
    return {part[:TOKEN_BYTES]: int.from_bytes(part[TOKEN_BYTES:], "big", signed=True) for part in parts}


def _context(case_id: uuid.UUID, number: int, line: str) -> bytes:
    return f"release_line.{case_id}.{number}.{line}".encode()


def recall(session: Session, case_id: uuid.UUID, opened_at: datetime, measured: Measured) -> Memory:
    """Rebuild all that was ever printed about a case; who is known to be somebody else by now counts as that person."""
    rows = _rows(session, case_id)
    steps: dict[int, dict[str, dict[bytes, int]]] = {}
    shown: dict[str, Shown] = {}
    for row in rows:
        change = as_known(_change(row), measured.known)
        steps.setdefault(row.number, {})[row.line] = change
        shown[row.line] = told(shown.get(row.line), row, change)
    number = max(steps, default=0)
    shared = _shared(session, case_id, rows, measured, shown.get(PEOPLE))
    return Memory(Board(opened_at, shown, [steps[one] for one in sorted(steps)], shared), number)


def _rows(session: Session, case_id: uuid.UUID) -> list[ReleaseLine]:
    query = select(ReleaseLine).where(ReleaseLine.case_id == case_id)
    return list(session.scalars(query.order_by(ReleaseLine.number, ReleaseLine.line)))


def _change(row: ReleaseLine) -> dict[bytes, int]:
    return unpack(crypto.open_bytes(PURPOSE, _context(row.case_id, row.number, row.line), row.change_sealed))


def as_known(change: Content, known: Mapping[bytes, bytes]) -> dict[bytes, int]:
    """Return a change with each token as the person whom it is known to be by now."""
    found: Counter[bytes] = Counter()
    for token, by in change.items():
        found[known.get(token, token)] += by
    return dict(found)


def told(before: Shown | None, row: Printing, change: Content) -> Shown:
    """Return how something stands after a printing that changed whom it counts."""
    return Shown(row.state, row.value, row.shown_at, _added(before.content if before else {}, change))


def as_printed(number: int, shown: Shown, sealed: bytes) -> dict[str, Any]:
    """Return the columns of a printing; `told` reads them back."""
    return {
        "number": number,
        "state": shown.state,
        "value": shown.value,
        "shown_at": shown.at,
        "change_sealed": sealed,
    }


def _added(content: Content, change: Content) -> Counter[bytes]:
    """Return a content after a change; people whose contributions cancel are no longer in it."""
    total = Counter(dict(content))
    for token, by in change.items():
        total[token] += by
    return Counter({token: number for token, number in total.items() if number})


def _shared(
    session: Session, case_id: uuid.UUID, rows: Iterable[ReleaseLine], measured: Measured, old: Shown | None
) -> list[Step]:
    """Return the common history of this headline and those of cases that people who would move now are in, too."""
    change = difference(old.content if old else {}, measured.live.contents[PEOPLE])
    if people_in(change, measured.live.flagged) == 0:
        return []
    moving = [member for member, token in measured.members.items() if token in change]
    same = _elsewhere(session, case_id, moving, measured)
    if not same:
        return []
    headlines = [(row, as_known(_change(row), measured.known)) for row in rows if row.line == PEOPLE]
    for other, tokens in sorted(same.items()):
        query = select(ReleaseLine).where(ReleaseLine.case_id == other, ReleaseLine.line == PEOPLE)
        headlines += [(row, as_known(_change(row), tokens)) for row in session.scalars(query)]
    headlines.sort(key=lambda one: (one[0].shown_at, one[0].case_id, one[0].number))
    return [{PEOPLE if row.case_id == case_id else str(row.case_id): by} for row, by in headlines]


def _elsewhere(
    session: Session, case_id: uuid.UUID, moving: list[uuid.UUID], measured: Measured
) -> dict[uuid.UUID, dict[bytes, bytes]]:
    """Return the other cases of people who would move, with each of their tokens there as the token here."""
    found: dict[uuid.UUID, dict[bytes, bytes]] = {}
    here, there, mover = aliased(Membership), aliased(Membership), aliased(Membership)
    for start in range(0, len(moving), 500):
        query = select(there.case_id).join(mover, mover.account_id == there.account_id)
        query = query.where(mover.id.in_(moving[start : start + 500]), there.case_id != case_id)
        for other in session.scalars(query.distinct()):
            found.setdefault(other, {})
    for other, tokens in found.items():
        both = select(there.id, here.id).join(here, here.account_id == there.account_id)
        people = people_of(session, other)
        for far, near in session.execute(both.where(there.case_id == other, here.case_id == case_id)):
            tokens[people.members[far]] = measured.members[near]
        tokens |= {token: tokens.get(first, first) for token, first in people.known.items()}
    return found


def remember(session: Session, case_id: uuid.UUID, memory: Memory, moves: Mapping[str, Shown]) -> int:
    """Keep what is printed anew and whom it adds and drops; returns the number of the release."""
    number = memory.number + 1
    changes = step_between(memory.board.shown, moves)
    for line, shown in sorted(moves.items()):
        sealed = crypto.seal_bytes(PURPOSE, _context(case_id, number, line), pack(changes[line]))
        session.add(ReleaseLine(case_id=case_id, line=line, **as_printed(number, shown, sealed)))
    session.flush()
    return number
