"""Groups of texts that tell the same issue: Leiden communities of a nearest-neighbour graph, for humans to judge."""

import random
from dataclasses import dataclass

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from joinder.matching.sameness import Nearest

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Setting:
    """How many neighbours a text is linked to, from which score on, and how tight a group must be."""

    neighbours: int
    above: float
    resolution: float


# Chosen on Banking77 alone (bench/issues.py); the Chinese issues that it is measured on had no part in it.
USUAL = Setting(neighbours=20, above=0.5, resolution=0.065)
_ROUNDS = 10
_SEED = 20_261_101


def groups(found: Nearest, setting: Setting = USUAL) -> Labels:
    """Promise a group number for every text of a block, the largest group 0; the same block gives the same answer."""
    size = len(found.indices)
    near, scores = found.indices[:, : setting.neighbours], found.scores[:, : setting.neighbours]
    owner = np.repeat(np.arange(size), near.shape[1])
    linked = scores.ravel() > setting.above
    weights = scores.ravel()[linked] - setting.above
    graph = sparse.csr_matrix((weights, (owner[linked], near.ravel()[linked])), shape=(size, size))
    upper = sparse.triu(graph.maximum(graph.T), 1).tocoo()
    made = igraph.Graph(n=size, edges=np.column_stack([upper.row, upper.col]).tolist())
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311  (repeatable, not secret)
    parts = made.community_leiden(
        objective_function="CPM", weights=upper.data.tolist(), resolution=setting.resolution, n_iterations=_ROUNDS
    )
    return _by_size(np.array(parts.membership, dtype=np.int64))


def _by_size(labels: Labels) -> Labels:
    """Give groups their numbers from the largest on, ties by their first text."""
    _, first, place, counts = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(counts), dtype=np.int64)
    rank[np.lexsort((first, -counts))] = np.arange(len(counts))
    return rank[place]
