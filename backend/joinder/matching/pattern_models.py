"""Tables of what grouping proposes to humans: emerging patterns of reports in no case, and cases to merge or split."""

import uuid
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, JsonType, UtcDateTime


class Pattern(Base):
    """Reports in no case that seem to tell one issue: estimated by machine, never added to a count."""

    __tablename__ = "pattern"

    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"), index=True)
    issue_id: Mapped[str] = mapped_column(String(60))
    label: Mapped[list[str]] = mapped_column(JsonType)
    trend: Mapped[str] = mapped_column(String(8))
    band: Mapped[int] = mapped_column()
    banded_people: Mapped[int] = mapped_column()
    banded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)


# Which reports a pattern was last made of, so that the next night knows it again.
pattern_report = Table(
    "pattern_report",
    Base.metadata,
    Column("pattern_id", ForeignKey("pattern.id", ondelete="CASCADE"), primary_key=True),
    Column("report_id", ForeignKey("report.id"), primary_key=True, index=True),
)


class Proposal(Base):
    """Two cases that may be one (merge), or one that may be two (split: both ids the same); a moderator decides."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("kind", "a_id", "b_id"),
        Index("ix_proposal_state_found_at", "state", "found_at"),
    )

    kind: Mapped[str] = mapped_column(String(5))
    a_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    b_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    score: Mapped[float] = mapped_column()
    label: Mapped[list[list[str]]] = mapped_column(JsonType)
    state: Mapped[str] = mapped_column(String(10))
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_role: Mapped[str | None] = mapped_column(String(30))
