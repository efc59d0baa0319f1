"""Tables of meaning: each report's vector, sealed under the report's own key, and each case's public vector."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from joinder.core.database import Base, UtcDateTime

MODEL_ID = 80


class ReportVector(Base):
    """What an encoder made of one report's words: as secret as they are, and of one named model."""

    __tablename__ = "report_vector"
    __table_args__ = (Index("ix_report_vector_model_id", "model_id"),)

    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"), unique=True)
    model_id: Mapped[str] = mapped_column(String(MODEL_ID))
    vector_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseVector(Base):
    """What an encoder made of a case's public title and summary, at one revision of that text."""

    __tablename__ = "case_vector"
    __table_args__ = (Index("ix_case_vector_model_id", "model_id", "revision"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"), unique=True)
    model_id: Mapped[str] = mapped_column(String(MODEL_ID))
    revision: Mapped[int] = mapped_column(Integer)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
