"""Reference data over HTTP: everybody may read, in the language asked for, nothing hidden comes out."""

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from joinder.api import problems, reference
from joinder.core.settings import get_settings
from joinder.reference import catalog


class Client:
    """A browser without a cookie, talking to the one router."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.app.state.database = None  # nothing here reads the database
        problems.install(self.app)
        self.app.include_router(reference.router)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
                return await opened.request(method, path, **options)

        return asyncio.run(send())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)


@pytest.fixture
def client() -> Client:
    return Client()


def read(client: Client, path: str, **query: str):
    answer = client.get(f"/api/reference{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_report_form_gets_issues_groups_and_remedies(client: Client):
    found = read(client, "/issues", lang="zh")
    assert len(found["issues"]) == 21
    issue = next(issue for issue in found["issues"] if issue["id"] == "withdrawal_blocked")
    assert issue["name"] == "提现困难/提现被拒或延迟"
    assert issue["asks_fee_question"] is True
    assert {group["id"] for group in found["groups"]} >= {issue["group"] for issue in found["issues"]}
    assert any(remedy["name"] == "书面致歉" for remedy in found["remedies"])


@pytest.mark.parametrize(
    ("query", "headers", "name"),
    [
        ({"lang": "en"}, {}, "Top-up failed or not credited"),
        ({"lang": "id"}, {"Accept-Language": "zh-CN"}, "Isi saldo gagal / tidak masuk"),
        ({}, {"Accept-Language": "zh-CN,zh;q=0.9"}, "充值失败/充值不到账"),
        ({}, {"Accept-Language": "id-ID"}, "Isi saldo gagal / tidak masuk"),
    ],
)
def test_the_answer_is_in_the_language_asked_for(client: Client, query, headers, name):
    answer = client.get("/api/reference/issues/topup_failed", params=query, headers=headers)
    assert answer.json()["name"] == name


def test_an_issue_comes_with_the_laws_people_may_read_about(client: Client):
    laws = [law["id"] for law in read(client, "/issues/slow_support", lang="zh")["laws"]]
    assert laws[0] == "CN-NBPI-35"
    assert "CN-PBC5-COMPLAINT" not in laws


def test_a_company_comes_with_marked_contacts(client: Client):
    company = read(client, "/respondents/alipay", lang="zh")
    assert company["legal_name"] is None
    contact = company["contacts"][0]
    assert contact["value"] == "95188"
    assert contact["as_of"] == "2026-11-21"
    assert contact["last_verified"] is None
    assert "尚未经人工核对" in contact["mark"]
    assert "谨防诈骗" in contact["warning"]
    assert contact["sources"][0] == {"title": "数字钱包投诉电话及途径", "link": None}


def test_a_company_without_checked_contacts_shows_only_how_to_find_them(client: Client):
    company = read(client, "/respondents/dana", lang="id")
    assert company["channel"] == "id-company-generic"
    assert [contact["instruction"] for contact in company["contacts"]] == [True]
    assert len(read(client, "/respondents")) == len(catalog.respondents())


def test_channels_are_listed_by_region_without_those_nobody_may_see(client: Client):
    everywhere = {channel["id"] for channel in read(client, "/channels")}
    chinese = {channel["id"] for channel in read(client, "/channels", region="CN")}
    assert "cn-unionpay" not in everywhere
    assert chinese < everywhere
    assert "id-bi-131" in everywhere - chinese


def test_a_channel_says_what_it_needs_and_how_long_it_has(client: Client):
    channel = read(client, "/channels/cn-samr-12315", lang="en")
    assert channel["takes_joint_letter"] is True
    assert channel["max_representatives"] == 2
    acceptance = next(one for one in channel["deadlines"] if one["event"] == "acceptance_decision")
    assert (acceptance["limit"], acceptance["unit"], acceptance["binds"]) == (7, "working_days", "authority")
    assert acceptance["starts"] == "Receipt of the complaint"
    assert "CN-SAMR121-15" in acceptance["laws"]
    assert {"id": "claim", "name": "Specific remedy asked"} in channel["required_content"]


@pytest.mark.parametrize("path", ["/channels/cn-unionpay", "/channels/none", "/issues/none", "/guides/x", "/pages/x"])
def test_what_is_hidden_or_unknown_is_not_found(client: Client, path: str):
    answer = client.get(f"/api/reference{path}", params={"lang": "en"})
    assert answer.status_code == 404
    assert answer.json()["code"].startswith("reference.")
    assert "{" not in answer.json()["detail"]


def test_no_path_leads_to_a_channel_nobody_may_see(client: Client):
    for path in read(client, "/escalation-paths"):
        for step in path["steps"]:
            assert step["channels"]
            for channel in step["channels"]:
                assert catalog.channel(channel["id"]).confidence not in ("unverified", "conflicting")


def test_guides_are_searched_and_read(client: Client):
    assert read(client, "/guides", q="充值失败", lang="zh")[0]["id"] == "g-topup-failed"
    guide = read(client, "/guides/g-collective-5", lang="id")
    assert len(guide["steps"]) == 5
    assert guide["next_guides"][0]["id"] == "g-outcomes"
    assert client.get("/api/reference/guides", params={"q": "x" * 101}).status_code == 422


def test_letter_kinds_name_their_sections_and_reply_period(client: Client):
    kinds = {kind["id"]: kind for kind in read(client, "/letter-kinds", lang="zh")}
    assert kinds["company_joint"]["reply_deadline"]["default_days"] == 15
    assert kinds["election"]["reply_deadline"] is None
    assert kinds["report"]["sections"][0] == {"id": "title", "name": "标题"}


def test_the_text_pages_are_read_with_the_operators_name(client: Client, tmp_path, monkeypatch):
    monkeypatch.setenv("JOINDER_OPERATOR_NAME", "示例运营者")
    monkeypatch.setenv("JOINDER_PAGES_DIR", str(tmp_path))
    get_settings.cache_clear()
    (tmp_path / "terms.en.md").write_text("# Our terms\n\nBy {operator}.", "utf-8")
    own = read(client, "/pages/terms", lang="en")
    assert (own["title"], own["by_operator"]) == ("Our terms", True)
    assert "示例运营者" in own["markdown"]
    assert read(client, "/pages/privacy", lang="zh")["title"] == "隐私说明"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client: Client, method: str):
    assert client.request(method, "/api/reference/issues").status_code == 405
