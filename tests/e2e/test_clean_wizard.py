"""Every question of the wizard, as it comes, unanswered, answered, loading, failing: clean in both themes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.house import House
from tests.e2e.person import Person
from tests.e2e.slices import Looking, fail, keep_silent, slices
from tests.e2e.wizard import Wizard, screenshot

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
ASKS = ("company", "issue", "scam", "when", "money", "story", "match", "seen")  # no way on without an answer
LOADS = ("company", "issue", "match", "seen")


class Looked(Wizard):
    """The questions, looked at in every state on the way."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        self.looking = Looking(person)

    def at(self, step: str) -> None:
        """Look at the question as it comes, and at what it says to whoever goes on without an answer."""
        super().at(step)
        self.looking.at(f"{step} as it comes")
        if step in ASKS:
            self.person.button("common:next").click()
            expect(self.page.get_by_role("main").get_by_role("alert").first).to_be_visible(timeout=60_000)
            self.looking.at(f"{step} without an answer")

    def on(self) -> None:
        """Look at the answered question, and go on."""
        self.looking.at(f"{self.page.url} answered")
        self.person.button("common:next").click()

    def shows(self, page: Page, state: str, step: str) -> None:
        """The question shows that it waits for the server, or says that it failed (after asking again)."""
        main = page.get_by_role("main")
        sign = main.get_by_role("alert") if state == "failing" else main.locator("[data-loading]")
        expect(sign.first).to_be_visible(timeout=10_000)

    def loading_and_failing(self, page: Page) -> None:
        """Open the questions that ask the server while it is silent, and while it is down."""
        self.person.expects("503")
        for state, answer in (("loading", keep_silent), ("failing", fail)):
            page.route("**/api/**", answer)
            for step in LOADS:
                page.goto(f"/{self.person.lang}/report/{step}")
                self.person.heading(self.t(f"report:steps.{step}.title"))
                self.shows(page, state, step)
                self.looking.at(f"{step} {state}")
            page.unroute("**/api/**")


@pytest.mark.parametrize(("lang", "size"), slices())
def test_every_question_is_clean(lang, size, sqlite_house: House, person: Callable[..., Person]) -> None:
    with person(sqlite_house, lang, size) as somebody:
        wizard = Looked(somebody)
        wizard.begin()
        wizard.what()
        wizard.circumstances()
        wizard.asked()
        wizard.on()
        wizard.wishes()
        wizard.story()
        wizard.case()
        wizard.evidence(screenshot("clean"))
        wizard.consents()
        wizard.at("send")
        wizard.loading_and_failing(somebody.page)
        somebody.open("/report/send")
        somebody.prove(f"clean-{lang}-{size[0]}@people.example")
        somebody.button("report:send.button").click()
        somebody.heading(somebody.t("report:receipt.title"))
        somebody.sees(somebody.t("report:receipt.uploadDone", n=1))
        wizard.looking.at("the receipt")
        wizard.looking.ends()
