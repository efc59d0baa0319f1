"""House-wide roles are given and taken away by admins; a token tells the day it was last used."""

from collections.abc import Callable

import pytest
from joinder import cli
from joinder.accounts import service as accounts
from joinder.cases.models import AuditEntry
from joinder.core.database import Database
from sqlalchemy import select
from typer.testing import CliRunner

from tests import world
from tests.client import Client

MakeClient = Callable[..., Client]


@pytest.fixture
def admin(db: Database, new_client: MakeClient) -> Client:
    with db.write() as session:
        accounts.grant_role(session, world.account(session, "admin@example.org"), "admin", None)
        world.moderator(session)
    return new_client("admin@example.org")


def test_a_role_that_is_taken_away_is_gone_on_the_next_request(db: Database, admin: Client, new_client: MakeClient):
    moderator = new_client("moderator@example.org")
    role = {"contact": "moderator@example.org", "role": "moderator"}
    body = {**role, "reason_code": "left"}
    assert moderator.get("/api/moderation").status_code == 200
    assert moderator.post("/api/roles/revoke", body).status_code == 403
    assert admin.post("/api/roles/revoke", role).status_code == 422
    gone = admin.post("/api/roles/revoke", body)
    assert gone.status_code == 200
    trail = admin.get(f"/api/moderation/trail/{gone.json()['account_id']}").json()["items"]
    assert (trail[0]["action"], trail[0]["reason"]) == ("role.revoke", "moderator:left")
    assert moderator.get("/api/moderation").status_code == 403
    again = admin.post("/api/roles/revoke", body)
    assert (again.status_code, again.json()["code"]) == (404, "accounts.no_role")
    with db.read() as session:
        acts = list(session.scalars(select(AuditEntry.action).where(AuditEntry.action == "role.revoke")))
    assert acts == ["role.revoke"]


def test_who_becomes_staff_signs_in_anew_for_a_shorter_time(admin: Client, new_client: MakeClient):
    browser = new_client("lin@example.org")
    told = {"contact": "lin@example.org", "role": "journalist"}
    assert admin.post("/api/roles", told).status_code == 201
    assert browser.get("/api/me").status_code == 200
    assert admin.post("/api/roles", {**told, "role": "moderator"}).status_code == 201
    assert browser.get("/api/me").status_code == 401
    browser.sign_in("lin@example.org")
    assert admin.post("/api/roles", {**told, "role": "admin"}).status_code == 201
    assert browser.get("/api/me").status_code == 200  # a session of twelve hours already


def test_the_last_admin_stays(admin: Client):
    leaving = {"contact": "admin@example.org", "role": "admin", "reason_code": "not_needed"}
    answer = admin.post("/api/roles/revoke", leaving)
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.last_admin")
    assert admin.post("/api/roles", {"contact": "moderator@example.org", "role": "admin"}).status_code == 201
    assert admin.post("/api/roles/revoke", leaving).status_code == 200
    assert admin.post("/api/roles", {"contact": "admin@example.org", "role": "admin"}).status_code == 403


def test_the_command_line_takes_a_role_away_too(db: Database, admin: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cli, "open_house", lambda _settings: db)
    run = CliRunner()
    done = run.invoke(cli.main, ["admin", "revoke", "moderator@example.org", "--role", "moderator"])
    assert (done.exit_code, done.stdout) == (0, "no longer moderator: moderator@example.org\n")
    refused = run.invoke(cli.main, ["admin", "revoke", "moderator@example.org", "--role", "moderator"])
    assert refused.exit_code == 1
    with db.read() as session:
        held = accounts.roles_of(session, world.account(session, "moderator@example.org").id)
    assert held == frozenset()


def test_a_token_tells_the_day_it_was_last_used(new_client: MakeClient):
    owner, robot = new_client("lin@example.org"), new_client()
    secret = owner.post("/api/me/tokens", {"name": "desk"}).json()["secret"]
    assert owner.get("/api/me/tokens").json()[0]["last_used_on"] is None
    for _ in range(2):
        assert robot.get("/api/cases", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert owner.get("/api/me/tokens").json()[0]["last_used_on"] == "2026-11-02"
    assert robot.get("/api/cases", headers={"Authorization": "Bearer jn_unknown"}).status_code == 200
