"""A moderator publishes a case, removes it with a reason, restores it; each time everybody sees at once what holds."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, PHONE, SIZES, Person, variants

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


def search(visitor: Person, words: str) -> None:
    """Look for a case as anybody does."""
    visitor.open("/cases")
    visitor.field("case:find.label").fill(words)
    visitor.page.keyboard.press("Enter")
    visitor.settled()


def expect_found(visitor: Person, title: str, times: int) -> None:
    """The search for a title gives so many results."""
    search(visitor, title)
    expect(visitor.page.get_by_role("main").get_by_role("link", name=title)).to_have_count(times)


def expect_open(visitor: Person, title: str) -> None:
    """The case is found and can be read."""
    expect_found(visitor, title, 1)
    visitor.page.get_by_role("main").get_by_role("link", name=title).click()
    visitor.heading(title)
    visitor.clean()


@pytest.mark.parametrize(("width", "lang", "database"), variants(390, "en"))
def test_a_case_is_published_removed_and_restored(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    title = house.seeded[f"waiting-{width}-{lang}"]
    with person(house, lang, SIZES[width]) as moderator, person(house, lang, PHONE) as visitor:
        moderator.comes_back("moderator@example.org")
        moderator.open("/moderation")
        waiting = moderator.page.get_by_role("article").filter(has_text=title)
        expect(waiting).to_have_count(1)
        expect_found(visitor, title, 0)
        moderator.clean()
        waiting.get_by_role("link", name=title).click()
        moderator.heading(title)
        moderator.button("moderation:publish").click()
        expect(moderator.button("moderation:publish")).to_have_count(0)
        expect_open(visitor, title)

        moderator.expects("404")  # the numbers of the case in sight are gone while it is hidden
        remove(moderator)
        expect_found(visitor, title, 0)

        back(moderator)
        expect_open(visitor, title)
        visitor.sees(visitor.t("case:removals.title"))
        moderator.page.reload()
        moderator.heading(title)
        moderator.button("moderation:audit.show").click()
        trail = moderator.page.get_by_role("table", name=moderator.t("moderation:audit.title"))
        for action in ("publish", "hide", "restore"):
            expect(trail).to_contain_text(moderator.t(f"moderation:audit.acts.case.{action}"))
        moderator.clean()


def remove(moderator: Person) -> None:
    """Hide the case in sight, with a reason that everybody may read."""
    moderator.page.get_by_text(moderator.t("moderation:hide.title"), exact=True).click()
    moderator.field("moderation:hide.reason").select_option("personal_data")
    moderator.clean()
    moderator.button("moderation:hide.button").click()
    expect(moderator.page.get_by_text(moderator.t("moderation:restore.title"), exact=True)).to_be_visible()


def back(moderator: Person) -> None:
    """Show the case in sight again, with a reason for the trail."""
    moderator.page.get_by_text(moderator.t("moderation:restore.title"), exact=True).click()
    moderator.field("moderation:restore.reason").select_option("mistake")
    moderator.clean()
    moderator.button("moderation:restore.button").click()
    expect(moderator.button("moderation:restore.button")).to_have_count(0)


def test_a_queued_case_of_the_demo_is_published_from_the_desk(demo: House, person: Callable[..., Person]) -> None:
    with person(demo, "en", DESKTOP) as moderator, person(demo, "en", PHONE) as visitor:
        moderator.comes_back("moderator@demo.example")
        moderator.open("/moderation")
        waiting = moderator.page.get_by_role("article").filter(has=moderator.button("moderation:publish"))
        title = waiting.first.get_by_role("link").first.inner_text()
        expect_found(visitor, title, 0)
        waiting.first.get_by_role("button", name=moderator.t("moderation:publish"), exact=True).click()
        expect(waiting).to_have_count(0, timeout=60_000)
        expect_found(visitor, title, 1)
