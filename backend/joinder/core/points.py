"""Many texts as one array of code points, and functions of single characters as arrays over all code points."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.uint32]
BREAK = 0x110000  # stands after every text; no character has this number
_AT_ONCE = 1 << 15


def parts(texts: Sequence[str], at_once: int = _AT_ONCE) -> Iterator[range]:
    """Promise ranges of texts whose characters together stay within what the processor's memory holds near."""
    start = size = 0
    for at, text in enumerate(texts):
        if size and size + len(text) > at_once:
            yield range(start, at)
            start, size = at, 0
        size += len(text) + 1
    if start < len(texts):
        yield range(start, len(texts))


def to_points(texts: Sequence[str]) -> Points:
    """Promise the code points of all texts, one after the other, a BREAK after each; refuses no string."""
    if not texts:
        return np.empty(0, np.uint32)
    joined = "\n".join(texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    points[np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1] = BREAK
    return points


def to_texts(points: Points) -> list[str]:
    """Promise the texts again, cut at the breaks."""
    ends = np.flatnonzero(points == BREAK)
    plain = points.copy()
    plain[ends] = ord("\n")
    whole = plain.tobytes().decode("utf-32-le", "surrogatepass")
    texts: list[str] = []
    start = 0
    for end in ends.tolist():
        texts.append(whole[start:end])
        start = end + 1
    return texts


class PointTable:
    """A function of single characters over all code points, worked out once for each character that is met."""

    def __init__(self, work_out: Callable[[int], int], dtype: type[np.uint8 | np.uint32]) -> None:
        """Take the function; it must give numbers above zero."""
        self._work_out = work_out
        self._values = np.zeros(BREAK + 1, dtype)

    def __call__(self, points: Points) -> NDArray[np.uint8 | np.uint32]:
        """Promise the function's value for every code point."""
        values = self._values[points]
        if not values.all():
            self._learn(np.unique(points[values == 0]).tolist())
            values = self._values[points]
        return values

    def _learn(self, codes: Iterable[int]) -> None:
        for code in codes:
            self._values[code] = self._work_out(code)
