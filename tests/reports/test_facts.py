"""What a report may state: days that can be, areas and currencies that exist."""

import json
from datetime import date
from pathlib import Path

import pytest
from joinder.core.errors import Invalid
from joinder.reports.currencies import CURRENCIES
from joinder.reports.models import Report
from joinder.reports.sheets.areas import area_codes
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import world

AREAS = Path(__file__).parents[2] / "frontend" / "src" / "lib" / "areas.json"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"asked_on": date(2026, 11, 3)}, "reports.future_date", "asked_on"),
        ({"happened_on": date(2026, 11, 3)}, "reports.future_date", "happened_on"),
        ({"happened_on": date(1850, 1, 1)}, "reports.distant_date", "happened_on"),
        ({"asked_on": date(1850, 1, 1)}, "reports.distant_date", "asked_on"),
        ({"area": "ZZ-XYZ"}, "reports.no_area", "area"),
        ({"area": "CN-ZZ"}, "reports.no_area", "area"),
        ({"currency": "ZZZ"}, "reports.no_currency", "currency"),
        ({"currency": "XAU"}, "reports.no_currency", "currency"),
        ({"currency": None}, "reports.currency_missing", "currency"),
    ],
)
def test_an_impossible_fact_is_refused_with_its_field(session: Session, changes, code: str, field: str):
    case = world.make_case(session)
    with pytest.raises(Invalid) as refused:
        world.join(session, case, "lin@example.org", **changes)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert session.scalar(select(func.count(Report.id))) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"asked_on": date(2026, 11, 2)},
        {"area": "ID-PE"},
        {"area": None},
        {"currency": "IDR"},
        {"amount_minor": None, "currency": None},
        {"amount_minor": None},
    ],
)
def test_a_possible_fact_is_kept(session: Session, changes):
    assert world.join(session, world.make_case(session), "lin@example.org", **changes).id


def test_the_areas_a_person_can_choose_are_the_areas_a_report_may_name():
    assert {one["code"] for one in json.loads(AREAS.read_text("utf-8"))} == set(area_codes())


def test_the_currencies_are_codes_of_three_letters():
    assert {"CNY", "IDR", "USD", "HKD"} <= CURRENCIES
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert not {"XXX", "XTS", "ZZZ"} & CURRENCIES
