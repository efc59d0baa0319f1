"""Unsent drafts carried to another browser by a short code; the server keeps only bytes it cannot read."""

import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.cases.references import ALPHABET
from joinder.core import clock, crypto, jobs
from joinder.core.database import Base, UtcDateTime
from joinder.core.errors import NotFound

KEEP = timedelta(days=14)
CODE_LENGTH = 10


class Draft(Base):
    """One draft, sealed under a key derived from the code that only its writer has."""

    __tablename__ = "draft"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    blob: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def _key(code: str) -> bytes:
    return crypto.keyed_hash("draft-key", code)


def _normal(code: str) -> str:
    return "".join(c for c in code.upper() if c in ALPHABET)


def keep(session: Session, text: str) -> str:
    """Keep a draft for fourteen days and return its code, which is not kept."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    row_id = uuid.uuid4()
    blob = crypto.seal_with(_key(code), row_id.bytes, text.encode())
    code_hash = crypto.keyed_hash("draft", code)
    session.add(Draft(id=row_id, code_hash=code_hash, blob=blob, expires_at=clock.now() + KEEP))
    session.flush()
    return f"{code[:5]}-{code[5:]}"


def resume(session: Session, code: str) -> str:
    """Return the draft of a code; refuse (NotFound) an unknown or expired one."""
    code = _normal(code)
    row = session.scalar(select(Draft).where(Draft.code_hash == crypto.keyed_hash("draft", code)))
    if row is None or row.expires_at <= clock.now():
        raise NotFound("reports.no_draft", field="code")
    return crypto.open_with(_key(code), row.id.bytes, row.blob).decode()


@jobs.periodic("reports.sweep_drafts", minutes=60)
def sweep(session: Session) -> None:
    """Delete expired drafts."""
    session.execute(delete(Draft).where(Draft.expires_at <= clock.now()))
