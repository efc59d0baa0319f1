"""Selects of the reference room."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core.errors import NotFound
from joinder.reference.models import ReferenceVersion


def content_of(session: Session, kind: str, ref_id: str, version: int) -> dict[str, Any]:
    """Return an entry as it read in the version a letter or filing was made with; refuses an unknown version."""
    content = session.scalar(
        select(ReferenceVersion.content).where(
            ReferenceVersion.kind == kind, ReferenceVersion.ref_id == ref_id, ReferenceVersion.version == version
        )
    )
    if content is None:
        raise NotFound("reference.no_version", kind=kind, id=ref_id, version=version)
    return content
