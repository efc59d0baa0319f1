"""What everybody reads: the released numbers with their captions, in two languages, without signing in."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import PHONE, Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(("lang", "database"), [("zh", "postgresql"), ("en", "sqlite")])
def test_case_and_statistics_show_the_released_number_with_its_caption(
    lang: str, house: House, person: Callable[..., Person]
) -> None:
    case = house.seeded["reference"]
    people = house.answers(f"/api/statistics/cases/{case}")["numbers"]["people"]
    assert people["state"] == "exact"
    assert people["value"] >= 30
    with person(house, lang, PHONE) as visitor:
        visitor.open(f"/cases/{case}")
        visitor.heading(house.seeded["title"])
        caption = visitor.page.get_by_text(visitor.t("statistics:lines.people"), exact=True).first
        expect(caption.locator("xpath=..")).to_contain_text(str(people["value"]))
        year, month, day = people["as_of"].split("-")
        visitor.sees(re.compile(rf"{year}.*{int(month)}.*{int(day)}|{int(day)}.*{year}"))
        visitor.clean()
        visitor.open("/statistics")
        visitor.heading(visitor.t("statistics:title"))
        expect(visitor.page.get_by_role("main")).to_contain_text(str(people["value"]))
        visitor.sees(house.seeded["title"])
        visitor.clean()
        on_paper(visitor)
        assert not visitor.known()


def on_paper(visitor: Person) -> None:
    """Print shows the words alone: no ways to move on, nothing to press, black on white."""
    visitor.page.emulate_media(media="print", color_scheme="dark")
    for role in ("navigation", "button", "banner", "contentinfo"):
        assert all(not one.is_visible() for one in visitor.page.get_by_role(role, include_hidden=True).all()), role
    colours = "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]"
    assert visitor.page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    visitor.page.emulate_media(media="screen", color_scheme="light")


def test_changing_the_language_stays_on_the_page(sqlite_house: House, person: Callable[..., Person]) -> None:
    with person(sqlite_house, "zh") as visitor:
        visitor.open("/statistics")
        visitor.page.get_by_label(visitor.t("common:nav.language")).select_option("en")
        visitor.page.wait_for_url("**/en/statistics")
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Public numbers")
        assert visitor.page.evaluate("document.documentElement.lang") == "en"


def test_a_page_that_is_not_there_says_so(sqlite_house: House, person: Callable[..., Person]) -> None:
    with person(sqlite_house, "en") as visitor:
        visitor.open("/nothing-here")
        visitor.heading(visitor.t("common:notFound.title"))
        visitor.clean()


def test_the_servers_summary_stays_until_the_app_has_its_main_answer(
    sqlite_house: House, person: Callable[..., Person]
) -> None:
    case = sqlite_house.seeded["reference"]
    with person(sqlite_house, "zh", PHONE) as visitor:
        visitor.expects("net::ERR_FAILED")
        summary = visitor.page.locator("#served")
        visitor.context.route("**/api/**", lambda asked: asked.abort())
        visitor.page.goto(f"/zh/cases/{case}")
        retry = summary.get_by_role("status").get_by_role("button")
        expect(retry).to_be_visible(timeout=60_000)
        assert visitor.page.get_by_role("main").count() == 1
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(sqlite_house.seeded["title"])
        assert visitor.page.get_by_role("alert").count() == 0
        visitor.context.unroute_all()
        retry.click()
        expect(summary).to_have_count(0, timeout=60_000)
        visitor.heading(sqlite_house.seeded["title"])


def test_the_servers_summary_makes_room_without_lesser_answers(
    sqlite_house: House, person: Callable[..., Person]
) -> None:
    with person(sqlite_house, "zh", PHONE) as visitor:
        visitor.context.route("**/api/sign-in", lambda _waiting: None)
        visitor.page.goto("/zh")
        for _ in range(10):
            assert visitor.page.get_by_role("main").count() == 1
            visitor.page.wait_for_timeout(300)
        expect(visitor.page.locator("#served")).to_have_count(0, timeout=30_000)
