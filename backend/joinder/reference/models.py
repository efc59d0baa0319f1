"""Tables of the reference room: every version of every entry ever loaded, never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.append_only import append_only
from joinder.core.database import Base, JsonType, UtcDateTime


class ReferenceVersion(Base):
    """One version of one entry; letters and filings store kind, id and version and find its content here."""

    __tablename__ = "reference_version"
    __table_args__ = (UniqueConstraint("kind", "ref_id", "version"),)

    kind: Mapped[str] = mapped_column(String(40))
    ref_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(JsonType)
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime())


append_only(ReferenceVersion.__table__)  # pyright: ignore[reportArgumentType]
