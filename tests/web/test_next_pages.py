"""Long served lists: every company by its name, a way on from every table, files in the reader's language."""

import re
from datetime import timedelta

import pytest
from joinder.core import clock
from joinder.core.database import Database
from joinder.web import public_pages

from tests import world
from tests.client import Client
from tests.conftest import NOW
from tests.web.test_public_pages import Read, crowd


@pytest.fixture
def cases(db: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A released case of one company, then two newer ones of another, where one fills a page."""
    monkeypatch.setattr(public_pages, "A_PAGE", 1)
    monkeypatch.setattr(public_pages, "A_TABLE", 1)
    with db.write() as session:
        found = [crowd(session)]
    for day in (1, 2):
        with clock.frozen(NOW + timedelta(days=day)), db.write() as session:
            found.append(world.make_case(session, slug="whale", title=f"蓝鲸第{day}案").reference)
    return found


def following(text: str) -> str:
    [found] = re.findall(r'<a href="([^"]*)" rel="next">', text)
    return found.replace("&amp;", "&")


def test_every_company_of_the_sums_has_its_name(client: Client, cases: list[str]) -> None:
    said = Read(client.get("/en/statistics").text).text
    assert "Skylark Wallet" in said
    assert "skylark" not in said


def test_a_table_of_cases_leads_on_to_the_rest(client: Client, cases: list[str]) -> None:
    first, second, third = cases
    page = client.get("/en/statistics").text
    assert third in page
    assert first not in page
    seen = [client.get(following(page)).text]
    seen.append(client.get(f"/en/cases{following(seen[0])}").text)
    assert second in seen[0]
    assert first in seen[1]
    company = client.get("/en/companies/whale").text
    rest = client.get(following(company)).text
    assert second in rest
    assert 'rel="next"' not in rest, "the other company's case is none of its own"


def test_the_next_page_and_the_search_keep_the_company(client: Client, cases: list[str]) -> None:
    page = client.get("/en/cases?company=whale&q=").text
    assert re.search(r'<input type="hidden" name="company" value="whale"', page)
    rest = client.get(f"/en/cases{following(page)}").text
    assert cases[1] in rest
    assert 'rel="next"' not in rest


@pytest.mark.parametrize("page", ["/statistics", "/companies/skylark", "/statistics/releases/1"])
def test_files_come_in_the_language_of_the_page(client: Client, cases: list[str], page: str) -> None:
    text = client.get(f"/id{page}").text
    links = {
        one.replace("&amp;", "&").replace("\\u0026", "&") for one in re.findall(r'"([^"]*/api/public/v1/[^"]*)"', text)
    }
    assert links
    assert all(one.endswith("lang=id") for one in links), links
    assert all(client.get(one).status_code == 200 for one in links)
