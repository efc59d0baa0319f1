"""Where copies of a text would lie: MinHash bands of its shingle hashes, the respondent in every key."""

import uuid
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from joinder.matching.shingles import Hashes, Places, Sets, Sketch, Sketches

Keys = NDArray[np.int64]
U64 = NDArray[np.uint64]
# Measured on edited copies: 42 bands of 3 find .982 of the copies and .84 of heavily cut ones, 64 bands .989 and .89.
BANDS, ROWS = 48, 3
# A key is a positive number of 47 bits, which SQLite keeps in six bytes; a million reports have 26 bits of keys.
_SPARE = np.uint64(17)
_FIXED = np.random.default_rng(20261121)
_FACTORS = _FIXED.integers(0, 2**32, size=BANDS * ROWS, dtype=np.uint32, endpoint=False) | np.uint32(1)
_COLUMN = _FACTORS[:, None]
_NUMBERS = np.arange(BANDS, dtype=np.uint64)[:, None] * np.uint64(0x9E3779B97F4A7C15)
_MIX, _STIR = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_AT_ONCE = 40_000  # hashes that are multiplied together: they stay in the processor's nearest memory


def band_keys(sketch: Sketch, respondent_id: uuid.UUID) -> list[int]:
    """Promise the keys under which copies about the same respondent meet; none for an empty text."""
    salt = _salt(respondent_id)
    found = [_keys_alone(sets, salt ^ np.uint64(kind)) for kind, sets in enumerate((sketch.wording, sketch.grams))]
    return [key for keys in found for key in keys]


@lru_cache(maxsize=4096)
def _salt(respondent_id: uuid.UUID) -> np.uint64:
    return salts([respondent_id])[0]


def _keys_alone(values: Hashes, salt: np.uint64) -> list[int]:
    if not len(values):
        return []
    lowest = (values[None, :] * _COLUMN).min(axis=1).reshape(BANDS, ROWS, 1)
    return _keys(lowest, np.array([salt]))[0].tolist()


def salts(respondents: Sequence[uuid.UUID]) -> U64:
    """Promise one number per respondent, which keeps the buckets of different respondents apart."""
    halves = np.frombuffer(b"".join(one.bytes for one in respondents), dtype=">u8").reshape(-1, 2).astype(np.uint64)
    return _mixed(halves[:, 0]) ^ halves[:, 1]


def band_keys_many(sketches: Sketches, respondents: U64) -> tuple[Keys, Places]:
    """Promise the keys of many texts about respondents (as `salts`), and whose each is, text after text."""
    found = [
        _of_sets(sets, respondents ^ np.uint64(kind)) for kind, sets in enumerate((sketches.wording, sketches.grams))
    ]
    owners = np.concatenate([owners for owners, _ in found])
    keys = np.concatenate([keys for _, keys in found])
    order = np.argsort(owners, kind="stable")
    return keys[order].reshape(-1), np.repeat(owners[order], BANDS)


def owners_of(sketches: Sketches) -> Places:
    """Promise the second half of `band_keys_many` alone: whose each key is."""
    kinds = (sketches.wording.sizes() > 0).astype(np.intp) + (sketches.grams.sizes() > 0)
    return np.repeat(np.arange(len(sketches)), BANDS * kinds)


def _of_sets(sets: Sets, salt: U64) -> tuple[Places, Keys]:
    """Return the numbers of the sets that are not empty, and the keys of each in a row."""
    sizes = sets.sizes()
    filled = np.flatnonzero(sizes)
    lowest = np.empty((BANDS * ROWS, len(filled)), np.uint32)
    if len(filled):
        _fill_by_size(lowest, sets, filled)
    return filled, _keys(lowest.reshape(BANDS, ROWS, -1), salt[filled])


def _fill_by_size(lowest: NDArray[np.uint32], sets: Sets, filled: Places) -> None:
    """Lay sets of like size side by side, the smaller ones repeating their last hash, which changes no minimum."""
    sizes = sets.sizes()[filled]
    order = np.argsort(sizes, kind="stable")
    start = 0
    while start < len(order):
        widest = int(sizes[order[min(len(order) - 1, start + _AT_ONCE // int(sizes[order[start]]))]])
        stop = min(len(order), start + max(1, _AT_ONCE // widest))
        chosen = order[start:stop]
        tall = int(sizes[chosen[-1]])
        inside = np.minimum(np.arange(tall)[:, None], sizes[chosen] - 1)
        block = sets.values[sets.starts[filled[chosen]] + inside]
        product = np.empty_like(block)
        for row, factor in enumerate(_FACTORS):
            np.multiply(block, factor, out=product)
            lowest[row, chosen] = product.min(axis=0)
        start = stop


def _keys(lowest: NDArray[np.uint32], salt: U64) -> Keys:
    pair = (lowest[:, 0].astype(np.uint64) << np.uint64(32)) | lowest[:, 1]
    mixed = _mixed(pair ^ _mixed(_NUMBERS ^ salt))
    return np.ascontiguousarray((_mixed(mixed ^ lowest[:, 2]) >> _SPARE).T).view(np.int64)


def _mixed(word: U64) -> U64:
    """Spread 64 bits (the finaliser of SplitMix64)."""
    word = (word ^ (word >> np.uint64(30))) * _MIX
    word = (word ^ (word >> np.uint64(27))) * _STIR
    return word ^ (word >> np.uint64(31))
