"""Without a connection, in a hurry, inside a chat app, on a home screen, with fifty screenshots."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import PHONE, Person
from tests.e2e.wizard import STORY, Wizard

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
WECHAT = (
    "Mozilla/5.0 (Linux; Android 12) Chrome/111.0 Mobile Safari/537.36 MicroMessenger/8.0.42 MMWEBSDK/2023 NetType/3G"
)
NARROW = (320, 640)
FILES, LEAST_BYTES = 50, 3_000_000
MOST_HEAP, LONGEST_TASK = 80_000_000, 400
CACHED = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat()"""
WATCH_TASKS = """() => { window.longest = 0; new PerformanceObserver((seen) => { for (const one of seen.getEntries())
  window.longest = Math.max(window.longest, one.duration); }).observe({entryTypes: ["longtask"]}); }"""


def ready_to_go_dark(somebody: Person) -> None:
    """Open the app and wait until its shell is kept."""
    somebody.open("/report")
    somebody.page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def test_the_shell_and_the_draft_open_without_a_connection(sqlite_house: House, person: Callable[..., Person]) -> None:
    with person(sqlite_house, "zh", PHONE) as somebody:
        ready_to_go_dark(somebody)
        wizard = Wizard(somebody)
        somebody.button("report:start.begin").click()
        wizard.what()
        wizard.at("when")
        somebody.context.set_offline(True)
        somebody.page.reload()
        wizard.at("when")
        somebody.radio(somebody.t("report:when.unknown")).check()
        somebody.button("common:next").click()
        wizard.at("amount")
        somebody.page.goto("/zh/report")
        somebody.heading(somebody.t("report:start.title"))
        somebody.button("report:start.continue").click()
        wizard.at("amount")
        somebody.button("common:back").click()
        expect(somebody.radio(somebody.t("report:when.unknown"))).to_be_checked()
        somebody.context.set_offline(False)
        kept = somebody.page.evaluate(CACHED)
        assert any("ReportPage" in one for one in kept)
        assert [one for one in kept if one.startswith(("/api", "/dev"))] == []
        somebody.wrong[:] = [one for one in somebody.wrong if "net::ERR_" not in one]


def test_the_home_page_opens_without_a_connection_too_and_leads_to_the_draft(
    sqlite_house: House, person: Callable[..., Person]
) -> None:
    with person(sqlite_house, "id", PHONE) as somebody:
        ready_to_go_dark(somebody)
        somebody.button("report:start.begin").click()
        somebody.field("report:company.label").fill("Kite")
        somebody.context.set_offline(True)
        somebody.page.goto("/")
        somebody.heading(somebody.t("home:title"))
        somebody.sees(somebody.t("common:error.offline"))
        somebody.clean()
        somebody.page.get_by_role("navigation").get_by_role(
            "link", name=somebody.t("common:nav.statistics")
        ).last.click()
        somebody.heading(somebody.t("common:error.title"))
        somebody.clean()
        somebody.page.get_by_role("main").get_by_role("link", name=somebody.t("common:error.tell")).click()
        somebody.button("report:start.continue").click()
        expect(somebody.field("report:company.label")).to_have_value("Kite")
        somebody.context.set_offline(False)
        somebody.wrong.clear()


def test_what_to_do_after_a_theft_opens_from_the_wizard_without_a_connection(
    sqlite_house: House, person: Callable[..., Person]
) -> None:
    with person(sqlite_house, "en", PHONE) as somebody:
        ready_to_go_dark(somebody)
        wizard = Wizard(somebody)
        somebody.button("report:start.begin").click()
        wizard.what()
        wizard.at("when")
        somebody.button("common:back").click()
        wizard.at("scam")
        somebody.context.set_offline(True)
        somebody.radio(somebody.t("report:scam.yes")).check()
        somebody.page.get_by_role("link", name=somebody.t("report:issue.urgentLink")).click()
        somebody.heading(somebody.t("home:stolenPage.title"))
        somebody.page.goto("/en/stolen")
        somebody.heading(somebody.t("home:stolenPage.title"))
        somebody.clean()
        somebody.context.set_offline(False)
        somebody.wrong.clear()


@pytest.mark.parametrize("by", ["button", "keys"])
def test_leaving_in_a_hurry_shows_an_empty_page_and_going_back_does_too(
    by: str, sqlite_house: House, person: Callable[..., Person]
) -> None:
    with person(sqlite_house, "en", NARROW) as somebody:
        somebody.open("/report")
        somebody.button("report:start.begin").click()
        somebody.field("report:company.label").fill("Kite")
        if by == "button":
            somebody.button("common:exit.label").click()
        else:
            for _ in range(3):
                somebody.page.keyboard.press("Escape")
        somebody.page.wait_for_url("**/blank-en.html")
        assert somebody.page.title() == "New tab"
        assert somebody.page.inner_text("body").strip() == ""
        somebody.page.go_back()
        somebody.page.wait_for_url("**/blank-en.html")
        assert somebody.page.inner_text("body").strip() == ""
        somebody.open("/report")
        somebody.button("report:start.continue").click()
        expect(somebody.field("report:company.label")).to_have_value("Kite")


