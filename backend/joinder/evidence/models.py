"""Tables of the files behind a report: evidence, who opened it, who checked it."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Evidence(Base):
    """One file behind a report, kept encrypted under a key of its own; or something its owner keeps (a recording).

    Whose it is and which case it belongs to are the report's facts, so merging accounts or joining moves nothing here.
    """

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("report_id", "content_hash"),)

    reference: Mapped[str] = mapped_column(String(14), unique=True)
    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    kept_by_me: Mapped[bool] = mapped_column()
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filename_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    description_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    file_key_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    sha256_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    derivative_sha256_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    salt_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    content_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    media_type: Mapped[str | None] = mapped_column(String(20))
    size: Mapped[int | None] = mapped_column(BigInteger)
    pages: Mapped[int | None] = mapped_column()
    storage_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    derivative_type: Mapped[str | None] = mapped_column(String(20))
    derivative_size: Mapped[int | None] = mapped_column(BigInteger)
    derivative_key: Mapped[str | None] = mapped_column(String(80), unique=True)

    filename = sealed("filename_sealed")
    description = sealed("description_sealed")
    file_key = sealed("file_key_sealed")
    sha256 = sealed("sha256_sealed")
    derivative_sha256 = sealed("derivative_sha256_sealed")
    salt = sealed("salt_sealed")


class EvidenceAccess(Base):
    """One opening of a file by somebody; its owner sees the list."""

    __tablename__ = "evidence_access"

    evidence_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("evidence.id"), index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(30))
    what: Mapped[str] = mapped_column(String(10))
    purpose: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class EvidenceCheck(Base):
    """What one reviewer found in one item; their last word counts, a moderator's before an organizer's."""

    __tablename__ = "evidence_check"
    __table_args__ = (
        UniqueConstraint("evidence_id", "reviewer_id"),
        Index("ix_evidence_check_evidence_id_reviewer_role", "evidence_id", "reviewer_role"),
    )

    evidence_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("evidence.id"))
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    reviewer_role: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    readable: Mapped[bool] = mapped_column()
    names_respondent: Mapped[bool] = mapped_column()
    shows_date: Mapped[bool] = mapped_column()
    shows_amount_or_order: Mapped[bool] = mapped_column()
    matches_report: Mapped[bool] = mapped_column()
    accepted: Mapped[bool] = mapped_column()
