"""What confirmed links do to counting: of one person's linked reports of one case, the earliest stands for all."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
STATES = ("proposed", "unsure", "confirmed", "dismissed", "undone")
UNDECIDED = ("proposed", "undone", "unsure")
# What a human may do from each state; a dismissed pair comes back only by undoing the dismissal.
MOVES: Mapping[str, Mapping[str, str]] = {
    "confirm": dict.fromkeys(UNDECIDED, "confirmed"),
    "dismiss": dict.fromkeys(UNDECIDED, "dismissed"),
    "unsure": {"proposed": "unsure", "undone": "unsure"},
    "undo": {"confirmed": "undone", "dismissed": "undone", "unsure": "undone"},
}


def after(state: str, act: str, came_from: str | None = None) -> str | None:
    """Promise the state after an act, or None when the act is not possible from there.

    Undoing goes back to the state the decision was made in; but a pair that was decided when only proposed is `undone`,
    so that the house does not fold again what a human has parted.
    """
    reached = MOVES[act].get(state)
    if act == "undo" and reached and (came_from == "unsure" or state == "unsure"):
        return came_from or reached
    return reached


def stand_ins(ordered: Sequence[Node], links: Iterable[tuple[Node, Node]]) -> dict[Node, Node | None]:
    """Promise for each node whom it repeats: the first of its linked group, or None when it stands for itself.

    A pure function of the standing links, so taking a link away restores exactly what was before it.
    """
    first: dict[Node, Node] = {node: node for node in ordered}
    rank = {node: position for position, node in enumerate(ordered)}
    for left, right in links:
        if left in first and right in first:
            low, high = sorted((_root(first, left), _root(first, right)), key=lambda node: rank[node])
            first[high] = low
    return {node: None if _root(first, node) == node else _root(first, node) for node in ordered}


def _root(first: Mapping[Node, Node], node: Node) -> Node:
    while first[node] != node:
        node = first[node]
    return node
