"""Tables of signals of coordination: what was noticed, about whom, and what a human made of it."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Signal(Base):
    """A sign that people of a case may act together; a flag for a human, it excludes nobody by itself.

    `key` says what it is about (a keyed hash), so that the next look finds the same signal again.
    """

    __tablename__ = "coordination_signal"
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "key"),
        Index("ix_coordination_signal_found_at_id", "found_at", "id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JsonType)
    rule_version: Mapped[str] = mapped_column(String(20))
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignalPerson(Base):
    """Somebody a signal is about; whoever was added after a review is reviewed anew."""

    __tablename__ = "signal_person"
    __table_args__ = (UniqueConstraint("signal_id", "membership_id"),)

    signal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coordination_signal.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignalReview(Base):
    """What a human made of a signal: nothing in it, or which people were set aside; taken back by opening it again."""

    __tablename__ = "signal_review"
    __table_args__ = (Index("ix_signal_review_signal_id_at", "signal_id", "at"),)

    signal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coordination_signal.id"))
    key_id: Mapped[uuid.UUID] = mapped_column()
    outcome: Mapped[str] = mapped_column(String(10))
    people: Mapped[int] = mapped_column()
    set_aside: Mapped[int] = mapped_column()
    note_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    note = sealed("note_sealed")


class SignalLook(Base):
    """What a case consisted of when it was last looked through; only a changed case is looked through again."""

    __tablename__ = "signal_look"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), unique=True)
    state: Mapped[bytes] = mapped_column(LargeBinary(16))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
