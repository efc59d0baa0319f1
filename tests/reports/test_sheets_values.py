"""Amounts, dates, contacts and areas as people write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.reports.sheets.amounts import MoneyHints, header_hints, parse_amount
from joinder.reports.sheets.areas import parse_area
from joinder.reports.sheets.contacts import parse_contact
from joinder.reports.sheets.dates import DateRules, parse_date
from joinder.reports.sheets.rows import as_text

RULES = DateRules(date(2026, 11, 21))
CNY = MoneyHints("CNY")


@pytest.mark.parametrize(
    ("cell", "minor", "currency", "about"),
    [
        ("约1.2万", 1_200_000, "CNY", True),
        ("1,234.5元", 123_450, "CNY", False),
        ("￥500", 50_000, "CNY", False),
        ("Rp 1.250.000", 125_000_000, "IDR", False),
        ("Rp75.000,-", 7_500_000, "IDR", False),
        ("500rb", 50_000_000, "IDR", False),
        ("1,25 juta", 125_000_000, "IDR", False),
        ("１２００元", 120_000, "CNY", False),
        ("1万2", 1_200_000, "CNY", False),
        ("1万2千", 1_200_000, "CNY", False),
        ("一万二", 1_200_000, "CNY", False),
        ("三千五百", 350_000, "CNY", False),
        ("近万元", 1_000_000, "CNY", True),
        ("1200多元", 120_000, "CNY", True),
        ("HK$300", 30_000, "HKD", False),
        ("US$ 20", 2_000, "USD", False),
        ("$1,200.50", 120_050, "USD", False),
        ("人民币300元整", 30_000, "CNY", False),
        (1234.5, 123_450, "CNY", False),
        ("0", 0, "CNY", False),
        ("日元", None, None, None),
        ("500-600", None, None, None),
        ("1200元，已退300元", None, None, None),
        ("无", None, None, None),
        (13812345678, None, None, None),
        (True, None, None, None),
        ("-5", None, None, None),
    ],
)
def test_amounts(cell, minor, currency, about):
    found = parse_amount(cell, CNY)
    assert (found and (found.minor, found.currency, found.about)) == (minor and (minor, currency, about)) or (
        minor == 0 and found.minor == 0
    )


def test_an_amount_without_any_currency_is_not_guessed():
    assert parse_amount("1.250", MoneyHints()) is None
    assert parse_amount("300", MoneyHints()) is None


def test_a_header_may_name_the_unit_and_the_currency():
    assert header_hints("金额（万元）", None) == MoneyHints("CNY", 10_000)
    assert header_hints("Nominal (Rp)", "CNY") == MoneyHints("IDR", 1)


@pytest.mark.parametrize(
    ("cell", "on", "precision"),
    [
        ("2019/2/28 11:25:05", date(2019, 2, 28), "day"),
        ("2019-02-28T11:25:05Z", date(2019, 2, 28), "day"),
        ("25年3月", date(2025, 3, 1), "month"),
        ("2025.3", date(2025, 3, 1), "month"),
        ("3月初", date(2026, 3, 1), "about"),
        ("12月5日", date(2025, 12, 5), "about"),
        ("去年3月", date(2025, 3, 1), "month"),
        ("2023年底", date(2023, 12, 15), "about"),
        ("大概2025年3月", date(2025, 3, 1), "about"),
        ("20250305", date(2025, 3, 5), "day"),
        (45000, date(2023, 3, 15), "day"),
        ("45000", date(2023, 3, 15), "day"),
        (datetime.combine(date(2025, 3, 4), time(5)), date(2025, 3, 4), "day"),
        ("5 Maret 2025", date(2025, 3, 5), "day"),
        ("March 5, 2025", date(2025, 3, 5), "day"),
        ("Mar 2025", date(2025, 3, 1), "month"),
        ("28/02/2019", date(2019, 2, 28), "day"),
    ],
)
def test_dates_with_their_precision(cell, on, precision):
    found = parse_date(cell, RULES)
    assert (found.on, found.precision) == (on, precision)


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2019",
        "2025年3月-5月",
        "昨天",
        "2027-01-01",
        "2023年",
        "2025年13月",
        2025.1,
        "2025.1",
        "春节",
        "1889-01-01",
        "Jan 0000",
        "0000-01",
        True,
    ],
)
def test_dates_that_are_not_certain_stay_text(cell):
    assert parse_date(cell, RULES) is None


def test_day_first_where_people_write_so():
    assert parse_date("03/04/2019", DateRules(RULES.today, day_first=True)).on == date(2019, 4, 3)


@pytest.mark.parametrize(
    ("cell", "phone", "email"),
    [
        (1.3812345678e10, "+8613812345678", None),
        ("1.3812345678E10", "+8613812345678", None),
        ("1.38123E+10", None, None),
        ("+86 138-1234-5678", "+8613812345678", None),
        ("１３８１２３４５６７８", "+8613812345678", None),
        ("13812345678 / A@b.com", "+8613812345678", "a@b.com"),
        ("0812-3456-7890", "+6281234567890", None),
        ("没有", None, None),
    ],
)
def test_contacts(cell, phone, email):
    found = parse_contact(cell)
    assert (found.phone, found.email) == (phone, email)


def test_areas():
    places = {
        "广东省深圳市": "CN-GD",
        "深圳": "CN-GD",
        "中国上海": "CN-SH",
        "jawa barat": "ID-JB",
        "Papua Barat": "ID-PB",
    }
    assert {place: parse_area(place) for place in places} == places
    assert parse_area("老家") is None


@settings(deadline=None)
@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.none()))
def test_no_cell_makes_reading_fail(cell):
    parse_amount(cell, CNY)
    parse_date(cell, RULES)
    parse_contact(cell)
    parse_area(as_text(cell))
