"""What every encoder shares: the words it may see, unit vectors, and one error."""

import numpy as np
from numpy.typing import NDArray

from joinder.matching.canonical import canonical

Vectors = NDArray[np.float32]
# A complaint says what it is about in its first sentences; a longer text costs time and blurs the vector.
LONGEST = 600
_READ_AT_MOST = 20_000


class EmbeddingError(RuntimeError):
    """An encoder gave no usable answer; the message says why and holds no text."""


class EmbeddingAwayError(EmbeddingError):
    """An encoder did not answer at all, or nobody at present: no text is at fault."""


def plain(text: str) -> str:
    """Promise what an encoder sees: canonical words without amounts, dates, phone and order numbers; any string."""
    words = canonical(text[:_READ_AT_MOST]).text[:LONGEST]
    return words.encode("utf-8", "replace").decode()


def unit(vectors: Vectors) -> Vectors:
    """Promise the same directions with length one; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
