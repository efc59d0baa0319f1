"""Where figures stand in many texts that a fact may begin at: all runs of figures sought over one array."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from joinder.core.points import BREAK, PointTable, to_points

_ZERO, _TEN = np.uint32(ord("0")), np.uint32(10)
_OTHER, _AHEAD, _AFTER = 4, 2, 1
Run = tuple[int, int, int]


class Figures:
    """Runs of figures that are long, or stand beside one of the characters that facts have beside their figures."""

    def __init__(self, ahead: frozenset[str], after: frozenset[str], long: int) -> None:
        """Take which characters stand ahead of and after a fact's figures, and from which length a run needs none."""
        self._beside = PointTable(_classes(ahead, after), np.uint8)
        self._long = long

    def __call__(self, texts: Sequence[str]) -> Iterator[Run]:
        """Yield each such run of texts joined by line ends: whose, its begin, and where what comes before it ends."""
        points = to_points(texts)
        figure = (points - _ZERO) < _TEN  # below zero wraps far above
        starts = np.flatnonzero(figure & ~np.concatenate([[False], figure[:-1]]))
        ends = np.flatnonzero(~figure & np.concatenate([[False], figure[:-1]]))
        begins = np.concatenate([[0], np.flatnonzero(points == BREAK) + 1])
        owners = np.searchsorted(begins, starts, side="right") - 1
        may = (ends - starts >= self._long) | ((self._beside(points[ends]) & _AFTER) > 0)
        may |= (starts > 0) & ((self._beside(points[starts - 1]) & _AHEAD) > 0)
        tried = np.maximum(begins[owners], np.concatenate([[0], ends[:-1]]))
        yield from zip(owners[may].tolist(), starts[may].tolist(), tried[may].tolist(), strict=True)


def _classes(ahead: frozenset[str], after: frozenset[str]) -> Callable[[int], int]:
    def of(code: int) -> int:
        char = "" if code == BREAK else chr(code)
        return _OTHER | (_AHEAD if char in ahead else 0) | (_AFTER if char in after else 0)

    return of
