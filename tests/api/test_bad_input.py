"""What cannot be taken is refused with a sentence that says why, and nothing is half done."""

import json
import re
from typing import Any

import pytest
from fastapi import FastAPI
from joinder.api import middleware
from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.reports.models import Report
from sqlalchemy import func, select

from tests import world
from tests.client import Client

MIB = 1024 * 1024


@pytest.fixture
def member(client: Client) -> Client:
    client.sign_in("lin@example.org")
    return client


@pytest.fixture
def company(db: Database, app: FastAPI) -> str:
    with db.read() as session:
        return str(world.respondent(session).id)


def send(client: Client, url: str, content: Any, kind: str = "application/json"):
    return client.request("POST", url, content=content, headers={"Content-Type": kind})


@pytest.mark.parametrize(("lang", "word"), [("zh", "最多"), ("en", "at most"), ("id", "paling banyak")])
def test_a_text_of_two_hundred_thousand_characters_is_told_the_limit(
    member: Client, company: str, lang: str, word: str
):
    body = world.report_body(company, narrative="长" * 200_000)
    answer = member.post("/api/reports", body, headers={"Accept-Language": lang})
    assert (answer.status_code, answer.json()["code"]) == (422, "core.text_too_long")
    assert answer.json()["field"] == "narrative"
    assert "20000" in answer.json()["detail"]
    assert word in answer.json()["detail"]


@pytest.mark.parametrize("kind", ["application/json", "APPLICATION/JSON", "text/plain", "application/problem+json", ""])
def test_a_body_over_one_mebibyte_is_413_whatever_it_says_it_is(db: Database, member: Client, company: str, kind: str):
    body = json.dumps(world.report_body(company, narrative="x" * (MIB + 1)))
    for content in (body, pieces(body)):
        answer = send(member, "/api/reports", content, kind)
        assert (answer.status_code, answer.json()["code"]) == (413, "core.body_too_large")
        assert "1 MiB" in answer.json()["detail"]
    with db.read() as session:
        assert session.scalar(select(func.count(Report.id))) == 0


async def pieces(body: str):
    """The same body in pieces, its length not declared."""
    for at in range(0, len(body), 65_536):
        yield body[at : at + 65_536].encode()


def test_only_the_routes_that_stream_files_are_free_of_the_limit(built_app: FastAPI):
    streaming: set[str] = set()
    for path, acts in built_app.openapi()["paths"].items():
        bodies = [act.get("requestBody", {}).get("content", {}) for act in acts.values()]
        if any("application/octet-stream" in body for body in bodies):
            streaming.add(path)
    free = {path for path in built_app.openapi()["paths"] if middleware.RAW.fullmatch(re.sub(r"[{}]", "", path))}
    assert free == streaming
    assert len(free) == 3


def test_a_null_character_is_refused_in_any_text_address_and_query(db: Database, member: Client, company: str):
    case = {"respondent_id": company, "issue_id": world.ISSUE, "title": "ab\x00cd", "summary": "申请提现后一直审核。"}
    for body in (case, {**case, "title": "普通的标题", "summary": "申请\x00提现后一直审核中。"}):
        answer = member.post("/api/cases", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "core.nul_character")
        assert "U+0000" in answer.json()["detail"]
    raw = send(member, "/api/cases", json.dumps({**case, "title": "abcd"}).encode().replace(b"abcd", b"ab\0cd"))
    assert raw.status_code == 422
    for url in ("/api/respondents/%00", "/api/cases/A%00B", "/zh/cases/A%00B"):
        assert member.get(url).status_code == 404, url
    for url in ("/api/cases?q=%00", "/api/respondents?q=a%00b", "/api/me/reports?cursor=%00"):
        answer = member.get(url)
        assert (answer.status_code, answer.json()["code"]) == (422, "core.nul_character"), url
    with db.read() as session:
        assert session.scalar(select(func.count(Case.id))) == 0


def test_words_that_only_look_like_a_null_character_are_kept(member: Client, company: str):
    title = "页面显示 \\u0000 字样"
    made = member.post(
        "/api/cases",
        {"respondent_id": company, "issue_id": world.ISSUE, "title": title, "summary": "申请提现后一直审核。"},
    )
    assert made.status_code == 201, made.text
    assert made.json()["title"] == title
    assert member.get("/api/cases?q=%2500").status_code == 200


@pytest.mark.parametrize("code", ["²²²²²²", "①②③④⑤⑥", "abcdef", "______", "😀"])
def test_a_code_of_other_signs_is_a_wrong_code(client: Client, code: str):
    sent = client.post("/api/sign-in/codes", {"contact": "lin@example.org"}).json()
    answer = client.post("/api/sign-in/code", {"challenge_id": sent["challenge_id"], "code": code})
    assert (answer.status_code, answer.json()["code"], answer.json()["left"]) == (422, "accounts.code_wrong", 4)


def test_full_width_digits_are_digits(client: Client):
    from tests.client import code_for

    sent = client.post("/api/sign-in/codes", {"contact": "lin@example.org"}).json()
    wide = code_for(client.database, sent["challenge_id"]).translate({48 + n: 0xFF10 + n for n in range(10)})
    assert client.post("/api/sign-in/code", {"challenge_id": sent["challenge_id"], "code": wide}).status_code == 200
