"""The pairs that wait for an organizer's decision, as the desk shows them."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.e2e.person import Person


class Desk:
    """The pairs before an organizer, one after another."""

    def __init__(self, organizer: Person) -> None:
        self.organizer, self.page, self.t = organizer, organizer.page, organizer.t
        self.pair = self.page.get_by_role("article")
        self.heading = self.pair.get_by_role("heading", level=2)

    def button(self, name: str) -> Locator:
        """A button of the desk; where there is a keyboard its key stands on it."""
        return self.page.get_by_role("button", name=re.compile(rf"^{re.escape(self.t(f'review:act.{name}'))}( \S)?$"))

    def which(self) -> tuple[str, ...]:
        """The two reports of the pair in sight."""
        expect(self.heading).to_be_visible(timeout=60_000)
        return tuple(words.split("\n")[-1] for words in self.pair.locator("dl dd").all_inner_texts()[:2])

    def says(self, act: str, times: int) -> None:
        """The desk says what was decided last, and how often this time."""
        expect(self.page.get_by_role("status").filter(has_text=self.t(f"review:said.{act}", n=times))).to_be_visible()

    def moves_on(self, act: Callable[[], object]) -> tuple[str, ...]:
        """Decide the pair in sight, and have the next one there; returns the one decided."""
        before = self.which()
        act()
        for _ in range(1200):
            if self.pair.count() == 0 or self.which() != before:
                return before
            self.page.wait_for_timeout(50)
        raise AssertionError(f"still there: {before}")

    def arrived(self) -> None:
        """Wait until every decision has reached the server: the page may be closed without being asked."""
        for _ in range(1200):
            if self.page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))"):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("A decision never arrived.")

    def list(self, name: str) -> None:
        """Look at another list."""
        self.organizer.field("review:shown.label").select_option(name)
