"""Texts as sets of keyed shingle hashes: what is stored of a report to compare it, without its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinder.core.points import BREAK, Points, parts, to_points
from joinder.matching.canonical import SHORT, Canonical, Script
from joinder.matching.keyed import keyed

Hashes = NDArray[np.uint32]
Places = NDArray[np.intp]
# Measured: 3 characters in Chinese; 5 in Latin scripts (word shingles lost most copies with 15 % typing errors).
WORDING: dict[Script, int] = {"han": 3, "latin": 5}
GRAM_SIZES = (2, 3, 4)
_POINT_BITS, _PER_WORD = np.uint64(21), 3
_TAG = np.uint64(42)
_SHIFTS = [_POINT_BITS * np.uint64(place) for place in range(_PER_WORD)]
_FILLER = "\0"
_NONE, _NO_COUNTS = np.empty(0, np.uint32), np.empty(0, np.uint8)
_MOST = 255


@dataclass(frozen=True, slots=True)
class Sketch:
    """The keyed shingle hashes of one text: its wording, and for short texts its character 2–4-grams with counts."""

    script: Script
    length: int
    wording: Hashes
    grams: Hashes
    counts: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sets:
    """Many sets of hashes, one after the other, each sorted: `values[starts[i]:starts[i + 1]]` is the i-th."""

    values: Hashes
    counts: NDArray[np.uint8]
    starts: Places

    def sizes(self) -> Places:
        """Return how many hashes each set has."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Sketches:
    """The sketches of many texts, column by column."""

    han: NDArray[np.bool_]
    lengths: Places
    wording: Sets
    grams: Sets

    def __len__(self) -> int:
        """Return how many texts these are."""
        return len(self.lengths)

    def __iter__(self) -> Iterator[Sketch]:
        """Return them one by one."""
        for at in range(len(self)):
            words = slice(self.wording.starts[at], self.wording.starts[at + 1])
            grams = slice(self.grams.starts[at], self.grams.starts[at + 1])
            yield Sketch(
                "han" if self.han[at] else "latin",
                int(self.lengths[at]),
                self.wording.values[words],
                self.grams.values[grams],
                self.grams.counts[grams],
            )


def sketch(texts: Sequence[Canonical], key: bytes) -> list[Sketch]:
    """Promise one sketch per text, hashed together under the key; refuses a key that is not 16 bytes."""
    return [_alone(texts[0], key)] if len(texts) == 1 else list(sketch_many(texts, key))


def _alone(text: Canonical, key: bytes) -> Sketch:
    """Do for one text what is done for many: the same hashes, without the arrays that keep texts apart."""
    if not text.text:
        return Sketch(text.script, 0, _NONE, _NONE, _NO_COUNTS)
    wording = np.unique(_hashes_alone(text.text, WORDING[text.script], key))
    if not text.is_short:
        return Sketch(text.script, len(text.text), wording, _NONE, _NO_COUNTS)
    grams = np.concatenate([_hashes_alone(text.text, size, key) for size in GRAM_SIZES])
    values, counts = np.unique(grams, return_counts=True)
    return Sketch(text.script, len(text.text), wording, values, np.minimum(counts, _MOST).astype(np.uint8))


def _hashes_alone(text: str, size: int, key: bytes) -> Hashes:
    plain = text.ljust(size, _FILLER)
    points = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(points) - size + 1
    blocks = np.empty((count, 2), np.uint64)
    for word, start in enumerate((0, _PER_WORD)):
        column = np.full(count, word * (size << int(_TAG)), np.uint64)
        for place in range(min(_PER_WORD, size - start)):
            column |= points[start + place : start + place + count] << _SHIFTS[place]
        blocks[:, word] = column
    return (keyed(key, blocks) >> np.uint64(32)).astype(np.uint32)


def sketch_many(texts: Sequence[Canonical], key: bytes) -> Sketches:
    """Promise the same, column by column."""
    plain = [text.text for text in texts]
    made = [_part(texts[part.start : part.stop], key) for part in parts(plain)]
    return stacked(made) if made else columns(())


