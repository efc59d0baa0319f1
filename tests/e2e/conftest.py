"""A browser, and running houses to visit: a small world on each database, and the demo year."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import databases
from tests.e2e.house import ROOT, House
from tests.e2e.person import Person, open_chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, as the system installed it."""
    assert (ROOT / "frontend" / "dist" / "index.html").is_file(), "The web app has not been built: make build"
    with sync_playwright() as playwright:
        opened = open_chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def sqlite_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("sqlite")
    yield from _opened(House(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}"))


@pytest.fixture(scope="package")
def postgresql_house(tmp_path_factory: pytest.TempPathFactory, postgres: databases.Postgres) -> Iterator[House]:
    name = postgres.create()
    yield from _opened(House(tmp_path_factory.mktemp("postgresql"), postgres.url(name)))


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The product as `make run` shows it: the demo year, in an own database."""
    folder = tmp_path_factory.mktemp("demo")
    house = House(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}", demo=True)
    house.fill()
    yield from _running(house)


def _opened(house: House) -> Iterator[House]:
    house.seed()
    yield from _running(house)


def _running(house: House) -> Iterator[House]:
    try:
        house.start()
        yield house
    finally:
        house.stop()


@pytest.fixture
def house(request: pytest.FixtureRequest, database: str) -> House:
    """The running house on the database that the test names."""
    return request.getfixturevalue(f"{database}_house")


@pytest.fixture
def person(browser: Browser) -> Callable[..., Person]:
    """Sit somebody down at a browser of their own."""

    def sit(house: House, *args: object, **options: object) -> Person:
        return Person(browser, house, *args, **options)

    return sit
