"""Whether two reports are near-copies, and why: exact comparison of stored keyed shingle hashes."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinder.matching.canonical import SHORT, Script
from joinder.matching.shingles import Hashes, Sketch

MATCHER_VERSION = "copies-2"
# What is stored to compare: new with every matcher, and when buckets are drawn or facts are written in another way.
INDEX_VERSION = f"{MATCHER_VERSION}/4"
# Thresholds measured with make bench-matching: Jaccard of wording, and TF-IDF cosine when one text is short.
WORDING_AT: Mapping[Script, float] = {"han": 0.32, "latin": 0.27}
SHORT_AT: Mapping[Script, float] = {"han": 0.55, "latin": 0.63}
FACT_KINDS = ("order", "date", "amount", "phone")
_NUMBER = 16  # characters of the hash of a sum's number alone
Facts = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two reports may be the same: a code with parameters, translated where it is shown."""

    code: str
    params: Mapping[str, int | list[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """How near two texts are (0–1, by which measure), whether they are near-copies, and reasons a person can read."""

    value: float
    is_copy: bool
    reasons: tuple[Reason, ...]
    measure: str = "wording"

    @property
    def contradicts(self) -> bool:
        """Whether stated facts speak against one incident: such a pair is never folded without a human."""
        return any(reason.code.startswith("different_") for reason in self.reasons)


class Rarity:
    """How telling each short gram is: smoothed inverse document frequency over a sample of short texts."""

    def __init__(self, sample: Sequence[Hashes]) -> None:
        """Count in how many texts of the sample each gram occurs; an empty sample weighs all grams alike."""
        seen = np.concatenate(sample) if sample else np.empty(0, dtype=np.uint32)
        self._grams, counts = np.unique(seen, return_counts=True)
        self._weights = np.log((1 + len(sample)) / (1 + counts)) + 1
        self._unseen = math.log(1 + len(sample)) + 1

    def weigh(self, grams: Hashes) -> NDArray[np.float64]:
        """Promise one weight per gram; a gram the sample lacks weighs most."""
        if not len(self._grams):
            return np.full(len(grams), self._unseen)
        at = np.minimum(np.searchsorted(self._grams, grams), len(self._grams) - 1)
        return np.where(self._grams[at] == grams, self._weights[at], self._unseen)


def jaccard(left: Hashes, right: Hashes) -> float:
    """Promise shared ÷ all hashes of two sorted sets; 0 when both are empty."""
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared / max(1, len(left) + len(right) - shared)


def cosine(left: Sketch, right: Sketch, rarity: Rarity) -> float:
    """Promise the TF-IDF cosine of two short texts' grams; 0 when either has none."""
    first = left.counts * rarity.weigh(left.grams)
    second = right.counts * rarity.weigh(right.grams)
    _, here, there = np.intersect1d(left.grams, right.grams, assume_unique=True, return_indices=True)
    norms = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first[here] @ second[there]) / norms if norms else 0.0


def compare(left: Sketch, right: Sketch, rarity: Callable[[Script], Rarity]) -> Score:
    """Promise the score of two texts about one respondent; texts in different scripts are never near-copies.

    The rarity of short grams in a script is asked for only where one of the two is short.
    """
    value, is_copy = nearness(left, right, rarity)
    reasons = (in_words(left, right),) if left.script == right.script else ()
    return Score(value, is_copy, reasons, measure_of(left, right) if reasons else "wording")


def nearness(left: Sketch, right: Sketch, rarity: Callable[[Script], Rarity]) -> tuple[float, bool]:
    """Promise the same without reasons: how near two texts are, and whether they are near-copies."""
    if left.script != right.script:
        return 0.0, False
    if measure_of(left, right) == "short":
        value, least = cosine(left, right, rarity(left.script)), SHORT_AT[left.script]
    else:
        value, least = jaccard(left.wording, right.wording), WORDING_AT[left.script]
    return value, value >= least


def measure_of(left: Sketch, right: Sketch) -> str:
    """Promise by which measure two texts are compared: "short" (TF-IDF cosine) or "wording" (Jaccard)."""
    short = min(left.length, right.length) < SHORT and len(left.grams) and len(right.grams)
    return "short" if short else "wording"


def in_words(left: Sketch, right: Sketch) -> Reason:
    """Promise what a person can read of how alike two wordings are."""
    if len(left.wording) and np.array_equal(left.wording, right.wording):
        return Reason("identical_wording", {})
    return Reason("shared_wording", {"percent": _percent(left, right)})


def _percent(left: Sketch, right: Sketch) -> int:
    """Say how much of the shorter text stands in the longer one, which reads easier than a Jaccard index."""
    shared = len(np.intersect1d(left.wording, right.wording, assume_unique=True))
    return round(100 * shared / max(1, min(len(left.wording), len(right.wording))))


def compare_facts(left: Facts, right: Facts) -> tuple[Reason, ...]:
    """Promise `same_…` for a kind of fact both state alike, `different_…` for one they state without any in common.

    A sum that one of them states without a currency (half as long a hash) is compared by its number.
    """
    reasons: list[Reason] = []
    for kind in FACT_KINDS:
        ours, theirs = set(left.get(kind, ())), set(right.get(kind, ()))
        if ours and theirs:
            alike = ours & theirs or (kind == "amount" and (_bare(ours, theirs) or _bare(theirs, ours)))
            reasons.append(Reason(f"same_{kind}" if alike else f"different_{kind}", {}))
    return tuple(reasons)


def _bare(sums: set[str], others: set[str]) -> bool:
    """Whether one of the sums has no currency and is the number of one of the others."""
    return any(len(one) == _NUMBER and other.startswith(one) for one in sums for other in others)
