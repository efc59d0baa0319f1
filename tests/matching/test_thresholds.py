"""The rule that draws the line anew: only up, only where decisions say so, never far."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joinder.matching.thresholds import CEILING, HIGHEST_RISE, NEEDED, STEP, Bin, precision, threshold

FLOOR = 0.3
BINS = st.lists(
    st.builds(
        lambda at, no, yes: Bin(at / 100, no + yes, yes), st.integers(0, 100), st.integers(0, 40), st.integers(0, 40)
    ),
    max_size=12,
)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_the_interval_is_wilsons() -> None:
    found = precision(50, 45)
    assert (round(found.low, 3), round(found.high, 3), found.share) == (0.786, 0.957, 0.9)
    nothing = precision(0, 0)
    assert (nothing.low, nothing.high, nothing.share) == (0.0, 1.0, None)
    assert precision(30, 0).low == 0.0
    assert precision(30, 30).high == 1.0


def test_few_decisions_change_nothing() -> None:
    assert threshold([Bin(0.31, NEEDED - 1, 0)], FLOOR) == FLOOR
    assert threshold([], FLOOR) == FLOOR


def test_the_line_moves_over_steps_that_were_mostly_wrong_and_stops_at_the_first_that_was_not() -> None:
    wrong = [Bin(0.31, 20, 2), Bin(0.36, 20, 3)]
    assert threshold([*wrong, Bin(0.42, 20, 16)], FLOOR) == 0.4
    assert threshold([Bin(0.31, 20, 2), Bin(0.36, 20, 9), Bin(0.42, 20, 0)], FLOOR) == 0.35


def test_confirmed_decisions_bring_the_line_back_to_what_was_shipped() -> None:
    wrong = Bin(0.31, 40, 2)
    assert threshold([wrong], FLOOR) == 0.35
    assert threshold([wrong, Bin(0.32, 40, 38)], FLOOR) == FLOOR


@CALM
@given(BINS)
def test_the_line_never_falls_below_the_floor_nor_rises_beyond_its_bound(bins: list[Bin]) -> None:
    line = threshold(bins, FLOOR)
    assert FLOOR <= line <= min(FLOOR + HIGHEST_RISE, CEILING) + 1e-9
    assert abs((line - FLOOR) / STEP - round((line - FLOOR) / STEP)) < 1e-6


@CALM
@given(BINS, st.integers(0, 100))
def test_one_more_confirmation_never_raises_a_line_that_already_stood(bins: list[Bin], at: int) -> None:
    decided = sum(one.decided for one in bins if one.score >= FLOOR)
    if decided < NEEDED:
        return
    assert threshold([*bins, Bin(at / 100, 1, 1)], FLOOR) <= threshold(bins, FLOOR) + STEP * (at >= 0)


@CALM
@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_always_holds_the_share(yes: int, no: int) -> None:
    found = precision(yes + no, yes)
    assert 0 <= found.low <= (found.share if found.share is not None else 0.5) <= found.high <= 1
