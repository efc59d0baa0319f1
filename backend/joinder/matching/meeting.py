"""Who meets whom in the buckets: each new text sees those that came before it, and a bucket stops growing."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from joinder.matching.bands import Keys
from joinder.matching.shingles import Places

# A bucket this full takes no more: a campaign's ten-thousandth copy still meets sixty-four of the others.
BUCKET = 64
# Of whom a text met, as many are compared: those first that share the most buckets, a bucket of few telling more.
CANDIDATES = 64
_TELLING = [0, *(round(16 * (1 + math.log2(BUCKET / size))) for size in range(1, BUCKET + 1))]
_WEIGHTS = np.array(_TELLING, np.uint64)
_UP = np.uint64(17)  # a key's upper seventeen bits are empty (bands)
_KEYS = 1 << 47
_MOST = 20  # bits: how much two texts share
_TEXT, _TOLD = np.uint64(28), np.uint64(7)  # bits: a text's number, and how telling one bucket is
_LOW_TEXT, _LOW_TOLD = (np.uint64((1 << int(bits)) - 1) for bits in (_TEXT, _TOLD))
_PAIRS_AT_ONCE = 4_000_000
Spread = Callable[..., Iterable[Any]]  # map, or the map of a pool of threads


@dataclass(frozen=True, slots=True)
class Cells:
    """What lies in buckets: the key of each cell and the number of the text in it."""

    keys: Keys
    owners: Places


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs of numbers, the later text first, ordered by it and then by how much the two share."""

    later: Places
    earlier: Places


def meet(stored: Cells, fresh: Cells, hands: int = 1, spread: Spread = map) -> tuple[Met, NDArray[np.bool_]]:
    """Promise whom each fresh text met (the most telling, CANDIDATES at most), and which fresh cells to store.

    Fresh texts come in the order of their numbers, after all that is stored; a cell stored before is not fresh. Several
    hands take a part of the keys each, then a part of the texts, and find what one finds.
    """
    old = len(stored.keys)
    keys, owners = fresh.keys, fresh.owners
    if old:
        first = np.argsort(stored.owners, kind="stable")
        keys, owners = np.concatenate([stored.keys[first], keys]), np.concatenate([stored.owners[first], owners])
    bounds = np.linspace(0, _KEYS, hands + 1).astype(np.int64)[1:-1].tolist()
    each = list(spread(partial(_gather, keys), [None, *bounds], [*bounds, None]))
    shift = np.cumsum([0, *(len(one.cells) for one in each)])
    order = np.concatenate([one.cells for one in each])
    start = np.concatenate([one.start + more for one, more in zip(each, shift.tolist(), strict=False)])
    place = np.arange(len(order)) - start
    new = order >= old
    kept = np.ones(len(fresh.keys), np.bool_)
    kept[order[new & (place >= BUCKET)] - old] = False
    pairs = _best(owners[order], start[new], np.minimum(place, BUCKET)[new], np.flatnonzero(new), hands)
    met = list(spread(_counted, pairs))
    if not met:
        return Met(np.empty(0, np.intp), np.empty(0, np.intp)), kept
    return Met(np.concatenate([one.later for one in met]), np.concatenate([one.earlier for one in met])), kept


def meet_alone(stored: Sequence[tuple[int, int]], own: int, fresh: Iterable[int]) -> tuple[list[int], list[int]]:
    """Promise the same for one fresh text: whom it met, the most telling first, and under which keys to store it."""
    held: dict[int, list[int]] = {}
    for key, owner in stored:
        held.setdefault(key, []).append(owner)
    full = {key for key, owners in held.items() if len(owners) >= BUCKET}
    met: dict[int, int] = {}
    for key, owners in held.items():
        telling = _TELLING[min(len(owners), BUCKET)]
        for owner in sorted(owners)[:BUCKET] if key in full else owners:  # the first in a bucket stand for all of it
            met[owner] = met.get(owner, 0) + telling
    met.pop(own, None)
    most = sorted(met, key=lambda owner: (-met[owner], owner))[:CANDIDATES]
    return most, [key for key in fresh if key not in full]


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Cells that share their bucket, bucket by bucket and in their order, and where each one's bucket begins."""

    cells: Places
    start: Places


