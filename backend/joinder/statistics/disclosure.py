"""The release rule: which printed lines may change now, so that nobody can be singled out by comparing releases.

Pure. What is printed about a case is a set of lines. A line moves only when enough people changed it; it also may
not move while any comparison with any earlier release would then show fewer (design: publishing numbers, 1-4).
"""

from collections.abc import Mapping
from datetime import datetime

from joinder.statistics import breakdown
from joinder.statistics.board import CORE, DAY, PEOPLE, RULE, Board, Live, Rule, Shown, printed, step_between
from joinder.statistics.cover import (
    Content,
    Movement,
    combinations_safe,
    comparisons,
    difference,
    people_in,
    safe_throughout,
    sums,
)


def decide(board: Board, live: Live, now: datetime, *, daily: bool = False, rule: Rule = RULE) -> dict[str, Shown]:
    """Return the lines to print anew (none most of the time); everything else keeps its value and date.

    The headline comes first: nothing is printed before it, and what stands in its way is withheld again.
    """
    headline = _headline(board, live, now, rule, rule.daily if daily else rule.need)
    if headline is None and (daily or PEOPLE not in board.shown or board.shown[PEOPLE].state == "withheld"):
        return {}
    moves = _core(board, live, now, headline, rule)
    if PEOPLE in moves:
        cells = breakdown.choose(board, live, moves, rule)
        return {} if cells is None else {**moves, **cells}
    return moves


def _headline(board: Board, live: Live, now: datetime, rule: Rule, need: int) -> Shown | None:
    old = board.shown.get(PEOPLE)
    content = live.contents.get(PEOPLE, {})
    change = difference(old.content if old else {}, content)
    if people_in(change, live.flagged) < need:
        return None
    joined = sum(1 for by in change.values() if by > 0)
    slow = joined * DAY < now - (old.at if old else board.opened_at)
    return printed(old, content, now, banded=slow, rule=rule)


def _core(board: Board, live: Live, now: datetime, headline: Shown | None, rule: Rule) -> dict[str, Shown]:
    lead = headline or board.shown[PEOPLE]
    shown = {line: board.shown[line] for line in CORE if line in board.shown and board.shown[line].state != "withheld"}
    hidden = {line: Shown("withheld", None, now) for line in shown if line != PEOPLE}
    if headline is not None and headline.state == "withheld":
        everything = {**hidden, PEOPLE: headline}
        return everything if _holds(board, live, everything, rule) else {}
    wanted: dict[str, Shown] = {} if headline is None else {PEOPLE: headline}
    for line in CORE[1:]:
        move = _candidate(board.shown.get(line), live.contents.get(line, {}), live, now, (lead.state == "band", rule))
        if move is not None:
            wanted[line] = move
    return _largest(board, live, wanted, hidden, rule)


def _candidate(old: Shown | None, content: Content, live: Live, now: datetime, how: tuple[bool, Rule]) -> Shown | None:
    banded, rule = how
    change = difference(old.content if old else {}, content)
    if people_in(change, live.flagged) < rule.need:
        return None
    return printed(old, content, now, banded=banded, rule=rule)


def _largest(
    board: Board, live: Live, wanted: Mapping[str, Shown], hidden: Mapping[str, Shown], rule: Rule
) -> dict[str, Shown]:
    """Take the moves that hold together, the headline first; withhold other lines only to let the headline move."""
    if not wanted or _holds(board, live, wanted, rule):
        return dict(wanted)
    taken = _greedy(board, live, {}, wanted, rule)
    if PEOPLE not in wanted or PEOPLE in taken:
        return taken
    base = {PEOPLE: wanted[PEOPLE], **hidden}
    if not _holds(board, live, base, rule):
        return taken
    for line in hidden:
        less = {name: move for name, move in base.items() if name != line}
        base = less if _holds(board, live, less, rule) else base
    return _greedy(board, live, base, {name: move for name, move in wanted.items() if name != PEOPLE}, rule)


def _greedy(
    board: Board, live: Live, base: dict[str, Shown], wanted: Mapping[str, Shown], rule: Rule
) -> dict[str, Shown]:
    for line, move in wanted.items():
        more = {**base, line: move}
        base = more if _holds(board, live, more, rule) else base
    return base


def _holds(board: Board, live: Live, moves: Mapping[str, Shown], rule: Rule) -> bool:
    """Say whether every sum and difference of lines, against every earlier release, covers nobody or enough."""
    proposed = step_between(board.shown, moves)
    lines = Movement(CORE, live.flagged)
    weights = comparisons(len(CORE), CORE.index("named"))
    if not safe_throughout(
        board.history, proposed, lines, lambda groups: combinations_safe(groups, weights, rule.need)
    ):
        return False
    if not board.shared or PEOPLE not in moves:
        return True
    cases = Movement(sorted({line for step in board.shared for line in step} | {PEOPLE}), live.flagged)
    totals = sums(len(cases.lines))
    own = {PEOPLE: proposed[PEOPLE]}
    return safe_throughout(board.shared, own, cases, lambda groups: combinations_safe(groups, totals, rule.need))
