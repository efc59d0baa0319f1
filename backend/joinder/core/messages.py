"""Messages to people: rendered when caused, sent by a job through SMTP, an SMS gateway, or the local outbox."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.core import carriers, clock, jobs, texts
from joinder.core.database import Base, Database, UtcDateTime
from joinder.core.sealed import EncryptedText, new_data_keys, sealed, shred
from joinder.core.settings import get_settings

log = structlog.get_logger("messages")


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
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # after which nobody can use it
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
    session: Session,
    heads: Sequence[Letterhead],
    template: str,
    params: dict[str, object],
    *,
    topic: str | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Queue the same generic message to many in this transaction, with as many statements as to one.

    What expires (a code, a link to confirm with) goes before everything else, and not at all when it is too late.
    """
    said = {lang: texts.message(template, lang, params) for lang in {one.lang for one in heads}}
    rows: list[OutMessage] = []
    for head, key_id in zip(heads, new_data_keys(session, len(heads), "message"), strict=True):
        row = OutMessage(
            key_id=key_id, kind=head.kind, account_id=head.account_id, topic=topic, created_at=clock.now(),
            expires_at=expires_at,
        )  # fmt: skip
        row.to, (row.subject, row.body) = head.to, said[head.lang]
        rows.append(row)
    session.add_all(rows)
    session.flush()
    priority = jobs.URGENT if expires_at else jobs.USUAL
    jobs.enqueue_many(session, "messages.deliver", [{"message_id": str(row.id)} for row in rows], priority=priority)


def send(  # noqa: PLR0913
    session: Session,
    *,
    to_kind: str,
    to: str,
    template: str,
    lang: str,
    params: dict[str, object],
    expires_at: datetime | None = None,
) -> None:
    """Queue one message in this transaction; its text never carries a case name or a count."""
    send_many(session, [Letterhead(to_kind, to, lang)], template, params, expires_at=expires_at)


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
        _keep_back(database, message_id, verdict=verdict)
        return
    try:
        if not settings.outbox_enabled and kind == "email":
            carriers.send_mail(settings, to, subject, body, message_id=message_id)
        elif not settings.outbox_enabled:
            carriers.send_sms(settings, to, body)
    except carriers.RefusedForGoodError as error:
        log.warning("message.refused_for_good", kind=kind, exc_info=error)
        _keep_back(database, message_id, verdict=False)
        return
    with database.write() as session:
        row = session.get_one(OutMessage, message_id)
        row.sent_at = clock.now()
        if not settings.outbox_enabled:
            _shred(session, row)


def _verdict(session: Session, row: OutMessage) -> datetime | bool:
    if row.expires_at is not None and row.expires_at <= clock.now():
        return False
    said = [decide(session, row) for decide in GATES]
    if False in said:
        return False
    return max((one for one in said if not isinstance(one, bool)), default=True)


def _keep_back(database: Database, message_id: uuid.UUID, *, verdict: datetime | bool) -> None:
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
