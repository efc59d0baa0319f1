"""How the members table of ten thousand answers its organizer: input to paint, filter to answer, memory.

`make bench-web` prints it. Keys are measured by Event Timing (going down: going up paints nothing and would be
timed to whatever is painted next), which leaves wheels out: these by a trace of the tasks.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Locator, sync_playwright

from tests.e2e.house import House
from tests.e2e.person import Person, open_chromium

ORGANIZER = "organizer@example.org"
ROUNDS, JUMPS, REST, KEYS, WHEELS = 3, 23, 400, 40, 60
WORTH_MS = 2
WATCH = """
window.__inputs = new Map();
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  if (one.interactionId && one.name !== "keyup") window.__inputs.set(one.interactionId,
    Math.max(one.duration, window.__inputs.get(one.interactionId) ?? 0));
})).observe({type: "event", durationThreshold: 16, buffered: true});
"""
JUMP = """async (top) => {
  const box = document.querySelector("[role=region]"), begun = performance.now();
  box.scrollTop = top;
  await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
  return performance.now() - begun;
}"""
HERE = """async () => {
  const box = document.querySelector("[role=region]")?.getBoundingClientRect();
  const head = document.querySelector("[role=region] th")?.getBoundingClientRect();
  const seen = (at) => at.bottom > head.bottom && at.top < box.bottom;
  const rows = () => [...document.querySelectorAll("tbody tr")].some((one) => one.ariaBusy === "true" &&
    seen(one.getBoundingClientRect()));
  while (rows()) await new Promise(requestAnimationFrame);
}"""
ANSWERED = """() => {
  const busy = () => document.querySelector("[role=region] table")?.ariaBusy === "true";
  const frame = () => new Promise(requestAnimationFrame);
  window.__answer = new Promise((done) => addEventListener("change", async () => {
    const begun = performance.now();
    await frame();
    await frame();
    while (busy()) await frame();
    done(performance.now() - begun);
  }, {once: true, capture: true}));
}"""
FILTERS = ("evidence", "approval", "grants", "state")


@dataclass(frozen=True)
class Answers:
    """How long each of many interactions took, in milliseconds."""

    what: str
    took: list[float]

    def __str__(self) -> str:
        late = sorted(self.took)[int(len(self.took) * 0.95)]
        figures = f"median {statistics.median(self.took):.0f} ms  p95 {late:.0f} ms  most {max(self.took):.0f} ms"
        return f"{self.what:42} {figures}  n={len(self.took)}"


class Desk:
    """An organizer before the members of one case."""

    def __init__(self, organizer: Person, reference: str) -> None:
        self.organizer, self.page = organizer, organizer.page
        organizer.sign_in(ORGANIZER)
        self.page.add_init_script(WATCH)
        organizer.open(f"/cases/{reference}/desk/members")
        self.page.get_by_role("table").wait_for()
        self.page.evaluate(HERE)
        self.line: CDPSession = organizer.context.new_cdp_session(self.page)
        self.box: Locator = self.page.get_by_role("region", name=organizer.t("desk:tabs.members"))
        assert self.page.get_by_role("table").get_attribute("aria-rowcount") == "10004"

    def inputs(self, press: Callable[[], None]) -> list[float]:
        """Return for each interaction how long it took from the input to the paint after it (16 when less)."""
        self.page.evaluate("window.__inputs.clear()")
        press()
        self.page.wait_for_timeout(300)
        return self.page.evaluate("[...window.__inputs.values()]")

    def keys(self) -> Answers:
        """Scroll by keyboard, a page at a time and to both ends."""
        self.box.focus()

        def press() -> None:
            for place in range(KEYS):
                self.page.keyboard.press("End" if place % 20 == 9 else "Home" if place % 20 == 19 else "PageDown")
                self.page.wait_for_timeout(120)

        found = self.inputs(press)
        return Answers("scroll by key, input to paint", found + [16.0] * (KEYS - len(found)))

    def traced(self, press: Callable[[], object]) -> list[float]:
        """Return the processor time of each task of the main thread over 2 ms: what a busy machine does not stretch."""
        found: list[dict[str, Any]] = []
        self.line.on("Tracing.dataCollected", lambda event: found.extend(event["value"]))
        self.line.send("Tracing.start", {"traceConfig": {"includedCategories": ["toplevel"]}})
        press()
        ended: list[bool] = []
        self.line.once("Tracing.tracingComplete", lambda _: ended.append(True))
        self.line.send("Tracing.end")
        while not ended:
            self.page.wait_for_timeout(50)
        main = {
            (one["pid"], one["tid"])
            for one in found
            if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
        }
        tasks = [
            one["tdur"] / 1000
            for one in found
            if one["name"] == "ThreadControllerImpl::RunTask" and (one["pid"], one["tid"]) in main and "tdur" in one
        ]
        return [one for one in tasks if one > WORTH_MS]

    def wheels(self) -> Answers:
        """Scroll by wheel."""
        self.box.hover()

        def turn() -> None:
            for _ in range(WHEELS):
                self.page.mouse.wheel(0, 900)
                self.page.wait_for_timeout(60)

        return Answers("scroll by wheel, main-thread tasks", self.traced(turn))

    def jumps(self) -> tuple[Answers, ...]:
        """Drag far: to the next frame, and until the rows there have come; untraced first, as a trace delays frames."""
        frames: list[float] = []
        rows: list[float] = []

        def drag() -> None:
            for place in range(JUMPS * ROUNDS):
                frames.append(self.page.evaluate(JUMP, place % JUMPS * 10_000 // JUMPS * 56))
                begun = self.page.evaluate("performance.now()")
                self.page.evaluate(HERE)
                rows.append(frames[-1] + self.page.evaluate("performance.now()") - begun)
                self.page.wait_for_timeout(REST)

        drag()
        answers = (
            Answers("jump, to the frame after", list(frames)),
            Answers("jump, until its rows are there", list(rows)),
        )
        self.begin_anew()
        return Answers("jump, main-thread tasks", self.traced(drag)), *answers

    def begin_anew(self) -> None:
        """Load the page again, so that no row is remembered."""
        self.page.reload()
        self.page.get_by_role("table").wait_for()
        self.page.evaluate(HERE)

    def filters(self) -> tuple[Answers, ...]:
        """Choose every value of every filter by key: the input's own work, and the answer on the screen."""
        answers: list[float] = []

        def press() -> None:
            for name in FILTERS:
                field = self.page.get_by_label(self.organizer.t(f"desk:filters.{name}"), exact=True)
                values = field.locator("option").count()
                for place in range(values):
                    answers.append(self.answered(field, "ArrowDown" if place < values - 1 else "Home"))

        tasks = self.traced(press)
        answers.clear()
        self.begin_anew()
        inputs = self.inputs(press)
        inputs += [16.0] * (len(answers) - len(inputs))
        return (
            Answers("filter, main-thread tasks", tasks),
            Answers("filter, input to paint", inputs),
            Answers("filter, until its rows stand", answers),
        )

    def answered(self, field: Locator, key: str) -> float:
        field.focus()
        self.page.evaluate(ANSWERED)
        self.page.keyboard.press(key)
        took = float(self.page.evaluate("window.__answer"))
        self.page.evaluate(HERE)
        self.page.wait_for_timeout(400)
        return took

    def typing(self) -> Answers:
        """Type an alias to find, letter by letter."""
        self.page.get_by_label(self.organizer.t("desk:filters.find")).focus()
        found = self.inputs(lambda: self.page.keyboard.type("2HXK", delay=250))
        return Answers("type in the search, input to paint", found + [16.0] * max(0, 4 - len(found)))

    def megabytes(self) -> float:
        """Return what the page holds after everything unused is collected."""
        self.line.send("HeapProfiler.collectGarbage")
        return float(self.line.send("Runtime.getHeapUsage")["usedSize"]) / 1_000_000


def measured(browser: Browser, house: House, reference: str, lang: str = "zh") -> list[str]:
    """Scroll, jump, filter and type as an organizer; returns a line for each."""
    with Person(browser, house, lang) as organizer:
        desk = Desk(organizer, reference)
        held = [desk.megabytes()]
        lines = [desk.keys(), desk.wheels(), *desk.jumps()]
        held.append(desk.megabytes())
        lines += [*desk.filters(), desk.typing()]
        held.append(desk.megabytes())
        drawn = organizer.page.get_by_role("row").count()
    heap = "  ".join(f"{one:.1f}" for one in held)
    return [*map(str, lines), f"memory at start, after scrolling, after filtering: {heap} MB; rows drawn: {drawn}"]


def main() -> None:
    """Fill a house with ten thousand members and measure; a database may be named instead of an SQLite file."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/data/joinder.db"
        house = House(Path(folder), url)
        reference = house.run("tests.e2e.crowd").split()[-1]
        house.start()
        browser = open_chromium(playwright)
        try:
            sys.stdout.write("\n".join(measured(browser, house, reference)) + "\n")
        finally:
            browser.close()
            house.stop()


if __name__ == "__main__":
    main()
