"""Every page that the router knows, in every state: no axe violation, no sideways scroll, no error, no other host."""

from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, PHONE, Person
from tests.e2e.routes import FOUND, FURTHER, MINE, OPEN, examples, largest, routes

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
DESK = "cases/:reference/desk"
BROKEN = {"status": 503, "content_type": "application/problem+json", "body": '{"code": "down", "detail": ""}'}
EACH = [
    (lang, size, scheme) for lang in ("zh", "en", "id") for size in (PHONE, DESKTOP) for scheme in ("light", "dark")
]


def slices(*daily: tuple[str, tuple[int, int], str]) -> list[object]:
    """Return each language, size and theme; those not named stay for `make prove`."""
    assert set(daily) <= set(EACH)
    return [pytest.param(*one, marks=() if one in daily else pytest.mark.prove) for one in EACH]


def look(somebody: Person, paths: Iterable[str], stand: Callable[[str], None] | None = None) -> None:
    """Open each page and check it as it stands."""
    found: list[str] = []
    for path in paths:
        (stand or somebody.open)(path)
        try:
            somebody.clean()
        except AssertionError as error:
            found.append(str(error).split("\nassert")[0])
    assert found == [], "\n\n".join(found)


def own_links(somebody: Person, at: str, *kinds: str) -> list[str]:
    """Return the first address of each kind that a page leads to."""
    somebody.open(at)
    addresses = []
    for kind in kinds:
        link = somebody.page.locator(f'main a[href*="{kind}"]:not([href$="/new"])').first
        expect(link).to_be_visible()
        addresses.append((link.get_attribute("href") or "").removeprefix(f"/{somebody.lang}"))
    return addresses


def desk_parts() -> list[str]:
    """Return the desk's parts that need no letter of their own."""
    return sorted(
        pattern.removeprefix(DESK) for pattern in routes() if pattern.startswith(DESK) and "/:letter" not in pattern
    )


def test_every_page_of_the_router_is_looked_at() -> None:
    known = {*OPEN, *FURTHER, *MINE, *FOUND, "me/packs/:pack", "moderation"}
    rest = {
        pattern
        for pattern in routes() - known
        if not pattern.startswith(DESK) and not pattern.startswith("moderation/")
    }
    assert rest == set(), "Give these pages an example in tests/e2e/routes.py."
    assert known <= routes()


@pytest.mark.parametrize(("lang", "size", "scheme"), slices(("zh", PHONE, "light")))
def test_public_pages_are_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size, scheme) as visitor:
        look(visitor, examples(demo).values())


@pytest.mark.parametrize(("lang", "size", "scheme"), slices())
def test_further_public_pages_are_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size, scheme) as visitor:
        look(visitor, examples(demo, FURTHER).values())


@pytest.mark.parametrize(("lang", "size", "scheme"), slices(("en", PHONE, "light")))
def test_ones_own_place_is_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size, scheme) as member:
        member.comes_back("member@demo.example")
        look(member, [f"/{one}" for one in MINE])
        look(member, [*own_links(member, "/me", FOUND["me/reports/:id"])])
        look(member, [*own_links(member, "/me/approvals", FOUND["me/approvals/:reference/:letter"])])


@pytest.mark.parametrize(("lang", "size", "scheme"), slices(("en", DESKTOP, "dark")))
def test_an_empty_place_is_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size, scheme) as newcomer:
        newcomer.sign_in(f"newcomer-{lang}-{size[0]}-{scheme}@people.example")
        look(newcomer, [*(f"/{one}" for one in MINE), "/cases?q=zzzzqq"])


@pytest.mark.parametrize(("lang", "size", "scheme"), slices(("en", DESKTOP, "light")))
def test_desk_and_moderation_are_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    desk = f"/cases/{largest(demo)}/desk"
    with person(demo, lang, size, scheme) as organizer:
        organizer.comes_back("organizer@demo.example")
        look(organizer, [desk + part for part in desk_parts()])
    with person(demo, lang, size, scheme) as moderator:
        moderator.comes_back("moderator@demo.example")
        look(moderator, [f"/{one}" for one in sorted(routes()) if one.startswith("moderation")])


