"""Tables of sameness: what is stored of a report to compare it, proposed matches, and each case's frozen terms."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime

_IS_SHORT = text("gram_count > 0")


class ReportShingles(Base):
    """A report as sets of keyed shingle hashes; the random `slot` stands for it in the bands."""

    __tablename__ = "report_shingles"
    __table_args__ = (
        Index("ix_report_shingles_respondent_id_person", "respondent_id", "person"),
        Index("ix_report_shingles_short", "script", "slot", sqlite_where=_IS_SHORT, postgresql_where=_IS_SHORT),
    )

    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"), unique=True)
    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"))
    slot: Mapped[int] = mapped_column(BigInteger, unique=True)
    person: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    script: Mapped[str] = mapped_column(String(5))
    length: Mapped[int] = mapped_column()
    wording: Mapped[bytes] = mapped_column(LargeBinary)
    grams: Mapped[bytes] = mapped_column(LargeBinary)
    counts: Mapped[bytes] = mapped_column(LargeBinary)
    gram_count: Mapped[int] = mapped_column()
    facts: Mapped[dict[str, list[str]]] = mapped_column(JsonType)
    matcher_version: Mapped[str] = mapped_column(String(20))


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
    """Keyed hashes of the terms that at least three members of a case share, frozen at a release."""

    __tablename__ = "case_profile"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), unique=True)
    terms: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(index=True)  # whether any profile moved is read from the index alone
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
