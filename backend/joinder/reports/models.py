"""Tables of joining: memberships, reports, consents, set-asides."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Membership(Base):
    """A person in a case, unique per case and account; the pseudonym is random and dies with a withdrawal."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("case_id", "account_id"),
        Index("ix_membership_case_id_pseudonym", "case_id", "pseudonym", "id", "withdrawn_at"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    pseudonym: Mapped[str] = mapped_column(String(12))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    key_id: Mapped[uuid.UUID | None] = mapped_column()
    nickname_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    nickname_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))

    nickname = sealed("nickname_sealed")


class Report(Base):
    """One person's own account of one incident; it may have no case, and no account while only named."""

    __tablename__ = "report"
    __table_args__ = (
        Index("ix_report_case_id_membership_id", "case_id", "membership_id"),
        Index("ix_report_respondent_id_submitted_at", "respondent_id", "submitted_at"),
    )

    reference: Mapped[str] = mapped_column(String(16), unique=True)
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"), index=True)
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id"))
    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"))
    key_id: Mapped[uuid.UUID] = mapped_column(index=True)
    issue_id: Mapped[str] = mapped_column(String(60))
    lang: Mapped[str] = mapped_column(String(2))
    narrative_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    happened_on: Mapped[date | None] = mapped_column()
    happened_precision: Mapped[str] = mapped_column(String(8))
    happened_text_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    amount_text_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    area: Mapped[str | None] = mapped_column(String(6))
    asked_on: Mapped[date | None] = mapped_column()
    asked_how: Mapped[str | None] = mapped_column(String(20))
    ticket_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    company_answer_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    prior_authorities_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    money_kind: Mapped[str] = mapped_column(String(8))
    remedies: Mapped[list[str]] = mapped_column(JsonType)
    fee_demanded: Mapped[bool | None] = mapped_column()
    order_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    source: Mapped[str] = mapped_column(String(8))
    suggestion_first: Mapped[bool] = mapped_column()
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_with_person: Mapped[bool] = mapped_column(default=False, server_default=false())
    rejected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rejected_reason: Mapped[str | None] = mapped_column(String(30))
    repeated_of_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("report.id"))

    narrative = sealed("narrative_sealed")
    happened_text = sealed("happened_text_sealed")
    amount_text = sealed("amount_text_sealed")
    ticket = sealed("ticket_sealed")
    company_answer = sealed("company_answer_sealed")
    prior_authorities = sealed("prior_authorities_sealed")


class Consent(Base):
    """One permission for one purpose and recipient, bound to the text that was shown."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_report_id_purpose", "report_id", "purpose"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    report_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("report.id"))
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str | None] = mapped_column(String(120))
    fields: Mapped[list[str]] = mapped_column(JsonType)
    text_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SetAside(Base):
    """A human's decision that a membership is coordinated or made up, with notice and appeal."""

    __tablename__ = "set_aside"

    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    reason_code: Mapped[str] = mapped_column(String(30))
    reason_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    appealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    appeal_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    upheld_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    restored_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    restored_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answer_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)

    reason = sealed("reason_sealed")
    appeal = sealed("appeal_sealed")
    answer = sealed("answer_sealed")


class LeftContact(Base):
    """The keyed hash of a contact that left an account, by which its person is known again in one case or company.

    Each scope (a case or a respondent) has its own hash: without the root key nobody sees that two are one contact.
    """

    __tablename__ = "left_contact"
    __table_args__ = (Index("ix_left_contact_scope_id_account_id", "scope_id", "account_id"),)

    scope_id: Mapped[uuid.UUID] = mapped_column()
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    contact_hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class SetAsideContact(Base):
    """The keyed hash of a contact of somebody set aside, so that a new account of the same contact stays set aside."""

    __tablename__ = "set_aside_contact"
    __table_args__ = (Index("ix_set_aside_contact_case_id_contact_hash", "case_id", "contact_hash"),)

    set_aside_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("set_aside.id"), index=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    contact_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