@pytest.mark.parametrize(("lang", "size", "scheme"), slices(("zh", PHONE, "dark")))
def test_a_letter_on_the_desk_is_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    desk = f"{largest(demo)}/desk/letters"
    with person(demo, lang, size, scheme) as organizer:
        organizer.comes_back("organizer@demo.example")
        (letter,) = own_links(organizer, f"/cases/{desk}", f"{desk}/")
        look(organizer, [letter, f"{letter}/edit"])


def stand_still(somebody: Person) -> Callable[[str], None]:
    """Open pages while the server does not answer: they stay as they are while loading."""
    somebody.context.route("**/api/**", lambda _waiting: None)

    def stand(path: str) -> None:
        somebody.page.goto(f"/{somebody.lang}{path}")
        expect(somebody.page.get_by_role("main")).to_be_visible()
        somebody.page.wait_for_timeout(300)

    return stand


def break_down(somebody: Person) -> Callable[[str], None]:
    """Open pages while the server fails: each says so, and offers the way on."""
    somebody.expects("503")

    def fail(route: Route) -> None:
        if route.request.url.split("?")[0].endswith(("/api/meta", "/api/sign-in")):
            route.continue_()
        else:
            route.fulfill(**BROKEN)

    somebody.context.route("**/api/**", fail)

    def stand(path: str) -> None:
        somebody.page.goto(f"/{somebody.lang}{path}")
        somebody.page.wait_for_load_state("networkidle")
        expect(somebody.page.get_by_role("main")).to_be_visible()

    return stand


@pytest.mark.parametrize("state", [stand_still, break_down])
@pytest.mark.parametrize(("lang", "size", "scheme"), slices())
def test_pages_that_load_or_fail_are_clean(
    lang, size, scheme, state: Callable[[Person], Callable[[str], None]], demo: House, person: Callable[..., Person]
) -> None:
    public = ("", "/cases", f"/cases/{largest(demo)}", "/statistics", "/guides", "/channels")
    with person(demo, lang, size, scheme) as organizer:
        organizer.comes_back("organizer@demo.example")
        desk = [f"/cases/{largest(demo)}/desk{part}" for part in desk_parts()]
        look(organizer, [*public, *(f"/{one}" for one in MINE), *desk, "/me/packs/none"], state(organizer))


@pytest.mark.parametrize(("lang", "size", "scheme"), slices())
def test_open_dialogs_and_announcements_are_clean(
    lang, size, scheme, demo: House, person: Callable[..., Person]
) -> None:
    with person(demo, lang, size, scheme) as visitor:
        visitor.open("/dev/components")
        if lang == "id":
            return
        visitor.button("gallery:say").click()
        visitor.button("gallery:sayWrong").click()
        visitor.sees(visitor.t("gallery:said"))
        visitor.clean()
        visitor.button("gallery:open").click()
        visitor.sees(visitor.t("gallery:dialog"))
        visitor.clean()
        visitor.page.keyboard.press("Escape")
        visitor.open(f"/cases/{largest(demo)}")
        visitor.button("case:flag.open").click()
        expect(visitor.page.get_by_role("dialog")).to_be_visible()
        visitor.clean()


@pytest.mark.prove
def test_the_chosen_theme_is_remembered_on_this_device(demo: House, person: Callable[..., Person]) -> None:
    with person(demo, "zh", PHONE, "light") as visitor:
        visitor.open("/method")
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        light = visitor.page.evaluate(ground)
        visitor.page.get_by_label(visitor.t("common:theme.label")).select_option("dark")
        dark = visitor.page.evaluate(ground)
        assert dark != light
        visitor.open("/statistics")
        assert visitor.page.evaluate(ground) == dark
        assert visitor.page.evaluate("document.documentElement.dataset.theme") == "dark"
        visitor.clean()