def columns(sketches: Iterable[Sketch]) -> Sketches:
    """Promise single sketches as columns."""
    each = list(sketches)
    return Sketches(
        np.array([one.script == "han" for one in each], np.bool_),
        np.array([one.length for one in each], np.intp),
        _joined([(one.wording, np.ones(len(one.wording), np.uint8)) for one in each]),
        _joined([(one.grams, one.counts) for one in each]),
    )


def stacked(sketches: Sequence[Sketches]) -> Sketches:
    """Promise several columns as one, in their order."""
    return Sketches(
        np.concatenate([each.han for each in sketches]),
        np.concatenate([each.lengths for each in sketches]),
        _stacked([each.wording for each in sketches]),
        _stacked([each.grams for each in sketches]),
    )


def _joined(each: Sequence[tuple[Hashes, NDArray[np.uint8]]]) -> Sets:
    starts = np.concatenate([[0], np.cumsum([len(values) for values, _ in each], dtype=np.intp)]).astype(np.intp)
    if not each:
        return Sets(np.empty(0, np.uint32), np.empty(0, np.uint8), starts)
    return Sets(np.concatenate([one[0] for one in each]), np.concatenate([one[1] for one in each]), starts)


def _stacked(sets: Sequence[Sets]) -> Sets:
    sizes = np.concatenate([each.sizes() for each in sets])
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
    return Sets(np.concatenate([each.values for each in sets]), np.concatenate([each.counts for each in sets]), starts)


def _part(texts: Sequence[Canonical], key: bytes) -> Sketches:
    han = np.array([text.script == "han" for text in texts], np.bool_)
    lengths = np.fromiter((len(text.text) for text in texts), np.intp, len(texts))
    wording = [_hashed(texts, np.flatnonzero(han == (script == "han")), WORDING[script], key) for script in WORDING]
    short = np.flatnonzero(lengths < SHORT)
    grams = [_hashed(texts, short, size, key) for size in GRAM_SIZES]
    return Sketches(han, lengths, _sets(np.concatenate(wording), len(texts)), _sets(np.concatenate(grams), len(texts)))


def _hashed(texts: Sequence[Canonical], chosen: Places, size: int, key: bytes) -> NDArray[np.uint64]:
    """Return every n-gram of the chosen texts: the text's number in the high half, the gram's hash in the low."""
    chosen = np.array([at for at in chosen.tolist() if texts[at].text], np.intp)
    if not len(chosen):
        return np.empty(0, np.uint64)
    plain = [texts[at].text.ljust(size, _FILLER) for at in chosen.tolist()]  # a text shorter than the gram is one
    points = to_points(plain)
    counts = np.fromiter(map(len, plain), np.intp, len(plain)) - size + 1
    blocks = _grams(points, size)[np.repeat(np.arange(len(plain)) * size, counts) + np.arange(counts.sum())]
    owners = np.repeat(chosen, counts).astype(np.uint64)
    return (owners << np.uint64(32)) | (keyed(key, blocks) >> np.uint64(32))


def _grams(points: Points, size: int) -> NDArray[np.uint64]:
    """Return the gram that begins at each code point as two words: three code points to a word, then the size."""
    wide = np.concatenate([points, np.full(size, BREAK, np.uint32)]).astype(np.uint64)
    blocks = np.zeros((len(points), 2), np.uint64)
    for offset in range(size):
        word, place = divmod(offset, _PER_WORD)
        blocks[:, word] |= wide[offset : offset + len(points)] << (_POINT_BITS * np.uint64(place))
    blocks[:, 1] |= np.uint64(size) << _TAG
    return blocks


def _sets(owned: NDArray[np.uint64], texts: int) -> Sets:
    """Return each text's distinct hashes, sorted, with how often each stands there (255 at most)."""
    ordered = np.sort(owned)
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(ordered) else np.empty(0, int)
    values = ordered[first]
    counts = np.minimum(np.diff(first, append=len(ordered)), _MOST).astype(np.uint8)
    starts = np.searchsorted(values, np.arange(texts + 1, dtype=np.uint64) << np.uint64(32))
    return Sets(values.astype(np.uint32), counts, starts)
