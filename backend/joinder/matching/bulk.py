"""All near-copies among many texts without a database: what an import, a sheet or a bench needs, on all cores."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from joinder.matching.bands import U64, Keys, band_keys_many
from joinder.matching.canonical import Script, canonical_many
from joinder.matching.checking import Checker
from joinder.matching.copies import Rarity
from joinder.matching.meeting import Cells, meet
from joinder.matching.names import NO_NAMES, Names
from joinder.matching.shingles import Places, Sketches, sketch_many, stacked

SAMPLE = 64
_TEXTS_EACH = 4_000  # one piece of work: enough to outweigh handing it to another process
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
    owners: Places


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def near_copies_among(texts: Sequence[str], respondents: U64, key: bytes, workers: int = 1) -> Copies:
    """Promise all near-copies among texts (only within one respondent), the same for any number of workers."""
    ready = prepare(texts, respondents, key, workers)
    return copies_among(ready, workers)


def prepare(texts: Sequence[str], respondents: U64, key: bytes, workers: int = 1, names: Names = NO_NAMES) -> Prepared:
    """Promise texts as sketches and bucket keys; several workers take turns, in the order of the texts."""
    pieces = [slice(start, start + _TEXTS_EACH) for start in range(0, len(texts), _TEXTS_EACH)]
    work = partial(_prepare_piece, key=key, names=names)
    jobs = ((texts[piece], respondents[piece]) for piece in pieces)
    made = list(_in_processes(work, jobs, min(workers, len(pieces))))
    if not made:
        return _prepare_piece((texts, respondents), key, names)
    return Prepared(
        stacked([one.sketches for one in made]),
        np.concatenate([one.keys for one in made]),
        np.concatenate([one.owners + piece.start for one, piece in zip(made, pieces, strict=True)]),
    )


def _prepare_piece(piece: tuple[Sequence[str], U64], key: bytes, names: Names) -> Prepared:
    sketches = sketch_many(canonical_many(piece[0], names), key)
    return Prepared(sketches, *band_keys_many(sketches, piece[1]))


def _in_processes(
    work: partial[Prepared], jobs: Iterator[tuple[Sequence[str], U64]], workers: int
) -> Iterator[Prepared]:
    if workers < 2:  # noqa: PLR2004
        yield from map(work, jobs)
        return
    # A copy of a process with several threads may stop forever at a lock one of them held.
    context = multiprocessing.get_context("fork" if threading.active_count() == 1 else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(work, jobs)


def copies_among(ready: Prepared, workers: int = 1) -> Copies:
    """Promise the near-copies among prepared texts: who met in the buckets, checked exactly."""
    met, _ = meet(Cells(np.empty(0, np.int64), np.empty(0, np.intp)), Cells(ready.keys, ready.owners))
    checker = Checker(ready.sketches, sampled(ready.sketches))
    starts = range(0, len(met.later), _PAIRS_EACH)
    each = [(met.later[at : at + _PAIRS_EACH], met.earlier[at : at + _PAIRS_EACH]) for at in starts]
    with ThreadPoolExecutor(workers) as pool:
        checked = list(pool.map(lambda pair: checker.check(*pair), each))
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
