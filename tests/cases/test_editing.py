"""A flag is closed as edited only after somebody changed the case's words since."""

from collections.abc import Callable
from datetime import timedelta

from joinder.core import clock
from joinder.core.database import Database

from tests import world
from tests.client import Client
from tests.conftest import NOW

WORDS = {"title": "提现审核超过三十天", "summary": "去掉了个人信息的摘要，只说提现和答复。"}


def test_a_flag_is_closed_as_edited_only_after_the_words_were_changed(
    db: Database, client: Client, new_client: Callable[..., Client]
):
    with db.write() as session:
        reference = world.make_case(session).reference
        world.moderator(session)
    moderator = new_client("moderator@example.org")
    url = f"/api/cases/{reference}"
    assert moderator.request("PATCH", url, json={**WORDS, "title": "被举报之前的标题"}).status_code == 200
    with clock.frozen(NOW + timedelta(minutes=1)):
        assert client.post(f"{url}/flags", {"reason_code": "personal_data"}).status_code == 201
        [flag] = moderator.get("/api/moderation").json()["flags"]
        assert (flag["edited"], flag["case_summary"]) == (False, WORDS["summary"])
        decide = f"/api/moderation/flags/{flag['id']}"
        early = moderator.post(decide, {"resolution": "edited"})
        assert (early.status_code, early.json()["code"]) == (409, "cases.not_edited")
    with clock.frozen(NOW + timedelta(minutes=2)):
        assert moderator.request("PATCH", url, json=WORDS).status_code == 200
        assert moderator.get("/api/moderation").json()["flags"][0]["edited"]
        assert moderator.post(decide, {"resolution": "edited"}).status_code == 200
        assert moderator.get("/api/moderation").json()["flags"] == []
    assert client.get(url).json()["title"] == WORDS["title"]
