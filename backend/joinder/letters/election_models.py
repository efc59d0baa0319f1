"""Tables of electing another organizer: the election, and each member's own vote."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, UtcDateTime


class Election(Base):
    """The members of a case choose who follows one idle organizer, from the first offer on for seven days.

    Over once somebody is appointed, and void once the organizer acts again.
    """

    __tablename__ = "election"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), index=True)
    replaces: Mapped[uuid.UUID] = mapped_column(ForeignKey("organizer.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Vote(Base):
    """One member's own vote for a candidate; it may be changed until the election closes."""

    __tablename__ = "vote"
    __table_args__ = (UniqueConstraint("election_id", "membership_id"),)

    election_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("election.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    candidate: Mapped[uuid.UUID] = mapped_column(ForeignKey("organizer.id"))
    voted_at: Mapped[datetime] = mapped_column(UtcDateTime)
