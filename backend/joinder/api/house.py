"""About the house itself: what the app needs to start, and the local outbox (loopback only)."""

import uuid
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlalchemy import select

from joinder.api.deps import ReadSession, allow
from joinder.core import carriers, sealed
from joinder.core.errors import NotFound
from joinder.core.messages import OutMessage
from joinder.core.settings import LOOPBACK, get_settings

router = APIRouter(prefix="/api", tags=["house"])
KINDS: tuple[Literal["email", "phone"], ...] = ("email", "phone")


class Meta(BaseModel):
    """What the app needs to know of this installation."""

    demo: bool
    outbox: bool
    contact_kinds: list[Literal["email", "phone"]]
    default_lang: str
    operator_name: str
    queue_at: int


class OutboxMessage(BaseModel):
    """One message of the local outbox."""

    id: uuid.UUID
    kind: str
    to: str
    subject: str
    body: str
    created_at: datetime


@router.get("/meta", dependencies=[allow("house.read")])
def read_meta() -> Meta:
    """Read what the app needs to know of this installation."""
    settings = get_settings()
    return Meta(
        demo=settings.demo,
        outbox=settings.outbox_enabled,
        contact_kinds=[kind for kind in KINDS if carriers.can_reach(settings, kind)],
        default_lang=settings.default_lang,
        operator_name=settings.operator_name,
        queue_at=settings.queue_at,
    )


@router.get("/outbox", dependencies=[allow("outbox.read")])
def read_outbox(request: Request, session: ReadSession) -> list[OutboxMessage]:
    """Read the last hundred messages of the local outbox; 404 anywhere but on a loopback connection."""
    if not get_settings().outbox_enabled or (request.client and request.client.host not in (*LOOPBACK, "testclient")):
        raise NotFound("core.not_found")
    rows = list(session.scalars(select(OutMessage).order_by(OutMessage.created_at.desc()).limit(100)))
    sealed.preload(session, rows)
    return [
        OutboxMessage(
            id=row.id,
            kind=row.kind,
            to=row.to or "",
            subject=row.subject or "",
            body=row.body or "",
            created_at=row.created_at,
        )
        for row in rows
    ]
