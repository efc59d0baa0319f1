"""A moderator publishes a case that waits; only then does everybody find it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


def test_a_queued_case_is_found_by_everybody_once_a_moderator_publishes_it(
    demo: House, person: Callable[..., Person]
) -> None:
    with person(demo, "en", DESKTOP) as moderator, person(demo, "en", PHONE) as visitor:
        moderator.sign_in("moderator@demo.example")
        moderator.open("/moderation")
        waiting = moderator.page.get_by_role("article").filter(has=moderator.button("moderation:publish"))
        title = waiting.first.get_by_role("link").first.inner_text()
        found = visitor.page.get_by_role("link", name=title)
        visitor.open("/cases?q=Kancil")
        expect(found).to_have_count(0)
        waiting.first.get_by_role("button", name=moderator.t("moderation:publish"), exact=True).click()
        expect(waiting).to_have_count(0, timeout=60_000)
        visitor.open("/cases?q=Kancil")
        found.first.click()
        visitor.heading(title)
        visitor.sees(visitor.t("common:fewer"))
        visitor.clean()
