"""The exact check of many pairs at once; pairs that cannot be near enough are dropped first, without loss."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from joinder.matching.canonical import SHORT, Script
from joinder.matching.copies import SHORT_AT, WORDING_AT, Rarity
from joinder.matching.meeting import Spread
from joinder.matching.shingles import Places, Sets, Sketch, Sketches

Floats = NDArray[np.float64]
_BITS = 512
_TEXTS_AT_ONCE, _PAIRS_AT_ONCE = 2_000, 20_000
_WIDTH = 1 << 32
_BY_SCRIPT: tuple[tuple[Script, bool], ...] = (("han", True), ("latin", False))


@dataclass(frozen=True, slots=True)
class Checked:
    """How near each pair is (0 where that was ruled out beforehand) and whether it is a near-copy."""

    values: Floats
    is_copy: NDArray[np.bool_]


class Checker:
    """Sketches made ready to be compared pair by pair."""

    def __init__(self, sketches: Sketches, rarity: Callable[[Script], Rarity], spread: Spread = map) -> None:
        """Take the sketches, where the rarity of short grams in a script is asked for when needed, and whose map."""
        self.sketches = sketches
        self._rarity = rarity
        self._sizes = sketches.wording.sizes()
        self._short = sketches.grams.sizes() > 0
        self._marks, self._hidden = _marks(sketches.wording, spread)
        self._least = np.where(sketches.han, WORDING_AT["han"], WORDING_AT["latin"])
        self._least_short = np.where(sketches.han, SHORT_AT["han"], SHORT_AT["latin"])

    def check(self, left: Places, right: Places) -> Checked:
        """Promise for each pair what `copies.compare` says of it."""
        values = np.zeros(len(left))
        is_copy = np.zeros(len(left), np.bool_)
        own = self.sketches.han[left] == self.sketches.han[right]
        short = self._by_grams(left, right)
        for chosen, near, least in (
            (np.flatnonzero(own & ~short), self._jaccard, self._least),
            (np.flatnonzero(own & short), self._cosine, self._least_short),
        ):
            for start in range(0, len(chosen), _PAIRS_AT_ONCE):
                at = chosen[start : start + _PAIRS_AT_ONCE]
                values[at] = near(left[at], right[at])
                is_copy[at] = values[at] >= least[left[at]]
        return Checked(values, is_copy)

    def _by_grams(self, left: Places, right: Places) -> NDArray[np.bool_]:
        shorter = np.minimum(self.sketches.lengths[left], self.sketches.lengths[right])
        return (shorter < SHORT) & self._short[left] & self._short[right]

    def _jaccard(self, left: Places, right: Places) -> Floats:
        values = np.zeros(len(left))
        both = self._sizes[left] + self._sizes[right]
        possible = np.flatnonzero(self._bound(left, right) >= self._least[left])
        shared = _shared(self.sketches.wording, left[possible], right[possible])
        values[possible] = shared / np.maximum(1, both[possible] - shared)
        return values

    def _bound(self, left: Places, right: Places) -> Floats:
        """Return what a pair's Jaccard index cannot exceed: no more hashes are shared than marks and hidden ones."""
        marks = np.bitwise_count(self._marks[left] & self._marks[right]).sum(axis=1, dtype=np.intp)
        first, second = self._sizes[left], self._sizes[right]
        most = np.minimum(marks + np.minimum(self._hidden[left], self._hidden[right]), np.minimum(first, second))
        return most / np.maximum(1, first + second - most)

    def _cosine(self, left: Places, right: Places) -> Floats:
        """Compare only the texts that occur, their grams weighed by rarity."""
        texts, at = np.unique(np.concatenate([left, right]), return_inverse=True)
        values, lengths, weights = self._weighed(texts)
        table = csr_array((weights, values, np.concatenate([[0], np.cumsum(lengths)])), shape=(len(texts), _WIDTH))
        norms = np.sqrt(table.multiply(table).sum(axis=1))
        first, second = at[: len(left)], at[len(left) :]
        return table[first].multiply(table[second]).sum(axis=1) / (norms[first] * norms[second])

    def _weighed(self, texts: Places) -> tuple[NDArray[np.int64], Places, Floats]:
        grams = self.sketches.grams
        lengths = grams.sizes()[texts]
        cells = _inside(grams.starts[texts], lengths)
        values = grams.values[cells]
        han = np.repeat(self.sketches.han[texts], lengths)
        rare = np.empty(len(values))
        for script, there in _BY_SCRIPT:
            chosen = han == there
            if chosen.any():
                rare[chosen] = self._rarity(script).weigh(values[chosen])
        return values.astype(np.int64), lengths, rare * grams.counts[cells]


class Hashed(Protocol):
    """What is compared of a text: its script and its shingle hashes, as stored."""

    @property
    def script(self) -> str:
        """Return the script."""
        ...

    @property
    def wording(self) -> bytes:
        """Return the sorted hashes, four bytes each."""
        ...


def against_many(one: Sketch, others: Sequence[Hashed]) -> Checked:
    """Promise for one text that is not short, beside each of others, what `copies.compare` says of the two."""
    sizes = np.array([len(other.wording) // 4 for other in others], np.intp)
    hashes = np.frombuffer(b"".join([other.wording for other in others]), dtype="<u4")
    at = np.minimum(np.searchsorted(one.wording, hashes), max(0, len(one.wording) - 1))
    hit = np.concatenate([[0], np.cumsum(one.wording[at] == hashes) if len(one.wording) else np.zeros(len(hashes))])
    ends = np.cumsum(sizes)
    shared = hit[ends] - hit[ends - sizes]
    values = shared / np.maximum(1, sizes + len(one.wording) - shared)
    values *= np.array([other.script == one.script for other in others])
    return Checked(values, values >= WORDING_AT[one.script])


def _inside(starts: Places, lengths: Places) -> Places:
    """Return every position of the ranges that begin here and are so long."""
    return np.arange(lengths.sum()) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)


def _marks(sets: Sets, spread: Spread) -> tuple[NDArray[np.uint64], Places]:
    """Return each set as marks in a row of bits, and how many of its hashes hide behind another's mark."""
    sizes = sets.sizes()
    marks = np.empty((len(sizes), _BITS // 64), np.uint64)

    def fill(start: int) -> None:
        stop = min(len(sizes), start + _TEXTS_AT_ONCE)
        owners = np.repeat(np.arange(stop - start), sizes[start:stop])
        field = np.zeros((stop - start, _BITS), np.bool_)
        field[owners, sets.values[sets.starts[start] : sets.starts[stop]] & np.uint32(_BITS - 1)] = True
        marks[start:stop] = np.packbits(field, axis=1).view(np.uint64)

    list(spread(fill, range(0, len(sizes), _TEXTS_AT_ONCE)))
    return marks, sizes - np.bitwise_count(marks).sum(axis=1, dtype=np.intp)


def _shared(sets: Sets, left: Places, right: Places) -> Places:
    """Return how many hashes each pair of sets shares."""
    sizes = sets.sizes()
    pair = np.arange(len(left), dtype=np.uint64) << np.uint64(32)
    halves = [
        np.repeat(pair, sizes[texts]) | sets.values[_inside(sets.starts[texts], sizes[texts])]
        for texts in (left, right)
    ]
    ordered = np.sort(np.concatenate(halves), kind="stable")  # both halves are in order: they are only merged
    twice = ordered[1:][ordered[1:] == ordered[:-1]] >> np.uint64(32)
    return np.bincount(twice.astype(np.intp), minlength=len(left))
