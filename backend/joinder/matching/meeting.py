"""Who meets whom in the buckets: each new text sees those that came before it, and a bucket stops growing."""

from collections import Counter
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
CANDIDATES = 200
_UP = np.uint64(17)  # a key's upper seventeen bits are empty (bands)
_KEYS = 1 << 47
_OFTEN = 20  # bits: two texts meet at most once for each of their buckets
_PAIRS_AT_ONCE = 4_000_000
Spread = Callable[..., Iterable[Any]]  # map, or the map of a pool of threads


@dataclass(frozen=True, slots=True)
class Cells:
    """What lies in buckets: the key of each cell and the number of the text in it."""

    keys: Keys
    owners: Places


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs of numbers, the later text first, ordered by it and then by how often the two met."""

    later: Places
    earlier: Places


def meet(stored: Cells, fresh: Cells, hands: int = 1, spread: Spread = map) -> tuple[Met, NDArray[np.bool_]]:
    """Promise whom each fresh text met (those it met most, CANDIDATES at most), and which fresh cells to store.

    Fresh texts come in the order of their numbers, after all that is stored; a cell stored before is not fresh. Several
    hands take a part of the keys each, then a part of the texts, and find what one finds.
    """
    first = np.argsort(stored.owners, kind="stable")
    keys = np.concatenate([stored.keys[first], fresh.keys])
    owners = np.concatenate([stored.owners[first], fresh.owners])
    old = len(stored.keys)
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
    """Promise the same for one fresh text: whom it met, most often first, and the keys under which to store it."""
    size = Counter([key for key, _ in stored])
    full = {key for key, held in size.items() if held >= BUCKET}
    often = Counter([owner for key, owner in stored if key not in full] if full else [owner for _, owner in stored])
    for key in full:  # the first in a bucket stand for all of it
        often.update(sorted(owner for where, owner in stored if where == key)[:BUCKET])
    del often[own]
    return sorted(often, key=lambda owner: (-often[owner], owner))[:CANDIDATES], [
        key for key in fresh if key not in full
    ]


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
    bits = np.uint64(len(keys).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    packed = np.sort(((keys.view(np.uint64) << _UP) & ~low) | np.arange(len(keys), dtype=np.uint64))
    upper = packed >> bits
    same = upper[1:] == upper[:-1]
    beside = np.concatenate([same, [False]]) | np.concatenate([[False], same]) if len(keys) else same
    return (packed[beside] & low).astype(np.intp)


Work = tuple[Places, Places, Places, Places]


def _best(owners: Places, start: Places, ahead: Places, at: Places, hands: int) -> Iterator[Work]:
    """Cut the counting of how often each later text met each earlier one into pieces, each of whole texts."""
    by_owner = np.argsort(owners[at], kind="stable")
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


def _counted(work: Work) -> Met:
    owners, start, ahead, whose = work
    inside = np.arange(ahead.sum()) - np.repeat(np.cumsum(ahead) - ahead, ahead)
    earlier = owners[np.repeat(start, ahead) + inside]
    later = np.repeat(whose, ahead)
    apart = earlier != later
    packed = np.sort((later[apart].astype(np.uint64) << np.uint64(32)) | earlier[apart].astype(np.uint64))
    first = np.flatnonzero(_changes(packed))
    pairs, often = packed[first], np.diff(first, append=len(packed))
    later = (pairs >> np.uint64(32)).astype(np.intp)
    most = np.argsort((later << _OFTEN) - often, kind="stable")  # by text, then the most often met first
    later, pairs = later[most], pairs[most]
    begins = np.flatnonzero(_changes(later))
    near = np.arange(len(later)) - np.repeat(begins, np.diff(begins, append=len(later))) < CANDIDATES
    return Met(later[near], (pairs & np.uint64(0xFFFFFFFF))[near].astype(np.intp))
