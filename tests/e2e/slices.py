"""Each language and width as slices; pages as they stand, load and fail, looked at in both themes."""

from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.person import DESKTOP, PHONE, Person

BROKEN = {"status": 503, "content_type": "application/problem+json", "body": '{"code": "down", "detail": ""}'}
NARROW = (320, 640)
EACH = [*((lang, size) for lang in ("zh", "en", "id") for size in (PHONE, DESKTOP)), ("en", NARROW)]
FIRST, EXHIBITS = "/imprint", "/dev/components"
STATIC = (  # what stands without any answer of the server
    *(
        "/stolen",
        "/report",
        "/method",
        "/sign-in",
        "/sign-in/link",
        "/claim",
        "/invitation",
        "/no/such/page",
        "/follow",
    ),
)
WITHIN = "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate', {state: {}})); }"
SOON = 60_000
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


def goes_on(somebody: Person, path: str) -> None:
    """Go to a page from within the app, where no page of the server's stands in for it; what is read anew is asked."""
    somebody.page.goto(f"/{somebody.lang}{FIRST}")
    expect(somebody.page.locator("#served")).to_have_count(0, timeout=SOON)
    somebody.page.evaluate(WITHIN, f"/{somebody.lang}{path}")


def stand_still(somebody: Person) -> Stand:
    """Go to pages while the server does not answer: each shows that it is loading."""
    somebody.context.route("**/api/**", keep_silent)
    loading = somebody.page.get_by_role("main").locator("[data-loading]").first

    def stand(path: str) -> None:
        goes_on(somebody, path)
        if path in STATIC:
            somebody.page.wait_for_timeout(300)
            return
        expect(loading).to_be_visible(timeout=SOON)
        somebody.page.wait_for_timeout(300)  # what shows first may be the page's code on its way
        expect(loading).to_be_visible(timeout=SOON)

    return stand


def break_down(somebody: Person) -> Stand:
    """Go to pages while the server fails: each says so, after asking again, and offers the way on."""
    somebody.expects("503")
    somebody.context.route("**/api/**", fail)
    main = somebody.page.get_by_role("main")

    def stand(path: str) -> None:
        goes_on(somebody, path)
        if path not in STATIC:
            expect(main.get_by_role("alert").first).to_be_visible(timeout=SOON)
        if path != EXHIBITS:
            expect(main.locator("[data-loading]")).to_have_count(0, timeout=SOON)

    return stand