def test_window_titles_name_no_case_where_others_may_look(sqlite_house: House, person: Callable[..., Person]) -> None:
    title, case = sqlite_house.seeded["title"], sqlite_house.seeded["reference"]
    with person(sqlite_house, "en") as organizer:
        organizer.comes_back("organizer@example.org")
        for path in (f"/cases/{case}", f"/cases/{case}/desk", f"/cases/{case}/desk/members", "/me", "/report"):
            organizer.open(path)
            assert title not in organizer.page.title(), path
        organizer.open(f"/report?case={case}")
        assert title not in organizer.page.title()


def test_in_a_chat_app_ones_own_place_says_how_to_keep_files(
    sqlite_house: House, person: Callable[..., Person]
) -> None:
    with person(sqlite_house, "zh", NARROW) as member:
        member.context.add_init_script(f"Object.defineProperty(navigator, 'userAgent', {{get: () => '{WECHAT}'}})")
        member.sign_in("p4@people.example")
        member.sees(member.t("common:inApp.title"))
        member.clean()
        member.open("")
        expect(member.page.get_by_text(member.t("common:inApp.title"))).to_have_count(0)


def test_an_old_web_view_without_the_newer_things_still_asks_and_warns(
    sqlite_house: House, person: Callable[..., Person]
) -> None:
    lacking = """for (const name of ["indexedDB", "IntersectionObserver", "createImageBitmap", "caches"])
      Object.defineProperty(window, name, {get: () => undefined});
      Object.defineProperty(window, "localStorage", {get: () => { throw new Error("denied"); }});
      Object.defineProperty(navigator, "storage", {get: () => undefined});
      delete Navigator.prototype.serviceWorker;"""
    with person(sqlite_house, "zh", PHONE) as somebody:
        somebody.context.add_init_script(lacking)
        somebody.open("/report")
        somebody.button("report:start.begin").click()
        somebody.field("report:company.label").fill("云雀")
        somebody.sees(somebody.t("report:keep.unsafe"))
        somebody.clean()


def test_it_can_be_put_on_the_home_screen(sqlite_house: House, person: Callable[..., Person]) -> None:
    with person(sqlite_house, "zh", PHONE) as somebody:
        ready_to_go_dark(somebody)
        devtools = somebody.context.new_cdp_session(somebody.page)
        manifest = devtools.send("Page.getAppManifest")
        assert (manifest["errors"], bool(manifest["data"])) == ([], True)
        errors = [one["errorId"] for one in devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]]
        assert [one for one in errors if one != "in-incognito"] == []


def noisy_pictures(folder: Path) -> list[Path]:
    """Draw fifty photographs of three megabytes, each different."""
    chance = np.random.default_rng(7)
    pixels = chance.integers(0, 255, (1900, 1800, 3), dtype=np.uint8)
    paths = []
    for number in range(FILES):
        path = folder / f"photo-{number:02d}.jpg"
        pixels[number, :, :] = number
        Image.fromarray(pixels).save(path, "JPEG", quality=92)
        assert path.stat().st_size >= LEAST_BYTES
        paths.append(path)
    return paths


@pytest.mark.prove
def test_fifty_screenshots_at_once_leave_the_page_alive(
    sqlite_house: House,
    person: Callable[..., Person],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    pictures = noisy_pictures(tmp_path)
    with person(sqlite_house, "en", PHONE) as somebody:
        somebody.sign_in("fifty@people.example")
        somebody.open("/report")
        somebody.button("report:start.begin").click()
        wizard = Wizard(somebody)
        wizard.what()
        devtools = somebody.context.new_cdp_session(somebody.page)
        somebody.open("/report/evidence")
        somebody.page.evaluate(WATCH_TASKS)
        wizard.at("evidence")
        somebody.page.locator('input[type="file"]').first.set_input_files(pictures)
        somebody.sees(somebody.t("report:evidence.count", n=FILES))
        expect(somebody.page.get_by_role("progressbar")).to_have_count(1, timeout=240_000)
        somebody.page.get_by_text("photo-49.jpg").first.scroll_into_view_if_needed()
        somebody.page.wait_for_timeout(3000)
        devtools.send("Performance.enable")
        heap = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
        longest = somebody.page.evaluate("window.longest")
        record_property("JS heap in MB", round(heap["JSHeapUsedSize"] / 1e6))
        record_property("longest task in ms", round(longest))
        assert heap["JSHeapUsedSize"] < MOST_HEAP
        assert longest < LONGEST_TASK
        somebody.page.reload()
        somebody.sees(somebody.t("report:evidence.count", n=FILES))
        sends_all(somebody, wizard)


def sends_all(somebody: Person, wizard: Wizard) -> None:
    """Answer the rest, send, and see every file arrive."""
    somebody.open("/report/when")
    somebody.radio(somebody.t("report:when.unknown")).check()
    somebody.open("/report/money")
    somebody.radio(somebody.t("report:money.licensed")).check()
    somebody.open("/report/story")
    somebody.field("report:story.label").fill(STORY["en"])
    somebody.open("/report/match")
    somebody.radio(somebody.t("report:match.neither")).check()
    somebody.open("/report/seen")
    wizard.consents()
    wizard.at("send")
    somebody.button("report:send.button").click()
    somebody.heading(somebody.t("report:receipt.title"))
    expect(somebody.page.get_by_text(somebody.t("report:receipt.uploadDone", n=FILES))).to_be_visible(timeout=400_000)
