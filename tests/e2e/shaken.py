"""The questions, answered while everything around breaks: where and how it breaks, and what the person does then."""

import contextlib
import random
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import Error, Route, expect

from tests.e2e.person import Person
from tests.e2e.wizard import Wizard, screenshot

STEPS = (
    *("company", "issue", "scam", "when", "amount", "area", "asked", "authorities", "money", "remedy"),
    *("story", "match", "evidence", "seen"),
)
KINDS = ("killed", "reloaded", "closed", "cut")
CONTACT, BUTTON = "the code awaited", "the button pressed against a dead server"
# What is interfered with, and whether the server has it before the answer is lost.
SPOTS = {
    "the report unsent": ("reports", False),
    "the report's answer": ("reports", True),
    "the second file's answer": ("screen-1.png", True),
    "the third file unsent": ("screen-2.png", False),
    "the fourth file's answer": ("screen-3.png", True),
    "the recording's answer": ("kept-by-me", True),
}
COMPANY_AND_CASE = {
    "the company's answer": ("respondents", True),
    "the case unsent": ("cases", False),
    "the case's answer": ("cases", True),
    "the report's answer": ("reports", True),
}
PICTURES = 5
SENT_TO = re.compile(r"/api/(respondents|cases|reports|me/reports/[^/]+/evidence(/kept-by-me)?)$")
READ_ANSWERS = """() => [...document.querySelectorAll("main input, main textarea, main select")]
  .filter((one) => one.type !== "file")
  .map((one) => [one.type, /radio|checkbox/.test(one.type) ? one.checked : one.value]).concat(
    [...document.querySelectorAll("main li")].map((line) => ["line", line.innerText.split("\\n")[0]]))"""
CHECKED = "(all) => all.findIndex((one) => one.checked)"
WRITTEN = 'main textarea, main input[type="text"], main input:not([type])'


def _nothing() -> None:
    pass


