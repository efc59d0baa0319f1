"""Tables of who: accounts, contacts, challenges, sessions, roles, tokens, recovery codes."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed


class Account(Base):
    """One person who signs in; all their contacts belong to this one person."""

    __tablename__ = "account"

    key_id: Mapped[uuid.UUID] = mapped_column()  # no foreign key: the key is destroyed before the row
    lang: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    notify: Mapped[bool] = mapped_column(default=True)
    quiet_from: Mapped[int | None] = mapped_column(default=22 * 60, server_default="1320")
    quiet_until: Mapped[int | None] = mapped_column(default=8 * 60, server_default="480")
    zone: Mapped[str] = mapped_column(String(40), default="Asia/Shanghai", server_default="Asia/Shanghai")


class AccountRole(Base):
    """A house-wide role: moderator, admin or journalist."""

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(16))
    granted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Contact(Base):
    """A verified e-mail address or phone number; its canonical form belongs to one account only."""

    __tablename__ = "contact"

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    key_id: Mapped[uuid.UUID] = mapped_column()
    kind: Mapped[str] = mapped_column(String(5))
    value_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    canonical_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    verified_at: Mapped[datetime] = mapped_column(UtcDateTime)

    value = sealed("value_sealed")


class SignInChallenge(Base):
    """A code and a link sent to one contact; one use, ten minutes, five tries."""

    __tablename__ = "sign_in_challenge"
    __table_args__ = (Index("ix_sign_in_challenge_contact_hash_created_at", "contact_hash", "created_at"),)

    key_id: Mapped[uuid.UUID] = mapped_column()
    purpose: Mapped[str] = mapped_column(String(16))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(5))
    contact_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    contact_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    link_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    tries_left: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    contact = sealed("contact_sealed")


class LoginSession(Base):
    """One signed-in browser; only the keyed hash of its cookie is kept."""

    __tablename__ = "login_session"

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    device: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ApiToken(Base):
    """A journalist's token for the public interface; shown once, kept as a keyed hash."""

    __tablename__ = "api_token"

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_on: Mapped[date | None] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecoveryCode(Base):
    """A code for whoever lost the phone number or address; one use."""

    __tablename__ = "recovery_code"

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
