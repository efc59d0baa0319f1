"""Whatever opens, opened by keys: clean in both themes, Escape closes it, focus is back on what opened it."""

import json
from collections.abc import Callable, Iterable
from itertools import groupby

import pytest
from playwright.sync_api import Error, Locator, expect

from tests.e2e.getting_there import WAYS, Places
from tests.e2e.house import House
from tests.e2e.openers import DIALOGS, FOLDS, Opener
from tests.e2e.person import DESKTOP, Person
from tests.e2e.routes import largest
from tests.e2e.slices import Looking, slices

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
SOON = 60_000
HAS_FOCUS = "one => one.contains(document.activeElement)"
WIDER = "one => one.scrollWidth - one.clientWidth"


@pytest.fixture(scope="package")
def places(demo: House) -> Places:
    """Where in the demo everything that opens is found."""
    case = largest(demo)
    cases = demo.answers("/api/statistics/cases")["items"]
    channels = (demo.answers(f"/api/reference/channels/{one['id']}") for one in demo.answers("/api/reference/channels"))
    shown = next(one for one in channels if any(contact["kind"] != "note" for contact in one["contacts"]))
    return {
        "case": case,
        "middle": next(one["case"] for one in cases if one["case"] != case),
        "company": demo.answers(f"/api/statistics/cases/{case}")["numbers"]["respondent"],
        "channel": shown["id"],
        **json.loads(demo.run("tests.e2e.aside").splitlines()[-1]),
    }


def found(somebody: Person, opener: Opener) -> Locator:
    """Return what opens it."""
    name = opener.name(somebody.t)
    if opener.fold:
        return somebody.page.locator("summary").filter(has_text=name).first
    return somebody.page.get_by_role("button", name=name).first


def open_dialog(somebody: Person, opener: Opener, looking: Looking) -> None:
    """Open it with Enter, look, close it with Escape; the focus goes in and comes back."""
    button, dialog = found(somebody, opener), somebody.page.get_by_role("dialog")
    button.focus(timeout=SOON)
    somebody.page.keyboard.press("Enter")
    expect(dialog).to_be_visible(timeout=SOON)
    expect(dialog.locator("[data-loading]")).to_have_count(0, timeout=SOON)
    looking.at(f"{opener.part}: {opener.words[0]}")
    assert dialog.evaluate(HAS_FOCUS), "the focus is not inside"
    assert dialog.evaluate(WIDER) <= 0, "wider than itself"
    somebody.page.keyboard.press("Shift")  # three Escapes in a row mean leaving in a hurry
    somebody.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0, timeout=SOON)
    expect(button).to_be_focused(timeout=SOON)


def unfold(somebody: Person, folds: Iterable[Opener], looking: Looking) -> None:
    """Unfold all of one page with Enter, and look."""
    parts = []
    for one in folds:
        line = found(somebody, one)
        expect(line).to_be_visible(timeout=SOON)
        if line.evaluate("one => !one.parentElement.open"):
            line.focus()
            somebody.page.keyboard.press("Enter")
        expect(line.locator("xpath=..")).to_have_attribute("open", "", timeout=SOON)
        parts.append(one.part)
    somebody.page.wait_for_load_state("networkidle")
    looking.at(" + ".join(parts))


def walk(somebody: Person, openers: Iterable[Opener], places: Places) -> Looking:
    """Go to each place, and open what is there."""
    looking = Looking(somebody)
    for at, group in groupby(openers, lambda one: one.at):
        here = list(group)
        try:
            WAYS[here[0].ready](somebody, at.format(**places), places)
            if here[0].fold:
                unfold(somebody, here, looking)
            else:
                for one in here:
                    open_dialog(somebody, one, looking)
        except (AssertionError, Error) as error:
            looking.found.append(f"{[one.words[0] for one in here]}: " + str(error).split("Aria snapshot")[0])
        looking.found.extend(somebody.wrong)
        somebody.wrong.clear()
    return looking


def each_opens(
    house: House, person: Callable[..., Person], openers: Iterable[Opener], at: tuple[str, tuple[int, int]], to: Places
) -> None:
    """Everybody opens theirs; all that is wrong is told at once."""
    wrong: list[str] = []
    here = [one for one in openers if at[1] == DESKTOP or not one.keys]
    placed = sorted(here, key=lambda one: (one.who, one.ready, one.at))
    for (who, _), group in groupby(placed, lambda one: (one.who, one.ready)):
        with person(house, *at) as somebody:  # a way of its own begins on a new device
            if who:
                somebody.comes_back(who)
            wrong += walk(somebody, group, to).found
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.parametrize(("lang", "size"), slices())
def test_dialogs_are_clean_and_give_the_focus_back(
    lang, size, demo: House, person: Callable[..., Person], places: Places
) -> None:
    each_opens(demo, person, DIALOGS, (lang, size), places)


@pytest.mark.parametrize(("lang", "size"), slices())
def test_what_unfolds_is_clean(lang, size, demo: House, person: Callable[..., Person], places: Places) -> None:
    each_opens(demo, person, FOLDS, (lang, size), places)