def plan(seed: int, points: int) -> tuple[dict[str, str], dict[str, str]]:
    """Choose where it breaks and how: most points on the questions, the rest while sending."""
    chance = random.Random(seed)
    kinds = [KINDS[at % len(KINDS)] for at in range(points)]
    chance.shuffle(kinds)
    spots = chance.sample((*SPOTS, CONTACT, BUTTON), max(1, points * 4 // 10))
    steps = chance.sample(STEPS, points - len(spots))
    return dict(zip(steps, kinds, strict=False)), dict(zip(spots, kinds[len(steps) :], strict=True))


class Shaken(Wizard):
    """The questions, answered while everything around breaks."""

    def __init__(self, person: Person, points: dict[str, str]) -> None:
        super().__init__(person)
        self.points, self.broken = points, 0

    def on(self) -> None:
        """Break what the plan says, see that every answer is there, go on."""
        step = self.page.url.rsplit("/", 1)[-1]
        if step in self.points:
            before = self.settled()
            self.breaks(self.points[step], self.takes_back(), step)
            self.returns(step, before)
            self.broken += 1
        self.person.button("common:next").click()

    def settled(self) -> list[Any]:
        """Read the answers once the page no longer changes: a list may still be on its way from the server."""
        before: list[Any] = []
        for _ in range(20):
            self.page.wait_for_timeout(250)
            before, last = self.page.evaluate(READ_ANSWERS), before
            if before == last:
                break
        return before

    def takes_back(self) -> Callable[[], None]:
        """Take the last answer back and let that be kept; what gives it again is done at the moment of the breaking."""
        written = [one for one in self.page.locator(WRITTEN).all() if one.input_value()]
        chosen = self.page.locator("main input[type=radio]:checked")
        boxes = self.page.locator("main input[type=checkbox]")
        again: Callable[[], None] = _nothing
        if written:
            last = written[-1].input_value()[-1]
            written[-1].press("End")
            written[-1].press("Backspace")
            again = partial(written[-1].press_sequentially, last)
        elif chosen.count():
            every = self.page.locator(f'main input[type=radio][name="{chosen.first.get_attribute("name")}"]')
            at = every.evaluate_all(CHECKED)
            every.nth(1 if at == 0 else 0).check()
            again = every.nth(at).check
        elif boxes.count():
            ticked = boxes.nth(boxes.evaluate_all(CHECKED))
            ticked.uncheck()
            again = ticked.check
        self.settled()
        return again

    def breaks(self, kind: str, act: Callable[[], None] = _nothing, step: str = "") -> None:
        """Let one thing go wrong around an act, go on without a connection where there is none, let it come back."""
        if kind in ("reloaded", "closed"):
            act()
            self._reloads(kind)
            return
        if kind == "killed":
            self.person.house.kill()
        else:
            self.person.context.set_offline(True)
        act()
        self.page.reload()
        self.person.heading("")  # the shell stands without a connection
        if step:
            self._goes_on_alone(step)
        if kind == "killed":
            self.person.house.start()
            self.page.reload()
        else:
            self.person.context.set_offline(False)
        if step:
            self.person.button("common:back").click()

    def _reloads(self, kind: str) -> None:
        if kind == "reloaded":
            self.page.reload()
            return
        self.page.close()
        self.page = self.person.page = self.person.context.new_page()
        self.person.open("/report")

    def _goes_on_alone(self, step: str) -> None:
        self.person.heading(self.t(f"report:steps.{step}.title"))
        self.person.button("common:next").click()
        expect(self.page).not_to_have_url(re.compile(f"/{step}$"))

    def returns(self, step: str, before: list[Any]) -> None:
        """Be back where it broke, with the same answers on the screen."""
        if not self.page.url.endswith(f"/{step}"):
            self.person.button("report:start.continue").click()
        self.at(step)
        for _ in range(60):
            if self.page.evaluate(READ_ANSWERS) == before:
                break
            self.page.wait_for_timeout(250)
        assert self.page.evaluate(READ_ANSWERS) == before, step

    def files(self) -> None:
        """Choose five screenshots and a recording, which stays with its owner."""
        self.at("evidence")
        chosen: list[Any] = [
            {"name": f"screen-{at}.png", "mimeType": "image/png", "buffer": self.picture(at)} for at in range(PICTURES)
        ]
        self.page.locator('input[type="file"]').first.set_input_files(chosen)
        self.person.sees(f"screen-{PICTURES - 1}.png")
        call: Any = {"name": "call.m4a", "mimeType": "audio/mp4", "buffer": b"ringing" * 9000}
        self.page.locator('input[accept^="audio"]').set_input_files([call])
        self.person.sees("call.m4a")
        expect(self.page.get_by_role("progressbar")).to_have_count(1)  # the wizard's own: nothing is being copied
        self.on()

    def picture(self, at: int) -> bytes:
        """Return one of the five screenshots."""
        return screenshot(f"{self.person.lang} {at}")

    def signs_in(self, contact: str, kind: str | None) -> None:
        """Prove the contact; where the plan says so it breaks while the code is awaited, and no other is asked for."""
        self.at("send")
        if kind is None:
            self.person.prove(contact)
        else:
            self.person.field("account:signIn.contact").fill(contact)
            self.person.button("account:signIn.send").click()
            expect(self.person.field("account:signIn.code")).to_be_visible(timeout=60_000)
            self.breaks(kind)
            self.broken += 1
            if not self.page.url.endswith("/send"):
                self.person.button("report:start.continue").click()
            field = self.person.field("account:signIn.code")
            expect(field).to_be_visible(timeout=60_000)
            field.fill(self.person.code(contact))
            self.person.button("account:signIn.check").click()
        expect(self.person.button("report:send.button")).to_be_visible(timeout=60_000)

    def send_through(self, points: dict[str, str], until: str, spots: dict[str, tuple[str, bool]] = SPOTS) -> None:
        """Send it while requests and answers are lost, the page dies or the server is killed."""
        left = [(*spots[name], kind) for name, kind in points.items() if name in spots]
        waiting = self._interfered(left)
        if BUTTON in points:
            self.person.house.kill()
            self.person.button("report:send.button").click()
            self.person.button("report:send.again").wait_for()
            self.person.house.start()
            self.broken += 1
        for _ in range(360):
            while waiting:
                self.breaks(waiting.pop())
                self.broken += 1
            self.press_on()
            if not left and self.page.get_by_text(until).count():
                return
            self.page.wait_for_timeout(250)
        raise AssertionError(f"{left}: {self.page.inner_text('main')}")

    def _interfered(self, left: list[tuple[str, bool, str]]) -> list[str]:
        """Take the next request of each that is left on its way, or its answer; what breaks then waits in the list."""
        waiting: list[str] = []

        def interfere(route: Route) -> None:
            what = route.request.headers.get("x-filename", route.request.url.rsplit("/", 1)[-1])
            due = [one for one in left if one[0] == what] if route.request.method == "POST" else []
            if not due:
                route.continue_()
                return
            left.remove(due[0])
            _, reached, kind = due[0]
            with contextlib.suppress(Error):  # another break may end the server meanwhile
                if reached:
                    route.fetch(max_retries=3)  # the server has it, the answer never arrives
            waiting.append(kind)
            with contextlib.suppress(Error):
                route.abort()

        self.person.context.route(SENT_TO, interfere)
        return waiting

    def press_on(self) -> None:
        """Press what the page offers to go on with, as a person would."""
        for key in ("report:send.button", "report:send.again", "report:receipt.uploadAgain", "report:start.continue"):
            button = self.page.get_by_role("button", name=self.t(key), exact=True)
            link = self.page.get_by_role("link", name=self.t(key), exact=True)
            for one in (button, link):
                if one.count() and one.first.is_enabled():
                    one.first.click()
                    return
