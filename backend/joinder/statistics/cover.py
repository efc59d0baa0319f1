"""How many people stand behind a change: the arithmetic of differencing printed numbers.

Pure. A *step* is what one release changed: per line, per person token, by how much. A reader may compare any two
releases and add or subtract their lines; the people he sees that way are those whose own contribution differs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

Content = Mapping[bytes, int]
Step = Mapping[str, Content]
Vector = tuple[int, ...]
Sparse = tuple[tuple[int, int], ...]
Groups = Mapping[Vector, tuple[int, int]]


class Movement:
    """What happened to each person over a stretch of releases, as one vector over the printed lines.

    Vectors are kept sparse: a case of many people and releases is walked often, and few lines concern one person.
    """

    def __init__(self, lines: Sequence[str], flagged: frozenset[bytes]) -> None:
        self.lines = tuple(lines)
        self._place = {line: index for index, line in enumerate(self.lines)}
        self._flagged = flagged
        self._vectors: dict[bytes, Sparse] = {}
        self._counts: dict[Sparse, list[int]] = {}

    def add(self, step: Step) -> bool:
        """Take in one more release's changes; False when it changed none of these lines."""
        changes: dict[bytes, Sparse] = {}
        for line, content in step.items():
            place = self._place.get(line)
            if place is not None:
                for token, by in content.items():
                    changes[token] = (*changes.get(token, ()), (place, by))
        for token, change in changes.items():
            old = self._vectors.pop(token, ())
            new = _plus(old, change)
            self._count(old, token, -1)
            self._count(new, token, 1)
            if new:
                self._vectors[token] = new
        return bool(changes)

    def _count(self, vector: Sparse, token: bytes, by: int) -> None:
        if vector:
            group = self._counts.setdefault(vector, [0, 0])
            group[0] += by
            group[1] += 0 if token in self._flagged else by
            if group[0] == 0:
                del self._counts[vector]

    def groups(self) -> Groups:
        """Return how many people, and how many unflagged ones, share each vector."""
        return {_dense(vector, len(self.lines)): (group[0], group[1]) for vector, group in self._counts.items()}


@lru_cache(maxsize=10_000)
def _plus(old: Sparse, change: Sparse) -> Sparse:
    total = dict(old)
    for place, by in change:
        total[place] = total.get(place, 0) + by
    return tuple(sorted((place, by) for place, by in total.items() if by))


def _dense(vector: Sparse, length: int) -> Vector:
    values = dict(vector)
    return tuple(values.get(place, 0) for place in range(length))


def difference(old: Content, new: Content) -> dict[bytes, int]:
    """Return each person's change between two contents of a line (only those who changed)."""
    tokens = old.keys() | new.keys()
    return {token: by for token in tokens if (by := new.get(token, 0) - old.get(token, 0))}


def people_in(content: Content, flagged: frozenset[bytes]) -> int:
    """Count the distinct people of a content or change, leaving out those under an open flag."""
    return len(content.keys() - flagged)


def safe_throughout(
    history: Sequence[Step], proposed: Step, movement: Movement, check: Callable[[Groups], bool]
) -> bool:
    """Say whether a proposed release holds against every earlier one, and against "nothing printed yet"."""
    movement.add(proposed)
    if not check(movement.groups()):
        return False
    return all(not movement.add(step) or check(movement.groups()) for step in reversed(history))


def combinations_safe(groups: Groups, weights: NDArray[np.int8], need: int) -> bool:
    """Say whether every weighted sum of lines changes by nobody or by at least `need` unflagged people."""
    counts = np.array(list(groups.values()), dtype=np.int64).reshape(-1, 2)
    small = counts[:, 1] < need
    if not small.any():
        return True
    table = np.array(list(groups), dtype=np.int16).reshape(-1, weights.shape[1])
    if not small.all():
        covered = (weights @ table[~small].T).any(axis=1)
        weights = weights[~covered]
    seen = (weights @ table[small].T) != 0
    total, unflagged = seen @ counts[small, 0], seen @ counts[small, 1]
    return not bool(((total > 0) & (unflagged < need)).any())


@lru_cache
def comparisons(lines: int, apart: int) -> NDArray[np.int8]:
    """Return the ways to add and subtract so many lines, up to the sign.

    One line lies apart (people who are only named): it is compared with each other line and added to any of them,
    but sums that take some lines away and count it too mean nothing.
    """
    rows = [row for row in product((0, 1, -1), repeat=lines) if next((x for x in row if x), 0) == 1]
    sound = [row for row in rows if not row[apart] or -1 not in row or sum(map(abs, row)) <= 2]  # noqa: PLR2004
    return np.array(sound, dtype=np.int8)


