"""The main journey in a real browser: tell, see the case that fits, join it with three pictures, find it again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import SIZES, Person, variants
from tests.e2e.wizard import COMPANY, NAMES, TICKET, Wizard, screenshot

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


def lost_and_found(wizard: Wizard) -> None:
    """Reload in the middle, leave, and come back by the start screen: every answer is still there."""
    person = wizard.person
    person.page.wait_for_timeout(500)  # no hand is quicker from the last key to reloading
    person.page.reload()
    wizard.at("asked")
    expect(person.field("report:asked.ticket")).to_have_value(TICKET)
    person.open("/report")
    person.button("report:start.continue").click()
    wizard.at("asked")
    expect(person.field("report:asked.ticket")).to_have_value(TICKET)
    wizard.on()


@pytest.mark.parametrize(("width", "lang", "database"), variants(390, "zh"))
def test_a_new_person_tells_sees_the_case_joins_it_and_finds_it_again(
    width: int, lang: str, house: House, person: Callable[..., Person]
) -> None:
    contact = f"new-{width}-{lang}@people.example"
    with person(house, lang, SIZES[width]) as somebody:
        wizard = Wizard(somebody)
        wizard.begin()
        wizard.what()
        wizard.circumstances()
        wizard.asked()
        lost_and_found(wizard)
        wizard.wishes()
        wizard.story()
        wizard.case()
        wizard.evidence(*(screenshot(f"{contact} {number}") for number in range(len(NAMES))))
        wizard.consents()
        wizard.send(contact)
        somebody.sees(somebody.t("report:receipt.uploadDone", n=len(NAMES)))
        somebody.clean()
        somebody.link("report:receipt.mine").click()
        found_again(somebody)


def found_again(somebody: Person) -> None:
    """One's own place shows the report, its facts and its picture; the case knows that one is in it."""
    somebody.heading(somebody.t("account:me.title"))
    card = somebody.page.get_by_role("article").filter(has_text=COMPANY[somebody.lang][1])
    expect(card).to_have_count(1)
    expect(card).to_contain_text(somebody.t("account:reports.states.incident"))
    expect(card).to_contain_text("1,280.5")
    somebody.clean()
    card.get_by_role("link").first.click()
    somebody.heading(somebody.t("account:report.title"))
    for name in NAMES:
        somebody.sees(name)
    somebody.sees(TICKET)
    somebody.page.wait_for_load_state("networkidle")
    somebody.clean()
    somebody.open(f"/cases/{somebody.house.seeded['reference']}")
    somebody.sees(somebody.t("case:joined"))


def test_pressing_a_chat_link_by_itself_signs_nobody_in(sqlite_house: House, person: Callable[..., Person]) -> None:
    contact = "link@people.example"
    with person(sqlite_house, "en") as somebody:
        somebody.open("/sign-in")
        somebody.field("account:signIn.contact").fill(contact)
        somebody.button("account:signIn.send").click()
        expect(somebody.field("account:signIn.code")).to_be_visible()
        somebody.page.goto("/dev/mail")
        letter = somebody.page.get_by_role("article").filter(has_text=contact).first
        letter.get_by_role("link").first.click()
        somebody.heading(somebody.t("account:link.title"))
        somebody.clean()
        assert not somebody.known()
        somebody.button("account:link.button").click()
        somebody.heading(somebody.t("account:me.title"))
        somebody.sees(re.compile(re.escape(somebody.t("account:reports.none"))))
