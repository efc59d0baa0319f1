"""The whole report by the keyboard alone, on a screen zoomed to 200 %: every control reached, seen and named."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FileChooser, FilePayload, Locator, Page, expect

from tests.e2e.house import House
from tests.e2e.person import Person
from tests.e2e.wizard import COMPANY, STORY, screenshot

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
ZOOMED = (640, 450)  # 1280 × 900 at 200 %
IS_FOCUSED = "(one) => one === document.activeElement"
IS_IN_SIGHT = """(one) => {
  const shown = one.closest("label") ?? one;
  const box = shown.getBoundingClientRect();
  const found = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
  return Boolean(found) && (shown === found || shown.contains(found) || found.contains(shown));
}"""


class Keys:
    """Two hands on a keyboard, no mouse."""

    def __init__(self, person: Person) -> None:
        self.person, self.page, self.t = person, person.page, person.t
        self.press = self.page.keyboard.press
        self.choosers: list[FileChooser] = []
        self.page.on("filechooser", self._opened)  # heard from the start, not from the key on

    def _opened(self, chooser: FileChooser) -> None:
        self.choosers.append(chooser)

    def to(self, target: Locator) -> None:
        """Press Tab until the control has the focus; it must be in sight there, not under a bar."""
        expect(target).to_be_visible(timeout=60_000)
        for _ in range(120):
            if target.evaluate(IS_FOCUSED):
                self.page.wait_for_timeout(30)
                assert target.evaluate(IS_IN_SIGHT), f"hidden while focused: {target} on {self.page.url}"
                return
            self.press("Tab")
        raise AssertionError(f"never reached: {target} on {self.page.url}")

    def choose(self, target: Locator) -> None:
        """Reach a radio button: Tab to its group, then the arrows."""
        expect(target).to_be_visible(timeout=60_000)
        for _ in range(4):  # a list that is still being searched is drawn anew under one's hands
            if self._choose(target):
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"never chosen: {target}")

    def _choose(self, target: Locator) -> bool:
        for _ in range(120):
            if self.page.evaluate("document.activeElement?.name") == target.get_attribute("name"):
                break
            self.press("Tab")
        for _ in range(30):
            self.press("Space")
            if target.is_checked():
                assert target.evaluate(IS_IN_SIGHT)
                return True
            self.press("ArrowDown")
        return False

    def pick(self, file: FilePayload) -> None:
        """Open the chooser of files with Enter, and take one."""
        control = self.page.locator('input[type="file"]').first
        for _ in range(3):  # an Enter that meets a screen still being drawn is pressed again
            self.to(control)
            self.press("Enter")
            for _ in range(100):
                if self.choosers:
                    return self.choosers.pop().set_files([file])
                self.page.wait_for_timeout(100)
        raise AssertionError(f"no chooser opened on {self.page.url}")

    def write(self, target: Locator, text: str) -> None:
        self.to(target)
        self.page.keyboard.type(text)

    def on(self, step: str) -> None:
        """The screen is clean in both themes; Tab to the button and press Enter; the next question has the focus."""
        self.person.clean_in_both()
        self.to(self.person.button("common:next"))
        self.press("Enter")
        self.at(step)

    def at(self, step: str) -> None:
        heading = self.page.get_by_role("heading", level=1, name=self.t(f"report:steps.{step}.title"))
        expect(heading).to_be_focused(timeout=60_000)


def first_half(keys: Keys) -> None:
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


def second_half(keys: Keys) -> None:
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
        keys = Keys(somebody)
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
