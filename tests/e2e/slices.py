"""Each language and width as slices; pages as they stand, load and fail, looked at in both themes."""

from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.person import DESKTOP, PHONE, Person

BROKEN = {"status": 503, "content_type": "application/problem+json", "body": '{"code": "down", "detail": ""}'}
EACH = [(lang, size) for lang in ("zh", "en", "id") for size in (PHONE, DESKTOP)]
Stand = Callable[[str], None]


def slices(*daily: tuple[str, tuple[int, int]]) -> list[object]:
    """Return each language and size; those not named stay for `make prove`, which looks at each in both themes."""
    assert set(daily) <= set(EACH)
    return [
        pytest.param(lang, size, id=f"{lang}-{size[0]}", marks=() if (lang, size) in daily else pytest.mark.prove)
        for lang, size in EACH
    ]


class Looking:
    """Collects what is wrong with one state after another, so that one run tells all of it."""

    both_themes = False  # set where everything is proved

    def __init__(self, somebody: Person) -> None:
        self.somebody, self.found, self.states = somebody, [], 0

    def at(self, state: str) -> None:
        """Look at the page as it stands; in both themes where everything is proved."""
        self.states += 1
        try:
            if self.both_themes:
                self.somebody.clean_in_both()
            else:
                self.somebody.clean()
        except AssertionError as error:
            self.found.append(f"{state}: " + str(error).split("\nassert")[0])

    def ends(self) -> None:
        """Fail with everything found."""
        assert self.states > 0
        assert self.found == [], "\n\n".join(self.found)


def look(somebody: Person, paths: Iterable[str], stand: Stand | None = None) -> None:
    """Open each page and look at it as it stands."""
    looking = Looking(somebody)
    for path in paths:
        (stand or somebody.open)(path)
        looking.at(path)
    looking.ends()


def known(route: Route) -> bool:
    """Let through who one is and what kind of house this is, which are told before anything is asked for."""
    if route.request.url.split("?")[0].endswith(("/api/meta", "/api/sign-in")) and route.request.method == "GET":
        route.continue_()
        return True
    return False


def keep_silent(route: Route) -> None:
    """Never answer."""
    known(route)


def fail(route: Route) -> None:
    """Answer that the server is down."""
    if not known(route):
        route.fulfill(**BROKEN)


def stand_still(somebody: Person) -> Stand:
    """Open pages while the server does not answer: they stay as they are while loading."""
    somebody.context.route("**/api/**", keep_silent)

    def stand(path: str) -> None:
        somebody.page.goto(f"/{somebody.lang}{path}")
        expect(somebody.page.get_by_role("main")).to_be_visible()
        somebody.page.wait_for_timeout(300)

    return stand


def break_down(somebody: Person) -> Stand:
    """Open pages while the server fails: each says so, and offers the way on."""
    somebody.expects("503")
    somebody.context.route("**/api/**", fail)

    def stand(path: str) -> None:
        somebody.page.goto(f"/{somebody.lang}{path}")
        somebody.page.wait_for_load_state("networkidle")
        expect(somebody.page.get_by_role("main")).to_be_visible()

    return stand
