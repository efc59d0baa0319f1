"""Carriers: whose certificate is believed, what a gateway is sent, and which refusals are final."""

import datetime as dt
import ipaddress
import json
import ssl
import uuid
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joinder.core import carriers, clock, jobs, sealed
from joinder.core.database import Database
from joinder.core.messages import OutMessage
from joinder.core.settings import Settings, get_settings
from sqlalchemy import func, select

from tests.core.test_messages import Gateway, Mailbox, gateway, mailbox, send, set_settings
from tests.faults.server import free_port

__all__ = ["gateway", "mailbox"]


def certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 that nobody but itself vouches for, with its key, into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "mail.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[tuple[Mailbox, int, Path]]:
    """A mail server that speaks TLS from the first byte, with a certificate of its own making."""
    path, box, port = certificate(tmp_path), Mailbox(), free_port()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    controller = Controller(box, hostname="127.0.0.1", port=port, ssl_context=context)
    controller.start()
    yield box, port, path
    controller.stop()


def mail_through(port: int) -> None:
    settings = Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_tls="tls", mail_from="house@joinder.example")
    carriers.send_mail(settings, "lin@example.org", "s", "b", message_id=uuid.uuid4())


def test_a_mail_server_with_a_certificate_nobody_vouches_for_is_sent_nothing(
    secured: tuple[Mailbox, int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port, path = secured
    with pytest.raises(ssl.SSLCertVerificationError):
        mail_through(port)
    assert box.mails == []
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    mail_through(port)
    assert len(box.mails) == 1


def test_a_mail_says_when_it_was_sent_and_its_id_names_the_senders_domain(
    db: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_settings(monkeypatch, mail_from='"Joinder 合诉" <house@joinder.example>')
    send(db, "email", "lin@例子.测试")
    jobs.run_due(db)
    (mail,) = mailbox.mails
    assert parsedate_to_datetime(mail["Date"]) == clock.now()
    assert mail["Message-ID"].endswith("@joinder.example>")
    assert mail["From"] == "Joinder 合诉 <house@joinder.example>"
    assert mailbox.to == ["lin@xn--fsqu00a.xn--0zwm56d"]


def left(db: Database) -> tuple[int, int, int]:
    """Count messages kept, their keys, and jobs that are not done."""
    with db.read() as session:
        open_jobs = select(func.count()).where(jobs.Job.name == "messages.deliver", jobs.Job.done_at.is_(None))
        kept = session.scalar(select(func.count()).select_from(OutMessage))
        keys = session.scalar(select(func.count()).select_from(sealed.DataKey))
        return kept or 0, keys or 0, session.scalar(open_jobs) or 0


@pytest.mark.parametrize(
    ("to", "said", "final"),
    [
        ("gone@example.org", "550 5.1.1 no such user", True),
        ("gone@example.org", "550 no such user", True),
        ("gone@example.org", "450 4.2.1 come back later", False),
        ("gone@example.org", "550 5.7.1 relaying denied", False),
        ("gone@example.org", "530 5.7.0 authenticate first", False),
        ("林@example.org", "", True),
    ],
)
def test_a_mailbox_that_does_not_exist_is_tried_once_and_forgotten(
    db: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, to: str, said: str, final: bool
) -> None:
    if said:
        mailbox.nobody[to] = said
    send(db, "email", to)
    jobs.run_due(db)
    assert mailbox.mails == []
    assert left(db) == ((0, 0, 0) if final else (1, 1, 1))


FORM = json.dumps({"content-type": "application/x-www-form-urlencoded; charset=utf-8", "X-Key": "k"})


def test_a_gateway_that_takes_forms_gets_one(
    db: Database, gateway: type[Gateway], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_settings(monkeypatch, sms_headers=FORM, sms_body="to=$to&text=$text&from=joinder")
    send(db, "phone", "+8613900000000", link="https://x.example/?a=1&b=2#c d")
    jobs.run_due(db)
    ((_path, headers, body),) = gateway.got
    kinds = [value for name, value in headers.items() if name.lower() == "content-type"]
    assert kinds == ["application/x-www-form-urlencoded; charset=utf-8"]
    read = parse_qs(body.decode())
    assert (read["to"], read["from"]) == (["+8613900000000"], ["joinder"])
    assert "https://x.example/?a=1&b=2#c d" in read["text"][0]


def test_a_gateway_asked_by_get_finds_everything_in_the_address(
    db: Database, gateway: type[Gateway], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = get_settings().sms_url.replace("v=2", "to=$to&text=$text&v=2")
    set_settings(monkeypatch, sms_url=url, sms_method="GET", sms_headers='{"X-Key": "k"}')
    send(db, "phone", "+8613900000000", link="https://x.example/?a=1&b=2#c d")
    jobs.run_due(db)
    ((path, headers, body),) = gateway.got
    assert body == b""
    assert not {name.lower() for name in headers} & {"content-type", "content-length"}
    read = parse_qs(urlsplit(path).query)
    assert (read["to"], read["v"]) == (["+8613900000000"], ["2"])
    assert "https://x.example/?a=1&b=2#c d" in read["text"][0]
