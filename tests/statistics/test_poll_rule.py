"""Polls under attack: somebody sees the printed results of many polls of one case and knows nearly all voters."""

import random
from itertools import product

from joinder.statistics.board import RULE, Rule, band
from joinder.statistics.poll_rule import printable

VOTERS = [f"p{number}".encode() for number in range(140)]
ATTACKERS = {f"x{number}".encode() for number in range(9)}
Poll = list[set[bytes]]


def voted(chance: random.Random, before: Poll | None, choices: int) -> Poll:
    """Ask again: mostly the same people choose the same, a few change, come or stay away; nine accounts test us."""
    chosen: Poll = [set() for _ in range(choices)]
    last = {one: at for at, people in enumerate(before or []) for one in people}
    steady = chance.choice((1.0, 0.99, 0.9, 0.5))
    turnout = chance.choice((1.0, 0.99, 0.8))
    for one in [*VOTERS, *sorted(ATTACKERS)]:
        if chance.random() < turnout:
            same = one in last and last[one] < choices and chance.random() < steady and one not in ATTACKERS
            chosen[last[one] if same else chance.randrange(choices)].add(one)
    return chosen


def attack(rule: Rule, *, remembering: bool = True) -> tuple[int, int]:
    """Return the fewest real people behind any difference of printed choices added up, and how many were printed."""
    smallest, lines = 10_000, 0
    for seed in range(40):
        chance = random.Random(seed)
        printed: list[Poll] = []
        last: Poll | None = None
        for _ in range(5):
            last = voted(chance, last, chance.choice((2, 2, 3)))
            counts = printable(last, printed if remembering else [], frozenset(), rule)
            shown = [people if count is not None else set() for people, count in zip(last, counts, strict=True)]
            lines += sum(count is not None for count in counts)
            smallest = min(smallest, *(fewest(shown, one) for one in [[set()], *printed]))
            printed.append(shown)
    return smallest, lines


def fewest(one: Poll, other: Poll) -> int:
    found = [10_000]
    for mine, theirs in product(product((0, 1), repeat=len(one)), product((0, 1), repeat=len(other))):
        if any(bit and people for bit, people in zip(mine, one, strict=True)):
            a = set().union(*(people for bit, people in zip(mine, one, strict=True) if bit))
            b = set().union(*(people for bit, people in zip(theirs, other, strict=True) if bit))
            apart = a ^ b
            found += [len(apart - ATTACKERS)] if apart else []
    return min(found)


def test_no_two_polls_of_a_case_tell_apart_fewer_than_ten_people_and_most_results_are_still_said() -> None:
    smallest, lines = attack(RULE)
    assert smallest >= RULE.cover
    assert lines >= 80, "a rule that says nothing would be no test"


def test_looking_at_each_poll_alone_would_give_single_votes_away() -> None:
    assert attack(RULE, remembering=False)[0] < 2, "the control must fail, or the test above attacks nothing"


def test_without_room_for_unnoticed_accounts_the_same_attack_succeeds() -> None:
    assert attack(Rule(unnoticed=0))[0] < RULE.cover, "the control must fail, or the test above attacks nothing"


def test_what_is_said_is_a_band_and_the_larger_choice_comes_first() -> None:
    first = [set(VOTERS[:60]), set(VOTERS[60:85])]
    assert printable(first, [], frozenset()) == [50, 20]
    again = [set(VOTERS[:59]), set(VOTERS[60:85])]
    assert printable(again, [first], frozenset()) == [None, 20]
    assert printable(first, [first], frozenset()) == [50, 20], "the same people choosing the same tell nothing new"
    assert printable([set(VOTERS[:20])], [], frozenset(VOTERS[:2])) == [None]
    assert band(60) == 50
