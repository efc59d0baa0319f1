"""Reporting a wrong contact of a channel, and the moderator's decision about it."""

import uuid
from typing import Annotated, cast

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints

from joinder.api.deps import Caller, Lang, Uow, address_of, allow
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import contact_flags
from joinder.core import limits
from joinder.reference.schema.base import LangCode

router = APIRouter(prefix="/api", tags=["moderation"])
AT_MOST = (20, 3600)  # by one address, in one hour


class ContactFlagCreate(Body):
    """Which shown contact is wrong, and how."""

    contact: str = Field(max_length=500)
    reason_code: str
    text: str = Field(default="", max_length=2000)


class ContactDecision(Body):
    """What became of it."""

    resolution: Annotated[str, StringConstraints(pattern="^(right|to_correct)$")]


@router.post("/reference/channels/{channel_id}/flags", dependencies=[allow("contact.flag")], status_code=201)
def flag_contact(request: Request, channel_id: str, body: ContactFlagCreate, session: Once, lang: Lang) -> Done:
    """Report that a contact shown of a channel is wrong; no account is needed and none is kept."""
    limits.hit(session, "contact_flag", address_of(request), *AT_MOST)
    told = (body.reason_code, body.text)
    contact_flags.report(session, channel_id, body.contact, cast("LangCode", lang), told)
    return kept(session, DONE)


@router.post("/moderation/contacts/{flag_id}", dependencies=[allow("contact.resolve")])
def resolve_contact(flag_id: uuid.UUID, body: ContactDecision, session: Uow, caller: Caller) -> Done:
    """Decide what becomes of a contact that was reported."""
    contact_flags.resolve(session, flag_id, caller.actor, body.resolution)
    return DONE
