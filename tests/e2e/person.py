"""Somebody at a browser: reads, presses and writes what stands on the screen; every page is watched."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, Request, expect

from tests.e2e.house import ROOT, House
from tests.e2e.words import Words

AXE = (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--no-first-run"),
]
PHONE, DESKTOP = (390, 844), (1280, 900)
SIZES = {390: PHONE, 1280: DESKTOP}
LOCALES = {"zh": "zh-CN", "en": "en-GB", "id": "id-ID"}
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP refused ${event.violatedDirective}: ${event.blockedURI}`));
"""
AHEAD = """(ahead) => { const Known = Date; Date = class extends Known {
  constructor(...given) { if (given.length) super(...given); else super(Known.now() + ahead); }
  static now() { return Known.now() + ahead; }
}; }"""
RUN_AXE = """(only) => axe.run(document, {resultTypes: ["violations"], ...only}).then((found) => found.violations.map(
  (one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) =>
    node.html + " " + (node.any[0]?.message ?? "")).join(" | ")}`))"""
COLOURS = {"runOnly": ["color-contrast"]}  # all that another theme can change
DRAWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition)
    .map((one) => one.finished.catch(() => null))).then(done))))"""
OTHER = {"light": "dark", "dark": "light"}


def variants(width: int, lang: str, database: str = "sqlite") -> list[Any]:
    """Each width in each language on SQLite, and once PostgreSQL; all but the one named stay for `make prove`."""
    daily = (width, lang, database)
    whole = {(one, tongue, "sqlite") for one in SIZES for tongue in ("zh", "en")}
    whole |= {daily} if database == "postgresql" else {(width, lang, "postgresql")}
    return [pytest.param(*one, marks=() if one == daily else pytest.mark.prove) for one in sorted(whole)]


def open_chromium(playwright: Playwright) -> Browser:
    """Start the Chromium that the system installed, without its calls to anywhere."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return playwright.chromium.launch(executable_path=found, args=QUIET)


