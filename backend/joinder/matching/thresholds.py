"""From which score on pairs are shown first, by what people decided; pure, and never below what was shipped."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Fewer decisions of a language and measure than this change nothing.
NEEDED = 30
# The line moves up step by step while each step's pairs were, with 95 % confidence, more often dismissed than not.
STEP, STEP_NEEDED, HALF = 0.05, 8, 0.5
# However many pairs are dismissed, it moves no further than this: what lies above is always shown first.
HIGHEST_RISE, CEILING = 0.3, 0.85
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the decided pairs were confirmed, with the Wilson interval of their share (95 %)."""

    decided: int
    confirmed: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """The share itself; None where nothing was decided."""
        return self.confirmed / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs that a human decided at one score: how many, and how many of them were confirmed."""

    score: float
    decided: int
    confirmed: int


def precision(decided: int, confirmed: int) -> Precision:
    """Promise the share of confirmed pairs with its interval; all of 0…1 where nothing was decided."""
    if not decided:
        return Precision(0, 0, 0.0, 1.0)
    share, spread = confirmed / decided, _Z * _Z / decided
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / decided + spread / (4 * decided)) / (1 + spread)
    return Precision(decided, confirmed, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def threshold(bins: Iterable[Bin], floor: float) -> float:
    """Promise the score from which pairs are shown first: the shipped floor, or above it where decisions say so.

    Below the line lie only whole steps in which at least eight pairs were decided and, even at the upper end of the
    interval, fewer than half confirmed. The first step that is not so ends it; too few decisions change nothing.
    """
    decided = [one for one in bins if one.score >= floor]
    if sum(one.decided for one in decided) < NEEDED:
        return floor
    line = floor
    while line + STEP <= min(floor + HIGHEST_RISE, CEILING) + 1e-9:
        step = [one for one in decided if line <= one.score < line + STEP]
        found = precision(sum(one.decided for one in step), sum(one.confirmed for one in step))
        if found.decided < STEP_NEEDED or found.high >= HALF:
            break
        line = round(line + STEP, 4)
    return line
