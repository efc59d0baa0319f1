"""Mail through a real SMTP server, SMS through a local gateway; sent words are shredded, failures tried again."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from fastapi import FastAPI
from joinder.core import carriers, clock, jobs, messages, sealed
from joinder.core.database import Database
from joinder.core.jobs import Job
from joinder.core.messages import OutMessage
from joinder.core.settings import get_settings
from sqlalchemy import func, select, text

from tests.client import Client
from tests.faults.server import free_port

PARAMS = {"code": "402817", "link": "http://127.0.0.1:8000/zh/sign-in/link#abc"}


class Mailbox:
    """A real SMTP server on loopback that can be told to refuse."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.to: list[str] = []
        self.refuse = False
        self.nobody: dict[str, str] = {}

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address not in self.nobody:
            envelope.rcpt_tos.append(address)
        return self.nobody.get(address, "250 OK")

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            return "451 try again later"
        self.to += envelope.rcpt_tos
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # pyright: ignore
        return "250 OK"


class Gateway(BaseHTTPRequestHandler):
    """An SMS gateway that keeps what it gets."""

    got: list[tuple[str, dict[str, str], bytes]] = []  # noqa: RUF012
    answer = 200

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.got.append((self.path, dict(self.headers), body))
        self.send_response(type(self).answer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def set_settings(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"JOINDER_{name.upper()}", str(value))
    get_settings.cache_clear()


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch, db: Database) -> Iterator[Mailbox]:
    box, port = Mailbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=False)
    controller.start()
    set_settings(monkeypatch, smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none", mail_from="house@joinder.example")
    yield box
    controller.stop()


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch, db: Database) -> Iterator[type[Gateway]]:
    Gateway.got.clear()
    Gateway.answer = 200
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    set_settings(
        monkeypatch, outbox="false", sms_url=f"http://127.0.0.1:{server.server_port}/send?v=2",
        sms_headers=json.dumps({"Authorization": "Bearer s3cret", "Content-Type": "application/vnd.sms+json"}),
        sms_body='{"phones": ["$to"], "msg": {"text": "$text"}, "price": "$$1"}',
    )  # fmt: skip
    yield Gateway
    server.shutdown()
    server.server_close()
    thread.join()


def send(db: Database, kind: str, to: str, *, expires_at: datetime | None = None, **changes: str) -> None:
    with db.write() as session:
        template, params = f"accounts.code_{kind}", {**PARAMS, **changes}
        messages.send(session, to_kind=kind, to=to, template=template, lang="zh", params=params, expires_at=expires_at)


def assert_shredded(db: Database) -> None:
    with db.read() as session:
        row = session.scalars(select(OutMessage)).one()
        assert row.sent_at is not None
        assert (row.to_sealed, row.subject_sealed, row.body_sealed) == (None, None, None)
        assert session.get(sealed.DataKey, row.key_id) is None
        assert session.scalar(text("SELECT count(*) FROM deletion_ledger")) == 0


def test_a_mail_arrives_whole_and_is_shredded(db: Database, mailbox: Mailbox) -> None:
    send(db, "email", "xiaolin@example.org")
    jobs.run_due(db)
    (mail,) = mailbox.mails
    assert mailbox.to == [mail["To"]] == ["xiaolin@example.org"]
    assert (mail["From"], mail["Subject"]) == ("house@joinder.example", "您的登录验证码")
    assert "402817" in mail.get_content()
    assert mail["Message-ID"].endswith("@joinder.example>")
    assert_shredded(db)
    jobs.run_due(db)
    assert len(mailbox.mails) == 1


def test_a_mail_server_that_is_away_loses_nothing(db: Database, mailbox: Mailbox) -> None:
    mailbox.refuse = True
    send(db, "email", "xiaolin@example.org")
    jobs.run_due(db)
    with db.read() as session:
        job = session.scalars(select(Job).where(Job.name == "messages.deliver")).one()
        assert (job.done_at, job.attempts, job.failed_at) == (None, 1, None)
        assert "xiaolin" not in (job.last_error or "")
    mailbox.refuse = False
    with clock.frozen(clock.now() + timedelta(seconds=10)):
        jobs.run_due(db)
    assert len(mailbox.mails) == 1
    assert_shredded(db)


