"""When the band of an emerging pattern may be printed: the release rule's numbers, against everything printed before.

Pure. All patterns of one company are looked at together, because a report may go over from one to another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from joinder.statistics.board import RULE, Rule, Shown, printed
from joinder.statistics.cover import (
    Content,
    Movement,
    Step,
    combinations_safe,
    difference,
    people_in,
    safe_throughout,
    sums,
)

FORGOTTEN_AFTER = timedelta(days=180)


@dataclass(frozen=True)
class Printed:
    """All that was ever printed of one company's patterns: each as it stands now, and every printing's change."""

    shown: Mapping[str, Shown] = field(default_factory=dict[str, Shown])
    history: Sequence[Step] = ()


def next_band(
    before: Printed, name: str, content: Content, flagged: frozenset[bytes], now: datetime, *, rule: Rule = RULE
) -> Shown | None:
    """Return how a pattern is printed anew; None while too few people changed it, or within a month.

    Enough people not under a flag have to have changed it since it was last printed, and beside every earlier
    printing, alone and added to any other pattern of the company, nobody or enough.
    """
    old = before.shown.get(name)
    change = difference(old.content if old else {}, content)
    if people_in(change, flagged) < rule.need:
        return None
    move = printed(old, content, now, banded=True, rule=rule)
    if move is None:
        return None
    lines = Movement(sorted({line for step in before.history for line in step} | {name}), flagged)
    weights = sums(len(lines.lines))
    proposed = {name: difference(old.content if old else {}, move.content)}
    held = safe_throughout(
        before.history, proposed, lines, lambda groups: combinations_safe(groups, weights, rule.need)
    )
    return move if held else None


def trend_of(before: Shown | None, now: Shown) -> str:
    """Promise how a printed band moved beside the one printed before it: by bands alone, never by reports."""
    if before is None or before.value is None:
        return "new"
    if now.value is None or now.value == before.value:
        return "steady"
    return "rising" if now.value > before.value else "falling"
