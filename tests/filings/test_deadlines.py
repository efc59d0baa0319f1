"""Due dates against hand-counted ones, and properties that hold for every start and length."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.filings.calendars import WorkingCalendar, calendar_of, year_of
from joinder.filings.deadlines import (
    Rule,
    due_on,
    extended_on,
    is_overdue,
    requested,
    rule_starting_at,
    working_days_between,
)

# Counted by hand from the State Council's holiday notices (2024-2026), gov.uk bank holidays and the Indonesian decree.
HAND_COUNTED = [
    # National Day and Mid-Autumn 2025: off 1-8 October; Sunday 28 September and Saturday 11 October are working days.
    ("CN", 7, "working_days", date(2025, 9, 26), date(2025, 10, 13)),
    # Before Mid-Autumn 2026 the Sunday, 20 September, is worked.
    ("CN", 3, "working_days", date(2026, 9, 18), date(2026, 9, 22)),
    # National Day 2026: off 1-7 October, Saturday 10 October worked.
    ("CN", 7, "working_days", date(2026, 9, 29), date(2026, 10, 14)),
    # Spring Festival 2026: off 15-23 February, Saturdays 14 and 28 February worked.
    ("CN", 7, "working_days", date(2026, 2, 12), date(2026, 2, 28)),
    # Labour Day 2024: off 1-5 May, Sunday 28 April and Saturday 11 May worked.
    ("CN", 5, "working_days", date(2024, 4, 26), date(2024, 5, 7)),
    # A last day inside a holiday moves to the first working day after it (Order 121 art. 45).
    ("CN", 60, "calendar_days", date(2026, 8, 3), date(2026, 10, 8)),
    ("CN", 15, "calendar_days", date(2025, 9, 18), date(2025, 10, 9)),
    ("CN", 15, "calendar_days", date(2026, 11, 1), date(2026, 11, 16)),
    # Day 15 is Saturday 10 October 2026, which is worked: it does not move.
    ("CN", 15, "calendar_days", date(2026, 9, 25), date(2026, 10, 10)),
    ("CN", 6, "months", date(2025, 8, 31), date(2026, 2, 28)),
    # Easter 2026 in England: 3 and 6 April off.
    ("UK", 15, "working_days", date(2026, 3, 27), date(2026, 4, 21)),
    ("UK", 35, "working_days", date(2026, 3, 27), date(2026, 5, 20)),
    ("UK", 8, "weeks", date(2026, 3, 27), date(2026, 5, 22)),
    # Lebaran 2026 with joint leave: 18-24 March off, Good Friday 3 April off.
    ("ID", 20, "working_days", date(2026, 3, 13), date(2026, 4, 20)),
    # Independence Day of the United States 2026 is kept on Friday 3 July.
    ("US", 10, "working_days", date(2026, 6, 26), date(2026, 7, 13)),
]


def rule(limit, unit, **more):
    return Rule("reply", limit, unit, confidence="high", **more)


@pytest.mark.parametrize(("region", "limit", "unit", "start", "wanted"), HAND_COUNTED)
def test_due_dates_are_the_hand_counted_ones(region, limit, unit, start, wanted):
    due = due_on(rule(limit, unit), start, calendar_of(region))
    assert due.on == wanted
    assert due.calendar_known


def test_counting_monday_to_friday_would_miss_the_hand_counted_dates():
    """The control: a calendar without holidays and worked weekends must disagree, or the table proves nothing."""
    naive = [
        due_on(rule(limit, unit), start, WorkingCalendar(None)).on == wanted
        for region, limit, unit, start, wanted in HAND_COUNTED
        if unit == "working_days"
    ]
    assert not any(naive)


def test_a_year_whose_plan_is_not_announced_says_so():
    due = due_on(rule(60, "calendar_days"), date(2026, 11, 21), calendar_of("CN"))
    assert due.on == date(2027, 1, 20)
    assert not due.calendar_known
    assert year_of("CN", 2026).known
    assert not year_of("CN", 2027).known
    assert not year_of("ID", 2027).known


def test_nobody_is_late_on_the_strength_of_an_unannounced_plan():
    due = due_on(rule(60, "calendar_days"), date(2026, 11, 21), calendar_of("CN"))
    assert not is_overdue(due, date(2027, 1, 21))
    assert not is_overdue(due, date(2027, 1, 30))
    assert is_overdue(due, date(2027, 1, 31))


def test_the_due_day_itself_is_not_late():
    due = due_on(requested(), date(2026, 11, 1), calendar_of("CN"))
    assert due.on == date(2026, 11, 16)
    assert not is_overdue(due, date(2026, 11, 16))
    assert is_overdue(due, date(2026, 11, 17))


@pytest.mark.parametrize(
    "unseen", [Rule("x", 15, "calendar_days"), Rule("x", 15, "calendar_days", confidence="conflicting")]
)
def test_a_rule_nobody_saw_promises_no_date(unseen):
    assert due_on(unseen, date(2026, 11, 1), calendar_of("CN")) is None


@pytest.mark.parametrize("unit", ["promptly", "immediately", "local_rules", "not_seen"])
def test_a_rule_without_a_number_promises_no_date(unit):
    assert due_on(Rule("x", None, unit, confidence="high"), date(2026, 11, 1), calendar_of("CN")) is None


def test_an_extension_counts_from_the_same_start_and_only_where_the_rule_allows_one():
    uk = rule(15, "working_days", extendable_to=35)
    assert extended_on(uk, date(2026, 3, 27), calendar_of("UK")).on == date(2026, 5, 20)
    assert extended_on(rule(15, "working_days"), date(2026, 3, 27), calendar_of("UK")) is None


@pytest.mark.parametrize("days", [0, 2, 61, 90])
def test_a_letter_cannot_ask_for_an_odd_reply_period(days):
    with pytest.raises(ValueError, match="3 to 60"):
        requested(days)


def test_a_rule_kept_with_a_filing_comes_back_the_same():
    kept = rule(15, "working_days", basis=("UK-DISP162A",), sources=("DISP-16",), extendable_to=35)
    assert Rule.from_json(kept.to_json()) == kept


def test_the_first_rule_with_a_promised_date_is_the_one_waited_for():
    rules = (Rule("pbc", 15, "calendar_days"), rule(7, "working_days"), rule(60, "calendar_days", starts="acceptance"))
    assert rule_starting_at(rules, "filing") == rules[1]
    assert rule_starting_at(rules, "acceptance") == rules[2]
    assert rule_starting_at(rules, "clue") is None


regions = st.sampled_from(["CN", "ID", "UK", "US", "EU"])
starts = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@settings(max_examples=150, deadline=None)
@given(regions, starts, st.integers(1, 70))
def test_working_days_end_on_a_working_day_after_exactly_that_many(region, start, limit):
    calendar = calendar_of(region)
    due = due_on(rule(limit, "working_days"), start, calendar)
    assert calendar.is_working(due.on)
    assert working_days_between(start, due.on, calendar) == limit


@settings(max_examples=150, deadline=None)
@given(regions, starts, st.integers(1, 90), st.sampled_from(["calendar_days", "weeks", "months", "years"]))
def test_other_periods_never_end_early_and_move_only_over_days_off(region, start, limit, unit):
    calendar = calendar_of(region)
    due = due_on(rule(limit, unit), start, calendar)
    least = {"calendar_days": 1, "weeks": 7, "months": 28, "years": 365}[unit] * limit
    assert due.on >= start + timedelta(days=least)
    if due.rolled:
        assert calendar.rolls
        assert calendar.is_working(due.on)
        assert not calendar.is_working(due.on - timedelta(days=1))


@settings(max_examples=100, deadline=None)
@given(regions, starts, st.integers(1, 60), st.sampled_from(["calendar_days", "working_days", "weeks", "months"]))
def test_a_later_start_or_a_longer_limit_is_never_due_earlier(region, start, limit, unit):
    calendar = calendar_of(region)
    due = due_on(rule(limit, unit), start, calendar).on
    assert due_on(rule(limit, unit), start + timedelta(days=1), calendar).on >= due
    assert due_on(rule(limit + 1, unit), start, calendar).on >= due
