"""Audit trails as a moderator reads them: of a case, and of what belongs to no case (a company, a role)."""

import uuid
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import select

from joinder.api.deps import CaseScope, ReadSession, allow
from joinder.cases.audit import HOUSE_CHAIN, chain_of
from joinder.cases.models import AuditEntry

router = APIRouter(prefix="/api", tags=["moderation"])
MOST = 200


class AuditRead(BaseModel):
    """One line of an audit trail."""

    seq: int
    at: datetime
    role: str
    action: str
    object_ref: str
    reason: str | None


@router.get("/cases/{reference}/audit", dependencies=[allow("audit.read")])
def read_audit(scope: CaseScope, session: ReadSession) -> list[AuditRead]:
    """Read the last two hundred entries of a case's audit trail."""
    return _lines(session, chain_of(scope.case.id))


@router.get("/moderation/trail/{object_id}", dependencies=[allow("audit.house")])
def read_trail(object_id: uuid.UUID, session: ReadSession) -> list[AuditRead]:
    """Read the last two hundred case-less acts about one company, account or other thing of the house."""
    return _lines(session, HOUSE_CHAIN, str(object_id))


def _lines(session: ReadSession, chain: str, object_ref: str | None = None) -> list[AuditRead]:
    query = select(AuditEntry).where(AuditEntry.chain == chain)
    if object_ref is not None:
        query = query.where(AuditEntry.object_ref == object_ref)
    return [
        AuditRead(
            seq=row.seq, at=row.at, role=row.role, action=row.action, object_ref=row.object_ref, reason=row.reason
        )
        for row in session.scalars(query.order_by(AuditEntry.seq.desc()).limit(MOST))
    ]
