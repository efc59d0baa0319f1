"""The pure rules for signs of coordination."""

import uuid
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joinder.matching import signal_jobs, signals
from joinder.matching.signal_models import Signal, SignalPerson
from joinder.matching.signal_queries import key_of

NOW = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PEOPLE = [uuid.UUID(int=number) for number in range(1, 60)]


def test_what_two_people_share_is_a_sign_and_what_one_has_twice_is_none() -> None:
    a, b, c = PEOPLE[:3]
    (sign,) = signals.shared("same_file", [("x", a), ("x", b), ("y", c), ("y", c)])
    assert (sign.kind, sign.about, sign.people) == ("same_file", "x", frozenset({a, b}))
    assert sign.reasons == (("same_file", {"n": 2}),)


def test_a_number_that_many_mention_is_taken_for_the_companys() -> None:
    rows = [("hotline", one) for one in PEOPLE[:9]] + [("agent", one) for one in PEOPLE[:3]]
    found = signals.shared("contact", rows, signals.most_sharing(30))
    assert [sign.about for sign in found] == ["agent"]


def test_three_people_alike_are_a_template_and_two_are_not() -> None:
    a, b, c, d, e = PEOPLE[:5]
    (sign,) = signals.templates([(a, b, 0.9), (b, c, 0.6), (d, e, 0.95), (a, d, 0.4)])
    assert sign.people == frozenset({a, b, c})
    assert sign.reasons == (("template", {"n": 3, "percent": 90}),)


def test_a_template_that_goes_on_is_known_again_by_its_people() -> None:
    known = {"one": frozenset(PEOPLE[:4]), "two": frozenset(PEOPLE[10:13])}
    assert signals.same_as(known, frozenset(PEOPLE[:6])) == "one"
    assert signals.same_as(known, frozenset(PEOPLE[3:9])) is None


def arrivals(days: int, a_day: int) -> list[tuple[datetime, uuid.UUID]]:
    start = NOW - timedelta(days=days)
    return [
        (start + timedelta(days=day, hours=24 * k / a_day), uuid.uuid4()) for day in range(days) for k in range(a_day)
    ]


def test_a_burst_against_the_cases_own_profile_is_a_sign_with_its_numbers() -> None:
    hour = NOW.replace(minute=0) - timedelta(days=2)
    crowd = [(hour + timedelta(minutes=2 * k), one) for k, one in enumerate(PEOPLE[:20])]
    (sign,) = signals.bursts([*arrivals(28, 4), *crowd], NOW)
    assert set(PEOPLE[:20]) <= sign.people
    assert (sign.about, sign.reasons[0][0]) == (hour.isoformat(), "burst")
    assert (sign.reasons[0][1]["hours"], sign.reasons[0][1]["usual"]) == (1, 5)


def test_a_busy_case_a_young_case_and_a_handful_are_no_bursts() -> None:
    hour = NOW.replace(minute=0) - timedelta(hours=3)
    crowd = [(hour + timedelta(minutes=k), one) for k, one in enumerate(PEOPLE[:15])]
    assert signals.bursts([*arrivals(28, 240), *crowd[:12]], NOW) == []
    assert signals.bursts([*arrivals(5, 4), *crowd], NOW) == []
    assert signals.bursts([*arrivals(28, 1), *crowd[:9]], NOW) == []
    assert signals.bursts([], NOW) == []


@CALM
@given(st.integers(0, 60), st.floats(0.01, 40))
def test_the_chance_falls_with_the_number_and_rises_with_what_is_expected(many: int, expected: float) -> None:
    chance = signals.chance_of(many, expected)
    assert 0 <= chance <= 1
    assert signals.chance_of(many + 1, expected) <= chance + 1e-9
    assert signals.chance_of(many, expected + 1) >= chance - 1e-9


@CALM
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.floats(0, 1)), max_size=30))
def test_templates_never_overlap_and_only_hold_people_who_are_linked(edges: list[tuple[int, int, float]]) -> None:
    pairs = [(PEOPLE[a], PEOPLE[b], score) for a, b, score in edges]
    found = signals.templates(pairs)
    seen = [person for sign in found for person in sign.people]
    assert len(seen) == len(set(seen))
    linked = {one for a, b, score in pairs if a != b and score >= signals.TEMPLATE_AT for one in (a, b)}
    assert set(seen) <= linked
    assert all(len(sign.people) >= signals.TEMPLATE_PEOPLE for sign in found)


@pytest.mark.usefixtures("settings_env")
def test_halves_of_a_template_never_share_a_name() -> None:
    whole = (PEOPLE[0], *PEOPLE[1:8])
    key = key_of("template", str(PEOPLE[0]))
    row = Signal(id=uuid.UUID(int=7), kind="template", key=key)
    halves = signals.templates([(a, b, 0.9) for part in (whole[:3], whole[3:]) for a, b in pairwise(part)])
    people = {row.id: {one: SignalPerson() for one in whole}}
    named = dict(signal_jobs.named(halves, {("template", key): row}, people))
    assert named["template", key].people == frozenset(whole[3:])
    assert {sign.people for sign in named.values()} == {frozenset(whole[:3]), frozenset(whole[3:])}
