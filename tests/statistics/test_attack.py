"""The release rule under attack: every comparison of published numbers, by somebody who sees all of them."""

import math
import random
from collections.abc import Callable

import pytest
from joinder.statistics.board import CORE, PEOPLE, Rule

from tests.statistics.simulation import AREAS, MONTHS, World, run, smallest_group

TABLES = {
    "the waterfall": list(CORE),
    "areas": [*(f"area:{area}" for area in AREAS), PEOPLE],
    "months": [*(f"month:{month}" for month in MONTHS[:6]), PEOPLE],
    "amounts": ["amount:CNY:0", "amount:CNY:100", "amount:CNY:1000", PEOPLE],
    **{f"{area} and set aside": [f"area:{area}", "set_aside"] for area in AREAS[:2]},
    **{f"{area} and evidence": [f"area:{area}", "evidence_checked"] for area in AREAS[:2]},
}
RATES = (0.3, 1.0, 2.0, 10.0)


def smallest_over(seeds: range, days: int, attackers: int, renew: float = 0.0) -> dict[str, int]:
    """Attack many cases; return the smallest group of real people found in each table."""
    found: dict[str, int] = {}
    for seed in seeds:
        world = World(seed, RATES[seed % 4], attackers, renew=renew)
        out = run(world, days)
        for name, lines in TABLES.items():
            group = smallest_group(world, out, lines, count_attackers=False)
            if group is not None:
                found[name] = min(found.get(name, group), group)
    return found


def below(least: int, smallest: Callable[[int], int | None], seeds: range) -> bool:
    """Whether the attack of any seed finds a group smaller than that; the first that does is enough."""
    return any(group is not None and group < least for group in map(smallest, seeds))


def test_no_change_of_a_line_or_of_lines_together_covers_fewer_than_ten_people():
    found = smallest_over(range(0, 4, 2), 120, attackers=0)
    assert set(found) >= set(list(TABLES)[:4])
    assert min(found.values()) >= 10, found


def test_nine_attacker_accounts_that_leave_and_return_never_isolate_fewer_than_ten_others():
    found = smallest_over(range(100, 104, 2), 120, attackers=9)
    assert set(found) >= set(list(TABLES)[:4])
    assert min(found.values()) >= 10, found


def test_nine_contacts_that_come_back_under_ever_new_accounts_isolate_nobody_either():
    found = smallest_over(range(300, 304, 2), 120, attackers=9, renew=0.2)
    assert set(found) >= set(list(TABLES)[:4])
    assert min(found.values()) >= 10, found


def test_counting_accounts_instead_of_whose_contacts_they_were_would_give_single_people_away():
    def smallest(seed: int) -> int | None:
        world = World(seed, 1.0, attackers=9, renew=0.2, by_account=True)
        return smallest_group(world, run(world, 120), list(CORE), count_attackers=False)

    assert below(3, smallest, range(300, 306)), "the control must fail, or this test attacks nothing"


def test_without_room_for_unnoticed_accounts_the_trigger_attack_succeeds():
    def smallest(seed: int) -> int | None:
        world = World(seed, 1.0, attackers=9)
        return smallest_group(world, run(world, 120, Rule(unnoticed=0)), list(CORE), count_attackers=False)

    assert below(10, smallest, range(100, 106)), "the control must fail, or this test attacks nothing"


def test_counting_rows_of_a_list_instead_of_the_people_it_names_would_give_a_few_of_them_away():
    def smallest(seed: int) -> int | None:
        world = World(seed, 2.0, by_row=True)
        return smallest_group(world, run(world, 120), ["named", PEOPLE], count_attackers=False)

    assert below(10, smallest, range(100, 112)), "the control must fail, or this test attacks nothing"


def exposed_by_rounding(step: int, rate: float, seed: int, days: int = 120) -> float:
    """Print a case's headline daily, rounded; return the share of people inside a change covering under ten."""
    chance = random.Random(seed)
    everybody: list[int] = []
    present: set[int] = set()
    shown, shown_set = 0, frozenset[int]()
    exposed: set[int] = set()
    for _ in range(days):
        arriving = _poisson(chance, rate)
        present |= set(range(len(everybody), len(everybody) + arriving))
        everybody += [0] * arriving
        present -= {one for one in present if chance.random() < 0.03 / 120}
        value = step * round(len(present) / step) if step > 1 else len(present)
        if value != shown:
            changed = present ^ shown_set
            exposed |= changed if len(changed) < 10 else set()
            shown, shown_set = value, frozenset(present)
    return len(exposed) / max(1, len(everybody))


def _poisson(chance: random.Random, rate: float) -> int:
    limit, product, count = math.exp(-rate), chance.random(), 0
    while product > limit:
        product, count = product * chance.random(), count + 1
    return count


def test_rounding_to_five_which_looks_careful_exposes_most_people():
    share = sum(exposed_by_rounding(5, 2.0, seed) for seed in range(20)) / 20
    assert share > 0.5, "the control must fail, or this test attacks nothing"


def test_nobody_at_all_is_inside_a_published_change_of_the_headline_covering_fewer_than_ten():
    for seed in range(200, 204):
        world = World(seed, 2.0)
        out = run(world, 120)
        assert len(out.frames) >= 3, "the rule must also let numbers through"
        group = smallest_group(world, out, [PEOPLE], count_attackers=True)
        assert group is not None
        assert group >= 10


def test_the_numbers_are_still_worth_reading():
    world = World(204, 10.0)
    out = run(world, 120)
    people = out.board.shown[PEOPLE]
    now = len(world.live().contents[PEOPLE])
    assert people.state == "exact"
    assert abs((people.value or 0) - now) < now * 0.2
    assert len(out.frames) >= 10


@pytest.mark.prove
@pytest.mark.parametrize(("attackers", "renew"), [(0, 0.0), (9, 0.0), (9, 0.1)])
@pytest.mark.parametrize("block", range(10))
def test_a_year_of_many_random_cases_gives_no_group_below_ten(attackers: int, renew: float, block: int):
    found = smallest_over(range(1000 + 20 * block, 1020 + 20 * block), 365, attackers, renew)
    assert set(found) >= set(list(TABLES)[:4])
    assert min(found.values()) >= 10, found
