"""Nothing public moves between releases: every public route answers byte for byte the same after 1–9 more joins."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from joinder.accounts.policy import policy
from joinder.api.deps import action_of
from joinder.app import routes_of
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Respondent
from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.reports.models import Report
from joinder.statistics import emerging
from joinder.statistics import service as statistics
from joinder.statistics.emerging_models import PublishedPattern
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client
from tests.conftest import NOW
from tests.statistics import village

FREE = {"date", "x-request-id"}
# What a visitor is sent on from, a claim link that is not known, and pages for developers alone.
ANSWERS_OTHERWISE = {"/": 302, "/api/claims/no-such-link": 410, "/dev/components": 404, "/zh/dev/components": 404}
PER_BROWSER = {"/api/outbox", "/api/sign-in", "/dev/mail"}


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
    with database.read() as session:
        fills["pattern"] = session.scalars(select(PublishedPattern.reference)).one()
    fills |= {"guide_id": "g-topup-failed", "channel_id": "cn-alipay", "token": "no-such-link"}
    fills |= {"entry_id": "topup_failed", "issue_id": "topup_failed", "respondent_id": "alipay"}
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


def ends(found: dict[str, tuple[int, dict[str, str], bytes]]) -> dict[str, int]:
    """Return the addresses that answer anything but 200."""
    return {url: status for url, (status, _headers, _body) in found.items() if status != 200}


def show_pattern(session: Session, case: Case) -> None:
    """Let twenty-four reports in no case be shown as an emerging pattern."""
    company = session.get_one(Respondent, case.respondent_id)
    reports = village.tell(session, company, 24)
    pattern = village.group(session, company, reports, issue=world.ISSUE)
    emerging.publish(session, pattern.id, Actor(None, "moderator"), pattern.issue_id, pattern.label)


def regroup(database: Database) -> None:
    """Say that every report in no case is of the shown pattern, as the night might, and look at it again."""
    with database.write() as session:
        shown = session.scalars(select(PublishedPattern)).one()
        alone = list(session.scalars(select(Report).where(Report.case_id.is_(None))))
        company = session.get_one(Respondent, shown.respondent_id)
        shown.pattern_id = village.group(session, company, alone, issue=world.ISSUE).id
        emerging.look(session, shown)


@pytest.mark.postgres_proves
def test_every_public_route_is_byte_identical_before_and_after_nine_more_joins(
    db: Database, client: Client, app: FastAPI, new_client: Callable[..., Client]
) -> None:
    with db.write() as session:
        case = world.make_case(session)
        waiting = world.make_case(session, public=False, title="还差一个人就排队的案件")
        for number in range(24):
            world.join(session, case, f"p{number}@example.org", narrative=f"第{number}个人的提现一直在审核。")
        for number in range(2):
            world.join(session, waiting, f"q{number}@example.org", narrative=f"另一件事，第{number}个人。")
        reference, private = case.reference, waiting.reference
        show_pattern(session, case)
    with clock.frozen(NOW + timedelta(days=15)):
        with db.write() as session:
            statistics.release_case(session, case.id)
            assert len(statistics.release_totals(session)) == 2, "a company and the home have numbers to hold still"
        while jobs.run_due(db):
            pass
        urls = addresses(app, db, reference)
        urls += [f"/api/cases/{private}", f"/api/cases/{private}/timeline", f"/zh/cases/{private}"]
        assert len(urls) > 30
        before = snapshot(client, urls, reference)
        assert ends(before) == ANSWERS_OTHERWISE
        for number in range(9):
            joiner = new_client(f"new{number}@example.org")
            respondent = joiner.get(f"/api/cases/{reference}").json()["respondent"]["id"]
            for each in (reference, private, None):
                words = f"第{number}个人：账户冻结，登录不了。"
                sent = joiner.post("/api/reports", world.report_body(respondent, case_reference=each, narrative=words))
                assert sent.status_code == 201, sent.text
            regroup(db)
            while jobs.run_due(db):
                pass
            after = snapshot(client, urls, reference)
            assert [url for url in before if before[url] != after[url]] == [], f"after {number + 1} joins"
        with db.read() as session:
            assert session.scalars(select(Case.visibility).where(Case.reference == private)).one() == "queued"
