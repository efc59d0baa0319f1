"""Hash-chained audit: one chain a case and one for case-less acts, its head row locked while an entry is added."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from joinder.cases.models import AuditEntry, AuditHead, Organizer
from joinder.core import clock
from joinder.core.append_only import append_only
from joinder.core.canonical_json import canonical_json
from joinder.core.database import before_commit

append_only(AuditEntry.__table__)  # pyright: ignore[reportArgumentType]
HOUSE_CHAIN = "house"
ORGANIZING = ("organizer", "co_organizer")
ZERO = bytes(32)


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which role; None is the house itself."""

    account_id: uuid.UUID | None
    role: str


HOUSE = Actor(None, "house")


def chain_of(case_id: uuid.UUID | None) -> str:
    """Return the name of a case's chain, or of the house's."""
    return str(case_id) if case_id else HOUSE_CHAIN


def write(
    session: Session,
    case_id: uuid.UUID | None,
    actor: Actor,
    action: str,
    object_ref: object,
    reason: str | None = None,
) -> AuditEntry:
    """Queue one audit entry for this transaction; it is chained at commit, heads locked last and in id order."""
    entry = AuditEntry(
        chain=chain_of(case_id),
        at=clock.now(),
        actor_id=actor.account_id,
        role=actor.role,
        action=action,
        object_ref=str(object_ref),
        reason=reason,
        seq=0,
        prev_hash=ZERO,
        hash=ZERO,
    )
    session.info.setdefault("audit", []).append(entry)
    return entry


@before_commit
def chain_pending(session: Session) -> None:
    """Lock the heads in name order and append the transaction's entries; the unit of work calls this last."""
    pending: list[AuditEntry] = session.info.pop("audit", [])
    if not pending:
        return
    session.flush()
    _note_organizers(session, pending)
    for chain in sorted({entry.chain for entry in pending}):
        head = _locked_head(session, chain)
        for entry in (one for one in pending if one.chain == chain):
            entry.seq, entry.prev_hash = head.seq + 1, head.hash
            entry.hash = link(entry)
            head.seq, head.hash = entry.seq, entry.hash
            session.add(entry)
    session.flush()


def _note_organizers(session: Session, pending: list[AuditEntry]) -> None:
    acted = {(one.chain, one.actor_id): one.at for one in pending if one.role in ORGANIZING and one.actor_id}
    for (chain, actor), at in sorted(acted.items()):
        if chain != HOUSE_CHAIN:
            here = (Organizer.case_id == uuid.UUID(chain), Organizer.account_id == actor, Organizer.ended_at.is_(None))
            session.execute(update(Organizer).where(*here).values(last_active_at=at))


def _locked_head(session: Session, chain: str) -> AuditHead:
    query = select(AuditHead).where(AuditHead.chain == chain).with_for_update()
    head = session.scalar(query)
    if head is None:
        from sqlalchemy.dialects import postgresql, sqlite  # noqa: PLC0415

        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        values = {"id": uuid.uuid4(), "chain": chain, "seq": 0, "hash": ZERO, "checkpointed_seq": 0}
        session.execute(insert(AuditHead).values(values).on_conflict_do_nothing(index_elements=["chain"]))
        head = session.scalar(query)
    if head is None:
        raise RuntimeError("An audit head could not be made.")
    return head


def link(entry: AuditEntry) -> bytes:
    """Return the hash of an entry over its content and the hash before it (SHA-256)."""
    content: dict[str, Any] = {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "actor": str(entry.actor_id or ""),
        "role": entry.role,
        "action": entry.action,
        "object": entry.object_ref,
        "reason": entry.reason or "",
    }
    return hashlib.sha256(entry.prev_hash + canonical_json(content)).digest()


def broken_chains(session: Session) -> list[str]:
    """Return the names of chains that were edited, cut, reordered or forked (empty when all hold)."""
    broken: set[str] = set()
    last: dict[str, tuple[int, bytes]] = {}
    query = select(AuditEntry).order_by(AuditEntry.chain, AuditEntry.seq).execution_options(yield_per=1000)
    for entry in session.scalars(query):
        seq, before = last.get(entry.chain, (0, ZERO))
        if entry.seq != seq + 1 or entry.prev_hash != before or entry.hash != link(entry):
            broken.add(entry.chain)
        last[entry.chain] = (entry.seq, entry.hash)
    for head in session.scalars(select(AuditHead)):
        if last.get(head.chain, (0, ZERO)) != (head.seq, head.hash):
            broken.add(head.chain)
    return sorted(broken)
