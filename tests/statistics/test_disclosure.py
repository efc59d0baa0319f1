"""When a printed line may change: each rule by itself, with examples small enough to check by hand."""

from collections import Counter
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.statistics.board import PEOPLE, RULE, Board, Live, Shown, band, step_between
from joinder.statistics.cover import combinations_safe, cut_safe, sums
from joinder.statistics.disclosure import decide

from tests.statistics.simulation import START, Publication

WEEK = timedelta(days=7)


def people(*ranges: range) -> Counter[bytes]:
    return Counter({number.to_bytes(16, "big"): 1 for one in ranges for number in one})


def first(**lines: Counter[bytes]) -> Publication:
    out = Publication(Board(START, {}))
    assert out.look(Live(lines), START + WEEK)
    return out


def test_a_case_of_too_few_people_prints_nothing():
    assert decide(Board(START, {}), Live({PEOPLE: people(range(9))}), START + WEEK) == {}
    assert decide(Board(START, {}), Live({PEOPLE: people(range(RULE.need - 1))}), START + WEEK) == {}


def test_a_change_by_nine_people_keeps_value_and_date():
    out = first(people=people(range(40)))
    assert not out.look(Live({PEOPLE: people(range(49))}), START + 2 * WEEK)
    assert not out.look(Live({PEOPLE: people(range(9, 40))}), START + 3 * WEEK)
    assert out.board.shown[PEOPLE].value == 40
    assert out.board.shown[PEOPLE].at == START + WEEK


def test_people_who_swap_places_are_counted_even_when_the_number_stays():
    out = first(people=people(range(40)))
    assert out.look(Live({PEOPLE: people(range(10, 50))}), START + 2 * WEEK)
    assert out.board.shown[PEOPLE].value == 40
    assert out.board.shown[PEOPLE].at == START + 2 * WEEK


def test_flagged_people_do_not_help_to_reach_the_number():
    out = first(people=people(range(40)))
    live = Live({PEOPLE: people(range(60))}, flagged=frozenset(people(range(50, 60))))
    assert not out.look(live, START + 2 * WEEK)


def test_people_who_left_and_came_back_are_not_news():
    out = first(people=people(range(60)))
    assert out.look(Live({PEOPLE: people(range(20), range(60, 81))}), START + 2 * WEEK)
    assert not out.look(Live({PEOPLE: people(range(61))}), START + 3 * WEEK), "61 beside the first 60 is one person"
    assert out.look(Live({PEOPLE: people(range(80))}), START + 4 * WEEK)


def test_set_aside_people_and_a_newcomer_do_not_show_the_newcomer_by_addition():
    out = first(people=people(range(60)))
    live = Live({PEOPLE: people(range(20, 61)), "set_aside": people(range(20))})
    assert out.look(live, START + 6 * WEEK)
    assert out.board.shown[PEOPLE].value == 20
    assert out.board.shown[PEOPLE].state == "band"
    assert "set_aside" not in out.board.shown, "people + set aside would rise by exactly one"


def test_a_subset_line_waits_while_its_difference_to_the_headline_is_small():
    out = first(people=people(range(40)), evidence_checked=people(range(35)))
    assert "evidence_checked" not in out.board.shown
    out = first(people=people(range(60)), evidence_checked=people(range(35)))
    assert out.board.shown["evidence_checked"].value == 35


def test_the_headline_moves_even_when_another_line_must_be_withheld_for_it():
    out = first(people=people(range(60)), evidence_checked=people(range(35)))
    leaving = Live({PEOPLE: people(range(35), range(58, 60)), "evidence_checked": people(range(35))})
    assert out.look(leaving, START + 6 * WEEK)
    assert out.board.shown[PEOPLE].value == 20
    assert out.board.shown["evidence_checked"].state == "withheld"


def test_slow_cases_show_bands_that_move_at_most_monthly():
    out = Publication(Board(START, {}))
    assert out.look(Live({PEOPLE: people(range(25))}), START + 10 * WEEK)
    assert (out.board.shown[PEOPLE].state, out.board.shown[PEOPLE].value) == ("band", 20)
    assert not out.look(Live({PEOPLE: people(range(45))}), START + 13 * WEEK)
    assert not out.look(Live({PEOPLE: people(range(49))}), START + 14 * WEEK)
    assert out.look(Live({PEOPLE: people(range(52))}), START + 16 * WEEK)
    assert out.board.shown[PEOPLE].value == 50
    assert [band(n) for n in (10, 19, 20, 49, 50, 99, 100, 199, 501)] == [10, 10, 20, 20, 50, 50, 100, 100, 500]
    with pytest.raises(ValueError, match="ten"):
        band(9)


