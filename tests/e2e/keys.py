"""Two hands on a keyboard, no mouse: what they reach must be in sight there."""

from playwright.sync_api import FileChooser, FilePayload, Locator, expect

from tests.e2e.person import Person

IS_FOCUSED = "(one) => one === document.activeElement"
IS_IN_SIGHT = """(one) => {
  const shown = one.closest("label") ?? one;
  const box = shown.getBoundingClientRect();
  const found = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
  return Boolean(found) && (shown === found || shown.contains(found) || found.contains(shown));
}"""


class Keys:
    """Two hands on a keyboard, no mouse."""

    def __init__(self, person: Person) -> None:
        self.person, self.page, self.t = person, person.page, person.t
        self.press = self.page.keyboard.press
        self.choosers: list[FileChooser] = []
        self.page.on("filechooser", self._opened)  # heard from the start, not from the key on

    def _opened(self, chooser: FileChooser) -> None:
        self.choosers.append(chooser)

    def to(self, target: Locator) -> None:
        """Press Tab until the control has the focus; it must be in sight there, not under a bar."""
        expect(target).to_be_visible(timeout=60_000)
        for _ in range(120):
            if target.evaluate(IS_FOCUSED):
                self.page.wait_for_timeout(30)
                assert target.evaluate(IS_IN_SIGHT), f"hidden while focused: {target} on {self.page.url}"
                return
            self.press("Tab")
        raise AssertionError(f"never reached: {target} on {self.page.url}")

    def choose(self, target: Locator) -> None:
        """Reach a radio button: Tab to its group, then the arrows."""
        expect(target).to_be_visible(timeout=60_000)
        for _ in range(4):  # a list that is still being searched is drawn anew under one's hands
            if self._choose(target):
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"never chosen: {target}")

    def _choose(self, target: Locator) -> bool:
        for _ in range(120):
            if self.page.evaluate("document.activeElement?.name") == target.get_attribute("name"):
                break
            self.press("Tab")
        for _ in range(30):
            self.press("Space")
            if target.is_checked():
                assert target.evaluate(IS_IN_SIGHT)
                return True
            self.press("ArrowDown")
        return False

    def pick(self, file: FilePayload) -> None:
        """Open the chooser of files with Enter, and take one."""
        control = self.page.locator('input[type="file"]').first
        for _ in range(3):  # an Enter that meets a screen still being drawn is pressed again
            self.to(control)
            self.press("Enter")
            for _ in range(100):
                if self.choosers:
                    return self.choosers.pop().set_files([file])
                self.page.wait_for_timeout(100)
        raise AssertionError(f"no chooser opened on {self.page.url}")

    def write(self, target: Locator, text: str) -> None:
        self.to(target)
        self.page.keyboard.type(text)
