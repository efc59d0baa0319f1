"""Tables of the shared grievance: respondents, cases, organizers, flags, removals, replies."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Respondent(Base):
    """The organisation complained of; a proposed one stays private until a moderator lists it."""

    __tablename__ = "respondent"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    reference_id: Mapped[str | None] = mapped_column(String(60), unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JsonType)
    aliases: Mapped[list[str]] = mapped_column(JsonType)
    region: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(10), index=True)
    name_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    legal_name: Mapped[str | None] = mapped_column(String(200))
    registration_code: Mapped[str | None] = mapped_column(String(60))
    registered_address: Mapped[str | None] = mapped_column(String(300))
    sources: Mapped[list[Any]] = mapped_column(JsonType)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Case(Base):
    """One shared grievance against one respondent, which people join themselves."""

    __tablename__ = "case"
    __table_args__ = (Index("ix_case_visibility_published_at", "visibility", "published_at"),)

    reference: Mapped[str] = mapped_column(String(12), unique=True)
    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"), index=True)
    issue_id: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    remedies: Mapped[list[str]] = mapped_column(JsonType)
    visibility: Mapped[str] = mapped_column(String(8))
    opened_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    queued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_reason: Mapped[str | None] = mapped_column(String(40))
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id"))


class Organizer(Base):
    """An appointment as organizer or co-organizer of one case, after a declaration."""

    __tablename__ = "organizer"
    __table_args__ = (Index("ix_organizer_case_id_account_id", "case_id", "account_id"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    declared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    vetting: Mapped[str] = mapped_column(String(12))
    appointed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    appointed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_active_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OrganizerInvitation(Base):
    """An invitation to co-organize, as a link of which only the hash is kept."""

    __tablename__ = "organizer_invitation"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), index=True)
    invited_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Representative(Base):
    """A verified representative of a respondent; never a member or organizer of its cases."""

    __tablename__ = "representative"
    __table_args__ = (UniqueConstraint("account_id", "respondent_id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"), index=True)
    verified_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    verified_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TimelineEntry(Base):
    """One thing that happened in a case; appended, never changed."""

    __tablename__ = "timeline_entry"
    __table_args__ = (Index("ix_timeline_entry_case_id_at", "case_id", "at"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    public: Mapped[bool] = mapped_column()
    params: Mapped[dict[str, Any]] = mapped_column(JsonType)


class AuditHead(Base):
    """The end of one audit chain (a case's, or the one for case-less acts); locked while an entry is added."""

    __tablename__ = "audit_head"

    chain: Mapped[str] = mapped_column(String(40), unique=True)
    seq: Mapped[int] = mapped_column()
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    checkpointed_seq: Mapped[int] = mapped_column(default=0)


class AuditEntry(Base):
    """One privileged or personal act, hash-chained to the one before."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("chain", "seq"),
        Index("ix_audit_entry_chain_object_ref_seq", "chain", "object_ref", "seq"),
    )

    chain: Mapped[str] = mapped_column(String(40))
    seq: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[uuid.UUID | None] = mapped_column()
    role: Mapped[str] = mapped_column(String(30))
    action: Mapped[str] = mapped_column(String(60))
    object_ref: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str | None] = mapped_column(String(300))
    prev_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditCheckpoint(Base):
    """All chain heads of one hour under one Merkle root, and how many they were; private."""

    __tablename__ = "audit_checkpoint"

    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    heads: Mapped[int] = mapped_column()


class CheckpointHead(Base):
    """The end of one chain at a checkpoint, kept where it moved since the checkpoint before."""

    __tablename__ = "checkpoint_head"
    __table_args__ = (UniqueConstraint("checkpoint_id", "chain"),)

    checkpoint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("audit_checkpoint.id"))
    chain: Mapped[str] = mapped_column(String(40))
    seq: Mapped[int] = mapped_column()
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Flagged:
    """What everything reported to the moderators has: why, in which words, when, and what became of it."""

    key_id: Mapped[uuid.UUID] = mapped_column()
    reason_code: Mapped[str] = mapped_column(String(30))
    text_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolution: Mapped[str | None] = mapped_column(String(30))

    text = sealed("text_sealed")


class CaseFlag(Flagged, Base):
    """Somebody's report that a case page is wrong or harmful."""

    __tablename__ = "case_flag"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), index=True)
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))


class Removal(Base):
    """A hiding with its reason code: the public removal log."""

    __tablename__ = "removal"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), index=True)
    what: Mapped[str] = mapped_column(String(20))
    reason_code: Mapped[str] = mapped_column(String(30))
    by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    restored_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Reply(Base):
    """A respondent's public answer beside a case."""

    __tablename__ = "reply"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), index=True)
    representative_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("representative.id"))
    category: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    return_code: Mapped[str | None] = mapped_column(String(30))
    return_note: Mapped[str | None] = mapped_column(Text)


class Follower(Base):
    """Somebody who hears when a public case moves; no account is needed, and the address is sealed."""

    __tablename__ = "follower"
    __table_args__ = (UniqueConstraint("case_id", "address_hash"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    address_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    lang: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    address = sealed("address_sealed")
