"""The organizer decides what the machine proposes as the same: by buttons, by single keys, and takes it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from joinder import matching
from playwright.sync_api import Dialog, expect

from tests.e2e.alike import FIFTY
from tests.e2e.house import House
from tests.e2e.keys import Keys
from tests.e2e.letters import at_desk
from tests.e2e.pairs import Desk
from tests.e2e.person import SIZES, Person, variants

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
REASONS = yaml.safe_load((Path(matching.__file__).parent / "match_reasons.yaml").read_text("utf-8"))
PAIRS = 50
KEYS = "ynu"


@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "zh"))
def test_proposed_matches_are_decided_by_buttons_and_keys_and_taken_back(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    with person(house, lang, SIZES[width]) as organizer:
        organizer.comes_back("organizer@example.org")
        case = house.seeded[f"alike-{width}-{lang}"]
        at_desk(organizer, case, "matches")
        desk = Desk(organizer)
        explained(desk)
        organizer.clean()
        same = desk.moves_on(desk.button("confirm").click)
        desk.says("confirm", 1)
        other = desk.moves_on(lambda: organizer.page.keyboard.press("n"))
        desk.says("dismiss", 2)
        later = desk.moves_on(desk.button("unsure").click)
        desk.says("unsure", 3)
        organizer.clean()
        organizer.page.keyboard.press("z")
        desk.says("dismiss", 2)
        assert desk.which() == later
        desk.button("undoLast").click()
        desk.says("confirm", 1)
        assert desk.which() == other
        desk.moves_on(lambda: organizer.page.keyboard.press("n"))
        desk.says("dismiss", 2)
        taken_back(desk, same, other)
        desk.arrived()
        lists = kept(organizer, case)
        assert (lists["dismissed"], lists["confirmed"], lists["later"]) == ({other}, set(), set())
        assert {same, later} < lists["open"]
        leaves_in_a_hurry(desk)


def explained(desk: Desk) -> None:
    """Each pair says why it is linked; somebody's own second telling is said to be theirs, and what speaks against."""
    desk.which()
    why = desk.pair.get_by_role("region", name=desk.t("review:why"))
    expect(why.get_by_role("listitem").first).to_be_visible()
    for _ in range(6):
        if desk.pair.get_by_text(desk.t("review:onePerson"), exact=True).count():
            break
        desk.button("next").click()
        desk.organizer.settled()
    for reason in ("same_person", "different_amount"):
        expect(why).to_contain_text(REASONS[reason][desk.organizer.lang])
    expect(desk.pair).to_contain_text(desk.t("review:meansOne"))


def taken_back(desk: Desk, same: tuple[str, ...], other: tuple[str, ...]) -> None:
    """What was decided stands in its list, with who decided; undone there, it waits to be decided again."""
    organizer = desk.organizer
    desk.arrived()
    organizer.page.reload()
    desk.list("dismissed")
    assert desk.which() == other
    desk.list("confirmed")
    assert desk.which() == same
    desk.pair.get_by_text(desk.t("review:history.title"), exact=True).click()
    expect(desk.pair).to_contain_text(desk.t("review:history.confirm", who=desk.t("review:roles.me")))
    organizer.clean()
    desk.button("undo").click()
    organizer.sees(desk.t("review:none"))
    desk.list("open")
    desk.which()
    organizer.clean()


def leaves_in_a_hurry(desk: Desk) -> None:
    """While a decision has not arrived the browser asks before it closes the page; but nothing holds whoever leaves."""
    desk.page.context.route("**/dismiss", lambda _waiting: None)
    desk.moves_on(lambda: desk.page.keyboard.press("n"))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk.page.on("dialog", stay)
    desk.page.evaluate("location.assign('/')")
    desk.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    desk.which()
    desk.organizer.button("common:exit.label").click()
    desk.page.wait_for_url("**/blank-*.html")
    assert asked == ["beforeunload"]


@pytest.mark.prove
@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "en"))
def test_fifty_pairs_are_decided_with_the_keyboard_alone_and_one_is_taken_back(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    assert sum(people * (people - 1) // 2 for people in FIFTY) == PAIRS
    case = house.run("tests.e2e.alike", f"fifty-{width}-{lang}").split()[-1]
    with person(house, lang, SIZES[width]) as organizer:
        organizer.comes_back("organizer@example.org")
        organizer.open(f"/cases/{case}/desk")
        keys, desk = Keys(organizer), Desk(organizer)
        keys.to(organizer.page.get_by_role("link", name=organizer.t("desk:tabs.matches"), exact=True))
        keys.press("Enter")
        decided: dict[str, list[tuple[str, ...]]] = {key: [] for key in KEYS}
        for place in range(PAIRS - 1):
            key = KEYS[place % len(KEYS)]
            decided[key].append(desk.moves_on(lambda key=key: keys.press(key)))
            expect(desk.heading).to_be_focused()
            if place % 10 == 0:
                organizer.clean()
        last = desk.which()
        keys.press("y")
        organizer.sees(organizer.t("review:allDone"))
        expect(organizer.page.get_by_text(organizer.t("review:said.confirm", n=PAIRS))).to_be_focused()
        organizer.clean()
        keys.press("z")
        expect(desk.heading).to_be_focused()
        assert desk.which() == last
        organizer.clean()
        desk.arrived()
        assert kept(organizer, case) == {
            "confirmed": {*decided["y"]}, "dismissed": {*decided["n"]}, "later": {*decided["u"]}, "open": {last}
        }  # fmt: skip


def kept(organizer: Person, case: str) -> dict[str, set[tuple[str, ...]]]:
    """What the server holds in each list."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for shown in ("confirmed", "dismissed", "later", "open"):
        answer = organizer.context.request.get(f"/api/cases/{case}/matches?shown={shown}&limit=200").json()
        found[shown] = {(one["a"]["report_reference"], one["b"]["report_reference"]) for one in answer["items"]}
    return found