class Person:
    """A browser of one's own, in one language and size; leaving it checks that nothing went wrong on any page."""

    def __init__(
        self,
        browser: Browser,
        house: House,
        lang: str,
        size: tuple[int, int] = DESKTOP,
        scheme: Any = "light",
        *,
        scale: int = 1,
    ) -> None:
        self.house, self.lang, self.t, self.scheme, self.size = house, lang, Words(lang), scheme, size
        self.wrong: list[str] = []
        self.expected: re.Pattern[str] | None = None
        phone = size[0] < 500
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=scale,
            has_touch=phone,
            is_mobile=phone,
            color_scheme=scheme,
            reduced_motion="reduce",
            locale=LOCALES[lang],
            timezone_id="Asia/Shanghai",
            base_url=house.address,
        )
        self.context.set_default_timeout(60_000)
        self.context.add_init_script(TELL_VIOLATIONS)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.wrong.append(f"error: {error.error}"))
        self.context.on("request", self._asked)
        self.page: Page = self.context.new_page()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            error.add_note(f"At {self.page.url}; heard: {self.wrong}; server ended: {self.house.ended()}")
            self.page.screenshot(path=str(self.house.folder / "failed.png"), full_page=True)
        self.context.close()
        if error is None:
            assert self.wrong == [], "\n".join(self.wrong)

    def _heard(self, message: ConsoleMessage) -> None:
        if self.expected and self.expected.search(message.text):
            return
        if message.type in ("error", "warning"):
            self.wrong.append(f"{message.type}: {message.text} ({self.page.url})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.house.address, "data:", "blob:")):
            self.wrong.append(f"asked another host: {request.url}")

    def open(self, path: str) -> None:
        """Open an address of the app in the person's language and wait until it stands."""
        self.page.goto(f"/{self.lang}{path}")
        self.settled()

    def settled(self) -> None:
        """Wait until the app stands in the place of the server's page, has its heading, and nothing is being loaded."""
        expect(self.page.locator("#served")).to_have_count(0, timeout=60_000)
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible(timeout=60_000)
        self.page.wait_for_load_state("networkidle")
        if "/dev/components" not in self.page.url:  # there, what loads is an exhibit
            expect(self.page.locator("[data-loading]")).to_have_count(0, timeout=60_000)

    def heading(self, text: str) -> None:
        """Wait for the page with this first heading."""
        expect(self.page.get_by_role("heading", level=1, name=text).first).to_be_visible(timeout=60_000)

    def button(self, key: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.t(key, **values), exact=True)

    def link(self, key: str, **values: object) -> Locator:
        return self.page.get_by_role("link", name=self.t(key, **values)).first

    def field(self, key: str) -> Locator:
        """A control by its whole label (which may say that it is optional)."""
        optional = re.escape(self.t("common:optional"))
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(self.t(key))}\s*({optional})?\s*$")).first

    def radio(self, name: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_role("radio", name=name, exact=exact).first

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=60_000)

    def clean(self) -> None:
        """The page as it stands has no axe violation and never scrolls sideways."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE, {})
        assert found == [], f"{self.page.url}: " + "\n".join(found)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"

    def clean_in_both(self) -> None:
        """The page as it stands is clean, and its colours are in the other theme too."""
        self.clean()
        self.page.emulate_media(color_scheme=OTHER[self.scheme])
        try:
            self.page.evaluate(DRAWN)
            found = self.page.evaluate(RUN_AXE, COLOURS)
        finally:
            self.page.emulate_media(color_scheme=self.scheme)
        assert found == [], f"{self.page.url} ({OTHER[self.scheme]}): " + "\n".join(found)

    def code(self, contact: str) -> str:
        """Read the newest code for a contact on the local outbox page, in another tab."""
        tab = self.context.new_page()
        try:
            tab.goto("/dev/mail")
            found = tab.get_by_role("article").filter(has_text=contact).first
            expect(found).to_be_visible(timeout=60_000)
            digits = re.search(r"(?<!\d)(\d{6})(?!\d)", found.inner_text())
            assert digits, found.inner_text()
            return digits.group(1)
        finally:
            tab.close()

    def prove(self, contact: str) -> None:
        """Type the contact, fetch the code, type it."""
        self.field("account:signIn.contact").fill(contact)
        self.button("account:signIn.send").click()
        field = self.field("account:signIn.code")
        expect(field).to_be_visible(timeout=60_000)
        field.fill(self.code(contact))
        self.button("account:signIn.check").click()

    def sign_in(self, contact: str) -> None:
        """Sign in on the page for it; ends in one's own place."""
        self.open("/sign-in")
        self.prove(contact)
        self.heading(self.t("account:me.title"))

    def comes_back(self, contact: str) -> None:
        """Be signed in as somebody who signed in to this house before; the first time, sign in (codes are limited)."""
        if contact not in self.house.cookies:
            self.sign_in(contact)
            self.house.cookies[contact] = self.context.cookies()
        else:
            self.context.add_cookies(self.house.cookies[contact])

    def expects(self, message: str) -> None:
        """From now on this message of the browser is right: what is asked for is refused or missing by intent."""
        self.expected = re.compile(message)

    def later(self, time: timedelta) -> None:
        """Come back after some time: this browser's calendar goes on as the house's does."""
        self.context.add_init_script(f"({AHEAD})({time / timedelta(milliseconds=1)})")
        self.page.reload()
        self.settled()

    def known(self) -> bool:
        """Whether the server takes this browser for somebody signed in."""
        return bool(self.context.request.get("/api/sign-in").json()["signed_in"])

    def save(self, press: Callable[[], None], to: Path) -> Path:
        """Press something that downloads, and keep the file."""
        with self.page.expect_download(timeout=120_000) as coming:
            press()
        coming.value.save_as(to)
        return to
