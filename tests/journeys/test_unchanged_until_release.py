"""Nothing public moves between releases: every public route answers byte for byte the same after 1–9 more joins."""

import re
from collections.abc import Callable
from datetime import timedelta

from fastapi import FastAPI
from fastapi.routing import APIRoute
from joinder.accounts.policy import policy
from joinder.api.deps import action_of
from joinder.app import routes_of
from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.statistics import service as statistics

from tests import world
from tests.client import Client
from tests.conftest import NOW

FREE = {"date", "x-request-id"}
PER_BROWSER = {"/api/outbox", "/api/sign-in"}


def public_gets(app: FastAPI) -> list[APIRoute]:
    """Every GET that a visitor may send, enumerated from the application itself."""
    return [
        route
        for route in routes_of(app.routes)
        if "GET" in route.methods and "visitor" in policy()[action_of(route.dependencies) or ""]
    ]


def addresses(app: FastAPI, database: Database, reference: str) -> list[str]:
    """Return an address for every public GET, with parameters that exist."""
    fills = {"reference": reference, "slug": "skylark", "name": "terms", "number": "1", "lang": "zh", "form": "png"}
    fills |= {"guide_id": "g-topup-failed", "channel_id": "cn-12315"}
    found: list[str] = []
    for route in public_gets(app):
        path = re.sub(r"{(\w+)(:path)?}", lambda m: fills.get(m.group(1), "zh/cases/" + reference), route.path)
        if path not in PER_BROWSER:
            found.append(path)
    found += [f"/api/cases?q={word}" for word in ("提现", "云雀", "审核")]
    found += [f"/api/cases/{reference}/timeline?limit=1", "/api/respondents?q=云雀"]
    return found


def snapshot(client: Client, urls: list[str], reference: str) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Read every address, and the suggestions for a text, as a visitor sees them."""
    answers = {url: client.get(url) for url in urls}
    text = {"text": "十月提现五百元，一直显示审核中，客服只说等待。", "issue_id": world.ISSUE, "respondent_id": None}
    with client.database.read() as session:
        text["respondent_id"] = str(world.respondent(session).id)
    answers["suggestions"] = client.post("/api/suggestions", text)
    assert answers["suggestions"].status_code == 200, answers["suggestions"].text
    return {
        url: (one.status_code, {k: v for k, v in one.headers.items() if k not in FREE}, one.content)
        for url, one in answers.items()
    }


def test_every_public_route_is_byte_identical_before_and_after_nine_more_joins(
    db: Database, client: Client, app: FastAPI, new_client: Callable[..., Client]
) -> None:
    with db.write() as session:
        case = world.make_case(session)
        for number in range(24):
            world.join(session, case, f"p{number}@example.org", narrative=f"第{number}个人的提现一直在审核。")
        reference = case.reference
    with clock.frozen(NOW + timedelta(days=15)):
        with db.write() as session:
            statistics.release_case(session, case.id)
        while jobs.run_due(db):
            pass
        urls = addresses(app, db, reference)
        assert len(urls) > 30
        before = snapshot(client, urls, reference)
        for number in range(9):
            joiner = new_client(f"new{number}@example.org")
            respondent = joiner.get(f"/api/cases/{reference}").json()["respondent"]["id"]
            sent = joiner.post("/api/reports", world.report_body(respondent, case_reference=reference))
            assert sent.status_code == 201, sent.text
            while jobs.run_due(db):
                pass
            if number in (0, 4, 8):
                after = snapshot(client, urls, reference)
                assert [url for url in before if before[url] != after[url]] == []
