"""Verbs about wrong contacts: a reader reports one, a moderator decides what becomes of it."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.contact_models import ContactFlag
from joinder.cases.service import decide_flag
from joinder.core import clock
from joinder.core.errors import Invalid, NotFound
from joinder.core.sealed import new_data_key
from joinder.reference import catalog, display
from joinder.reference.schema.base import LangCode

REASONS = frozenset({"does_not_answer", "belongs_to_others", "asks_for_money", "outdated", "other"})
VISITOR = Actor(None, "visitor")
_MOST = 200


def report(session: Session, channel_id: str, contact: str, lang: LangCode, told: tuple[str, str]) -> ContactFlag:
    """Keep that a shown contact of a channel is wrong (reason code and words); who says so is not kept.

    Refuses a contact that the channel does not show, and an unknown reason.
    """
    reason_code, text = told
    channel = catalog.channel(channel_id)
    if not display.showable(channel.confidence):
        raise NotFound("reference.unknown", id=channel_id)
    if contact not in {one.value for one in display.visible_contacts(channel, lang) if one.kind != "note"}:
        raise Invalid("cases.no_such_contact", field="contact")
    if reason_code not in REASONS:
        raise Invalid("cases.bad_reason", field="reason_code")
    key_id = new_data_key(session, "contact_flag")
    row = ContactFlag(channel_id=channel_id, contact=contact, key_id=key_id, reason_code=reason_code, at=clock.now())
    row.text = text
    session.add(row)
    session.flush()
    audit.write(session, None, VISITOR, "contact.flag", row.id)
    return row


def waiting(session: Session) -> list[ContactFlag]:
    """List what is undecided, oldest first."""
    query = select(ContactFlag).where(ContactFlag.resolved_at.is_(None))
    return list(session.scalars(query.order_by(ContactFlag.at, ContactFlag.id).limit(_MOST)))


def resolve(session: Session, flag_id: uuid.UUID, actor: Actor, resolution: str) -> None:
    """Decide one: the contact is right, or to be corrected in the reference data; refuse one already decided."""
    row = session.get(ContactFlag, flag_id)
    if row is None:
        raise NotFound("cases.no_flag")
    decide_flag(session, row, resolution)
    audit.write(session, None, actor, "contact.resolve", row.id, resolution)
