"""Messages to people: rendered when caused, sent by a job through SMTP, an SMS gateway, or the local outbox."""

import json
import smtplib
import ssl
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from string import Template
from typing import Any

import httpx
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.core import clock, jobs, texts
from joinder.core.database import Base, Database, UtcDateTime
from joinder.core.sealed import EncryptedText, new_data_keys, sealed, shred
from joinder.core.settings import Settings, get_settings


class OutMessage(Base):
    """One message on its way; its text and address are sealed and shredded after sending (kept by the outbox page)."""

    __tablename__ = "out_message"

    key_id: Mapped[uuid.UUID] = mapped_column()
    kind: Mapped[str] = mapped_column(String(5))
    to_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    subject_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    body_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    account_id: Mapped[uuid.UUID | None] = mapped_column()  # whose choices decide; a later room, so no foreign key
    topic: Mapped[str | None] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    to = sealed("to_sealed")
    subject = sealed("subject_sealed")
    body = sealed("body_sealed")


Gate = Callable[[Session, OutMessage], datetime | bool]
GATES: list[Gate] = []


def gate(decide: Gate) -> Gate:
    """Register who decides when a message is about to leave: True lets it, an instant holds it, False drops it."""
    GATES.append(decide)
    return decide


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whom one of many messages goes to, in which language, and whose choices decide whether and when."""

    kind: str
    to: str
    lang: str
    account_id: uuid.UUID | None = None


def send_many(
    session: Session, heads: Sequence[Letterhead], template: str, params: dict[str, object], *, topic: str | None = None
) -> None:
    """Queue the same generic message to many in this transaction, with as many statements as to one."""
    said = {lang: texts.message(template, lang, params) for lang in {one.lang for one in heads}}
    rows: list[OutMessage] = []
    for head, key_id in zip(heads, new_data_keys(session, len(heads), "message"), strict=True):
        row = OutMessage(key_id=key_id, kind=head.kind, account_id=head.account_id, topic=topic, created_at=clock.now())
        row.to, (row.subject, row.body) = head.to, said[head.lang]
        rows.append(row)
    session.add_all(rows)
    session.flush()
    jobs.enqueue_many(session, "messages.deliver", [{"message_id": str(row.id)} for row in rows])


def send(session: Session, *, to_kind: str, to: str, template: str, lang: str, params: dict[str, object]) -> None:
    """Queue one message in this transaction; its text never carries a case name or a count."""
    send_many(session, [Letterhead(to_kind, to, lang)], template, params)


@jobs.outside("messages.deliver")
def deliver(database: Database, payload: dict[str, Any]) -> None:
    """Send one queued message and shred it; raises when the carrier refuses, so that it is tried again."""
    message_id, settings = uuid.UUID(payload["message_id"]), get_settings()
    with database.read() as session:
        row = session.get(OutMessage, message_id)
        if row is None or row.sent_at is not None:
            return
        verdict = _verdict(session, row)
        kind, to, subject, body = row.kind, row.to, row.subject, row.body
    if verdict is not True:
        _keep_back(database, message_id, verdict)
        return
    if not settings.outbox_enabled and kind == "email":
        send_mail(settings, to, subject, body, message_id=message_id)
    elif not settings.outbox_enabled:
        send_sms(settings, to, body)
    with database.write() as session:
        row = session.get_one(OutMessage, message_id)
        row.sent_at = clock.now()
        if not settings.outbox_enabled:
            _shred(session, row)


def _verdict(session: Session, row: OutMessage) -> datetime | bool:
    said = [decide(session, row) for decide in GATES]
    if False in said:
        return False
    return max((one for one in said if not isinstance(one, bool)), default=True)


def _keep_back(database: Database, message_id: uuid.UUID, verdict: datetime | bool) -> None:
    """Hold a message until an instant, or shred and forget it when it may not leave at all."""
    with database.write() as session:
        row = session.get(OutMessage, message_id)
        if row is None or row.sent_at is not None:
            return
        if isinstance(verdict, datetime):
            jobs.enqueue(session, "messages.deliver", {"message_id": str(message_id)}, run_at=verdict)
            return
        _shred(session, row)
        session.delete(row)


def _shred(session: Session, row: OutMessage) -> None:
    row.to = row.subject = row.body = None
    session.flush()
    shred(session, row.key_id)


def sweep(session: Session) -> None:
    """Shred and forget messages older than thirty days, sent or never sendable."""
    old = OutMessage.created_at < clock.now() - timedelta(days=30)
    for row in session.scalars(select(OutMessage).where(old).limit(1000)).all():
        _shred(session, row)
        session.delete(row)


def send_mail(settings: Settings, to: str, subject: str, body: str, *, message_id: uuid.UUID) -> None:
    """Hand one plain-text mail to the configured SMTP server."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = settings.mail_from, to, subject
    mail["Message-ID"] = f"<{message_id}@{settings.mail_from.rsplit('@', 1)[-1]}>"
    mail.set_content(body)
    maker = smtplib.SMTP_SSL if settings.smtp_tls == "tls" else smtplib.SMTP
    with maker(settings.smtp_host, settings.smtp_port, timeout=20) as smtp:
        if settings.smtp_tls == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            smtp.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        smtp.send_message(mail)


def send_sms(settings: Settings, to: str, body: str) -> None:
    """Hand one text to the configured HTTP gateway; refuses (raises) any answer but 2xx."""
    if not settings.sms_url:
        raise RuntimeError("No SMS gateway is configured (JOINDER_SMS_URL).")
    content = Template(settings.sms_body).safe_substitute(to=_json_safe(to), text=_json_safe(body))
    headers = {"Content-Type": "application/json", **settings.sms_headers}
    answer = httpx.request(settings.sms_method, settings.sms_url, headers=headers, content=content.encode(), timeout=20)
    answer.raise_for_status()


def _json_safe(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]
