"""Tables of public numbers: signed releases, what each line counted when it was printed, when a case was looked at."""

import json
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.append_only import append_only
from joinder.core.database import Base, UtcDateTime


class Release(Base):
    """One signed publication of public numbers, chained to the one before of its scope; never changed.

    `body` is the canonical JSON that was signed, byte for byte; `scope_id` is a case, a company, a pattern, or "home".
    """

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("scope", "scope_id", "number"), Index("ix_release_scope_at", "scope", "at"))

    scope: Mapped[str] = mapped_column(String(8))
    scope_id: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    method_version: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column(Text)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    prev_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))

    @property
    def payload(self) -> dict[str, Any]:
        """Return the signed content."""
        return json.loads(self.body)


class Printing:
    """How something stands as it was printed, and (sealed) which people's tokens that added and dropped."""

    number: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(8))
    value: Mapped[int | None] = mapped_column()
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime)
    change_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ReleaseLine(Printing, Base):
    """One line printed anew in a release; never public."""

    __tablename__ = "release_line"
    __table_args__ = (UniqueConstraint("case_id", "number", "line"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    line: Mapped[str] = mapped_column(String(80))


class ReleaseClock(Base):
    """When a case was last looked at, whether or not anything could be printed."""

    __tablename__ = "release_clock"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), unique=True)
    looked_at: Mapped[datetime] = mapped_column(UtcDateTime)


append_only(Release.__table__)  # pyright: ignore[reportArgumentType]
append_only(ReleaseLine.__table__)  # pyright: ignore[reportArgumentType]
