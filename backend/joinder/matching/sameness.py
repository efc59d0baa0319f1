"""How far texts of one block tell the same issue: characters, words and meaning, each measured in its own spread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from joinder.matching import wording
from joinder.matching.meaning import Vectors, unit

# Set once before any measurement (research: learned weights bring no clear gain and transfer worse).
CHARACTERS, WORDS, MEANING = 0.25, 0.25, 0.75
_ROWS_AT_ONCE = 256
_SAMPLE = 400
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Each text's nearest others in its block and how near, in spreads above two texts picked at random."""

    indices: NDArray[np.int64]
    scores: Scores


@dataclass(frozen=True, slots=True)
class _Part:
    weight: float
    rows: Any
    mean: float
    spread: float


def nearest(
    texts: Sequence[str], vectors: Vectors | None, neighbours: int, tell: Callable[[int], None] | None = None
) -> Nearest:
    """Promise the nearest other texts of every text in a block; without vectors by wording alone.

    Refuses nothing; a block of one text has no neighbours. Memory grows with the block, never with its square.
    `tell` hears now and then how many texts are done.
    """
    kept = min(neighbours, len(texts) - 1)
    if kept < 1:
        return Nearest(np.empty((len(texts), 0), np.int64), np.empty((len(texts), 0), np.float32))
    parts = _parts(texts, vectors)
    found: list[tuple[NDArray[np.int64], Scores]] = []
    for at in range(0, len(texts), _ROWS_AT_ONCE):
        end = min(at + _ROWS_AT_ONCE, len(texts))
        found.append(_best(parts, at, end, kept))
        if tell is not None:
            tell(end)
    return Nearest(np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found]))


def centred(vectors: Vectors) -> Vectors:
    """Promise vectors about their common mean: what a block's texts all share says nothing about two of them.

    A zero vector, a text whose meaning nobody knows, stays zero and moves no mean.
    """
    known = np.linalg.norm(vectors, axis=1, keepdims=True) > 0
    if not known.any():
        return vectors
    mean = vectors.mean(axis=0, dtype=np.float64, where=known).astype(np.float32)
    return unit((vectors - mean) * known)


def _parts(texts: Sequence[str], vectors: Vectors | None) -> list[_Part]:
    read = [wording.read(text) for text in texts]
    rows: list[tuple[float, Any]] = [
        (CHARACTERS, wording.weigh([characters for characters, _ in read])),
        (WORDS, wording.weigh([words for _, words in read])),
    ]
    if vectors is not None:
        rows.append((MEANING, centred(vectors)))
    total = sum(weight for weight, _ in rows)
    return [_measured(weight * (CHARACTERS + WORDS + MEANING) / total, matrix) for weight, matrix in rows]


def _measured(weight: float, rows: Any) -> _Part:  # noqa: ANN401
    """Measure mean and spread of the similarity of two texts over a fixed sample against all."""
    size = rows.shape[0]
    picked = np.unique(np.linspace(0, size - 1, min(size, _SAMPLE)).astype(int))
    values = _product(rows, picked)
    values[np.arange(len(picked)), picked] = np.nan
    spread = float(np.nanstd(values, dtype=np.float64))
    return _Part(weight, rows, float(np.nanmean(values, dtype=np.float64)), spread if spread > 0 else 1.0)


def _product(rows: Any, picked: Any) -> Scores:  # noqa: ANN401
    product = rows[picked] @ rows.T
    return np.asarray(product if isinstance(product, np.ndarray) else product.toarray(), dtype=np.float32)


def _best(parts: Sequence[_Part], start: int, end: int, kept: int) -> tuple[NDArray[np.int64], Scores]:
    picked = np.arange(start, end)
    scores = np.zeros((end - start, parts[0].rows.shape[0]), dtype=np.float32)
    for part in parts:
        scores += (_product(part.rows, picked) - part.mean) * (part.weight / part.spread)
    scores[picked - start, picked] = -np.inf
    near = np.argpartition(-scores, kept - 1, axis=1)[:, :kept]
    values = np.take_along_axis(scores, near, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(near, order, axis=1), np.take_along_axis(values, order, axis=1)