def test_daily_looks_need_a_hundred_people():
    out = first(people=people(range(40)))
    assert not out.look(Live({PEOPLE: people(range(139))}), START + WEEK + timedelta(days=1), daily=True)
    assert out.look(Live({PEOPLE: people(range(140))}), START + WEEK + timedelta(days=1), daily=True)


def test_a_lone_hidden_cell_takes_a_second_one_with_it():
    cells = {"area:A": people(range(40)), "area:B": people(range(40, 65)), "area:C": people(range(65, 70))}
    out = first(people=people(range(70)), **cells)
    shown = {line for line, one in out.board.shown.items() if line.startswith("area")}
    assert shown == {"area:A"}, "headline minus A minus B would be five people"


def test_a_sibling_cannot_be_subtracted_across_time():
    out = first(people=people(range(70)), **{"area:A": people(range(40)), "area:B": people(range(40, 70))})
    assert out.board.shown["area:B"].value == 30
    later = {"area:A": people(range(40), range(70, 95)), "area:B": people(range(40, 70), range(95, 97))}
    assert out.look(Live({PEOPLE: people(range(97)), **later}), START + 2 * WEEK)
    assert out.board.shown["area:A"].value == 40, "all of the change but two would name the two in B"
    assert out.board.shown[PEOPLE].value == 97


def test_somebody_who_moves_between_cells_is_hidden_among_others():
    out = first(people=people(range(80)), **{"area:A": people(range(40)), "area:B": people(range(40, 80))})
    corrected = {"area:A": people(range(39), range(80, 110)), "area:B": people(range(39, 80), range(110, 140))}
    assert out.look(Live({PEOPLE: people(range(140)), **corrected}), START + 2 * WEEK)
    assert (out.board.shown["area:A"].value, out.board.shown["area:B"].value) == (69, 71)


def test_two_cases_that_exchange_people_do_not_show_one_newcomer_in_their_total():
    mine, other = people(range(60)), people(range(100, 160))
    board = first(people=mine).board
    moved = people(range(100, 160), range(30), range(200, 201))
    shared = [{PEOPLE: mine}, {"other": other}]
    own = Board(START, board.shown, board.history, [*shared, {"other": {t: 1 for t in moved.keys() - other.keys()}}])
    assert decide(own, Live({PEOPLE: people(range(30, 60))}), START + 6 * WEEK) == {}
    alone = Board(START, board.shown, board.history, shared)
    assert decide(alone, Live({PEOPLE: people(range(30, 60))}), START + 6 * WEEK)


@settings(max_examples=150, deadline=None)
@given(
    start=st.integers(19, 60),
    leave=st.sets(st.integers(0, 18), max_size=9),
    join=st.integers(0, 9),
    tiers=st.lists(st.integers(0, 60), max_size=30),
)
def test_nine_people_or_fewer_never_change_anything(start: int, leave: set[int], join: int, tiers: list[int]):
    join = min(join, 9 - len(leave))
    checked = people(*(range(t, t + 1) for t in set(tiers) if t < start))
    out = first(people=people(range(start)), evidence_checked=checked)
    after = people(range(start), range(1000, 1000 + join))
    gone = people(*(range(one, one + 1) for one in leave))
    live = Live(
        {
            PEOPLE: Counter({token: 1 for token in after.keys() - gone.keys()}),
            "evidence_checked": Counter({token: 1 for token in checked.keys() - gone.keys()}),
            "withdrawn": gone,
        }
    )
    before = dict(out.board.shown)
    moved = out.look(live, START + 2 * WEEK)
    assert not moved or "evidence_checked" in out.board.shown
    assert out.board.shown.get(PEOPLE) == before[PEOPLE]
    assert "withdrawn" not in out.board.shown


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(
        st.tuples(*[st.integers(-1, 1)] * 3, st.integers(-1, 1)), st.integers(1, 25), min_size=1, max_size=5
    )
)
def test_the_smallest_cut_agrees_with_trying_every_weighting(groups: dict[tuple[int, ...], int]):
    table = {vector: (count, count) for vector, count in groups.items() if any(vector)}
    sizes = [
        sum(n for v, (n, _) in table.items() if sum(x * y for x, y in zip(w, v, strict=True)))
        for w in product(range(-3, 4), repeat=4)
    ]
    if cut_safe(table, 19):
        assert all(size == 0 or size >= 19 for size in sizes)


def test_totals_of_cases_are_weighed_one_by_one_in_pairs_and_all_together():
    assert sums(3).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 1]]
    assert combinations_safe({}, sums(1), 19)
    assert not combinations_safe({(1, -1): (20, 20), (1, 0): (1, 1)}, sums(2), 19)


def test_what_a_line_contains_is_never_part_of_its_text():
    shown = Shown("exact", 20, START, people(range(20)))
    assert "x00" not in repr(shown)
    assert step_between({}, {PEOPLE: shown})[PEOPLE] == dict(people(range(20)))
