"""A group's sheet as its organizer brings it at the desk."""

import csv
import io
import re

from playwright.sync_api import Locator, expect

from tests.e2e.person import Person
from tests.reports.import_kit import HEADER, row

MINUTES = 900_000
AGREED = {"zh": "群公告以后各自填写。", "en": "Each filled it in after a notice in the group."}


def sheet(rows: int) -> bytes:
    """Write a group's sheet as a spreadsheet program would."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADER, *(row(number, 姓名=f"测试{number:04d}") for number in range(rows))])
    return out.getvalue().encode("utf-8-sig")


def brought(organizer: Person, case: str, rows: int) -> Locator:
    """Choose the sheet, see what its columns are taken for, say how it came about, and bring all its rows in."""
    organizer.open(f"/cases/{case}/desk/imports")
    chosen = {"name": "group.csv", "mimeType": "text/csv", "buffer": sheet(rows)}
    organizer.page.locator('input[type="file"]').set_input_files([chosen])
    organizer.sees(re.compile(rf"\b{rows}\b"))
    expect(organizer.field("desk:imports.agreed")).to_be_visible()
    organizer.clean()
    if organizer.field("desk:imports.currency").input_value() == "":
        organizer.field("desk:imports.currency").select_option("CNY")
    expect(organizer.page.get_by_label("姓名", exact=True).first).to_have_value("name")
    organizer.field("desk:imports.agreed").fill(AGREED[organizer.lang])
    organizer.button("desk:imports.run").click()
    batch = organizer.page.get_by_role("article").filter(has_text="group.csv").first
    expect(batch).to_contain_text(organizer.t("desk:imports.states.done"), timeout=MINUTES)
    for line in ("read", "added"):
        fact = batch.get_by_text(organizer.t(f"desk:imports.numbers.{line}"), exact=True).locator("xpath=..")
        expect(fact).to_contain_text(f"{rows:,}")
    organizer.clean()
    return batch
