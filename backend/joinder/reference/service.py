"""Verbs of the reference room: load the data's versions into the database."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock
from joinder.core.errors import Conflict
from joinder.reference.models import ReferenceVersion
from joinder.reference.versions import EntryVersion, entry_versions


def load(session: Session, entries: Iterable[EntryVersion] | None = None) -> int:
    """Store every new version and return how many were new; refuse a changed content under a known version."""
    known = {
        (kind, ref_id, version): digest
        for kind, ref_id, version, digest in session.execute(
            select(ReferenceVersion.kind, ReferenceVersion.ref_id, ReferenceVersion.version, ReferenceVersion.digest)
        )
    }
    new: list[ReferenceVersion] = []
    for entry in entries if entries is not None else entry_versions():
        stored = known.get((entry.kind, entry.ref_id, entry.version))
        if stored is None:
            new.append(_row(entry))
        elif stored != entry.digest:
            raise Conflict(
                "reference.changed_under_same_version", kind=entry.kind, id=entry.ref_id, version=entry.version
            )
    session.add_all(new)
    session.flush()
    return len(new)


def _row(entry: EntryVersion) -> ReferenceVersion:
    return ReferenceVersion(
        kind=entry.kind,
        ref_id=entry.ref_id,
        version=entry.version,
        digest=entry.digest,
        content=entry.content,
        loaded_at=clock.now(),
    )
