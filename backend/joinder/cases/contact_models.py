"""What readers say about a contact that is wrong; the reference data itself changes only with a new version of it."""

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from joinder.cases.models import Flagged
from joinder.core.database import Base

OPEN = text("resolved_at IS NULL")


class ContactFlag(Flagged, Base):
    """Somebody's word that a contact of a channel is wrong; who said it is not kept."""

    __tablename__ = "contact_flag"
    __table_args__ = (Index("ix_contact_flag_open", "at", sqlite_where=OPEN, postgresql_where=OPEN),)

    channel_id: Mapped[str] = mapped_column(String(80))
    contact: Mapped[str] = mapped_column(Text)
