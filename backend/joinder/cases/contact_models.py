"""What readers say about a contact that is wrong; the reference data itself changes only with a new version of it."""

import uuid
from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, UtcDateTime
from joinder.core.sealed import EncryptedText, sealed

OPEN = text("resolved_at IS NULL")


class ContactFlag(Base):
    """Somebody's word that a contact of a channel is wrong; who said it is not kept."""

    __tablename__ = "contact_flag"
    __table_args__ = (Index("ix_contact_flag_open", "at", sqlite_where=OPEN, postgresql_where=OPEN),)

    channel_id: Mapped[str] = mapped_column(String(80))
    contact: Mapped[str] = mapped_column(Text)
    key_id: Mapped[uuid.UUID] = mapped_column()
    reason_code: Mapped[str] = mapped_column(String(30))
    text_sealed: Mapped[bytes | None] = mapped_column(EncryptedText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolution: Mapped[str | None] = mapped_column(String(30))

    text = sealed("text_sealed")
