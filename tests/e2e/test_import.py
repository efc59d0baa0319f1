"""The organizer brings a group's sheet, of 4,326 people when everything is proved."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import SIZES, Person, variants
from tests.reports.import_kit import HEADER, row

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
ROWS, FEW = 4_326, 432
MINUTES = 900_000
AGREED = {"zh": "群公告以后各自填写。", "en": "Each filled it in after a notice in the group."}


def sheet(rows: int) -> bytes:
    """Write a group's sheet as a spreadsheet program would."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADER, *(row(number, 姓名=f"测试{number:04d}") for number in range(rows))])
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("rows", [FEW, pytest.param(ROWS, marks=pytest.mark.prove)])
@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "zh"))
def test_a_sheet_comes_in_and_its_people_count_as_nobody_yet(
    width: int, lang: str, database: str, rows: int, house: House, person: Callable[..., Person]
) -> None:
    case = house.seeded[f"{'sealed' if rows == ROWS else 'open'}-{width}-{lang}"]
    with person(house, lang, SIZES[width]) as organizer:
        organizer.comes_back("organizer@example.org")
        organizer.open(f"/cases/{case}/desk/imports")
        chosen = {"name": "group.csv", "mimeType": "text/csv", "buffer": sheet(rows)}
        organizer.page.locator('input[type="file"]').set_input_files([chosen])
        organizer.sees(re.compile(rf"\b{rows}\b"))
        expect(organizer.field("desk:imports.agreed")).to_be_visible()
        organizer.clean()
        if organizer.field("desk:imports.currency").input_value() == "":
            organizer.field("desk:imports.currency").select_option("CNY")
        expect(organizer.page.get_by_label("姓名", exact=True).first).to_have_value("name")
        organizer.field("desk:imports.agreed").fill(AGREED[lang])
        organizer.button("desk:imports.run").click()
        batch = organizer.page.get_by_role("article").filter(has_text="group.csv").first
        expect(batch).to_contain_text(organizer.t("desk:imports.states.done"), timeout=MINUTES)
        for line in ("read", "added"):
            fact = batch.get_by_text(organizer.t(f"desk:imports.numbers.{line}"), exact=True).locator("xpath=..")
            expect(fact).to_contain_text(f"{rows:,}")
        organizer.clean()
        batch.get_by_role("button", name=organizer.t("desk:imports.link"), exact=True).click()
        organizer.sees(organizer.t("desk:imports.linkOnce"))
        organizer.clean()
