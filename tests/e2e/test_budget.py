"""What the web app may weigh, and how fast home and a case stand on a slow phone."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.house import ROOT, House
from tests.e2e.speed import measured

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
DIST = ROOT / "frontend" / "dist"
FIRST_KB, ROUTE_KB = 200, 80
LCP_MS, BLOCKED_MS, SHIFT = 2_500, 300, 0.05
Manifest = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    """Return what the build says it made."""
    return json.loads((DIST / ".vite" / "manifest.json").read_text())


def closure(manifest: Manifest, name: str) -> set[str]:
    """Return the files that a chunk cannot run without."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        chunk = manifest[waiting.pop()]
        if chunk["file"] not in found:
            found.add(chunk["file"])
            waiting.extend(chunk.get("imports", ()))
    return found


def kilobytes(files: set[str]) -> float:
    """Return what files weigh on the wire, compressed as every browser takes them (gzip)."""
    return sum((DIST / f"{file}.gz").stat().st_size for file in files if file.endswith(".js")) / 1024


def entry(manifest: Manifest) -> str:
    """Return the name of the chunk that starts the app."""
    return next(name for name, chunk in manifest.items() if chunk.get("isEntry"))


def test_what_every_page_loads_first_stays_under_its_weight(manifest: Manifest) -> None:
    assert kilobytes(closure(manifest, entry(manifest))) <= FIRST_KB


def test_each_page_adds_no_more_than_its_weight(manifest: Manifest) -> None:
    first = closure(manifest, entry(manifest))
    pages = {
        name: kilobytes(closure(manifest, name) - first)
        for name, chunk in manifest.items()
        if chunk.get("isDynamicEntry") and not name.endswith(".json")
    }
    assert len(pages) >= 20
    assert {name: size for name, size in pages.items() if size > ROUTE_KB} == {}


def test_charts_come_with_the_pages_that_show_them_only(manifest: Manifest) -> None:
    first = closure(manifest, entry(manifest))
    texts = [(DIST / file).read_text() for file in first if file.endswith(".js")]
    (styles,) = [chunk for name, chunk in manifest.items() if name.endswith("pages/StatisticsPage.tsx")]
    assert styles["isDynamicEntry"]
    assert not any("--own-columns" in text for text in texts), "The tile grid is loaded on every page."


@pytest.mark.parametrize("page", ["HomePage", "CasesPage"])
def test_a_page_without_charts_loads_none(manifest: Manifest, page: str) -> None:
    (name,) = [name for name in manifest if name.endswith(f"pages/{page}.tsx")]
    files = [file for file in closure(manifest, name) if file.endswith(".js")]
    charts = [file for file in files if "numbers" in file or "--own-columns" in (DIST / file).read_text()]
    assert charts == [], "The charts come with a page that shows none."


def test_every_built_file_also_lies_there_compressed() -> None:
    plain = [file for file in (DIST / "assets").iterdir() if file.suffix in (".js", ".css")]
    assert plain
    for file in plain:
        assert file.with_name(f"{file.name}.br").is_file()
        assert file.with_name(f"{file.name}.gz").is_file()


@pytest.mark.prove
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", ["home", "case"])
def test_on_a_slow_phone(page: str, lang: str, browser: Browser, sqlite_house: House) -> None:
    path = "" if page == "home" else f"/cases/{sqlite_house.seeded['reference']}"
    speed = measured(browser, sqlite_house, path, lang)
    assert speed.lcp_ms <= LCP_MS, speed
    assert speed.blocked_ms <= BLOCKED_MS, speed
    assert speed.shift <= SHIFT, speed
