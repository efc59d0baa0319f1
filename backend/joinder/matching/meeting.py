"""Who meets whom in the buckets: each new text sees those that came before it, and a bucket stops growing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinder.matching.bands import Keys
from joinder.matching.shingles import Places

# A bucket this full takes no more: a campaign's ten-thousandth copy still meets sixty-four of the others.
BUCKET = 64
CANDIDATES = 200
_UP = np.uint64(17)  # a key's upper seventeen bits are empty (bands)
_PAIRS_AT_ONCE = 4_000_000


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


def meet(stored: Cells, fresh: Cells) -> tuple[Met, NDArray[np.bool_]]:
    """Promise whom each fresh text met (those it met most, CANDIDATES at most), and which fresh cells to store.

    Fresh texts come in the order of their numbers, after all that is stored; a cell stored before is not fresh.
    """
    keys = np.concatenate([stored.keys, fresh.keys])
    owners = np.concatenate([stored.owners, fresh.owners])
    old = len(stored.keys)
    kept = np.ones(len(fresh.keys), np.bool_)
    shared = _shared(keys)
    order = shared[np.lexsort((owners[shared], shared >= old, keys[shared]))]
    begins = np.flatnonzero(np.concatenate([[True], keys[order][1:] != keys[order][:-1]])) if len(order) else order
    start = np.repeat(begins, np.diff(begins, append=len(order)))
    place = np.arange(len(order)) - start
    new = order >= old
    kept[order[new & (place >= BUCKET)] - old] = False
    pairs = list(_best(owners[order], start[new], np.minimum(place, BUCKET)[new], np.flatnonzero(new)))
    if not pairs:
        return Met(np.empty(0, np.intp), np.empty(0, np.intp)), kept
    return Met(np.concatenate([one.later for one in pairs]), np.concatenate([one.earlier for one in pairs])), kept


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


def _shared(keys: Keys) -> Places:
    """Return the cells whose bucket holds another: sort bits of the keys with the cell's number below them."""
    bits = np.uint64(len(keys).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    packed = np.sort(((keys.view(np.uint64) << _UP) & ~low) | np.arange(len(keys), dtype=np.uint64))
    upper = packed >> bits
    same = upper[1:] == upper[:-1]
    beside = np.concatenate([same, [False]]) | np.concatenate([[False], same]) if len(keys) else same
    return (packed[beside] & low).astype(np.intp)


def _best(owners: Places, start: Places, ahead: Places, at: Places) -> Iterator[Met]:
    """Count, for each later text, how often it met each earlier one, some texts at a time."""
    by_owner = np.argsort(owners[at], kind="stable")
    start, ahead, at = start[by_owner], ahead[by_owner], at[by_owner]
    whose = owners[at]
    total = np.cumsum(ahead)
    low = 0
    while low < len(at):
        high = int(np.searchsorted(total, (total[low - 1] if low else 0) + _PAIRS_AT_ONCE, side="right"))
        high = int(np.searchsorted(whose, whose[min(max(high, low), len(at) - 1)], side="right"))
        yield _counted(owners, start[low:high], ahead[low:high], whose[low:high])
        low = high


def _counted(owners: Places, start: Places, ahead: Places, whose: Places) -> Met:
    inside = np.arange(ahead.sum()) - np.repeat(np.cumsum(ahead) - ahead, ahead)
    earlier = owners[np.repeat(start, ahead) + inside]
    later = np.repeat(whose, ahead)
    apart = earlier != later
    packed = np.sort((later[apart].astype(np.uint64) << np.uint64(32)) | earlier[apart].astype(np.uint64))
    first = np.flatnonzero(np.concatenate([[True], packed[1:] != packed[:-1]])) if len(packed) else np.empty(0, np.intp)
    pairs, often = packed[first], np.diff(first, append=len(packed))
    most = np.lexsort((-often, pairs >> np.uint64(32)))
    later = (pairs >> np.uint64(32))[most].astype(np.intp)
    begins = np.flatnonzero(np.concatenate([[True], later[1:] != later[:-1]])) if len(later) else np.empty(0, np.intp)
    rank = np.arange(len(later)) - np.repeat(begins, np.diff(begins, append=len(later)))
    near = rank < CANDIDATES
    return Met(later[near], (pairs & np.uint64(0xFFFFFFFF))[most][near].astype(np.intp))
