"""What each member agrees to give the named recipient of one letter; asked for by name, taken back in one step."""

import hashlib
import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from joinder.core import clock
from joinder.core.errors import Invalid
from joinder.letters.phrases import say
from joinder.reports.models import Consent, Membership

FIELDS = ("name", "contact", "ticket", "narrative", "evidence")


def recipient_key(channel_id: str, letter_reference: str) -> str:
    """Return how a consent names the recipient: this channel, for this letter only."""
    return f"{channel_id}/{letter_reference}"


def purpose_of(channel_type: str) -> str:
    """Return the purpose of being named: to the company, or to a regulator or mediator."""
    return "named_to_company" if channel_type == "company" else "named_to_regulator"


def text(recipient_name: str, lang: str) -> str:
    """Return the exact sentence a member agrees to."""
    return say("grant", lang, recipient=recipient_name)


def give(session: Session, member: Membership, recipient: str, purpose: str, fields: Sequence[str], shown: str) -> None:
    """Record what a member gives one recipient, replacing what was given before; refuse an unknown field."""
    if any(one not in FIELDS for one in fields):
        raise Invalid("letters.unknown_field", field="fields")
    take_back(session, member.id, recipient)
    if fields:
        session.add(
            Consent(
                account_id=member.account_id,
                membership_id=member.id,
                purpose=purpose,
                recipient=recipient,
                fields=sorted(set(fields)),
                text_hash=hashlib.sha256(shown.encode()).digest(),
                granted_at=clock.now(),
            )
        )
    session.flush()


def take_back(session: Session, membership_id: uuid.UUID, recipient: str) -> None:
    """Withdraw what a member gave one recipient; nothing given is fine."""
    where = (Consent.membership_id == membership_id, Consent.recipient == recipient, Consent.withdrawn_at.is_(None))
    session.execute(update(Consent).where(*where).values(withdrawn_at=clock.now()))


def fields_of(session: Session, members: Collection[uuid.UUID], recipient: str) -> dict[uuid.UUID, set[str]]:
    """Return, by membership, the fields given to one recipient right now."""
    wanted = set(members)
    query = select(Consent.membership_id, Consent.fields).where(
        Consent.recipient == recipient, Consent.withdrawn_at.is_(None)
    )
    found: dict[uuid.UUID, set[str]] = {}
    for member, fields in session.execute(query):
        if member in wanted and member is not None:
            found.setdefault(member, set()).update(fields)
    return found
