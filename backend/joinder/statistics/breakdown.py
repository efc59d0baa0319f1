"""Which cells of a breakdown may be printed beside the headline: nothing hidden may be small enough to find.

Pure. One dimension at a time; a cell is named "area:CN-GD". Headline minus printed cells, now and against every
earlier release, in any combination, is nobody or enough people (complementary suppression, also over time).
"""

from collections.abc import Iterable, Mapping

from joinder.statistics.board import CORE, PEOPLE, Board, Live, Rule, Shown, step_between
from joinder.statistics.cover import (
    Movement,
    combinations_safe,
    cut_safe,
    difference,
    pairs,
    people_in,
    safe_throughout,
)

DIMENSIONS = ("area", "month", "issue", "amount")


def dimension_of(line: str) -> str | None:
    """Return the dimension a line is a cell of; None for a line of the waterfall."""
    head, _, cell = line.partition(":")
    return head if cell and head in DIMENSIONS else None


def choose(board: Board, live: Live, moves: Mapping[str, Shown], rule: Rule) -> dict[str, Shown] | None:
    """Return the cells to print anew with these lines; None when no choice is safe, so that they must wait."""
    chosen: dict[str, Shown] = {}
    for dimension in DIMENSIONS:
        cells = _choose_one(board, live, moves, dimension, rule)
        if cells is None:
            return None
        chosen.update(cells)
    return chosen


def _choose_one(
    board: Board, live: Live, moves: Mapping[str, Shown], dimension: str, rule: Rule
) -> dict[str, Shown] | None:
    headline = moves[PEOPLE]
    names = _names(board, live, dimension)
    standing = {
        name: board.shown[name] for name in names if name in board.shown and board.shown[name].state != "withheld"
    }
    if not names:
        return {}
    withheld = {name: Shown("withheld", None, headline.at) for name in _small_first(standing)}
    wanted = _wanted(board, live, headline, names, rule) if headline.state == "exact" else {}
    options = _options(wanted, withheld) if headline.state == "exact" else iter([withheld])
    proposals = (option for option in options if _holds(board, live, {**option, **moves}, names, rule))
    return next(proposals, None)


def _names(board: Board, live: Live, dimension: str) -> list[str]:
    printed = {line for step in board.history for line in step}
    return sorted(line for line in printed | set(live.contents) if dimension_of(line) == dimension)


def _wanted(board: Board, live: Live, headline: Shown, names: Iterable[str], rule: Rule) -> dict[str, Shown]:
    """Return the cells that changed enough by themselves, those with the largest change first."""
    found: list[tuple[int, str, Shown]] = []
    for name in names:
        old = board.shown.get(name)
        content = {token: n for token, n in live.contents.get(name, {}).items() if token in headline.content}
        change = people_in(difference(old.content if old else {}, content), live.flagged)
        if change < rule.need:
            continue
        if len(content) >= rule.cover:
            found.append((change, name, Shown("exact", sum(content.values()), headline.at, content)))
        elif old is not None and old.state != "withheld":
            found.append((change, name, Shown("withheld", None, headline.at)))
    return {name: shown for _, name, shown in sorted(found, key=lambda one: (-one[0], one[1]))}


def _options(wanted: Mapping[str, Shown], withheld: Mapping[str, Shown]) -> Iterable[dict[str, Shown]]:
    """Go from printing all that changed to printing nothing new, then to withholding what stands, smallest first."""
    names = list(wanted)
    for left in range(len(names), -1, -1):
        yield {name: wanted[name] for name in names[:left]}
    hide = list(withheld)
    for count in range(1, len(hide) + 1):
        yield {name: withheld[name] for name in hide[:count]}


def _small_first(standing: Mapping[str, Shown]) -> list[str]:
    return sorted(standing, key=lambda name: (standing[name].value or 0, name))


def _holds(board: Board, live: Live, moves: Mapping[str, Shown], names: list[str], rule: Rule) -> bool:
    """Say whether the cells hold in every combination, and each cell beside each other line of the waterfall."""
    proposed = step_between(board.shown, moves)
    table = Movement([*names, PEOPLE], live.flagged)
    if not safe_throughout(board.history, proposed, table, lambda groups: cut_safe(groups, rule.need)):
        return False
    beside = Movement([*names, *CORE[1:]], live.flagged)
    weights = pairs(len(names), len(CORE) - 1)
    return safe_throughout(
        board.history, proposed, beside, lambda groups: combinations_safe(groups, weights, rule.need)
    )
