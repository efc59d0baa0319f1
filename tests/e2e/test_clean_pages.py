"""Every kind of page of the demo: no axe violation, no sideways scrolling, no error in the console, no other host."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
OPEN = (
    *("", "/cases", "/statistics", "/companies/skylark", "/method", "/guides", "/channels", "/report", "/stolen"),
    *("/sign-in", "/terms", "/privacy", "/imprint", "/dev/mail"),
)
MINE = ("/me", "/me/approvals", "/me/consents", "/me/account")
DESK = ("", "/members", "/matches", "/evidence", "/letters", "/letters/new", "/filings", "/imports")


def look(somebody: Person, paths: Iterator[str] | tuple[str, ...]) -> None:
    """Open each page and check it as it stands."""
    found: list[str] = []
    for path in paths:
        somebody.open(path)
        try:
            somebody.clean()
        except AssertionError as error:
            found.append(str(error).split("\nassert")[0])
    assert found == [], "\n\n".join(found)


def largest(demo: House) -> str:
    """Return the reference of the largest public case."""
    cases = demo.answers("/api/statistics/cases")["items"]
    return max(cases, key=lambda one: one["people"]["at_least"] or 0)["case"]


def open_pages(demo: House) -> tuple[str, ...]:
    """Return what everybody may open: one of each kind."""
    guide = demo.answers("/api/reference/guides")[0]["id"]
    channel = demo.answers("/api/reference/channels")[0]["id"]
    company = demo.answers(f"/api/statistics/cases/{largest(demo)}")["numbers"]["respondent"]
    paths = [path.replace("skylark", company) for path in OPEN]
    return (*paths, f"/cases/{largest(demo)}", f"/guides/{guide}", f"/channels/{channel}")


@pytest.mark.parametrize(
    ("lang", "size", "scheme"),
    [
        ("zh", PHONE, "light"),
        ("en", DESKTOP, "dark"),
        pytest.param("en", PHONE, "light", marks=pytest.mark.prove),
        pytest.param("zh", DESKTOP, "dark", marks=pytest.mark.prove),
        pytest.param("id", PHONE, "light", marks=pytest.mark.prove),
    ],
)
def test_public_pages_are_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size, scheme) as visitor:
        look(visitor, open_pages(demo))


@pytest.mark.parametrize(
    ("lang", "size", "scheme"),
    [
        ("en", PHONE, "light"),
        pytest.param("zh", DESKTOP, "dark", marks=pytest.mark.prove),
    ],
)
def test_ones_own_place_is_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size, scheme) as member:
        member.sign_in("member@demo.example")
        look(member, MINE)
        member.open("/me")
        look(member, (own_link(member, "/me/reports/"),))
        member.open("/me/approvals")
        look(member, (own_link(member, "/me/approvals/"),))


def own_link(somebody: Person, kind: str) -> str:
    """Return the first address of a kind that the page in sight leads to."""
    address = somebody.page.locator(f'main article a[href*="{kind}"]').first.get_attribute("href")
    assert address
    return address.removeprefix(f"/{somebody.lang}")


@pytest.mark.parametrize(
    ("lang", "size", "scheme"),
    [
        ("en", DESKTOP, "light"),
        pytest.param("zh", PHONE, "light", marks=pytest.mark.prove),
        pytest.param("zh", DESKTOP, "dark", marks=pytest.mark.prove),
    ],
)
def test_desk_and_moderation_are_clean(lang, size, scheme, demo: House, person: Callable[..., Person]) -> None:
    with person(demo, lang, size, scheme) as organizer:
        organizer.sign_in("organizer@demo.example")
        look(organizer, tuple(f"/cases/{largest(demo)}/desk{part}" for part in DESK))
    with person(demo, lang, size, scheme) as moderator:
        moderator.sign_in("moderator@demo.example")
        look(moderator, ("/moderation",))
