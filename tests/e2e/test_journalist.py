"""A journalist finds a case, compares it and its company with others, downloads the numbers, and cites one."""

import csv
import re
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
        finds(journalist, title)
        journalist.page.get_by_role("link", name=journalist.t("common:nav.statistics")).last.click()
        journalist.heading(journalist.t("statistics:title"))
        journalist.clean()
        line = journalist.page.get_by_role("row").filter(has_text=title).first
        expect(line).to_contain_text(str(people["value"]))
        downloads(journalist, tmp_path, people)
        compares(journalist, people)
        journalist.link("statistics:title").click()
        line.get_by_role("link", name=title).click()
        journalist.heading(title)
        reads_how(journalist, people)
        cites(journalist, people)


def finds(journalist: Person, title: str) -> None:
    """Look for two characters on the first page; the case is there, and can be read."""
    journalist.open("")
    journalist.field("home:find").fill(title[:2])
    journalist.page.keyboard.press("Enter")
    journalist.settled()
    journalist.page.get_by_role("main").get_by_role("link", name=title).first.click()
    journalist.heading(title)
    journalist.clean()


def compares(journalist: Person, people: Number) -> None:
    """Put two companies beside each other, then their two cases: each with its own number and day."""
    journalist.link("statistics:compare.open").click()
    journalist.heading(journalist.t("statistics:compare.title"))
    for side, name in (("first", "skylark"), ("second", "heron")):
        journalist.field(f"statistics:compare.{side}").select_option(name)
    both(journalist, "skylark", "heron", "respondents")
    journalist.radio(journalist.t("statistics:compare.cases"), exact=True).check()
    for side, name in (("first", "reference"), ("second", "other")):
        journalist.field(f"statistics:compare.{side}").select_option(journalist.house.seeded[name])
    both(journalist, journalist.house.seeded["reference"], journalist.house.seeded["other"], "cases")
    expect(journalist.page.get_by_role("main")).to_contain_text(str(people["value"]))
    journalist.page.reload()  # what is compared stands in the address, to pass on
    both(journalist, journalist.house.seeded["reference"], journalist.house.seeded["other"], "cases")


def both(journalist: Person, first: str, second: str, what: str) -> None:
    """Both sides show what was released of them, as the server printed it."""
    caption = journalist.page.get_by_text(journalist.t("statistics:lines.people"), exact=True)
    figures = journalist.page.get_by_role("main").get_by_role("paragraph").filter(has=caption)
    expect(figures).to_have_count(2, timeout=60_000)
    for side, name in enumerate((first, second)):
        printed = journalist.house.answers(f"/api/statistics/{what}/{name}")
        line = printed["numbers"]["people"] if what == "cases" else printed["release"]["lines"]["people"]
        expect(figures.nth(side)).to_contain_text(str(line["value"] if what == "cases" else line["at_least"]))
    journalist.clean()


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


def reads_how(journalist: Person, people: Number) -> None:
    """The number stands with its caption, its day, and how it was counted."""
    caption = journalist.page.get_by_text(journalist.t("statistics:lines.people"), exact=True).first
    expect(caption.locator("xpath=..")).to_contain_text(str(people["value"]))
    year, _, day = people["as_of"].split("-")
    main = journalist.page.get_by_role("main")
    expect(main).to_contain_text(year)
    expect(main).to_contain_text(str(int(day)))
    how = journalist.page.get_by_role("heading", level=2, name=journalist.t("statistics:how"), exact=True)
    expect(how).to_be_visible()
    journalist.clean()


def cites(journalist: Person, people: Number) -> None:
    """Take the sentence to quote along; its link leads to the one release with that number, and on to the method."""
    journalist.button("statistics:cite.open").click()
    dialog = journalist.page.get_by_role("dialog", name=journalist.t("statistics:cite.title"))
    sentence = dialog.get_by_label(journalist.t("statistics:cite.sentence")).input_value()
    link = dialog.get_by_label(journalist.t("statistics:cite.link")).input_value()
    assert str(people["value"]) in sentence
    assert journalist.house.seeded["title"] in sentence
    assert link in sentence
    journalist.clean()
    dialog.get_by_role("button", name=journalist.t("common:copy"), exact=True).nth(1).click()
    expect(dialog.get_by_role("button", name=journalist.t("common:copied"), exact=True)).to_be_visible()
    journalist.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    journalist.page.goto(link)
    journalist.settled()
    release = journalist.t("statistics:release.title", n=link.rsplit("/", 1)[-1])
    journalist.heading(f"{journalist.house.seeded['title']} · {release}")
    expect(journalist.page).to_have_title(re.compile(re.escape(journalist.house.seeded["title"])))
    caption = journalist.page.get_by_text(journalist.t("statistics:lines.people"), exact=True).first
    expect(caption.locator("xpath=..")).to_contain_text(str(people["value"]))
    journalist.clean()
    journalist.link("statistics:release.newest").click()
    journalist.heading(journalist.house.seeded["title"])
    journalist.link("statistics:methodLink").click()
    journalist.settled()
    journalist.heading(journalist.t("statistics:method.title"))
    journalist.clean()
