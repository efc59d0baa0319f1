"""Tables of importing: batches, the people named in them, their rows, and claims by details."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class ImportBatch(Base):
    """One import of one file: who brought it, how members agreed, how its columns were read, what came of it."""

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_case_id_created_at", "case_id", "created_at"),)

    reference: Mapped[str] = mapped_column(String(12), unique=True)
    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"), index=True)
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id"))
    imported_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    key_id: Mapped[uuid.UUID] = mapped_column()
    source_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    file_name_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    agreed_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    options: Mapped[dict[str, Any]] = mapped_column(JsonType)
    state: Mapped[str] = mapped_column(String(10))
    rows_read: Mapped[int] = mapped_column()
    rows_done: Mapped[int] = mapped_column()
    outcome: Mapped[dict[str, int]] = mapped_column(JsonType)
    file_key: Mapped[str | None] = mapped_column(String(120))
    rejects_key: Mapped[str | None] = mapped_column(String(120))
    link_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    file_name = sealed("file_name_sealed")
    agreed = sealed("agreed_sealed")


class NamedPerson(Base):
    """Somebody a sheet names: not confirmed, never counted as people, erased unless they claim their rows in time."""

    __tablename__ = "named_person"
    __table_args__ = (UniqueConstraint("respondent_id", "person_hash"),)

    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"))
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_batch.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    person_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    phone_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    email_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    name_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    nickname_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    phone_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    email_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    group_name_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    claimed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    objected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    name = sealed("name_sealed")
    nickname = sealed("nickname_sealed")
    phone = sealed("phone_sealed")
    email = sealed("email_sealed")
    group_name = sealed("group_name_sealed")


class ImportedRow(Base):
    """One row of a sheet that became a report; the keyed hashes tell a repeated, changed or missing row."""

    __tablename__ = "imported_row"
    __table_args__ = (UniqueConstraint("respondent_id", "row_hash"),)

    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"))
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_batch.id"), index=True)
    named_person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("named_person.id"), index=True)
    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"), unique=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    row_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    person_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    external_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    source_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    row_number: Mapped[int] = mapped_column()
    doubts_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)

    doubts = sealed("doubts_sealed")


class ClaimRequest(Base):
    """A person's wish to take over a row by its details; the organizer compares and decides."""

    __tablename__ = "claim_request"
    __table_args__ = (Index("ix_claim_request_batch_id_decided_at", "batch_id", "decided_at"),)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_batch.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    named_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("named_person.id"))
    key_id: Mapped[uuid.UUID] = mapped_column()
    details_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    choice: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    confirmed: Mapped[bool | None] = mapped_column()

    details = sealed("details_sealed")
