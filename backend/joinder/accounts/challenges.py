"""Codes and links that prove a contact: six digits, ten minutes, five tries, one use."""

import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.contacts import ContactValue, parse
from joinder.accounts.models import SignInChallenge
from joinder.core import addresses, carriers, clock, crypto, limits, messages
from joinder.core.database import Database
from joinder.core.errors import Gone, Invalid, Refusal
from joinder.core.sealed import new_data_key, shred
from joinder.core.settings import get_settings

CODE_DIGITS = 6
LIFETIME = timedelta(minutes=10)
TRIES = 5
HOUR = 3600
PER_CONTACT, PER_ADDRESS, PER_NETWORK = 5, 60, 300  # many phones share one address behind a carrier
# In an hour as busy as this a network gets a few only: whoever made it so cannot lock out everybody else.
BUSY_HOUR, PER_BUSY_NETWORK = 2000, 10
PER_HOUR = 20_000  # what an hour may cost at all
# Only signing in may be done by the link: pressed elsewhere, any other link would act for whoever asked for it.
TEMPLATES = {"sign_in": "accounts.code", "add_contact": "accounts.add_contact", "object": "accounts.object"}


@dataclass(frozen=True)
class Proven:
    """A contact that its owner has just proved, and for what."""

    contact: ContactValue
    contact_hash: bytes
    purpose: str
    account_id: uuid.UUID | None


def contact_hash(canonical: str) -> bytes:
    """Return the keyed hash by which a contact is compared."""
    return crypto.keyed_hash("contact", canonical)


def request(
    database: Database,
    text: str,
    *,
    lang: str,
    address: str,
    purpose: str = "sign_in",
    account_id: uuid.UUID | None = None,
) -> SignInChallenge:
    """Send a code (and, to sign in, a link); refuse what no carrier reaches, and (TooMany) past the limits."""
    contact = parse(text)
    refuse_unreached(contact.kind)
    _spend(database, contact, address)
    code, link, now = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}", secrets.token_urlsafe(32), clock.now()
    with database.write() as session:
        row = SignInChallenge(
            key_id=new_data_key(session, "challenge"),
            purpose=purpose,
            account_id=account_id,
            kind=contact.kind,
            contact_hash=contact_hash(contact.canonical),
            code_hash=b"",
            tries_left=TRIES,
            link_hash=crypto.keyed_hash("sign-in-link", link),
            created_at=now,
            expires_at=now + LIFETIME,
        )
        row.code_hash = crypto.keyed_hash("sign-in-code", f"{row.id}:{code}")
        row.contact = contact.value
        session.add(row)
        session.flush()
        params: dict[str, object] = {"code": code}
        if purpose == "sign_in":
            params["link"] = f"{get_settings().public_url}/{lang}/sign-in/link#{link}"
        messages.send(
            session,
            to_kind=contact.kind,
            to=contact.value,
            template=f"{TEMPLATES[purpose]}_{contact.kind}",
            lang=lang,
            params=params,
            expires_at=row.expires_at,
        )
    return row


def _spend(database: Database, contact: ContactValue, address: str) -> None:
    network = addresses.network(address)
    limits.spend(database, "code_contact", contact.canonical, PER_CONTACT, HOUR)
    limits.spend(database, "code_address", address, PER_ADDRESS, HOUR)
    limits.spend(database, "code_network", network, PER_NETWORK, HOUR)
    if limits.used(database, "code_hour", "all", HOUR) >= BUSY_HOUR:
        limits.spend(database, "code_busy_network", network, PER_BUSY_NETWORK, HOUR)
    limits.spend(database, "code_hour", "all", PER_HOUR, HOUR)


def refuse_unreached(kind: str) -> None:
    """Refuse (Invalid) a kind of contact that no carrier of this house reaches."""
    if not carriers.can_reach(get_settings(), kind):
        raise Invalid("accounts.no_mail" if kind == "email" else "accounts.no_sms", field="contact")


def prove_by_code(database: Database, challenge_id: uuid.UUID, code: str) -> Proven:
    """Use up a code; refuse a wrong one (Invalid, tries left) and an expired, used or spent one (Gone)."""
    digits = "".join(str(int(c)) for c in code if c.isdecimal())
    return _finish(_try_code(database, challenge_id, digits))


def _try_code(database: Database, challenge_id: uuid.UUID, digits: str) -> Proven | Refusal:
    with database.write() as session:
        row = session.get(SignInChallenge, challenge_id, with_for_update=True)
        if row is None or row.used_at or row.expires_at <= clock.now() or row.tries_left <= 0:
            return Gone("accounts.code_expired", field="code")
        row.tries_left -= 1
        if not hmac.compare_digest(row.code_hash, crypto.keyed_hash("sign-in-code", f"{row.id}:{digits}")):
            if row.tries_left == 0:
                return Gone("accounts.code_spent", field="code")
            return Invalid("accounts.code_wrong", field="code", left=row.tries_left)
        return _use(row)


def prove_by_link(database: Database, token: str) -> Proven:
    """Use up a sign-in link by a POST (a GET never consumes it); refuse (Gone) an expired or used one."""
    hashed = crypto.keyed_hash("sign-in-link", token)
    with database.write() as session:
        row = session.scalar(select(SignInChallenge).where(SignInChallenge.link_hash == hashed).with_for_update())
        if row is None or row.purpose != "sign_in" or row.used_at or row.expires_at <= clock.now():
            outcome: Proven | Refusal = Gone("accounts.link_expired")
        else:
            outcome = _use(row)
    return _finish(outcome)


def _use(row: SignInChallenge) -> Proven:
    row.used_at = clock.now()
    return Proven(parse(row.contact), row.contact_hash, row.purpose, row.account_id)


def _finish(outcome: Proven | Refusal) -> Proven:
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def sweep(session: Session, before: datetime) -> None:
    """Shred challenges that ended before an instant."""
    for row in session.scalars(select(SignInChallenge).where(SignInChallenge.expires_at < before).limit(500)):
        shred(session, row.key_id)
        session.delete(row)
