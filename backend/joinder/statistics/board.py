"""The words of the release rule: the lines, what is printed of each, and everything printed before.

Pure. What a line *contains* (which people) is kept beside what it *prints*, so that the next change can be counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from joinder.statistics.cover import Content, Step, difference

PEOPLE = "people"
CORE = (PEOPLE, "evidence_checked", "set_aside", "named", "incidents", "withdrawn", "rejected", "repeated")
MONTH = timedelta(days=30)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """The numbers of the rule: people a change must cover, and accounts an attacker may hold unnoticed besides."""

    cover: int = 10
    unnoticed: int = 9
    daily: int = 100

    @property
    def need(self) -> int:
        """How many people must have changed a line, so that `cover` are left when the attacker's are taken out."""
        return self.cover + self.unnoticed


RULE = Rule()


@dataclass(frozen=True)
class Shown:
    """One line as it is printed: exactly, as a band ("at least"), or withheld; and whom it counts, which is secret."""

    state: str
    value: int | None
    at: datetime
    content: Content = field(default_factory=dict[bytes, int], repr=False)


@dataclass(frozen=True)
class Board:
    """All that was ever printed about a case: the lines now, every release's changes, and what other cases share.

    `shared` is the common history of this case's headline and those of other cases its people are also in; totals
    add them up, so their sum is guarded like a line.
    """

    opened_at: datetime
    shown: Mapping[str, Shown]
    history: Sequence[Step] = ()
    shared: Sequence[Step] = ()


@dataclass(frozen=True)
class Live:
    """Who counts in each line at this moment, and who is under an open flag (those never help to reach the number)."""

    contents: Mapping[str, Content]
    flagged: frozenset[bytes] = frozenset()


def band(size: int) -> int:
    """Return the band a size is printed as: 10, 20, 50, 100, 200, 500 and so on; refuse a size below ten."""
    if size < RULE.cover:
        raise ValueError("A band starts at ten.")
    best = floor = RULE.cover
    while floor <= size:
        best = max(step * floor for step in (1, 2, 5) if step * floor <= size)
        floor *= 10
    return best


def step_between(old: Mapping[str, Shown], new: Mapping[str, Shown]) -> dict[str, dict[bytes, int]]:
    """Return what printing `new` changes, per line and person."""
    return {line: difference(old[line].content if line in old else {}, shown.content) for line, shown in new.items()}


def printed(old: Shown | None, content: Content, now: datetime, *, banded: bool, rule: Rule = RULE) -> Shown | None:
    """Return how a content is printed; None where it must not move yet (a band within a month, or telling less)."""
    size = sum(content.values())
    if len(content) < rule.cover:
        return None if old is None or old.state == "withheld" else Shown("withheld", None, now)
    if not banded:
        return Shown("exact", size, now, content)
    if old is not None and now - old.at < MONTH:
        return None
    if old is not None and old.value is not None and band(size) < old.value <= size:
        return None
    return Shown("band", band(size), now, content)
