"""Emerging patterns over HTTP: shown and ended by moderators, read by everybody from signed releases alone."""

import uuid
from collections.abc import Callable

import pytest
from joinder.core.database import Database
from joinder.statistics import signing, verify

from tests import world
from tests.client import Client
from tests.statistics import village

ISSUE = "topup_failed"
COMPANY = "xingyun-pay"


@pytest.fixture
def pattern(db: Database) -> uuid.UUID:
    with db.write() as session:
        world.moderator(session)
        company = village.make_company(session)
        return village.group(session, company, village.tell(session, company, 24), issue=ISSUE).id


@pytest.fixture
def desk(pattern: uuid.UUID, new_client: Callable[..., Client]) -> Client:
    return new_client("moderator@example.org")


def show(desk: Client, pattern: uuid.UUID) -> str:
    answer = desk.post(f"/api/moderation/patterns/{pattern}/publication", {"issue_id": ISSUE, "label": ["冻结"]})
    assert answer.status_code == 201, answer.text
    return answer.json()["reference"]


def test_a_moderator_shows_a_pattern_in_words_of_its_label_and_ends_it_with_a_reason(
    client: Client, desk: Client, new_client: Callable[..., Client], pattern: uuid.UUID
) -> None:
    assert client.get("/api/statistics/patterns").json() == {"items": [], "next_cursor": None}
    (waiting,) = desk.get("/api/moderation/patterns").json()["items"]
    assert (waiting["shown_as"], waiting["label"]) == (None, ["冻结", "登录"])
    at = f"/api/moderation/patterns/{pattern}/publication"
    assert new_client("member@example.org").post(at, {"issue_id": ISSUE, "label": []}).status_code == 403
    refused = desk.post(at, {"issue_id": ISSUE, "label": ["别人的原话"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "statistics.pattern_words")
    reference = show(desk, pattern)
    assert desk.get("/api/moderation/patterns").json()["items"][0]["shown_as"] == reference
    ended = desk.post(f"/api/moderation/shown-patterns/{reference}/end", {"reason_code": "in_a_case"})
    assert ended.status_code == 200, ended.text
    trail = desk.get(f"/api/moderation/trail/{pattern}").json()["items"]
    acts = [(one["action"], one["reason"]) for one in trail]
    assert acts == [("pattern.end", "in_a_case"), ("pattern.publish", None)]
    assert client.get("/api/public/v1/patterns").json()["items"] == []
    assert client.get(f"/api/public/v1/patterns/{reference}/releases/1").status_code == 404
    assert "更多人在说" not in client.get("/zh/statistics").text


def test_everybody_reads_a_shown_pattern_in_the_app_signed_and_on_the_servers_pages(
    client: Client, desk: Client, pattern: uuid.UUID
) -> None:
    reference = show(desk, pattern)
    for path in ("/api/statistics/patterns", f"/api/statistics/patterns?respondent={COMPANY}"):
        (one,) = client.get(path).json()["items"]
        assert (one["pattern"], one["label"], one["size"]["at_least"]) == (reference, ["冻结"], 20)
        assert (one["trend"], one["estimated_by"], one["size"]["value"]) == ("new", "machine", None)
    assert client.get("/api/statistics/patterns?respondent=nobody").status_code == 404
    page = client.get("/api/public/v1/patterns?lang=en")
    (envelope,) = page.json()["items"]
    assert verify.problems_of(envelope, signing.public_key()) == []
    assert "never part of any count" in page.json()["caveat"]
    assert page.headers["access-control-allow-origin"] == "*"
    first = f"/api/public/v1/patterns/{reference}/releases/1"
    assert client.get(f"{first}?lang=zh").json()["release"] == envelope["release"]
    assert client.get(f"/api/public/v1/patterns/{reference}/releases/2").status_code == 404
    for path in ("/zh/statistics", f"/zh/companies/{COMPANY}"):
        text = client.get(path).text
        assert "更多人在说，还没有案件" in text
        assert f"company={COMPANY}&amp;issue={ISSUE}" in text
