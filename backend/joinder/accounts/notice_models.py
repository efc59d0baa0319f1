"""Tables of notifications: what somebody was told, and which kinds may come by mail or SMS."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, UtcDateTime


class Notification(Base):
    """One thing somebody was told: its general sentence by name, and which case or report it is about; read or not."""

    __tablename__ = "notification"
    __table_args__ = (
        Index("ix_notification_account_id_at", "account_id", "at", "id"),
        Index("ix_notification_account_id_read_at", "account_id", "read_at"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    topic: Mapped[str] = mapped_column(String(10))
    template: Mapped[str] = mapped_column(String(60))
    about_id: Mapped[uuid.UUID | None] = mapped_column()  # a case or a report: later rooms, so no foreign key
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TopicChoice(Base):
    """Whether one topic may come to somebody by mail and by SMS; without a row: by mail, else by SMS."""

    __tablename__ = "topic_choice"
    __table_args__ = (UniqueConstraint("account_id", "topic"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    topic: Mapped[str] = mapped_column(String(10))
    email: Mapped[bool] = mapped_column()
    phone: Mapped[bool] = mapped_column()
