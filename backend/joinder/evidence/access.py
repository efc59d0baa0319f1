"""Who may open a file, and the one-use tickets through which originals leave the house."""

import uuid
from collections.abc import Generator

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.policy import STAFF
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.core import clock, storage, tokens
from joinder.core.crypto import SealBrokenError
from joinder.core.errors import Forbidden, Gone, Invalid, NotFound
from joinder.evidence import envelope, intake, queries
from joinder.evidence.models import Evidence, EvidenceAccess
from joinder.reports.models import Report

TICKET = "evidence.ticket"
TICKET_SECONDS = 120
PURPOSES = ("own_copy", "review", "moderation", "legal_request")
ORGANIZERS = ("organizer", "co_organizer")
MAX_REASON = 300
tokens.allow_lifetime(TICKET, TICKET_SECONDS)


def refuse_unless_open(session: Session, evidence: Evidence, actor: Actor) -> Report:
    """Return the item's report if the actor may open it right now; refuse (Forbidden) everyone else.

    The owner may; an organizer while the member shares evidence with this very person; a moderator may.
    """
    report = session.get_one(Report, evidence.report_id)
    if actor.role == "owner" and report.account_id == actor.account_id:
        return report
    if actor.role in STAFF and report.case_id is not None:
        return report
    if actor.role in ORGANIZERS and actor.account_id and queries.shares(session, report, actor.account_id):
        return report
    raise Forbidden("evidence.not_shared")


def issue_ticket(
    session: Session, evidence: Evidence, actor: Actor, session_id: uuid.UUID, purpose: str, reason: str | None
) -> str:
    """Return a ticket to the original: 120 seconds, one use, bound to this session, item and purpose.

    A moderator must say why (it goes into the audit chain). Refuses an item without a file.
    """
    report = refuse_unless_open(session, evidence, actor)
    if purpose not in PURPOSES or (purpose == "own_copy") != (actor.role == "owner"):
        raise Invalid("evidence.bad_purpose", field="purpose")
    if actor.role in STAFF and not (reason or "").strip():
        raise Invalid("evidence.reason_needed", field="reason")
    if evidence.storage_key is None:
        raise NotFound("evidence.no_file")
    audit.write(session, report.case_id, actor, "evidence.ticket", evidence.reference, (reason or purpose)[:MAX_REASON])
    claims = {"sub": str(actor.account_id), "sid": str(session_id), "obj": str(evidence.id)}
    return tokens.sign(TICKET, {**claims, "why": purpose, "role": actor.role}, TICKET_SECONDS)


def redeem_ticket(session: Session, ticket: str, account_id: uuid.UUID, session_id: uuid.UUID) -> Evidence:
    """Use a ticket up and note who opened what and why; refuse a foreign, used or ended one, and a right since lost."""
    claims = tokens.read(TICKET, ticket)
    if (claims["sub"], claims.get("sid")) != (str(account_id), str(session_id)):
        raise tokens.TokenRefused
    evidence = session.get(Evidence, uuid.UUID(claims["obj"]))
    if evidence is None or evidence.storage_key is None:
        raise tokens.TokenRefused
    actor = Actor(account_id, claims["role"])
    refuse_unless_open(session, evidence, actor)
    tokens.consume(session, claims)
    note(session, evidence, actor, intake.ORIGINAL, claims["why"])
    return evidence


def open_derivative(session: Session, evidence: Evidence, actor: Actor, purpose: str) -> None:
    """Check the right to see the rebuilt copy, and note it unless the owner looks."""
    refuse_unless_open(session, evidence, actor)
    if evidence.derivative_key is None:
        raise NotFound("evidence.no_file")
    if actor.role != "owner":
        note(session, evidence, actor, intake.DERIVATIVE, purpose)


def note(session: Session, evidence: Evidence, actor: Actor, what: str, purpose: str) -> EvidenceAccess:
    """Write that a file is opened, for its owner and into the audit chain."""
    report = session.get_one(Report, evidence.report_id)
    row = EvidenceAccess(
        evidence_id=evidence.id,
        account_id=actor.account_id,
        role=actor.role,
        what=what,
        purpose=purpose,
        at=clock.now(),
    )
    session.add(row)
    session.flush()
    audit.write(session, report.case_id, actor, f"evidence.open_{what}", evidence.reference, purpose)
    return row


def contents(evidence: Evidence, part: str) -> Generator[bytes]:
    """Return the decrypted bytes as a stream whose first piece has already been proven good.

    Refuses (Gone) a file that is missing, changed or whose key was destroyed, before any byte is given.
    """
    key = evidence.storage_key if part == intake.ORIGINAL else evidence.derivative_key
    if key is None:
        raise NotFound("evidence.no_file")
    try:
        file_key: str = evidence.file_key
        stored = storage.get_store().open(key)
        stream = envelope.opened(stored, bytes.fromhex(file_key), intake.context(evidence.id, part))
        first = next(stream)
    except (FileNotFoundError, SealBrokenError) as error:
        raise Gone("evidence.file_damaged") from error
    return _chained(first, stream)


def _chained(first: bytes, rest: Generator[bytes]) -> Generator[bytes]:
    yield first
    yield from rest


def accesses(session: Session, evidence_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[EvidenceAccess]]:
    """Return who opened each of some items, newest first (at most 500 in all)."""
    found: dict[uuid.UUID, list[EvidenceAccess]] = {one: [] for one in evidence_ids}
    query = select(EvidenceAccess).where(EvidenceAccess.evidence_id.in_(evidence_ids))
    for row in session.scalars(query.order_by(EvidenceAccess.at.desc()).limit(500)):
        found[row.evidence_id].append(row)
    return found
