"""Tables of what an organizer says to all members at once: announcements, polls, and the members' own answers."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Announcement(Base):
    """Words of an organizer to the members of a case; only they read them, and they may be taken back."""

    __tablename__ = "announcement"
    __table_args__ = (Index("ix_announcement_case_id_at", "case_id", "at", "id"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    key_id: Mapped[uuid.UUID] = mapped_column()
    text_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    lang: Mapped[str] = mapped_column(String(2))
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    text = sealed("text_sealed")


class Poll(Base):
    """A question to the members with two to six choices; `counts` is printed once after closing and never changes.

    `counts` are bands (at least so many); whom each printed one covers is kept sealed, for the polls that follow.
    """

    __tablename__ = "poll"
    __table_args__ = (
        Index("ix_poll_case_id_asked_at", "case_id", "asked_at", "id"),
        Index("ix_poll_counted_at_closes_at", "counted_at", "closes_at"),
    )

    reference: Mapped[str] = mapped_column(String(16), unique=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    key_id: Mapped[uuid.UUID] = mapped_column()
    question_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    choices_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    lang: Mapped[str] = mapped_column(String(2))
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counts: Mapped[list[int | None] | None] = mapped_column(JsonType)
    behind_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)

    question = sealed("question_sealed")
    choices_json = sealed("choices_sealed")
    behind_json = sealed("behind_sealed")


class PollAnswer(Base):
    """One member's own choice; it may be changed until the poll closes."""

    __tablename__ = "poll_answer"
    __table_args__ = (UniqueConstraint("poll_id", "membership_id"),)

    poll_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("poll.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    choice: Mapped[int] = mapped_column()
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
