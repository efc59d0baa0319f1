"""Texts put together without a database: near-copies first, then issues among what is left, with a reason for each."""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from joinder.matching.bulk import near_copies_among
from joinder.matching.canonical import canonical
from joinder.matching.copies import Reason
from joinder.matching.grouping import USUAL, groups
from joinder.matching.meaning import EmbeddingError, Vectors
from joinder.matching.sameness import Nearest, nearest
from joinder.matching.terms import phrases, terms

Encode = Callable[[Sequence[str]], Vectors]
Step = Callable[[str, int, int], None]
_ENCODED_AT_ONCE = 256
_KEY_BYTES = 16


@dataclass(slots=True)
class Placed:
    """Where one text was put: its copy group and issue group (from 1, the largest first), how near, and why."""

    copy_group: int | None = None
    issue_group: int | None = None
    score: float | None = None
    reason: Reason = field(default_factory=lambda: Reason("alone", {}))


def put_together(
    texts: Sequence[str], blocks: Sequence[str], encode: Encode | None, workers: int, step: Step
) -> list[Placed]:
    """Promise a place for every text; only texts of one block are ever put together. Refuses no string.

    An encoder that gives no usable answer is left out: the texts then go by wording alone, and `step` hears of it.
    """
    placed = [Placed() for _ in texts]
    first = _copies(texts, blocks, workers, placed, step)
    alone = [at for at in range(len(texts)) if first[at] == at and canonical(texts[at]).text]
    vectors = _encoded([texts[at] for at in alone], encode, step)
    _issues(texts, _members(alone, blocks, vectors), placed, step)
    for at, one in enumerate(placed):
        one.issue_group = placed[first[at]].issue_group
    _number(placed, "copy_group")
    _number(placed, "issue_group")
    return placed


def _copies(texts: Sequence[str], blocks: Sequence[str], workers: int, placed: list[Placed], step: Step) -> list[int]:
    """Place near-copies and return for each text the first of its copies (itself when it has none)."""
    step("copies", 0, len(texts))
    _, numbers = np.unique(np.array(blocks, dtype=object).astype(str), return_inverse=True)
    key = secrets.token_bytes(_KEY_BYTES)
    found = near_copies_among(texts, numbers.astype(np.uint64) + np.uint64(1), key, workers)
    first = list(range(len(texts)))
    order = np.lexsort((-found.values, found.later))
    columns = [each[order].tolist() for each in (found.later, found.earlier, found.values)]
    for later, earlier, value in zip(*columns, strict=True):
        one, other = _root(first, later), _root(first, earlier)
        first[max(one, other)] = min(one, other)
        _say_copy(placed[later], earlier, value)
        _say_copy(placed[earlier], later, value)
    first = [_root(first, at) for at in range(len(texts))]
    for at, one in enumerate(first):
        if one != at:
            placed[at].copy_group = placed[one].copy_group = placed[one].issue_group = one
    step("copies", len(texts), len(texts))
    return first


def _say_copy(one: Placed, other: int, value: float) -> None:
    if one.score is None or value > one.score:
        one.score = round(value, 3)
        one.reason = Reason("copy_of_row", {"row": other + 2, "percent": round(100 * value)})


def _root(first: list[int], at: int) -> int:
    while first[at] != at:
        first[at] = first[first[at]]
        at = first[at]
    return at


def _encoded(texts: Sequence[str], encode: Encode | None, step: Step) -> Vectors | None:
    if encode is None or not texts:
        return None
    made: list[Vectors] = []
    step("meaning", 0, len(texts))
    for at in range(0, len(texts), _ENCODED_AT_ONCE):
        try:
            made.append(encode(texts[at : at + _ENCODED_AT_ONCE]))
        except EmbeddingError:
            step("unencoded", 1, 1)
            return None
        step("meaning", min(at + _ENCODED_AT_ONCE, len(texts)), len(texts))
    return np.concatenate(made)


Member = tuple[NDArray[np.int64], Vectors | None]


def _members(alone: Sequence[int], blocks: Sequence[str], vectors: Vectors | None) -> list[Member]:
    """Cut texts and their vectors into blocks, in the order in which the blocks first occur."""
    inside: dict[str, list[int]] = {}
    for number, at in enumerate(alone):
        inside.setdefault(blocks[at], []).append(number)
    places = np.array(alone, dtype=np.int64)
    return [(places[each], vectors[each] if vectors is not None else None) for each in inside.values()]


def _issues(texts: Sequence[str], blocks: Sequence[Member], placed: list[Placed], step: Step) -> None:
    total, done = sum(len(each) for each, _ in blocks), 0
    step("issues", 0, total)
    for places, vectors in blocks:
        tell = partial(_tell, step, done, total)
        near = nearest([texts[int(at)] for at in places], vectors, USUAL.neighbours, tell)
        labels = groups(near)
        sizes = np.bincount(labels, minlength=1)
        for inside, at in enumerate(places.tolist()):
            if sizes[labels[inside]] > 1:
                placed[at].issue_group = int(places[np.flatnonzero(labels == labels[inside])[0]])
                if placed[at].copy_group is None:
                    _explain(placed[at], texts, at, _mate(near, labels, inside, places))
        done += len(places)
        step("issues", done, total)


def _tell(step: Step, before: int, total: int, rows: int) -> None:
    step("issues", before + rows, total)


def _mate(near: Nearest, labels: NDArray[np.int64], inside: int, places: NDArray[np.int64]) -> tuple[int, float] | None:
    """Return the nearest other text of the same group, and how near."""
    for other, score in zip(near.indices[inside].tolist(), near.scores[inside].tolist(), strict=True):
        if labels[other] == labels[inside]:
            return int(places[other]), float(score)
    return None


def _explain(one: Placed, texts: Sequence[str], at: int, mate: tuple[int, float] | None) -> None:
    if mate is None:
        one.reason = Reason("near_many", {})
        return
    other, score = mate
    one.score = round(score, 2)
    words = phrases(texts[at], terms(texts[other]))
    code = "near_row" if words else "near_row_in_meaning"
    one.reason = Reason(code, {"row": other + 2} | ({"words": words} if words else {}))


def _number(placed: list[Placed], name: str) -> None:
    """Give the groups numbers from 1, the largest first."""
    found = [group for one in placed if (group := getattr(one, name)) is not None]
    sizes = Counter(found)
    rank = {group: at for at, group in enumerate(sorted(sizes, key=lambda each: (-sizes[each], each)), start=1)}
    for one in placed:
        group = getattr(one, name)
        setattr(one, name, None if group is None else rank[group])
