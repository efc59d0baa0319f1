"""Hourly checkpoints over all audit chains: whoever rewrites a chain later contradicts them.

Each keeps only the heads that moved since the one before, so it grows with what was done, not with the number of cases.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from joinder.cases.models import AuditCheckpoint, AuditEntry, AuditHead, CheckpointHead
from joinder.core import clock, crypto, jobs
from joinder.core.append_only import append_only
from joinder.core.database import new_id

append_only(AuditCheckpoint.__table__)  # pyright: ignore[reportArgumentType]
append_only(CheckpointHead.__table__)  # pyright: ignore[reportArgumentType]
AT_ONCE = 1000


@jobs.periodic("cases.checkpoint", minutes=60)
def keep_checkpoint(session: Session) -> None:
    """Put the heads of all chains under one root, once an hour; nothing while there are no heads."""
    heads = session.scalars(select(AuditHead).order_by(AuditHead.chain)).all()
    if not heads:
        return
    row = AuditCheckpoint(at=clock.now(), root=_root({one.chain: one.hash for one in heads}), heads=len(heads))
    session.add(row)
    session.flush()
    moved = [one for one in heads if one.seq != one.checkpointed_seq]
    if moved:
        kept = [{"chain": one.chain, "seq": one.seq, "hash": one.hash} for one in moved]
        session.execute(insert(CheckpointHead), [{"id": new_id(), "checkpoint_id": row.id, **one} for one in kept])
        session.execute(update(AuditHead), [{"id": one.id, "checkpointed_seq": one.seq} for one in moved])


def contradicted(session: Session) -> list[datetime]:
    """Return when each checkpoint was made that the chains no longer agree with (empty when all hold).

    A head it kept must still be that entry of its chain, and all heads of that hour must still give its root, which
    nobody makes anew without the key file. Those of versions that kept no heads are passed over.
    """
    heads: dict[str, bytes] = {}
    broken: list[datetime] = []
    before = b""
    for checkpoint, moved in _by_checkpoint(session):
        heads |= {one.chain: one.hash for one, _ in moved}
        if not heads:
            continue
        root = _root(heads) if moved else before
        held = (root, len(heads)) == (checkpoint.root, checkpoint.heads)
        if not held or any(one.hash != entry for one, entry in moved):
            broken.append(checkpoint.at)
        before = root
    return broken


def _by_checkpoint(session: Session) -> Iterator[tuple[AuditCheckpoint, list[tuple[CheckpointHead, bytes | None]]]]:
    """Yield each checkpoint, oldest first, with the heads it kept and the hashes that stand in their chains now."""
    same = (AuditEntry.chain == CheckpointHead.chain) & (AuditEntry.seq == CheckpointHead.seq)
    query: Select[AuditCheckpoint, CheckpointHead | None, bytes | None] = select(
        AuditCheckpoint, CheckpointHead, AuditEntry.hash
    )
    query = query.outerjoin(CheckpointHead, CheckpointHead.checkpoint_id == AuditCheckpoint.id)
    query = query.outerjoin(AuditEntry, same).order_by(AuditCheckpoint.at, AuditCheckpoint.id)
    rows = session.execute(query.execution_options(yield_per=AT_ONCE))
    for _, group in groupby(rows, key=lambda row: row[0].id):
        together = list(group)
        yield together[0][0], [(head, entry) for _, head, entry in together if head is not None]


def _root(heads: dict[str, bytes]) -> bytes:
    """Return the keyed Merkle root (RFC 6962 hashing) over chains in name order."""
    level = [hashlib.sha256(b"\0" + chain.encode() + head).digest() for chain, head in sorted(heads.items())]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\1" + p[0] + p[1]).digest() if len(p) > 1 else p[0] for p in pairs]
    return crypto.keyed_hash("audit-checkpoint", level[0])
