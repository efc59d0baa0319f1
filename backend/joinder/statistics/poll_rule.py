"""Which choices of a poll may be printed: in bands, and far enough from every poll of the case printed before.

Pure. Two polls that nearly the same people answered must not tell, side by side, what the one in between chose.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import product

import numpy as np
from numpy.typing import NDArray

from joinder.statistics.board import RULE, Rule, band

Behind = Sequence[AbstractSet[bytes]]
Table = NDArray[np.int64]


def printable(
    choices: Behind, earlier: Sequence[Behind], flagged: AbstractSet[bytes], rule: Rule = RULE
) -> list[int | None]:
    """Return each choice's band, or None where it stays unsaid; the choices of most people come first.

    Any printed choices added up, alone and beside any choices of any earlier poll added up, differ by nobody or by
    enough people not under a flag.
    """
    tables = [_tables(choices, one, flagged) for one in [(), *earlier]]
    taken: list[int] = []
    for place in sorted(range(len(choices)), key=lambda at: (-len(choices[at]), at)):
        enough = len(choices[place] - flagged) >= rule.need
        if enough and all(_safe(tables_of, [*taken, place], rule.need) for tables_of in tables):
            taken.append(place)
    return [band(len(people)) if at in taken else None for at, people in enumerate(choices)]


def _tables(choices: Behind, others: Behind, flagged: AbstractSet[bytes]) -> tuple[Table, Table]:
    """Count people by what they chose here and there (the last row and column: nothing), all and unflagged ones."""
    here = {one: at for at, people in enumerate(choices) for one in people}
    there = {one: at for at, people in enumerate(others) for one in people}
    everybody = np.zeros((len(choices) + 1, len(others) + 1), dtype=np.int64)
    unflagged = everybody.copy()
    for one in here.keys() | there.keys():
        cell = here.get(one, len(choices)), there.get(one, len(others))
        everybody[cell] += 1
        unflagged[cell] += one not in flagged
    return everybody, unflagged


def _safe(tables: tuple[Table, Table], places: Sequence[int], need: int) -> bool:
    everybody, unflagged = tables
    mine = np.array([picked for picked in _sums(places, everybody.shape[0]) if picked[places[-1]]])
    theirs = np.array(_sums(range(everybody.shape[1] - 1), everybody.shape[1]))

    def apart(table: Table) -> Table:
        return mine @ table @ (1 - theirs.T) + (1 - mine) @ table @ theirs.T

    return not bool(((apart(everybody) > 0) & (apart(unflagged) < need)).any())


def _sums(places: Sequence[int], length: int) -> list[list[int]]:
    """Return every way to add some of the choices up, as ones and zeros; "nothing chosen" never among them."""
    found: list[list[int]] = []
    for picked in product((0, 1), repeat=len(places)):
        row = [0] * length
        for place, bit in zip(places, picked, strict=True):
            row[place] = bit
        found.append(row)
    return found
