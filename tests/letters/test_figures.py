"""Figures of a letter: computed from sets, per currency, one order once, no small cell."""

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joinder.letters import figures, formats, gathering
from joinder.letters.facts import define, figure_keys
from joinder.reports.models import Report
from sqlalchemy import select

from tests.letters.samples import NAMES, ON, incident, incidents
from tests.letters.world import World


def values(rows, keys=None):
    definitions = [define(key, "zh") for key in keys or figure_keys()]
    return {one.key: one.value for one in figures.compute(definitions, rows, NAMES, ON)}


def test_people_are_counted_once_however_many_incidents_they_have():
    rows = [incident(1), incident(1), incident(2)]
    found = values(rows)
    assert (found["people"], found["incidents"]) == (2, 3)


def test_amounts_of_different_currencies_are_never_added():
    rows = [incident(1, minor=100), incident(2, minor=250), incident(3, minor=700, currency="USD")]
    assert values(rows)["amounts"] == [{"currency": "CNY", "minor": 350}, {"currency": "USD", "minor": 700}]


def test_one_orders_money_is_counted_once_and_the_lower_amount_where_two_differ():
    rows = [incident(1, minor=900, order=b"o"), incident(2, minor=700, order=b"o"), incident(2, minor=50)]
    assert values(rows)["amounts"] == [{"currency": "CNY", "minor": 750}]


def test_an_incident_without_amount_or_currency_adds_nothing():
    rows = [incident(1, minor=None), incident(2, currency=None)]
    found = values(rows)
    assert "amounts" not in found
    assert "amount_people" not in found


def test_the_period_runs_from_the_first_to_the_last_date_and_skips_unknown_ones():
    rows = [
        incident(1, on=date(2026, 5, 3)),
        incident(2, on=date(2026, 2, 1), precision="month"),
        incident(3, on=date(2020, 1, 1), precision="unknown"),
        incident(4, on=None),
    ]
    found = values(rows)["period"]
    assert found["first"] == {"on": "2026-02-01", "precision": "month"}
    assert formats.period(found, "zh") == "2026年2月至2026年5月3日"
    assert formats.period(found, "en") == "between February 2026 and 3 May 2026"


def test_demand_figures_count_only_who_asks_for_that_remedy():
    rows = [incident(1, minor=100), incident(2, minor=900, remedies=("fee_return",)), incident(3, minor=1, remedies=())]
    people = define("demand.people", "zh", as_key="pay.people", remedy="refund")
    money = define("demand.amounts", "zh", as_key="pay.amounts", remedy="refund")
    found = {one.key: one.value for one in figures.compute([people, money], rows, NAMES, ON)}
    assert found == {"pay.people": 1, "pay.amounts": [{"currency": "CNY", "minor": 100}]}


def test_a_breakdown_hides_cells_under_ten_and_leaves_ten_or_nobody_over():
    rows = [incident(at, area="CN-GD") for at in range(25)] + [incident(100 + at, area="CN-BJ") for at in range(9)]
    assert "areas" not in values(rows)  # nine left over would say how many Beijing has
    rows += [incident(200, area="CN-BJ")]
    found = values(rows)["areas"]
    assert ([one["people"] for one in found["cells"]], found["rest"]) == ([25, 10], 0)


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from("ABCDE") | st.none()), max_size=120))
def test_no_printed_cell_and_no_remainder_is_ever_between_one_and_nine(pairs):
    members = {}
    for member, cell in pairs:
        if cell:
            members.setdefault(cell, set()).add(uuid.UUID(int=member))
    everyone = {uuid.UUID(int=member) for member, _cell in pairs}
    shown = figures.breakdown(members, everyone)
    covered = set().union(*(members[key] for key, _count in shown)) if shown else set()
    assert all(count >= 10 for _key, count in shown)
    assert not shown or len(everyone - covered) == 0 or len(everyone - covered) >= 10


@given(st.permutations(list(range(12))))
def test_figures_do_not_depend_on_the_order_of_the_rows(order):
    rows = incidents(12)
    assert values([rows[at] for at in order]) == values(rows)


def test_every_fact_says_how_it_was_obtained_as_of_when_and_from_where():
    for lang in ("zh", "en", "id"):
        definitions = [define(key, lang) for key in figure_keys()]
        for fact in figures.compute(definitions, incidents(40), NAMES, ON):
            assert fact.query
            assert fact.name
            assert fact.source == NAMES.source
            assert fact.as_of == ON


def test_money_is_written_with_its_currencys_own_decimals():
    assert formats.money("CNY", 1234567, "zh") == "人民币12,345.67元"
    assert formats.money("JPY", 1234567, "en") == "JPY 1,234,567"
    assert formats.money("IDR", 150000000, "id") == "IDR 1.500.000,00"
    assert formats.money("KWD", 1234567, "en") == "KWD 1,234.567"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"asked_how": "hotline"}, True),
        ({"company_answer": "请耐心等待"}, True),
        ({"asked_on": date(2026, 8, 1)}, True),
        ({}, False),
    ],
)
def test_whoever_told_how_the_company_was_asked_or_what_it_answered_counts_as_having_asked(session, told, asked):
    world = World(session, size=0)
    member = world.join("own@example.org", ticket=None, **told)
    found = list(session.scalars(select(Report).where(Report.membership_id == member.id)))
    assert [one.asked for one in gathering.rows_of(found, {})] == [asked]
