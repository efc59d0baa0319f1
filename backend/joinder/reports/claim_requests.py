"""What somebody said to find their own row in a sheet: readable until it is decided, and never beyond its account."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from joinder.core.sealed import shred
from joinder.reports.import_models import ClaimRequest


def forget(session: Session, *where: ColumnElement[bool]) -> None:
    """Delete requests for good: what was said in them cannot be read any more, from a restored backup neither."""
    rows = session.scalars(select(ClaimRequest).where(*where)).all()
    for row in rows:
        session.delete(row)
    session.flush()
    for row in rows:
        shred(session, row.key_id)


def keep_decision(session: Session, request: ClaimRequest) -> None:
    """Keep of a decided request only that it was made and how it was decided; what was said is gone for good."""
    request.details = None
    session.flush()
    shred(session, request.key_id)
