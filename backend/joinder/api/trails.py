"""Audit trails as a moderator reads them: of a case, and of what belongs to no case (a company, a role)."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Cursor, Limit, ReadSession, allow
from joinder.cases.audit import HOUSE_CHAIN, chain_of
from joinder.cases.models import AuditEntry
from joinder.core.paging import Page, decode_number, encode, limit_of
from joinder.reports.models import Membership

router = APIRouter(prefix="/api", tags=["moderation"])
THEIR_ROLES = ("member", "participant", "owner")
# What a member does about the case itself, and what the house does with each report that comes in.
STILL_OF_THE_CASE = ("case.", "organizer.", "membership.appeal")
WITH_EACH_REPORT = ("match.fold",)
Room = Annotated[str | None, Query(pattern="^[a-z]{1,30}$")]


class AuditRead(BaseModel):
    """One line of an audit trail; `alias` is that of the member whom it is about."""

    seq: int
    at: datetime
    role: str
    action: str
    object_ref: str
    alias: str | None
    reason: str | None


@router.get("/cases/{reference}/audit", dependencies=[allow("audit.read")])
def read_audit(
    scope: CaseScope,
    session: ReadSession,
    *,
    members: bool = True,
    cursor: Cursor = None,
    limit: Limit = None,
) -> Page[AuditRead]:
    """Read a case's audit trail, newest first; without what members do for themselves if `members` is false."""
    query = select(AuditEntry).where(AuditEntry.chain == chain_of(scope.case.id))
    if not members:
        about = or_(*(AuditEntry.action.startswith(one, autoescape=True) for one in STILL_OF_THE_CASE))
        query = query.where(or_(AuditEntry.role.not_in(THEIR_ROLES), about))
        query = query.where(AuditEntry.action.not_in(WITH_EACH_REPORT))
    return _page(session, query, cursor, limit)


@router.get("/moderation/trail/{object_id}", dependencies=[allow("audit.house")])
def read_trail(
    object_id: uuid.UUID, session: ReadSession, room: Room = None, cursor: Cursor = None, limit: Limit = None
) -> Page[AuditRead]:
    """Read the case-less acts about one company, account or other thing of the house; of one room if it is given."""
    query = select(AuditEntry).where(AuditEntry.chain == HOUSE_CHAIN, AuditEntry.object_ref == str(object_id))
    if room:
        query = query.where(AuditEntry.action.startswith(f"{room}."))
    return _page(session, query, cursor, limit)


def _page(session: Session, query: Select[AuditEntry], cursor: str | None, limit: int | None) -> Page[AuditRead]:
    size = limit_of(limit)
    if cursor:
        query = query.where(AuditEntry.seq < decode_number(cursor)[0])
    rows = list(session.scalars(query.order_by(AuditEntry.seq.desc()).limit(size + 1)))
    following = encode(rows[size - 1].seq, str(rows[size - 1].id)) if len(rows) > size else None
    aliases = _aliases(session, rows[:size])
    items = [
        AuditRead(
            seq=row.seq,
            at=row.at,
            role=row.role,
            action=row.action,
            object_ref=row.object_ref,
            alias=aliases.get(row.object_ref),
            reason=row.reason,
        )
        for row in rows[:size]
    ]
    return Page(items=items, next_cursor=following)


def _aliases(session: Session, rows: Sequence[AuditEntry]) -> dict[str, str]:
    of = {uuid.UUID(row.object_ref) for row in rows if row.action.startswith(("membership.", "appeal."))}
    query = select(Membership.id, Membership.pseudonym).where(Membership.id.in_(of), Membership.withdrawn_at.is_(None))
    return {str(member_id): name for member_id, name in session.execute(query)} if of else {}
