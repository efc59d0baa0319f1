"""The messy 600-row sheet, read without a database."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from joinder.reports.sheets.dates import DateRules
from joinder.reports.sheets.opening import open_sheet
from joinder.reports.sheets.reading import Read, Rejected, Rules
from joinder.reports.sheets.survey import Table, notes, survey

from tests.reports.messy import ROWS, Planted, write_messy

RULES = Rules(DateRules(date(2026, 11, 2)), "CNY")


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planted]:
    path = tmp_path_factory.mktemp("messy") / "某群登记表.xlsx"
    return path, write_messy(path)


@pytest.fixture(scope="module")
def tables(messy: tuple[Path, Planted]) -> list[Table]:
    return survey(open_sheet(messy[0]), {}, RULES)


@pytest.fixture(scope="module")
def entries(tables: list[Table]) -> list[Read | Rejected]:
    return [entry for table in tables if table.usable for entry in table.read(RULES)]


def test_every_row_is_read_or_rejected_and_none_is_lost(messy, entries):
    assert len(entries) == ROWS == messy[1].read
    assert sum(isinstance(entry, Rejected) for entry in entries) == messy[1].rejected


def test_each_reason_is_met(entries):
    reasons = Counter(entry.reason for entry in entries if isinstance(entry, Rejected))
    assert set(reasons) == {
        *("id_number_column", "card_number", "password", "code"),
        *("heading", "header_again", "sum_row", "nobody", "nothing_told"),
    }


def test_columns_are_found_under_titles_and_in_two_header_rows(tables):
    first = next(table for table in tables if table.tab.name == "1群登记")
    assert first.header.last_row == 5
    assert {"name", "phone", "person", "happened_on", "amount", "text", "area", "order"} == set(first.columns.fields)
    assert list(first.columns.refused.values()) == ["id_number"]


def test_pictures_hidden_rows_formulas_and_passed_over_tabs_are_listed(messy, tables):
    found = Counter(note.code for note in notes(tables))
    assert found["picture"] == messy[1].pictures
    assert found["tab_skipped"] == 2
    assert {"hidden_rows", "formula", "hidden_tab", "id_number_column", "unused_columns"} <= set(found)


def test_a_person_in_merged_cells_has_all_three_rows_and_each_amount_once(entries):
    rows = [entry for entry in entries if isinstance(entry, Read) and entry.name == "测试合并"]
    assert [row.amount.minor for row in rows] == [10000, 20000, 30000]
    assert {row.phone for row in rows} == {"+8613800009999"}


def test_a_phone_that_became_a_quantity_is_a_phone_again(entries):
    phones = {entry.name: entry.phone for entry in entries if isinstance(entry, Read) and entry.name}
    assert phones["测试007"] == "+8613800000007"
    assert phones["测试011"] == "+8613800000011"


def test_what_is_not_certain_stays_as_text(entries):
    read = [entry for entry in entries if isinstance(entry, Read)]
    assert {"500-600", "1200元，已退300元", "不记得了"} <= {one.amount_text for one in read if one.amount is None}
    assert {"春节前后", "2025年3月-5月"} <= {one.happened_text for one in read if one.happened is None}
    assert any(text.startswith("=100+") for text in (one.amount_text for one in read))
    assert any(one.doubts.get("area") == "老家" for one in read)


def test_a_unit_in_the_header_counts_unless_the_cell_says_its_own(entries):
    amounts = {one.amount.minor for one in entries if isinstance(one, Read) and one.nickname.startswith("网名")}
    assert amounts == {500_000, 120_000}


def test_order_numbers_that_look_like_cards_are_not_refused(entries):
    assert any(isinstance(one, Read) and one.ticket.startswith("888622202") for one in entries)


def test_refused_values_are_in_no_row_that_is_taken(messy, entries):
    taken = "\n".join("\n".join(entry.content()) for entry in entries if isinstance(entry, Read))
    assert messy[1].secrets
    assert not [secret for secret in messy[1].secrets if secret in taken]
