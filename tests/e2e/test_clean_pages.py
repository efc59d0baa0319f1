"""Every page that the router knows, in every state: no axe violation, no sideways scroll, no error, no other host."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, PHONE, Person
from tests.e2e.routes import FOUND, FURTHER, MINE, OPEN, examples, largest, routes
from tests.e2e.slices import Stand, break_down, look, slices, stand_still

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
DESK = "cases/:reference/desk"
STATES = [pytest.param(stand_still, id="loading"), pytest.param(break_down, id="failing")]
Take = Callable[[Person], Stand]


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


@pytest.mark.parametrize(("lang", "size"), slices(("zh", PHONE)))
def test_public_pages_are_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size) as visitor:
        look(visitor, examples(demo).values())


@pytest.mark.parametrize(("lang", "size"), slices())
def test_further_public_pages_are_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size) as visitor:
        look(visitor, examples(demo, FURTHER).values())


@pytest.mark.parametrize(("lang", "size"), slices(("en", PHONE)))
def test_ones_own_place_is_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size) as member:
        member.comes_back("member@demo.example")
        look(member, [f"/{one}" for one in MINE])
        look(member, [*own_links(member, "/me", FOUND["me/reports/:id"])])
        look(member, [*own_links(member, "/me/approvals", FOUND["me/approvals/:reference/:letter"])])


def pack_of(member: Person, case: str) -> str:
    """Return the address of a pack of one's own, prepared for a channel that takes complaints one by one."""
    member.open("/me")
    if member.page.locator('main a[href*="/me/packs/"]').count():
        return own_links(member, "/me", "/me/packs/")[0]
    member.open(f"/cases/{case}")
    way = member.page.get_by_role("article").filter(has=member.button("packs:ways.prepare")).first
    if way.get_by_role("checkbox").count():
        way.get_by_role("checkbox").check()
    way.get_by_role("button", name=member.t("packs:ways.prepare"), exact=True).click()
    member.page.wait_for_url("**/me/packs/*")
    return "/me/packs/" + member.page.url.rsplit("/", 1)[-1]


@pytest.mark.parametrize(("lang", "size"), slices())
def test_a_pack_of_ones_own_is_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size) as member:
        member.comes_back("member@demo.example")
        look(member, [pack_of(member, largest(demo))])


@pytest.mark.parametrize(("lang", "size"), slices(("en", DESKTOP)))
def test_an_empty_place_is_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size) as newcomer:
        newcomer.sign_in(f"newcomer-{lang}-{size[0]}@people.example")
        look(newcomer, [*(f"/{one}" for one in MINE), "/cases?q=zzzzqq"])


@pytest.mark.parametrize(("lang", "size"), slices())
def test_a_house_where_nobody_has_told_anything_is_clean(
    lang, size, bare: House, person: Callable[..., Person]
) -> None:
    with person(bare, lang, size) as visitor:
        look(visitor, ["", "/cases", "/statistics", "/statistics/compare", "/removals"])
    with person(bare, lang, size) as organizer:
        organizer.comes_back("organizer@example.org")
        look(organizer, [f"/cases/{bare.seeded['reference']}/desk{part}" for part in desk_parts()])
    with person(bare, lang, size) as moderator:
        moderator.comes_back("moderator@example.org")
        look(moderator, [f"/{one}" for one in sorted(routes()) if one.startswith("moderation")])


@pytest.mark.parametrize(("lang", "size"), slices(("en", DESKTOP)))
def test_desk_and_moderation_are_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    desk = f"/cases/{largest(demo)}/desk"
    with person(demo, lang, size) as organizer:
        organizer.comes_back("organizer@demo.example")
        look(organizer, [desk + part for part in desk_parts()])
    with person(demo, lang, size) as moderator:
        moderator.comes_back("moderator@demo.example")
        look(moderator, [f"/{one}" for one in sorted(routes()) if one.startswith("moderation")])


@pytest.mark.parametrize(("lang", "size"), slices(("zh", PHONE)))
def test_a_letter_on_the_desk_is_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    desk = f"{largest(demo)}/desk/letters"
    with person(demo, lang, size) as organizer:
        organizer.comes_back("organizer@demo.example")
        (letter,) = own_links(organizer, f"/cases/{desk}", f"{desk}/")
        look(organizer, [letter, f"{letter}/edit"])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("lang", "size"), slices())
def test_public_pages_that_load_or_fail_are_clean(
    lang, size, state: Take, demo: House, person: Callable[..., Person]
) -> None:
    with person(demo, lang, size) as visitor:
        look(visitor, examples(demo, (*OPEN, *FURTHER)).values(), state(visitor))
        if state is break_down:
            visitor.page.goto(f"/{lang}/sign-in")
            visitor.field("account:signIn.contact").fill("nobody@people.example")
            visitor.button("account:signIn.send").click()
            visitor.page.wait_for_load_state("networkidle")
            expect(visitor.field("account:signIn.contact")).to_have_value("nobody@people.example")
            visitor.clean_in_both()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("lang", "size"), slices())
def test_signed_in_pages_that_load_or_fail_are_clean(
    lang, size, state: Take, demo: House, person: Callable[..., Person]
) -> None:
    desk, letters = f"/cases/{largest(demo)}/desk", f"{largest(demo)}/desk/letters"
    with person(demo, lang, size) as member:
        member.comes_back("member@demo.example")
        own = own_links(member, "/me", FOUND["me/reports/:id"])
        own += own_links(member, "/me/approvals", FOUND["me/approvals/:reference/:letter"])
        look(member, [*(f"/{one}" for one in MINE), *own, "/me/packs/none"], state(member))
    with person(demo, lang, size) as organizer:
        organizer.comes_back("organizer@demo.example")
        (letter,) = own_links(organizer, f"/cases/{letters}", f"{letters}/")
        look(organizer, [*(desk + part for part in desk_parts()), letter, f"{letter}/edit"], state(organizer))
    with person(demo, lang, size) as moderator:
        moderator.comes_back("moderator@demo.example")
        look(moderator, [f"/{one}" for one in sorted(routes()) if one.startswith("moderation")], state(moderator))


@pytest.mark.parametrize(("lang", "size"), slices())
def test_announcements_are_clean(lang, size, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size) as visitor:
        visitor.open("/dev/components")
        visitor.button("gallery:say").click()
        visitor.button("gallery:sayWrong").click()
        visitor.sees(visitor.t("gallery:said"))
        visitor.clean_in_both()


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
