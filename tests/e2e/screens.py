"""Takes the pictures of the README from a running demo: `make screens`, or with a folder to keep the demo in."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.house import ROOT, House
from tests.e2e.person import Person, open_chromium
from tests.e2e.routes import largest
from tests.e2e.wizard import STORY, Wizard

OUT = ROOT / "docs" / "screens"
PHONE, DESKTOP = (390, 844), (1280, 860)
MOST_BYTES = 300_000
Take = Callable[[Person], None]


def main() -> None:
    """Fill a demo (or take the one kept in the folder named) and picture it."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        house = House(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}", demo=True)
        house.fill()
        house.start()
        browser = open_chromium(playwright)
        try:
            OUT.mkdir(parents=True, exist_ok=True)
            on_the_phone(browser, house)
            on_the_desktop(browser, house)
        finally:
            browser.close()
            house.stop()


def picture(person: Person, name: str, path: str | None = None, at: str | None = None) -> None:
    """Open an address, bring a heading to the top, and keep what stands on the screen as a small PNG."""
    if path is not None:
        person.open(path)
    if at:
        person.page.get_by_role("heading", name=at).first.evaluate("one => one.scrollIntoView({block: 'start'})")
        person.page.mouse.wheel(0, -70)
    person.page.wait_for_timeout(400)
    file = OUT / f"{name}.png"
    person.page.screenshot(path=str(file))
    with Image.open(file) as taken:
        taken.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    assert size < MOST_BYTES, f"{name}: {size} bytes"
    sys.stdout.write(f"{file.relative_to(ROOT)} {size // 1000} kB\n")


def on_the_phone(browser: Browser, house: House) -> None:
    """Take the Chinese pictures."""
    case = largest(house)
    with Person(browser, house, "zh", PHONE, scale=2) as visitor:
        picture(visitor, "home-zh-phone", "")
        picture(visitor, "case-zh-phone", f"/cases/{case}")
        picture(visitor, "statistics-zh-phone", "/statistics")
        picture(visitor, "guides-zh-phone", "/guides")
        in_the_wizard(visitor)
        visitor.sign_in("member@demo.example")
        picture(visitor, "my-place-zh-phone", "/me")


def in_the_wizard(visitor: Person) -> None:
    """Answer the questions up to the cases that fit."""
    visitor.house.seeded = {"title": "提现长期显示审核中"}
    wizard = Wizard(visitor)
    wizard.begin()
    wizard.what()
    wizard.circumstances()
    wizard.asked()
    wizard.on()
    wizard.wishes()
    wizard.at("story")
    visitor.field("report:story.label").fill(STORY["zh"])
    wizard.on()
    wizard.at("match")
    visitor.settled()
    picture(visitor, "wizard-zh-phone")


def on_the_desktop(browser: Browser, house: House) -> None:
    """Take the English pictures."""
    case = largest(house)
    with Person(browser, house, "en", DESKTOP) as visitor:
        picture(visitor, "home-en-desktop", "")
        picture(visitor, "case-en-desktop", f"/cases/{case}")
        picture(visitor, "statistics-en-desktop", "/statistics")
    with Person(browser, house, "en", DESKTOP) as organizer:
        organizer.sign_in("organizer@demo.example")
        picture(organizer, "desk-en-desktop", f"/cases/{case}/desk/members")
        organizer.open(f"/cases/{case}/desk/letters")
        organizer.page.locator('article a[href*="/desk/letters/"]').last.click()
        organizer.sees(organizer.t("letters:files.title"))
        picture(organizer, "letter-en-desktop", at=organizer.t("letters:standing.title"))
    with Person(browser, house, "en", DESKTOP) as moderator:
        moderator.sign_in("moderator@demo.example")
        picture(moderator, "moderation-en-desktop", "/moderation")


if __name__ == "__main__":
    main()
