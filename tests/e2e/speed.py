"""How fast a page stands on a slow phone: slow 4G and a fourth of the processor. `make bench-web` prints it."""

import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.house import House
from tests.e2e.person import PHONE, Person, open_chromium
from tests.e2e.routes import largest

BYTES_A_SECOND, LATENCY_MS, SLOWER = 1_600_000 / 8, 150, 4
STANDS_MS, SETTLES_MS = 6_000, 3_000
WATCH = """
window.__seen = {lcp: 0, cls: 0, fcp: 0, long: [], largest: ""};
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
  .observe({type, buffered: true});
watch("largest-contentful-paint", (one) => {
  window.__seen.lcp = one.startTime;
  window.__seen.largest = one.element ? one.element.tagName + " " + one.element.textContent.slice(0, 40) : one.url;
});
watch("layout-shift", (one) => { if (!one.hadRecentInput) window.__seen.cls += one.value; });
watch("longtask", (one) => window.__seen.long.push([one.startTime, one.duration]));
watch("paint", (one) => { if (one.name === "first-contentful-paint") window.__seen.fcp = one.startTime; });
"""


@dataclass(frozen=True)
class Speed:
    """One visit with an empty cache."""

    lcp_ms: float
    blocked_ms: float
    shift: float
    kilobytes: float
    largest: str


def visit(browser: Browser, house: House, lang: str, path: str) -> Speed:
    """Open an address once, with nothing cached, on a slow line and processor."""
    with Person(browser, house, lang, PHONE) as visitor:
        visitor.context.add_init_script(WATCH)
        line = visitor.context.new_cdp_session(visitor.page)
        received = [0.0]
        line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        line.send("Network.enable")
        conditions = {"offline": False, "latency": LATENCY_MS, "uploadThroughput": BYTES_A_SECOND / 2}
        line.send("Network.emulateNetworkConditions", {**conditions, "downloadThroughput": BYTES_A_SECOND})
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        visitor.page.goto(f"/{lang}{path}")
        # Nothing of ours runs in the page meanwhile: looking for an element would itself hold it up.
        visitor.page.wait_for_timeout(STANDS_MS)
        visitor.settled()
        visitor.page.wait_for_timeout(SETTLES_MS)
        seen = visitor.page.evaluate("window.__seen")
    blocked = sum(max(0, length - 50) for start, length in seen["long"] if start >= seen["fcp"])
    return Speed(seen["lcp"], blocked, seen["cls"], sum(received) / 1024, seen["largest"])


def fastest(visits: list[Speed]) -> Speed:
    """Return what the page itself needs: a busy machine only ever makes a visit slower."""
    return Speed(
        min(one.lcp_ms for one in visits),
        min(one.blocked_ms for one in visits),
        max(one.shift for one in visits),
        statistics.median(one.kilobytes for one in visits),
        visits[-1].largest,
    )


def measured(browser: Browser, house: House, path: str, lang: str, times: int = 3) -> Speed:
    """Visit several times."""
    return fastest([visit(browser, house, lang, path) for _ in range(times)])


def table(measure: Callable[[str, str], Speed], pages: dict[str, str]) -> list[str]:
    """Return a line for each page and language."""
    lines = []
    for name, path in pages.items():
        for lang in ("zh", "en"):
            one = measure(path, lang)
            figures = f"LCP {one.lcp_ms / 1000:.2f} s  TBT {one.blocked_ms:.0f} ms  CLS {one.shift:.3f}"
            lines.append(f"{name:6} {lang}  {figures}  {one.kilobytes:.0f} KB  ({one.largest})")
    return lines


def main() -> None:
    """Fill a demo (or take the one kept in the folder named), visit home and the largest case."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        house = House(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}", demo=True)
        if not (folder / "data" / "joinder.db").is_file():
            house.fill()
        house.start()
        browser = open_chromium(playwright)
        try:
            pages = {"home": "", "case": f"/cases/{largest(house)}"}
            lines = table(lambda path, lang: measured(browser, house, path, lang), pages)
            sys.stdout.write("\n".join(lines) + "\n")
        finally:
            browser.close()
            house.stop()


if __name__ == "__main__":
    main()
