"""Tables of reviewing: every decision about a match, and the thresholds that followed from decisions."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.append_only import append_only
from joinder.core.database import Base, UtcDateTime


class MatchDecision(Base):
    """One act on a match: who in which role, when, from which state to which, on what evidence; never changed."""

    __tablename__ = "match_decision"
    __table_args__ = (UniqueConstraint("match_id", "place"),)

    match_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("match.id"))
    place: Mapped[int] = mapped_column()
    act: Mapped[str] = mapped_column(String(10))
    from_state: Mapped[str] = mapped_column(String(10))
    to_state: Mapped[str] = mapped_column(String(10))
    score: Mapped[float] = mapped_column()
    matcher_version: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    bulk_id: Mapped[uuid.UUID | None] = mapped_column(index=True)


class MatchThreshold(Base):
    """From which score on pairs of one language and measure were shown first, and the decisions that say so."""

    __tablename__ = "match_threshold"
    __table_args__ = (Index("ix_match_threshold_matcher_version_computed_at", "matcher_version", "computed_at"),)

    lang: Mapped[str] = mapped_column(String(2))
    measure: Mapped[str] = mapped_column(String(10))
    matcher_version: Mapped[str] = mapped_column(String(20))
    floor: Mapped[float] = mapped_column()
    threshold: Mapped[float] = mapped_column()
    decided: Mapped[int] = mapped_column()
    confirmed: Mapped[int] = mapped_column()
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)


append_only(MatchDecision.__table__)  # pyright: ignore[reportArgumentType]
append_only(MatchThreshold.__table__)  # pyright: ignore[reportArgumentType]
