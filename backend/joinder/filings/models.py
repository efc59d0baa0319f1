"""Tables of sending and following: filings, proofs of delivery, responses, reactions, outcomes and their answers."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Filing(Base):
    """One sending of a sealed letter to one recipient through one channel, or one member's own pack; facts only."""

    __tablename__ = "filing"
    __table_args__ = (Index("ix_filing_case_id_filed_on", "case_id", "filed_on"),)

    reference: Mapped[str] = mapped_column(String(16), unique=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    sealed_letter_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("sealed_letter.id"), index=True)
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"), index=True)
    follows_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("filing.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    channel_id: Mapped[str] = mapped_column(String(60))
    channel_version: Mapped[int] = mapped_column()
    region: Mapped[str] = mapped_column(String(2))
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JsonType)
    people: Mapped[int] = mapped_column()  # how many it spoke for when it was filed: a historical fact
    warnings_read: Mapped[list[str]] = mapped_column(JsonType)
    prepared_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    prepared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filed_on: Mapped[date | None] = mapped_column()
    sent_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    method: Mapped[str | None] = mapped_column(String(16))
    number_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    ended_on: Mapped[date | None] = mapped_column()
    end_reason: Mapped[str | None] = mapped_column(String(20))

    number = sealed("number_sealed")


class DeliveryProof(Base):
    """What shows that a filing arrived, and on which day; a file kept encrypted, or a reference in words."""

    __tablename__ = "delivery_proof"

    filing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("filing.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    delivered_on: Mapped[date] = mapped_column()
    note_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    storage_key: Mapped[str | None] = mapped_column(String(120))
    media_type: Mapped[str | None] = mapped_column(String(60))
    size: Mapped[int | None] = mapped_column()
    sha256_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    note = sealed("note_sealed")
    sha256 = sealed("sha256_sealed")


class Response(Base):
    """What came back: its kind and day, its text for the organizers, and a summary everybody may read."""

    __tablename__ = "response"

    filing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("filing.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    came_on: Mapped[date] = mapped_column()
    text_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    summary: Mapped[str | None] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    text = sealed("text_sealed")


class Reaction(Base):
    """An organizer's private label for how the company behaves; the latest one counts, earlier ones stay."""

    __tablename__ = "reaction"

    filing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("filing.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    label: Mapped[str] = mapped_column(String(10))
    note_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    labelled_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    note = sealed("note_sealed")


class Outcome(Base):
    """A proposal of how the matter ended, which members confirm or call unsolved."""

    __tablename__ = "outcome"
    __table_args__ = (Index("ix_outcome_case_id_proposed_at", "case_id", "proposed_at"),)

    reference: Mapped[str] = mapped_column(String(16), unique=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    filing_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("filing.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    summary: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    proposed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_on: Mapped[date] = mapped_column()
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    region: Mapped[str | None] = column_property(
        select(Filing.region).where(Filing.id == filing_id).correlate_except(Filing).scalar_subquery()
    )  # where its closing day ends


class OutcomeAnswer(Base):
    """One member's own answer to a proposed outcome; it may be changed until the closing day."""

    __tablename__ = "outcome_answer"
    __table_args__ = (UniqueConstraint("outcome_id", "membership_id"),)

    outcome_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    answer: Mapped[str] = mapped_column(String(10))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Offer(Base):
    """What the company offers the members through a response: its terms, perhaps an amount each, and the last day."""

    __tablename__ = "offer"
    __table_args__ = (Index("ix_offer_case_id_recorded_at", "case_id", "recorded_at"),)

    reference: Mapped[str] = mapped_column(String(16), unique=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("response.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    terms_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    lang: Mapped[str] = mapped_column(String(2))
    answer_by: Mapped[date] = mapped_column()
    zone: Mapped[str] = mapped_column(String(40))
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    terms = sealed("terms_sealed")


class OfferAnswer(Base):
    """One member's own answer to an offer; it binds nobody, and may be changed until the last day."""

    __tablename__ = "offer_answer"
    __table_args__ = (UniqueConstraint("offer_id", "membership_id"),)

    offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offer.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    answer: Mapped[str] = mapped_column(String(10))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