@lru_cache
def sums(lines: int) -> NDArray[np.int8]:
    """Return each single line, each pair added, and all added (the totals somebody could make of cases)."""
    chosen = [(i,) for i in range(lines)] + list(combinations(range(lines), 2)) + [tuple(range(lines))]
    rows = [[1 if place in picked else 0 for place in range(lines)] for picked in chosen]
    return np.array(rows, dtype=np.int8)


@lru_cache
def pairs(cells: int, lines: int) -> NDArray[np.int8]:
    """Return each of so many cells added to, and taken from, each of the lines that follow them."""
    rows = np.zeros((2 * cells * lines, cells + lines), dtype=np.int8)
    for index, (cell, line, sign) in enumerate(product(range(cells), range(lines), (1, -1))):
        rows[index, cell], rows[index, cells + line] = 1, sign
    return rows


def cut_safe(groups: Groups, need: int) -> bool:
    """Say the same for *every* weighting of a breakdown's cells and its remainder (last line: the headline).

    A person who joined, left or moved is an edge between cells, remainder and outside; a weighting sees exactly
    the edges it cuts, so the smallest cut is the smallest group anybody can see.
    """
    edges: dict[tuple[int, int], list[int]] = {}
    odd: list[Vector] = []
    for vector, (total, unflagged) in groups.items():
        edge = _edge(vector)
        if edge is None:
            odd.append(_nodes(vector))
            continue
        weight = edges.setdefault(edge, [0, 0])
        weight[0] += total
        weight[1] += unflagged
    parts = _components(edges)
    if any(not _tight(part, edges, need) for part in parts):
        return False
    return all(_balanced(vector, parts) for vector in odd)


def _nodes(vector: Vector) -> Vector:
    return (*vector[:-1], vector[-1] - sum(vector[:-1]))


def _edge(vector: Vector) -> tuple[int, int] | None:
    """Return the two nodes a person moved between; -1 is outside, None a person in several cells at once."""
    moved = [(index, by) for index, by in enumerate(_nodes(vector)) if by]
    if len(moved) == 1:
        return (-1, moved[0][0])
    if len(moved) == 2 and moved[0][1] + moved[1][1] == 0:  # noqa: PLR2004 (an edge has two ends)
        return (moved[0][0], moved[1][0])
    return None


def _components(edges: Iterable[tuple[int, int]]) -> list[set[int]]:
    parts: list[set[int]] = [{-1}]
    for edge in edges:
        meeting = [part for part in parts if part & set(edge)]
        parts = [part for part in parts if part not in meeting] + [set(edge).union(*meeting)]
    return parts


def _balanced(vector: Vector, parts: Sequence[set[int]]) -> bool:
    inside: set[int] = set().union(*parts)
    if any(by and index not in inside for index, by in enumerate(vector)):
        return False
    return all(-1 in part or sum(vector[index] for index in part) == 0 for part in parts)


def _tight(part: set[int], edges: Mapping[tuple[int, int], list[int]], need: int) -> bool:
    """Say whether no cut of this component falls below `need` (heavy edges merged first, then Stoer-Wagner)."""
    home = {node: node for node in part}
    merged = True
    weights: dict[int, dict[int, int]] = {}
    while merged:
        weights = {home[node]: {} for node in part}
        for (a, b), (_, unflagged) in edges.items():
            if a in part and home[a] != home[b]:
                weights[home[a]][home[b]] = weights[home[a]].get(home[b], 0) + unflagged
                weights[home[b]][home[a]] = weights[home[b]].get(home[a], 0) + unflagged
        heavy = next(((a, b) for a, row in weights.items() for b, w in row.items() if w >= need), None)
        merged = heavy is not None
        if heavy is not None:
            home = {node: heavy[0] if at == heavy[1] else at for node, at in home.items()}
    return _smallest_cut(weights) >= need if len(weights) > 1 else True


def _smallest_cut(weights: dict[int, dict[int, int]]) -> int:
    """Return the global minimum cut (Stoer and Wagner 1997)."""
    best = None
    while len(weights) > 1:
        reach = dict.fromkeys(weights, 0)
        order: list[int] = []
        while reach:
            node = max(reach, key=lambda n: reach[n])
            last = reach.pop(node)
            order.append(node)
            for other, weight in weights[node].items():
                if other in reach:
                    reach[other] += weight
            best = last if not reach and (best is None or last < best) else best
        _fold(weights, order[-2], order[-1])
    return best or 0


def _fold(weights: dict[int, dict[int, int]], keep: int, gone: int) -> None:
    for other, weight in weights.pop(gone).items():
        weights[other].pop(gone, None)
        if other != keep:
            weights[keep][other] = weights[keep].get(other, 0) + weight
            weights[other][keep] = weights[keep][other]
