"""A block of texts as weighted terms: characters and their pairs, and words, by how rare each is in the block."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from joinder.core.folding import UNSPACED
from joinder.matching.canonical import canonical

Matrix = Any  # a sparse CSR matrix; scipy ships no types
LONGEST = 4000
_SMOOTH = 0.1
_RUNS = re.compile(f"(?P<han>[{UNSPACED}]+)|(?P<word>[^ {UNSPACED}]+)")


def read(text: str) -> tuple[Counter[str], Counter[str]]:
    """Promise the character terms and the word terms of a text with their counts; refuses no string."""
    characters, words = Counter[str](), Counter[str]()
    last = ""
    for match in _RUNS.finditer(canonical(text[: 5 * LONGEST]).text[:LONGEST]):
        run = match.group()
        if match.lastgroup == "han":
            characters.update(run)
            characters.update(_slices(run, (2,)))
            words.update(_slices(run, (2, 3)))  # no dictionary: pairs and triples stand for words
        else:
            characters.update(_slices(f"_{run}_", (3, 4)))
            words.update((run, f"{last} {run}"))
        last = run
    return characters, words


def _slices(run: str, sizes: tuple[int, ...]) -> Iterator[str]:
    return (run[at : at + size] for size in sizes for at in range(len(run) - size + 1))


def weigh(found: Sequence[Counter[str]]) -> Matrix:
    """Promise one row of length one a text, rare terms heavier; a text without terms is a row of zeros."""
    column: dict[str, int] = {}
    columns = [column.setdefault(name, len(column)) for terms in found for name in terms]
    values = np.array([1 + math.log(count) for terms in found for count in terms.values()], dtype=np.float32)
    edges = np.cumsum([0, *(len(terms) for terms in found)])
    matrix = sparse.csr_matrix((values, np.array(columns, dtype=np.int32), edges), shape=(len(found), len(column)))
    spread = np.bincount(matrix.indices, minlength=len(column))
    rarity = np.log((1 + len(found)) / (1 + spread)) + _SMOOTH
    matrix.data *= rarity[matrix.indices].astype(np.float32)
    matrix.data /= np.repeat(_lengths(matrix), np.diff(matrix.indptr))
    return matrix


def _lengths(matrix: Matrix) -> Any:  # noqa: ANN401
    owner = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    squares = np.bincount(owner, matrix.data**2, minlength=matrix.shape[0])
    return np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
