"""Tables of the voice: letters, versions, openings, approvals, final views, sealed letters; all but the first fixed."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.append_only import append_only
from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Letter(Base):
    """One joint letter of a case, through all its versions; `key_id` seals its words."""

    __tablename__ = "letter"

    reference: Mapped[str] = mapped_column(String(16), unique=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), index=True)
    kind_id: Mapped[str] = mapped_column(String(60))
    kind_version: Mapped[int] = mapped_column()
    lang: Mapped[str] = mapped_column(String(2))
    key_id: Mapped[uuid.UUID] = mapped_column()
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LetterVersion(Base):
    """One wording of a letter for one recipient and channel: the drafter's plan and what was composed from it."""

    __tablename__ = "letter_version"
    __table_args__ = (UniqueConstraint("letter_id", "number"),)

    letter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter.id"))
    number: Mapped[int] = mapped_column()
    channel_id: Mapped[str] = mapped_column(String(60))
    channel_version: Mapped[int] = mapped_column()
    region: Mapped[str] = mapped_column(String(2))
    key_id: Mapped[uuid.UUID] = mapped_column()
    plan_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    composition_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    recipient_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    text_hash: Mapped[str] = mapped_column(String(64))
    binding_hash: Mapped[str] = mapped_column(String(64))
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    plan_json = sealed("plan_sealed")
    composition_json = sealed("composition_sealed")
    recipient_json = sealed("recipient_sealed")


class LetterOpening(Base):
    """One version shown to the members for approval until a closing day; a later turn moves the day."""

    __tablename__ = "letter_opening"
    __table_args__ = (UniqueConstraint("version_id", "turn"),)

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter_version.id"))
    turn: Mapped[int] = mapped_column()
    closing_on: Mapped[date] = mapped_column()
    opened_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Approval(Base):
    """What one member decided about one version (approve, object, withdrawn), bound to what it says."""

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("version_id", "membership_id", "turn"),)

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter_version.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    turn: Mapped[int] = mapped_column()
    decision: Mapped[str] = mapped_column(String(10))
    binding_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    key_id: Mapped[uuid.UUID] = mapped_column()
    name_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    note_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)

    name = sealed("name_sealed")
    note = sealed("note_sealed")


class FinalView(Base):
    """The final letter as it was shown to its members 48 hours before it may be sealed."""

    __tablename__ = "letter_final_view"

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter_version.id"), unique=True)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JsonType)
    shown_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SealedLetter(Base):
    """One issue of a letter with its figures and copies; a later issue replaces it, nothing ever changes it."""

    __tablename__ = "sealed_letter"
    __table_args__ = (UniqueConstraint("letter_id", "issue"),)

    letter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter.id"))
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter_version.id"))
    issue: Mapped[int] = mapped_column()
    binding_hash: Mapped[str] = mapped_column(String(64))
    channel_id: Mapped[str] = mapped_column(String(60))
    channel_version: Mapped[int] = mapped_column()
    people: Mapped[int] = mapped_column()
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JsonType)
    key_id: Mapped[uuid.UUID] = mapped_column()
    recipient_key_id: Mapped[uuid.UUID] = mapped_column()  # apart, so that an erasure can shred the recipient's copy
    pdf_key: Mapped[str] = mapped_column(String(120))
    docx_key: Mapped[str] = mapped_column(String(120))
    recipient_pdf_key: Mapped[str] = mapped_column(String(120))
    recipient_docx_key: Mapped[str] = mapped_column(String(120))
    hashes_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    sealed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    hashes_json = sealed("hashes_sealed")


class AnnexLine(Base):
    """One person's own line of a sealed letter, under a key of its own: erasing the person or a report shreds it."""

    __tablename__ = "annex_line"
    __table_args__ = (UniqueConstraint("sealed_id", "membership_id"),)

    sealed_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sealed_letter.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    number: Mapped[int] = mapped_column()
    key_id: Mapped[uuid.UUID] = mapped_column()
    line_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)

    line_json = sealed("line_sealed")


class LetterSending(Base):
    """The moment an issue left the house; after it nobody can step out of that issue."""

    __tablename__ = "letter_sending"

    sealed_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sealed_letter.id"), unique=True)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


for _fixed in (LetterVersion, LetterOpening, Approval, FinalView, SealedLetter, AnnexLine, LetterSending):
    append_only(_fixed.__table__)  # pyright: ignore[reportArgumentType]
