"""A simulated case, its releases, and somebody who sees every release and subtracts them from one another."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product

import numpy as np
from joinder.statistics import ticks
from joinder.statistics.board import CORE, RULE, Board, Live, Rule, Shown, step_between
from joinder.statistics.breakdown import DIMENSIONS
from joinder.statistics.disclosure import decide

START = datetime(2026, 1, 5, tzinfo=UTC)
AREAS = ("CN-GD", "CN-ZJ", "CN-SC", "CN-BJ", "CN-XJ")
MONTHS = tuple(f"2025-{month:02}" for month in range(1, 8))


@dataclass
class Person:
    token: bytes
    area: str
    month: str
    amount: str
    attacker: bool = False
    joined: bool = False
    checked: bool = False
    set_aside: bool = False
    incidents: int = 0
    withdrawn: int = 0
    rejected: int = 0
    repeated: int = 0
    rows: int = 0  # of an organizer's list, which name this person
    left: list[bool] = field(default_factory=list)  # accounts of this contact before: erased, or left by a fresh one


def account_of(person: Person, number: int) -> bytes:
    """Return the token that an account of a person would have, if accounts counted and not whose contact they had."""
    return person.token + b"account" + number.to_bytes(2, "big")


def row_of(person: Person, number: int) -> bytes:
    """Return the token that one row of a named person would have, if rows counted."""
    return person.token + number.to_bytes(2, "big")


@dataclass
class World:
    """People who report, withdraw, come back, are checked, set aside, restored, moved; and nine who test us.

    Lists name people in several rows each, and name them again later; `by_row` counts each row as if it were a person.
    With `renew` the nine also delete their account, or leave it by a fresh one, and sign up again with their contact;
    `by_account` counts each account as if it were a person, and what a fresh one left as incidents.
    """

    seed: int
    rate: float
    attackers: int = 0
    moves: float = 0.02
    by_row: bool = False
    renew: float = 0.0
    by_account: bool = False
    people: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.style = {
            name: self.random.choice(options)
            for name, options in {
                "leave": (0.0005, 0.003, 0.02),
                "check": (0.0, 0.05, 0.3),
                "again": (0.0, 0.005, 0.02),
                "burst": (0.0, 0.02, 0.05),
                "named": (0, 5, 40),
            }.items()
        }
        for _ in range(self.attackers):
            self._add(attacker=True)
        for _ in range(self.style["named"]):
            self._add().rows = self._rows()

    def _rows(self) -> int:
        return self.random.choice((1, 1, 2, 3, 25))

    def _add(self, *, attacker: bool = False) -> Person:
        weights = (40, 25, 20, 10, 5)
        person = Person(
            self.random.randbytes(16),
            self.random.choices(AREAS, weights)[0],
            self.random.choice(MONTHS[: 1 + self.seed % 7]),
            self.random.choice(("CNY:0", "CNY:100", "CNY:1000")),
            attacker=attacker,
        )
        self.people.append(person)
        return person

    def day(self) -> None:
        for _ in range(np.random.default_rng(self.random.randrange(1 << 30)).poisson(self.rate)):
            waiting = [one for one in self.people if one.rows]
            person = self.random.choice(waiting) if waiting and self.random.random() < 0.5 else self._add()
            person.rows, person.joined, person.incidents = 0, True, 1
        for person in self.people:
            if person.attacker:
                self._attack(person)
            elif not person.rows:
                self._live(person)
            elif self.random.random() < 0.05:
                person.rows += self._rows()
        if self.random.random() < self.style["burst"]:
            self._burst()

    def _live(self, person: Person) -> None:
        chance = self.random.random
        if person.joined and chance() < self.style["leave"]:
            person.joined = person.checked = False
            person.withdrawn, person.incidents = person.withdrawn + person.incidents, 0
        elif not person.joined and person.withdrawn and chance() < 0.01:
            person.joined, person.incidents = True, 1
        if person.joined and not person.set_aside and chance() < self.style["check"]:
            person.checked = True
        if person.joined and chance() < self.style["again"]:
            kind = self.random.choice(("incidents", "repeated", "rejected"))
            setattr(person, kind, getattr(person, kind) + 1)
        if person.joined and chance() < self.moves:
            person.area = self.random.choice(AREAS)

    def _attack(self, person: Person) -> None:
        if person.joined and self.renew and self.random.random() < self.renew:
            person.left.append(self.random.random() < 0.5)
        if self.random.random() < 0.2:
            person.joined = not person.joined
            person.incidents, person.withdrawn = (1, 0) if person.joined else (0, 1)

    def _burst(self) -> None:
        picked = self.random.sample(self.people, min(len(self.people), self.random.randint(1, 30)))
        for person in picked:
            if person.joined:
                person.set_aside = not person.set_aside
                person.checked = person.checked and not person.set_aside

    def live(self) -> Live:
        contents: dict[str, Counter[bytes]] = {line: Counter() for line in CORE}
        for person in self.people:
            inside = person.joined and not person.set_aside
            values = (
                inside,
                inside and person.checked,
                person.joined and person.set_aside,
                person.rows > 0,
                person.incidents,
                person.withdrawn,
                person.rejected,
                person.repeated,
            )
            for line, value in zip(CORE, values, strict=True):
                if value:
                    contents[line][self._now(person)] = int(value)
            for number, erased in enumerate(person.left):
                line = "withdrawn" if erased or not self.by_account else "incidents"
                contents[line][account_of(person, number) if self.by_account else person.token] += 1
            if self.by_row and person.rows:
                del contents["named"][self._now(person)]
                contents["named"].update(row_of(person, number) for number in range(person.rows))
            if inside:
                for dimension, cell in zip(DIMENSIONS, (person.area, person.month, "x", person.amount), strict=True):
                    contents.setdefault(f"{dimension}:{cell}", Counter())[self._now(person)] = 1
        return Live(contents)

    def _now(self, person: Person) -> bytes:
        return account_of(person, len(person.left)) if self.by_account and person.left else person.token


@dataclass
class Publication:
    """What was printed, release by release, with the people behind each line (which only the test knows)."""

    board: Board
    frames: list[dict[str, Shown]] = field(default_factory=list)

    def look(self, live: Live, now: datetime, *, daily: bool = False, rule: Rule = RULE) -> bool:
        moves = decide(self.board, live, now, daily=daily, rule=rule)
        if not moves:
            return False
        step = step_between(self.board.shown, moves)
        shown = {**self.board.shown, **moves}
        self.board = Board(self.board.opened_at, shown, [*self.board.history, step])
        self.frames.append(shown)
        return True


def run(world: World, days: int, rule: Rule = RULE) -> Publication:
    out = Publication(Board(START, {}))
    looked = None
    hold = random.Random(world.seed)
    holds = [hold.randrange(ticks.HOLD_SECONDS) for _ in range(days)]
    for day in range(days):
        world.day()
        now = START + timedelta(days=day + 1)
        kind = ticks.due(START, looked, now, holds.__getitem__)
        if kind:
            looked = now
            out.look(world.live(), now, daily=kind == "daily", rule=rule)
    return out


def means_something(weights: tuple[int, ...], lines: list[str]) -> bool:
    """All sums and differences; people who are only named join in pairs and in plain sums."""
    named = dict(zip(lines, weights, strict=True)).get("named", 0)
    return not named or len(set(weights) - {0}) == 1 or sum(map(abs, weights)) == 2


def smallest_group(world: World, out: Publication, lines: list[str], *, count_attackers: bool) -> int | None:
    """Return the fewest people behind any sum or difference of lines, between any two releases (None: no change)."""
    weights = np.array([one for one in product((-1, 0, 1), repeat=len(lines)) if means_something(one, lines)])
    index = {person.token: row for row, person in enumerate(world.people)}
    real = np.array([count_attackers or not person.attacker for person in world.people])
    frames = [np.zeros((len(index), len(lines)), dtype=np.int16)]
    for frame in out.frames:
        table = np.zeros_like(frames[0])
        for column, line in enumerate(lines):
            for token, value in frame[line].content.items() if line in frame else ():
                table[index[token[:16]], column] += value
        frames.append(table)
    best = None
    for later in range(1, len(frames)):
        for earlier in range(later):
            kinds, counts = np.unique((frames[later] - frames[earlier])[real], axis=0, return_counts=True)
            sizes = ((weights @ kinds.T) != 0) @ counts
            if (sizes > 0).any():
                found = int(sizes[sizes > 0].min())
                best = found if best is None else min(best, found)
    return best
