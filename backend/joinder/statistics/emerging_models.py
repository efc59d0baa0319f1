"""Tables of emerging patterns that are shown in public: what a moderator approved, and what each printing counted."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.append_only import append_only
from joinder.core.database import Base, JsonType, UtcDateTime
from joinder.statistics.models import Printing


class PublishedPattern(Base):
    """A pattern whose words a moderator read and let be shown; its numbers are printed in releases alone.

    `pattern_id` names the nightly grouping's own row, which may be gone: nothing public depends on that.
    """

    __tablename__ = "published_pattern"
    __table_args__ = (Index("ix_published_pattern_ended_at_reference", "ended_at", "reference"),)

    reference: Mapped[str] = mapped_column(String(16), unique=True)
    pattern_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    respondent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("respondent.id"), index=True)
    issue_id: Mapped[str] = mapped_column(String(60))
    label: Mapped[list[str]] = mapped_column(JsonType)
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    looked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_reason: Mapped[str | None] = mapped_column(String(30))


class PatternLine(Printing, Base):
    """One printing of a pattern's size; never public."""

    __tablename__ = "pattern_line"
    __table_args__ = (UniqueConstraint("published_id", "number"),)

    published_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("published_pattern.id"))


append_only(PatternLine.__table__)  # pyright: ignore[reportArgumentType]
