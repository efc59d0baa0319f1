"""A journalist finds a case, compares its number with the others, downloads them, and cites them by date and method."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import SIZES, Person, variants

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
Number = dict[str, Any]


@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "en", "postgresql"))
def test_finding_comparing_downloading_and_citing(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person], tmp_path: Path
) -> None:
    title = house.seeded["title"]
    people = house.answers(f"/api/statistics/cases/{house.seeded['reference']}")["numbers"]["people"]
    with person(house, lang, SIZES[width]) as journalist:
        journalist.open("")
        journalist.page.get_by_role("link", name=journalist.t("common:nav.statistics")).last.click()
        journalist.heading(journalist.t("statistics:title"))
        journalist.clean()
        line = journalist.page.get_by_role("row").filter(has_text=title).first
        expect(line).to_contain_text(str(people["value"]))
        downloads(journalist, tmp_path, people)
        line.get_by_role("link", name=title).click()
        journalist.heading(title)
        cites(journalist, people)


def downloads(journalist: Person, folder: Path, people: Number) -> None:
    """Keep the table: it holds the same number and day as the screen, under the case's reference."""
    saved = journalist.save(journalist.link("statistics:csv").click, folder / "numbers.csv")
    rows = list(csv.reader(saved.read_text("utf-8-sig").splitlines()))
    mine = [row for row in rows if journalist.house.seeded["reference"] in row]
    assert mine, rows[:3]
    assert any(str(people["value"]) in row for row in mine)
    assert any(people["as_of"] in row for row in mine)
    with journalist.context.expect_page() as opened:
        journalist.link("statistics:json").click()
    expect(opened.value.locator("body")).to_contain_text("signature")
    opened.value.close()


def cites(journalist: Person, people: Number) -> None:
    """The number stands with its caption, its day, how it was counted, and a way to the method."""
    caption = journalist.page.get_by_text(journalist.t("statistics:lines.people"), exact=True).first
    expect(caption.locator("xpath=..")).to_contain_text(str(people["value"]))
    year, _, day = people["as_of"].split("-")
    main = journalist.page.get_by_role("main")
    expect(main).to_contain_text(year)
    expect(main).to_contain_text(str(int(day)))
    how = journalist.page.get_by_role("heading", level=2, name=journalist.t("statistics:how"), exact=True)
    expect(how).to_be_visible()
    journalist.clean()
    journalist.link("statistics:methodLink").click()
    journalist.heading(journalist.t("statistics:method.title"))
    journalist.clean()
