"""The whole report by the keyboard alone, on a screen zoomed to 200 %: every control reached, seen and named."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.house import House
from tests.e2e.keys import Keys
from tests.e2e.person import Person
from tests.e2e.wizard import COMPANY, STORY, screenshot

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
ZOOMED = (640, 450)  # 1280 × 900 at 200 %


class WizardKeys(Keys):
    """The questions, by the keyboard."""

    def on(self, step: str) -> None:
        """The screen is clean in both themes; Tab to the button and press Enter; the next question has the focus."""
        self.person.clean_in_both()
        self.to(self.person.button("common:next"))
        self.press("Enter")
        self.at(step)

    def at(self, step: str) -> None:
        heading = self.page.get_by_role("heading", level=1, name=self.t(f"report:steps.{step}.title"))
        expect(heading).to_be_focused(timeout=60_000)


def first_half(keys: WizardKeys) -> None:
    """Company to what the company answered."""
    person, t = keys.person, keys.t
    typed, name = COMPANY[person.lang]
    keys.write(person.field("report:company.label"), typed)
    keys.choose(person.radio(name))
    keys.on("issue")
    keys.choose(keys.page.locator('input[value="withdrawal_blocked"]'))
    keys.on("scam")
    keys.choose(person.radio(t("report:scam.no"), exact=True))
    keys.on("when")
    keys.choose(person.radio(t("report:when.unknown")))
    keys.on("amount")
    keys.write(person.field("report:amount.label"), "1280.50")
    keys.on("area")
    keys.on("asked")
    keys.choose(person.radio(t("report:asked.notYet"), exact=True))
    keys.on("authorities")
    keys.choose(person.radio(t("report:authorities.none"), exact=True))
    keys.on("money")
    keys.choose(person.radio(t("report:money.licensed")))
    keys.on("remedy")


def second_half(keys: WizardKeys) -> None:
    """Remedy to the two permissions, with a picture from the chooser."""
    person, t = keys.person, keys.t
    keys.to(keys.page.get_by_role("checkbox", name=t("common:remedies.refund")))
    keys.press("Space")
    keys.on("story")
    keys.write(person.field("report:story.label"), STORY[person.lang])
    keys.on("match")
    keys.choose(person.radio(t("report:match.join", title=person.house.seeded["title"])))
    keys.on("evidence")
    keys.pick({"name": "keys.png", "mimeType": "image/png", "buffer": screenshot("keys")})
    person.sees("keys.png")
    keys.on("seen")
    keys.choose(person.radio(t("report:seen.counted"), exact=False))
    for box in keys.page.get_by_role("checkbox").all():
        keys.to(box)
        keys.press("Space")
    keys.on("send")


@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.prove)])
def test_the_whole_report_is_told_by_keyboard_at_200_percent(
    lang: str, sqlite_house: House, person: Callable[..., Person]
) -> None:
    contact = f"keys-{lang}@people.example"
    with person(sqlite_house, lang, ZOOMED, scale=2) as somebody:
        keys = WizardKeys(somebody)
        somebody.open("/report")
        keys.to(somebody.button("report:start.begin"))
        keys.press("Enter")
        keys.at("company")
        first_half(keys)
        second_half(keys)
        somebody.clean()
        keys.write(somebody.field("account:signIn.contact"), contact)
        keys.press("Enter")
        field = somebody.field("account:signIn.code")
        expect(field).to_be_focused(timeout=60_000)
        keys.page.keyboard.type(somebody.code(contact))
        keys.press("Enter")
        keys.to(somebody.button("report:send.button"))
        keys.press("Enter")
        somebody.heading(somebody.t("report:receipt.title"))
        somebody.sees(somebody.t("report:receipt.uploadDone", n=1))
        somebody.clean()
        backwards(keys.page)


def backwards(page: Page) -> None:
    """Shift and Tab go back the same way: nothing holds the focus."""
    places = set()
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        places.add(page.evaluate("document.activeElement?.outerHTML"))
    assert len(places) >= 4
