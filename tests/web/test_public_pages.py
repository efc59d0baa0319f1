"""Public pages as a search engine, a chat app and a browser without scripts read them."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from joinder.cases import service as cases
from joinder.cases.audit import Actor
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.settings import get_settings
from joinder.statistics import service as statistics
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client
from tests.conftest import NOW

INDEX = Path(__file__).parents[2] / "frontend" / "index.html"
PAGES = ("", "/cases", "/statistics", "/method", "/guides", "/guides/g-topup-failed", "/channels", "/stolen")
TITLE = '提现 </script><b>"不到账"'


class Read(HTMLParser):
    """What a reader without scripts gets: head, data blocks, and the words of the body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.tags: list[str] = []
        self.data: list[Any] = []
        self.lang = self.title = self.text = ""
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "html":
            self.lang = found["lang"]
        if tag == "meta" and (name := found.get("name") or found.get("property")):
            self.metas[name] = found["content"]
        if tag == "link":
            self.links.append(found)
        self.inside.append(found.get("type", "") if tag == "script" else tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside.append("")

    def handle_data(self, data: str) -> None:
        where = self.inside[-1] if self.inside else ""
        if where == "application/ld+json":
            self.data.append(json.loads(data))
        elif where == "title":
            self.title += data
        else:
            self.text += data + " "

    def rel(self, name: str) -> list[dict[str, str]]:
        return [one for one in self.links if one.get("rel") == name]


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The web app's own index page stands for the built one: it has the marks that the server fills."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text(INDEX.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("JOINDER_STATIC_DIR", str(tmp_path / "dist"))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def crowd(session: Session, people: int = 24, title: str = TITLE) -> str:
    """A public case that this many joined, released after two weeks; returns its reference."""
    case = world.make_case(session, title=title)
    for number in range(people):
        world.join(session, case, f"p{number}@example.org", narrative=f"第{number}个人的提现一直在审核。")
    with clock.frozen(NOW + timedelta(days=15)):
        statistics.release_case(session, case.id)
        statistics.release_totals(session)
    return case.reference


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_each_public_page_has_its_own_head_in_its_language(db: Database, client: Client, lang: str) -> None:
    with db.write() as session:
        reference = crowd(session)
    titles: set[str] = set()
    for path in (*PAGES, f"/cases/{reference}", "/companies/skylark"):
        answer = client.get(f"/{lang}{path}")
        assert answer.status_code == 200, path
        page = Read(answer.text)
        assert page.lang == {"zh": "zh-CN", "en": "en", "id": "id"}[lang]
        assert [one["href"] for one in page.rel("canonical")] == [f"http://127.0.0.1:8000/{lang}{path}"]
        assert {one["hreflang"] for one in page.rel("alternate")} == {"zh-CN", "en", "id", "x-default"}
        assert len(page.metas["description"]) > 15
        assert page.metas["og:title"] in page.title
        assert page.metas["og:image"].startswith("http://127.0.0.1:8000/share/")
        assert client.get(page.metas["og:image"]).status_code == 200
        assert all(one["@context"] == "https://schema.org" for one in page.data), path
        assert page.data, path
        assert page.tags.count("h1") == 1
        assert "x-robots-tag" not in answer.headers
        titles.add(page.title)
    assert len(titles) == len(PAGES) + 2


def test_a_case_reads_whole_without_scripts(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session)
    answer = client.get(f"/zh/cases/{reference}")
    page = Read(answer.text)
    assert client.get(f"/api/statistics/cases/{reference}").json()["numbers"]["people"]["value"] == 24
    for words in ("云雀钱包", TITLE, "申请提现后一直显示审核中", "24", "2026年11月17日", "公司还没有公开答复"):
        assert words in page.text, words
    assert "不是抽样调查" in page.text
    dataset = next(one for one in page.data if one["@type"] == "Dataset")
    assert dataset["variableMeasured"][0]["value"] == 24
    assert TITLE in dataset["name"]
    assert client.get(dataset["distribution"][0]["contentUrl"]).status_code == 200


def test_nothing_anybody_wrote_can_leave_its_place(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session, people=1)
    for path in ("", "/cases", f"/cases/{reference}", "/companies/skylark"):
        text = client.get(f"/zh{path}").text
        assert "<b>" not in text
        assert "</script><b>" not in text
        assert text.count("<script") == text.count("</script>")


def test_data_blocks_are_no_scripts_so_the_policy_lets_them_stand(client: Client) -> None:
    answer = client.get("/zh")
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    blocks = re.findall(r"<script([^>]*)>", answer.text)
    assert all('type="application/ld+json"' in one or "src=" in one for one in blocks)
    assert not re.search(r"<[^>]+\son\w+=|<style|style=", answer.text)


def test_the_app_takes_the_place_of_the_summary(client: Client) -> None:
    text = client.get("/zh").text
    assert 'data-path="/zh"' in text
    assert '<div id="root" hidden></div>' in text
    assert text.index('id="served"') < text.index('id="root"')


def test_an_unknown_case_is_404_and_a_private_one_is_never_told(db: Database, client: Client) -> None:
    assert client.get("/zh/cases/NOSUCHCASE1").status_code == 404
    with db.write() as session:
        reference = world.make_case(session, public=False, title="不要告诉别人的标题").reference
    answer = client.get(f"/zh/cases/{reference}")
    assert answer.status_code == 200
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "不要告诉别人" not in answer.text
    for path in (f"/share/zh/cases/{reference}.png", f"/share/zh/cases/{reference}/poster.pdf"):
        assert client.get(path).status_code == 404
    assert reference not in client.get("/sitemap-1.xml").text


def test_a_hidden_case_is_gone_and_says_nothing_of_itself(db: Database, client: Client) -> None:
    with db.write() as session:
        case = world.make_case(session)
        reference, moderator = case.reference, world.moderator(session)
        cases.hide(session, case, Actor(moderator.id, "moderator"), "personal_data")
    answer = client.get(f"/en/cases/{reference}")
    assert answer.status_code == 410
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "提现" not in answer.text
    assert client.get(f"/share/en/cases/{reference}.png").status_code == 404
    assert reference not in client.get("/sitemap-1.xml").text


@pytest.mark.parametrize("path", ["/guides/nothing", "/channels/nothing", "/companies/nobody"])
def test_what_does_not_exist_is_404(client: Client, path: str) -> None:
    assert client.get(f"/zh{path}").status_code == 404


@pytest.mark.parametrize(
    ("headers", "lang"),
    [
        ({"Accept-Language": "en-GB,en;q=0.9,zh;q=0.5"}, "en"),
        ({"Accept-Language": "in-ID"}, "id"),
        ({"Accept-Language": "fr"}, "zh"),
        ({"Accept-Language": "en", "Cookie": "joinder_lang=id"}, "id"),
        ({"Accept-Language": "en", "Cookie": "joinder_lang=//evil.example"}, "en"),
    ],
)
def test_the_bare_address_leads_to_ones_language(client: Client, headers: dict[str, str], lang: str) -> None:
    answer = client.get("/", headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{lang}")
    assert client.get("/cases?q=1", headers=headers).headers["location"] == f"/{lang}/cases?q=1"


def test_a_page_asked_for_again_is_not_sent_again(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session)
    first = client.get(f"/zh/cases/{reference}")
    again = client.get(f"/zh/cases/{reference}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_somebody_searched_for_is_not_indexed(client: Client) -> None:
    page = Read(client.get("/zh/cases?q=退款").text)
    assert page.metas["robots"] == "noindex"
    assert page.rel("canonical") == []


def test_without_a_built_app_the_pages_read_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JOINDER_STATIC_DIR", str(tmp_path / "nothing"))
    get_settings.cache_clear()
    assert "遇到同样问题的人" in Read(client.get("/zh").text).text


def test_a_browser_of_its_own_place_gets_the_app_alone(new_client: Callable[..., Client]) -> None:
    answer = new_client("somebody@example.org").get("/zh/me")
    assert answer.headers["x-robots-tag"] == "noindex"
    assert 'id="served"' not in answer.text