def _gather(keys: Keys, low: int | None, high: int | None) -> _Gathered:
    """Put the cells of a part of the keys (all from low on, below high) beside those in the same bucket."""
    if low is None and high is None:
        cells = _shared(keys)
    else:
        above = np.True_ if low is None else keys >= low
        inside = np.flatnonzero(above & (np.True_ if high is None else keys < high))
        cells = inside[_shared(keys[inside])]
    cells = cells[np.argsort(keys[cells], kind="stable")]  # soon done: only keys alike in their upper bits are apart
    begins = np.flatnonzero(_changes(keys[cells]))
    return _Gathered(cells, np.repeat(begins, np.diff(begins, append=len(cells))))


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Return where a value is another than the one before it."""
    return np.concatenate([[True], values[1:] != values[:-1]]) if len(values) else np.empty(0, np.bool_)


def _shared(keys: Keys) -> Places:
    """Return the cells whose bucket holds another: sort bits of the keys with the cell's number below them."""
    low = np.uint64((1 << len(keys).bit_length()) - 1)
    packed = keys.view(np.uint64) << _UP
    packed &= ~low
    packed |= np.arange(len(keys), dtype=np.uint64)
    packed.sort()
    same = (packed[1:] ^ packed[:-1]) <= low
    beside = np.concatenate([same, [False]]) | np.concatenate([[False], same]) if len(keys) else same
    return (packed[beside] & low).astype(np.intp)


Work = tuple[Places, Places, Places, Places]


def _best(owners: Places, start: Places, ahead: Places, at: Places, hands: int) -> Iterator[Work]:
    """Cut the counting of how much each later text shares with each earlier one into pieces, each of whole texts."""
    by_owner = _in_order(owners[at])
    start, ahead, at = start[by_owner], ahead[by_owner], at[by_owner]
    whose = owners[at]
    total = np.cumsum(ahead)
    most = min(_PAIRS_AT_ONCE, int(total[-1]) // hands + 1) if len(total) else 1
    low = 0
    while low < len(at):
        high = int(np.searchsorted(total, (total[low - 1] if low else 0) + most, side="right"))
        high = int(np.searchsorted(whose, whose[min(max(high, low), len(at) - 1)], side="right"))
        yield owners, start[low:high], ahead[low:high], whose[low:high]
        low = high


def _in_order(owners: Places) -> Places:
    """Return the places of numbers of texts in their order, what comes first staying first."""
    place = np.uint64(64) - _TEXT
    packed = owners.astype(np.uint64) << place
    packed |= np.arange(len(owners), dtype=np.uint64)
    packed.sort()
    packed &= (np.uint64(1) << place) - np.uint64(1)
    return packed.view(np.intp)


def _counted(work: Work) -> Met:
    owners, start, ahead, whose = work
    inside = np.arange(ahead.sum()) - np.repeat(np.cumsum(ahead) - ahead, ahead)
    earlier = owners[np.repeat(start, ahead) + inside]
    later = np.repeat(whose, ahead)
    told = np.repeat(_WEIGHTS[ahead], ahead)
    apart = earlier != later
    pair = (later[apart].astype(np.uint64) << _TEXT) | earlier[apart].astype(np.uint64)
    packed = np.sort((pair << _TOLD) | told[apart])
    pair = packed >> _TOLD
    first = np.flatnonzero(_changes(pair))
    shared = np.add.reduceat(packed & _LOW_TOLD, first).astype(np.intp) if len(first) else first
    pairs = pair[first]
    later = (pairs >> _TEXT).astype(np.intp)
    most = np.argsort((later << _MOST) - shared, kind="stable")  # by text, then whom it shares the most with
    later, pairs = later[most], pairs[most]
    begins = np.flatnonzero(_changes(later))
    near = np.arange(len(later)) - np.repeat(begins, np.diff(begins, append=len(later))) < CANDIDATES
    return Met(later[near], (pairs & _LOW_TEXT)[near].astype(np.intp))
