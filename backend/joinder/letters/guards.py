"""The session's own guard: a fixed row is refused a change before the database has to."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from joinder.letters import models

FIXED = (
    models.LetterVersion,
    models.LetterOpening,
    models.Approval,
    models.FinalView,
    models.SealedLetter,
    models.AnnexLine,
    models.LetterSending,
)


class FixedRowError(RuntimeError):
    """Somebody tried to change or delete what must never change."""


@event.listens_for(Session, "before_flush")
def refuse_changes(session: Session, _context: Any, _instances: Any) -> None:  # noqa: ANN401
    """Refuse to flush a change or deletion of a fixed row, sealed letters above all."""
    for row in session.deleted:
        if isinstance(row, FIXED):
            raise FixedRowError(f"{type(row).__name__} {row.id} is never deleted.")
    for row in session.dirty:
        if isinstance(row, FIXED) and session.is_modified(row):
            raise FixedRowError(f"{type(row).__name__} {row.id} is never changed.")
