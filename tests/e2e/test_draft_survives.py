"""The draft kill test: reload, tab closed, network cut, server killed; nothing is lost, nothing is sent twice."""

import contextlib
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error, Route, expect

from tests.e2e.house import House
from tests.e2e.person import SIZES, Person
from tests.e2e.wizard import COMPANY, STORY, TICKET, Wizard, screenshot

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
STEPS = (
    *("company", "issue", "scam", "when", "amount", "area", "asked", "authorities", "money", "remedy"),
    *("story", "match", "evidence", "seen"),
)
KINDS = ("reloaded", "closed", "cut", "killed")
SENDING = ("the report", "the second file", "the fourth file")
PICTURES = 5
TENS = (
    *((1, 390, "zh", "sqlite"), (2, 390, "en", "sqlite"), (3, 1280, "zh", "sqlite"), (5, 1280, "en", "sqlite")),
    (6, 390, "zh", "postgresql"),
)
READ_ANSWERS = """() => [...document.querySelectorAll("main input, main textarea, main select")]
  .filter((one) => one.type !== "file")
  .map((one) => [one.type, /radio|checkbox/.test(one.type) ? one.checked : one.value]).concat(
    [...document.querySelectorAll("main li")].map((line) => ["line", line.innerText.split("\\n")[0]]))"""


def plan(seed: int, points: int) -> tuple[dict[str, str], dict[str, str]]:
    """Choose where it breaks and how: most points on the questions, the rest while sending."""
    chance = random.Random(seed)
    kinds = [KINDS[at % len(KINDS)] for at in range(points)]
    chance.shuffle(kinds)
    sending = chance.sample(SENDING, max(1, points * 3 // 10))
    steps = chance.sample(STEPS, points - len(sending))
    return dict(zip(steps, kinds, strict=False)), dict(zip(sending, kinds[len(steps) :], strict=True))


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
            self.breaks(self.points[step])
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

    def breaks(self, kind: str) -> None:
        """Let one thing go wrong and come back."""
        house, context = self.person.house, self.person.context
        if kind == "killed":
            house.kill()
            house.start()
        if kind == "closed":
            self.page.close()
            self.page = self.person.page = context.new_page()
            self.person.open("/report")
            return
        if kind == "cut":
            context.set_offline(True)
        self.page.reload()
        if kind == "cut":
            self.person.heading("")  # the shell stands without a connection
            context.set_offline(False)

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
            {"name": f"screen-{at}.png", "mimeType": "image/png", "buffer": screenshot(f"{self.person.lang} {at}")}
            for at in range(PICTURES)
        ]
        self.page.locator('input[type="file"]').first.set_input_files(chosen)
        self.person.sees(f"screen-{PICTURES - 1}.png")
        call: Any = {"name": "call.m4a", "mimeType": "audio/mp4", "buffer": b"ringing" * 9000}
        self.page.locator('input[accept^="audio"]').set_input_files([call])
        self.person.sees("call.m4a")
        expect(self.page.get_by_role("progressbar")).to_have_count(1)  # the wizard's own: nothing is being copied
        self.on()

    def send_through(self, points: dict[str, str]) -> None:
        """Send it while answers are lost, the page dies or the server is killed."""
        seen = {"reports": 0, "evidence": 0}
        spots = {("reports", 1): "the report", ("evidence", 2): "the second file", ("evidence", 4): "the fourth file"}
        waiting: list[str] = []

        def interfere(route: Route) -> None:
            what = route.request.url.rsplit("/", 1)[-1]
            seen[what] += 1
            spot = spots.get((what, seen[what]), "")
            if route.request.method != "POST" or spot not in points:
                route.continue_()
                return
            with contextlib.suppress(Error):  # another break may end the server meanwhile
                route.fetch(max_retries=3)  # the server has it, the answer never arrives
            waiting.append(points[spot])
            with contextlib.suppress(Error):
                route.abort()

        for pattern in ("**/api/reports", "**/api/me/reports/*/evidence"):
            self.person.context.route(pattern, interfere)
        self.person.button("report:send.button").click()
        for _ in range(240):
            while waiting:
                self.breaks(waiting.pop())
                self.broken += 1
            self.press_on()
            if self.page.get_by_text(self.t("report:receipt.uploadDone", n=PICTURES + 1)).count():
                return
            self.page.wait_for_timeout(250)
        raise AssertionError(self.page.inner_text("main"))

    def press_on(self) -> None:
        """Press what the page offers to go on with, as a person would."""
        for key in ("report:send.again", "report:receipt.uploadAgain", "report:start.continue"):
            button = self.page.get_by_role("button", name=self.t(key), exact=True)
            link = self.page.get_by_role("link", name=self.t(key), exact=True)
            for one in (button, link):
                if one.count() and one.first.is_enabled():
                    one.first.click()
                    return


@pytest.mark.parametrize(
    ("seed", "points", "width", "lang", "database"),
    [
        pytest.param(4, 3, 390, "en", "sqlite", id="three-390-en"),
        *(
            pytest.param(seed, 10, width, lang, database, marks=pytest.mark.prove, id=f"ten-{width}-{lang}-{database}")
            for seed, width, lang, database in TENS
        ),
    ],
)
def test_nothing_is_lost_and_nothing_is_sent_twice(
    seed: int, points: int, width: int, lang: str, house: House, person: Callable[..., Person]
) -> None:
    steps, sending = plan(seed, points)
    contact = f"shaken-{seed:x}@people.example"
    with person(house, lang, SIZES[width]) as somebody:
        somebody.open("")
        somebody.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        wizard = Shaken(somebody, steps)
        somebody.open("/report")
        somebody.button("report:start.begin").click()
        wizard.what()
        wizard.circumstances()
        wizard.asked()
        wizard.on()
        wizard.wishes()
        wizard.story()
        wizard.case()
        wizard.files()
        wizard.consents()
        wizard.at("send")
        somebody.prove(contact)
        expect(somebody.button("report:send.button")).to_be_visible(timeout=60_000)
        wizard.send_through(sending)
        assert wizard.broken == points
        arrived_once(somebody)
        somebody.wrong[:] = [one for one in somebody.wrong if not of_the_breaking(one)]


def of_the_breaking(line: str) -> bool:
    """Whether a console line only tells of the connection that was cut on purpose."""
    return "net::ERR_" in line or "Failed to fetch" in line


def arrived_once(somebody: Person) -> None:
    """The server has one report with every answer, and every file once."""
    spoken = {"X-Joinder-Lang": somebody.lang}
    reports = somebody.context.request.get("/api/me/reports").json()["items"]
    assert len(reports) == 1
    report = somebody.context.request.get(f"/api/me/reports/{reports[0]['id']}", headers=spoken).json()
    facts = (report["narrative"], report["ticket"], report["amount_minor"], report["currency"], report["area"])
    assert facts == (STORY[somebody.lang], TICKET, 128050, "CNY", "CN-GD")
    assert report["respondent_name"].startswith(COMPANY[somebody.lang][1])
    files = somebody.context.request.get(f"/api/me/reports/{report['id']}/evidence").json()
    names = [f"screen-{at}.png" for at in range(PICTURES)]
    assert sorted(one["filename"] for one in files) == ["call.m4a", *names]
    assert [one["kept_by_me"] for one in files if one["filename"] == "call.m4a"] == [True]
