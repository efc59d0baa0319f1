"""What an operator watches: probes, figures on their own loopback port, and logs that name nobody."""

import json
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from joinder.api import middleware, reports
from joinder.core import logs
from joinder.core.database import Database
from sqlalchemy import text

from tests import world
from tests.client import Client
from tests.faults.server import Server, free_port

CONTACT = "quiet.heron.9417@example.org"
NARRATIVE = "我七月三日在云雀钱包提现四千一百元至今没有到账"


def test_probes_answer_without_signing_in(client: Client) -> None:
    assert (client.get("/livez").status_code, client.get("/livez").json()) == (200, {"status": "ok"})
    assert (client.get("/readyz").status_code, client.get("/readyz").json()) == (200, {"status": "ok"})


def test_readyz_is_503_without_the_database_or_its_tables_and_livez_stays(client: Client, app: FastAPI) -> None:
    if not client.database.is_sqlite:
        gone = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    else:
        gone = Database("sqlite:////nowhere/at/all.db")
    app.state.database = gone
    try:
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert (answer.json()["code"], answer.headers["retry-after"]) == ("core.unavailable", "5")
        assert client.get("/livez").status_code == 200
        assert client.get("/api/cases").status_code == 503
    finally:
        app.state.database = client.database
        gone.dispose()
    with client.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'an_older_one'"))
    assert client.get("/readyz").status_code == 503


def test_figures_are_not_on_the_public_port(client: Client) -> None:
    for path in ("/metrics", "/api/metrics"):
        answer = client.get(path)
        assert answer.status_code == 404 or "joinder_http" not in answer.text


@pytest.fixture
def server(db: Database, tmp_path: Path, database_url: str) -> Iterator[Server]:
    with db.write() as session:
        world.seed_reference(session)
    made = Server(tmp_path, database_url)
    made.environment |= {"JOINDER_LOG_LEVEL": "DEBUG", "JOINDER_METRICS_PORT": str(free_port())}
    try:
        made.start()
        yield made
    finally:
        made.stop()


def call(server: Server, method: str, path: str, body: Any = None, cookie: str = "") -> tuple[int, Any, str]:
    url = f"http://127.0.0.1:{server.port}{path}"
    headers = {"Content-Type": "application/json", "Idempotency-Key": "journey-" + path, "Cookie": cookie}
    data = json.dumps(body).encode() if body is not None else None
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as answer:
            return answer.status, json.loads(answer.read()), answer.headers.get("Set-Cookie") or ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read()), ""


def sign_in(server: Server) -> tuple[str, list[str]]:
    """Sign in with one wrong try; returns the cookie and what must stay secret."""
    status, sent, _ = call(server, "POST", "/api/sign-in/codes", {"contact": CONTACT})
    assert status == 201
    _, outbox, _ = call(server, "GET", "/api/outbox")
    secrets = [*re.findall(r"\b\d{6}\b", outbox[0]["body"]), *re.findall(r"#(\S+)", outbox[0]["body"])]
    assert len(secrets) == 2
    wrong = {"challenge_id": sent["challenge_id"], "code": "000000"}
    assert call(server, "POST", "/api/sign-in/code", wrong)[0] == 422
    right = {"challenge_id": sent["challenge_id"], "code": secrets[0]}
    status, _, cookie = call(server, "POST", "/api/sign-in/code", right)
    assert status == 200
    cookie = cookie.split(";")[0]
    return cookie, [*secrets, cookie.split("=", 1)[1]]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_whole_journey_leaves_nobodys_words_in_the_log(server: Server, db: Database) -> None:
    cookie, secrets = sign_in(server)
    with db.read() as session:
        about = session.execute(text("SELECT id FROM respondent LIMIT 1")).scalar_one()
    told = world.report_body(about, narrative=NARRATIVE)
    assert call(server, "POST", "/api/reports", told | {"surprise": NARRATIVE}, cookie)[0] == 422
    assert call(server, "POST", "/api/reports", told, cookie)[0] == 201
    assert call(server, "GET", f"/api/cases?q={CONTACT}", cookie=cookie)[0] == 200
    assert call(server, "GET", f"/api/cases/{CONTACT}", cookie=cookie)[0] == 404
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        raw.sendall(b"NONSENSE " + CONTACT.encode() + b"\r\n\r\n")
        raw.recv(1000)
    figures = urllib.request.urlopen(f"http://127.0.0.1:{server.environment['JOINDER_METRICS_PORT']}/metrics").read()
    assert b'joinder_http_requests_total{method="POST",status="2xx"} 3.0' in figures
    server.stop()
    log = (server.folder / "server.log").read_text()
    lines = [json.loads(line) for line in log.splitlines()]
    assert {"POST /api/reports", "POST /api/sign-in/code"} <= {f"{x.get('method')} {x.get('route')}" for x in lines}
    for secret in (CONTACT, "heron", NARRATIVE, "提现", "127.0.0.1", *secrets):
        assert secret not in log
        assert secret not in figures.decode()


def test_an_error_is_logged_by_kind_and_place_and_never_by_its_text(
    client: Client, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(CONTACT)
    with client.database.write() as session:
        about = world.respondent(session)

    def broken(*_args: Any, **_more: Any) -> None:
        try:
            raise ValueError(NARRATIVE)
        except ValueError as error:
            error.add_note(CONTACT)
            raise RuntimeError(f"cannot keep {NARRATIVE}") from error

    monkeypatch.setattr(reports.service, "submit", broken)
    figure = middleware.REQUESTS.labels("POST", "5xx")._value.get
    failed_before = figure()
    logs.configure("INFO")
    try:
        answer = client.post("/api/reports", world.report_body(about.id, narrative=NARRATIVE))
    finally:
        logs.configure("CRITICAL")
    assert (answer.status_code, answer.json()["code"]) == (500, "core.internal")
    assert answer.headers["content-security-policy"]
    assert figure() == failed_before + 1
    said = capfd.readouterr().err
    (line,) = [one for one in map(json.loads, said.splitlines()) if one["event"] == "request.failed"]
    assert line["kinds"] == ["RuntimeError", "ValueError"]
    assert line["frames"][-1].endswith("broken")
    (asked,) = [one for one in map(json.loads, said.splitlines()) if one["event"] == "request"]
    assert (asked["status"], asked["route"]) == (500, "/api/reports")
    assert asked["id"] == line["request_id"] == answer.headers["x-request-id"]
    assert NARRATIVE not in said
    assert CONTACT not in said
