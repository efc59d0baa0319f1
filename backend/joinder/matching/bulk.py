"""All near-copies among many texts without a database: what an import, a sheet or a bench needs, on all cores."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from joinder.matching.bands import U64, Keys, band_keys_many, owners_of
from joinder.matching.canonical import Script, canonical_many
from joinder.matching.checking import Checker
from joinder.matching.copies import Rarity
from joinder.matching.meeting import Cells, meet
from joinder.matching.names import NO_NAMES, Names
from joinder.matching.sharing import in_turns
from joinder.matching.shingles import Places, Sketches, sketch_many, stacked

SAMPLE = 64
_TEXTS_EACH = 1_500  # one piece of work: little enough that all workers end together
_PAIRS_EACH = 50_000


@dataclass(frozen=True, slots=True)
class Copies:
    """Pairs of near-copies by their numbers, the later text first, and how near each is (0–1)."""

    later: Places
    earlier: Places
    values: NDArray[np.float64]
    checked: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """Many texts ready to be compared: their sketches, and the buckets each belongs in."""

    sketches: Sketches
    keys: Keys

    @property
    def owners(self) -> Places:
        """Whose each key is."""
        return owners_of(self.sketches)


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def near_copies_among(texts: Sequence[str], respondents: U64, key: bytes, workers: int = 1) -> Copies:
    """Promise all near-copies among texts (only within one respondent), the same for any number of workers."""
    ready = prepare(texts, respondents, key, workers)
    return copies_among(ready, workers)


def prepare(texts: Sequence[str], respondents: U64, key: bytes, workers: int = 1, names: Names = NO_NAMES) -> Prepared:
    """Promise texts as sketches and bucket keys, in the order of the texts, for any number of workers."""
    pieces = -(-len(texts) // _TEXTS_EACH)
    made = in_turns(partial(_prepare_piece, texts, respondents, key, names), max(1, pieces), workers)
    return Prepared(stacked([one.sketches for one in made]), np.concatenate([one.keys for one in made]))


def _prepare_piece(texts: Sequence[str], respondents: U64, key: bytes, names: Names, number: int) -> Prepared:
    piece = slice(number * _TEXTS_EACH, (number + 1) * _TEXTS_EACH)
    sketches = sketch_many(canonical_many(texts[piece], names, read=False), key)
    return Prepared(sketches, band_keys_many(sketches, respondents[piece])[0])


def copies_among(ready: Prepared, workers: int = 1) -> Copies:
    """Promise the near-copies among prepared texts: who met in the buckets, checked exactly."""
    none = Cells(np.empty(0, np.int64), np.empty(0, np.intp))
    with ThreadPoolExecutor(workers) as pool:
        spread = pool.map if workers > 1 else map
        met, _ = meet(none, Cells(ready.keys, ready.owners), workers, spread)
        checker = Checker(ready.sketches, sampled(ready.sketches), spread)
        each = max(1, min(_PAIRS_EACH, -(-len(met.later) // workers)))
        parts = [slice(start, start + each) for start in range(0, len(met.later), each)]
        checked = list(spread(lambda part: checker.check(met.later[part], met.earlier[part]), parts))
    values = np.concatenate([one.values for one in checked]) if checked else np.empty(0)
    near = np.concatenate([one.is_copy for one in checked]) if checked else np.empty(0, np.bool_)
    return Copies(met.later[near], met.earlier[near], values[near], len(met.later))


def sampled(sketches: Sketches) -> Callable[[Script], Rarity]:
    """Promise the rarity of short grams in each script, from the first short texts in it."""
    grams = sketches.grams
    short = grams.sizes() > 0

    @cache
    def of(script: Script) -> Rarity:
        first = np.flatnonzero(short & (sketches.han == (script == "han")))[:SAMPLE].tolist()
        return Rarity([grams.values[grams.starts[at] : grams.starts[at + 1]] for at in first])

    return of
