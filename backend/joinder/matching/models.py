"""Tables of sameness: what is stored of a report to compare it, proposed matches, and each case's frozen terms."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime

_IS_SHORT = text("gram_count > 0")


# A report as sets of keyed shingle hashes. Its `slot` stands for it in the bands; it is the row's own number, so that a
# candidate is one step away and a cell of a band stays small.
report_shingles = Table(
    "report_shingles",
    Base.metadata,
    Column("slot", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("report_id", Uuid, ForeignKey("report.id"), unique=True, nullable=False),
    Column("respondent_id", Uuid, ForeignKey("respondent.id"), nullable=False),
    Column("person", LargeBinary(16), index=True),
    Column("script", String(5), nullable=False),
    Column("length", Integer, nullable=False),
    Column("wording", LargeBinary, nullable=False),
    Column("grams", LargeBinary, nullable=False),
    Column("counts", LargeBinary, nullable=False),
    Column("gram_count", Integer, nullable=False),
    Column("facts", JsonType, nullable=False),
    Column("matcher_version", String(20), nullable=False),
    Index("ix_report_shingles_short", "script", "report_id", sqlite_where=_IS_SHORT, postgresql_where=_IS_SHORT),
)


# Bucket → report. Respondent and band number are mixed into the key, which keeps the largest index two integers wide.
shingle_band = Table(
    "shingle_band",
    Base.metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("slot", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)


class Match(Base):
    """A proposed sameness of two reports (a < b), decided by a human; it links, it never moves anyone's words."""

    __tablename__ = "match"
    __table_args__ = (UniqueConstraint("a_id", "b_id"), Index("ix_match_state_found_at", "state", "found_at", "id"))

    a_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"))
    b_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"), index=True)
    same_person: Mapped[bool] = mapped_column()
    score: Mapped[float] = mapped_column()
    measure: Mapped[str] = mapped_column(String(10), default="wording", server_default="wording")
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JsonType)
    matcher_version: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_role: Mapped[str | None] = mapped_column(String(30))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    bulk_id: Mapped[uuid.UUID | None] = mapped_column(index=True)


class CaseProfile(Base):
    """Keyed hashes of the terms that enough members of a case share, frozen at a release."""

    __tablename__ = "case_profile"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), unique=True)
    terms: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(index=True)  # whether any profile moved is read from the index alone
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
