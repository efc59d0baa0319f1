"""A browser, and running houses to visit: a small world on each database, and the demo year."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import make_url

from tests import databases
from tests.e2e.house import ROOT, House
from tests.e2e.person import Person, open_chromium
from tests.e2e.slices import Looking


@pytest.fixture(scope="package", autouse=True)
def _themes(request: pytest.FixtureRequest) -> None:
    Looking.both_themes = "not prove" not in str(request.config.getoption("markexpr"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, as the system installed it."""
    assert (ROOT / "frontend" / "dist" / "index.html").is_file(), "The web app has not been built: make build"
    with sync_playwright() as playwright:
        opened = open_chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def sqlite_world(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The small world, in a house that never opens."""
    folder = tmp_path_factory.mktemp("sqlite-world")
    house = House(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}")
    house.seed()
    return house


@pytest.fixture(scope="package")
def postgresql_world(tmp_path_factory: pytest.TempPathFactory, postgres: databases.Postgres) -> House:
    house = House(tmp_path_factory.mktemp("postgresql-world"), postgres.url(postgres.create()))
    house.seed()
    return house


@pytest.fixture(scope="package")
def sqlite_house(tmp_path_factory: pytest.TempPathFactory, sqlite_world: House) -> Iterator[House]:
    yield from _running(_copied(sqlite_world, tmp_path_factory.mktemp("sqlite")))


@pytest.fixture(scope="package")
def postgresql_house(
    tmp_path_factory: pytest.TempPathFactory, postgres: databases.Postgres, postgresql_world: House
) -> Iterator[House]:
    yield from _running(_copied(postgresql_world, tmp_path_factory.mktemp("postgresql"), postgres))


@pytest.fixture
def moving_house(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[House]:
    """A house of this test's own on the database that the test names: its clock can be moved."""
    postgres = request.getfixturevalue("postgres") if database == "postgresql" else None
    house = _copied(request.getfixturevalue(f"{database}_world"), tmp_path / "house", postgres)
    house.by_its_own_clock()
    yield from _running(house)


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The product as `make run` shows it: the demo year, in an own database."""
    folder = tmp_path_factory.mktemp("demo")
    house = House(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}", demo=True)
    house.fill()
    yield from _running(house)


@pytest.fixture(scope="package")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house in which nobody has told anything yet."""
    folder = tmp_path_factory.mktemp("bare")
    house = House(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}")
    house.seed("tests.e2e.bare")
    yield from _running(house)


def _copied(world: House, folder: Path, postgres: databases.Postgres | None = None) -> House:
    if postgres is None:
        return world.copied(folder, f"sqlite:///{folder / 'data' / 'joinder.db'}")
    template = make_url(world.environment["JOINDER_DATABASE_URL"]).database
    assert template is not None
    return world.copied(folder, postgres.url(postgres.create(template)))


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
