"""When a case is looked at: by the calendar and a secret hold, never because of what people do."""

from datetime import UTC, datetime, timedelta

from joinder.statistics import ticks

ANCHOR = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def moments(hold: int, days: int) -> list[tuple[str, datetime]]:
    looked, found = None, []
    for hours in range(days * 24):
        now = ANCHOR + hours * HOUR
        kind = ticks.due(ANCHOR, looked, now, lambda _number: hold)
        if kind:
            looked = now
            found.append((kind, now))
    return found


def test_every_week_has_one_look_held_back_by_the_secret_hours():
    weekly = [at for kind, at in moments(5 * 3600, 60) if kind == "weekly"]
    assert weekly == [ANCHOR + timedelta(days=7 * n, hours=5) for n in range(1, 9)]


def test_the_hold_stays_within_seventy_two_hours():
    for number in (0, 1, 71 * 3600, 72 * 3600, 10**9):
        at = ticks.weekly_tick(ANCHOR, 3, lambda _n, number=number: number)
        assert timedelta(0) <= at - ANCHOR - timedelta(days=21) < timedelta(hours=72)


def test_there_is_one_daily_look_a_day_and_none_on_the_first():
    daily = [at for kind, at in moments(5 * 3600, 20) if kind == "daily"]
    assert daily[0] == ANCHOR + timedelta(days=1)
    assert len({at.date() for at in daily}) == len(daily)


def test_a_house_that_slept_looks_once_and_weekly_comes_first():
    now = ANCHOR + timedelta(days=40)
    assert ticks.due(ANCHOR, ANCHOR + timedelta(days=1), now, lambda _n: 0) == "weekly"
    assert ticks.due(ANCHOR, now, now + HOUR, lambda _n: 0) is None


def test_a_late_hold_is_not_lost_when_the_week_turns():
    hold = 71 * 3600
    tick = ticks.weekly_tick(ANCHOR, 2, lambda _n: hold)
    assert ticks.due(ANCHOR, tick - HOUR, ANCHOR + timedelta(days=22), lambda _n: hold) == "weekly"