def test_a_code_goes_before_mass_mail_even_when_that_has_begun_to_leave(db: Database, mailbox: Mailbox) -> None:
    heads = [messages.Letterhead("email", f"{one}@example.org", "zh") for one in range(5)]
    with db.write() as session:
        messages.send_many(session, heads, "accounts.code_email", dict(PARAMS))
    send(db, "email", "first@example.org", expires_at=clock.now() + timedelta(minutes=10))
    if not db.is_sqlite:
        with db.read() as session:
            ranks = session.scalars(text("SELECT priority FROM procrastinate_jobs ORDER BY id"))
            assert list(ranks) == [jobs.USUAL] * 5 + [jobs.URGENT]
    mail = carriers.send_mail

    def and_one_more(settings: Any, to: str, *words: str, **more: Any) -> None:
        mail(settings, to, *words, **more)
        if len(mailbox.to) == 2:
            send(db, "email", "second@example.org", expires_at=clock.now() + timedelta(minutes=10))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carriers, "send_mail", and_one_more)
        jobs.run_due(db)
    assert len(mailbox.to) == 7
    assert (mailbox.to[0], mailbox.to[2]) == ("first@example.org", "second@example.org")


def test_a_code_that_has_expired_is_forgotten_instead_of_sent(db: Database, mailbox: Mailbox) -> None:
    mailbox.refuse = True
    send(db, "email", "lin@example.org", expires_at=clock.now() + timedelta(minutes=10))
    jobs.run_due(db)
    mailbox.refuse = False
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        jobs.run_due(db)
    assert mailbox.mails == []
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(OutMessage)) == 0
        assert session.scalar(select(func.count()).where(Job.name == "messages.deliver", Job.done_at.is_(None))) == 0


def test_a_slow_mail_server_does_not_hold_up_writers(db: Database, mailbox: Mailbox) -> None:
    send(db, "email", "xiaolin@example.org")
    wrote: list[bool] = []

    def meanwhile(*_args: Any, **_more: Any) -> None:
        with db.write() as session:
            sealed.new_data_key(session)
        wrote.append(True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carriers, "send_mail", meanwhile)
        jobs.run_due(db)
    assert wrote == [True]


def test_an_sms_goes_through_the_gateway_with_headers_and_escaped_words(db: Database, gateway: type[Gateway]) -> None:
    send(db, "phone", "+8613900000000", link='https://x.example/"quoted"\\back\nline')
    jobs.run_due(db)
    ((path, headers, body),) = gateway.got
    assert path == "/send?v=2"
    assert headers["Authorization"] == "Bearer s3cret"
    assert headers["Content-Type"] == "application/vnd.sms+json"
    read = json.loads(body)
    assert (read["phones"], read["price"]) == (["+8613900000000"], "$1")
    assert '"quoted"\\back\nline' in read["msg"]["text"]
    assert "验证码 402817" in read["msg"]["text"]
    assert_shredded(db)


def test_a_gateway_that_refuses_is_asked_again(db: Database, gateway: type[Gateway]) -> None:
    gateway.answer = 503
    send(db, "phone", "+8613900000000")
    jobs.run_due(db)
    gateway.answer = 202
    with clock.frozen(clock.now() + timedelta(seconds=10)):
        jobs.run_due(db)
    assert len(gateway.got) == 2
    assert_shredded(db)


def test_without_a_carrier_a_message_waits_instead_of_vanishing(db: Database, mailbox: Mailbox) -> None:
    send(db, "phone", "+8613900000000")
    jobs.run_due(db)
    with db.read() as session:
        assert session.scalars(select(OutMessage)).one().sent_at is None
        assert session.scalar(select(func.count()).where(Job.name == "messages.deliver", Job.done_at.is_(None))) == 1


def test_the_outbox_is_shown_on_loopback_alone(client: Client, app: FastAPI, db: Database) -> None:
    client.sign_in("lin@example.org")
    jobs.run_due(db)
    shown = client.get("/api/outbox")
    assert shown.status_code == 200
    assert [one["to"] for one in shown.json()] == ["lin@example.org"]
    for address in ("203.0.113.9", "10.0.0.7", "::ffff:203.0.113.9"):
        assert Client(client.portal, app, address=address).get("/api/outbox").status_code == 404


def test_the_outbox_is_gone_once_mail_is_set_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.sign_in("lin@example.org")
    set_settings(monkeypatch, smtp_host="mail.joinder.example")
    assert client.get("/api/outbox").status_code == 404
    assert client.get("/api/meta").json()["outbox"] is False
