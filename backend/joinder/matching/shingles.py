"""Texts as sets of keyed shingle hashes: what is stored of a report to compare it, without its words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinder.matching.canonical import SHORT, Canonical, Script
from joinder.matching.siphash import siphash

Hashes = NDArray[np.uint32]
# Measured: 3 characters in Chinese; 5 in Latin scripts (word shingles lost most copies with 15 % typing errors).
WORDING: dict[Script, int] = {"han": 3, "latin": 5}
# A short text may be compared with a longer one that adds a greeting, so texts up to twice the limit keep both.
GRAMS_BELOW = 2 * SHORT
GRAM_SIZES = (2, 3, 4)
_POINTS_PER_WORD = 3
_POINT_BITS = np.uint64(21)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The keyed shingle hashes of one text: its wording, and for short texts its character 2–4-grams with counts."""

    script: Script
    length: int
    wording: Hashes
    grams: Hashes
    counts: NDArray[np.uint8]


def sketch(texts: Sequence[Canonical], key: bytes) -> list[Sketch]:
    """Promise one sketch per text, hashed together under the key; refuses a key that is not 16 bytes."""
    wording = _sets([text.text for text in texts], [(WORDING[text.script],) for text in texts], key)
    short = [text.text if len(text.text) < GRAMS_BELOW else "" for text in texts]
    grams = _sets(short, [GRAM_SIZES] * len(texts), key)
    return [
        Sketch(text.script, len(text.text), words[0], parts[0], parts[1])
        for text, words, parts in zip(texts, wording, grams, strict=True)
    ]


def _sets(texts: list[str], sizes: list[tuple[int, ...]], key: bytes) -> list[tuple[Hashes, NDArray[np.uint8]]]:
    """Hash every n-gram of every text and return each text's distinct hashes with their counts."""
    owners: list[NDArray[np.intp]] = []
    hashes: list[Hashes] = []
    lengths = np.array([len(text) for text in texts])
    starts = np.cumsum(lengths) - lengths
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    for size in sorted({size for each in sizes for size in each}):
        chosen = np.array([size in each for each in sizes])
        counts = np.where(chosen & (lengths > 0), np.maximum(lengths - size + 1, 1), 0)
        owner = np.repeat(np.arange(len(texts)), counts)
        inside = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
        hashes.append(_hash_grams(points, (starts[owner] + inside, (starts + lengths)[owner]), size, key))
        owners.append(owner)
    return _distinct(np.concatenate(owners), np.concatenate(hashes), len(texts))


def _hash_grams(
    points: NDArray[np.uint64], span: tuple[NDArray[np.intp], NDArray[np.intp]], size: int, key: bytes
) -> Hashes:
    """Pack each gram's code points three to a word and hash; a text shorter than the gram is one gram, padded."""
    first, end = span
    blocks = np.zeros((len(first), -(-size // _POINTS_PER_WORD) + 1), dtype=np.uint64)
    padded = np.concatenate([points, np.zeros(1, dtype=np.uint64)])
    for offset in range(size):
        at = np.where(first + offset < end, first + offset, len(points))
        column = blocks[:, offset // _POINTS_PER_WORD]
        column <<= _POINT_BITS
        column |= padded[at]
    blocks[:, -1] = size
    return (siphash(key, blocks) >> np.uint64(32)).astype(np.uint32)


def _distinct(owners: NDArray[np.intp], hashes: Hashes, texts: int) -> list[tuple[Hashes, NDArray[np.uint8]]]:
    both = (owners.astype(np.uint64) << np.uint64(32)) | hashes
    values, counts = np.unique(both, return_counts=True)
    edges = np.searchsorted(values >> np.uint64(32), np.arange(texts + 1))
    small = values.astype(np.uint32)
    few = np.minimum(counts, 255).astype(np.uint8)
    return [(small[low:high], few[low:high]) for low, high in itertools.pairwise(edges)]
