"""Verbs of who: enter with a proven contact, add and remove contacts, merge, recover, close."""

import secrets
import uuid

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from joinder.accounts import sessions
from joinder.accounts.challenges import Proven, contact_hash
from joinder.accounts.contacts import ContactValue, parse
from joinder.accounts.models import Account, AccountRole, ApiToken, Contact, RecoveryCode
from joinder.accounts.notice_models import Notification, TopicChoice
from joinder.accounts.policy import STAFF
from joinder.core import clock, crypto
from joinder.core.errors import Conflict, Invalid, NotFound
from joinder.core.sealed import new_data_key, shred

MAX_CONTACTS = 6
MAX_TOKENS = 10
ROLES = ("moderator", "admin", "journalist")


def account_of(session: Session, hashed: bytes) -> Account | None:
    """Return the account a contact hash belongs to."""
    query = select(Account).join(Contact, Contact.account_id == Account.id).where(Contact.canonical_hash == hashed)
    return session.scalar(query)


def enter(session: Session, proven: Proven, *, lang: str, fresh: bool = False) -> Account:
    """Return the account of a proven contact, making one if needed; `fresh` leaves a recycled number's old account."""
    found = account_of(session, proven.contact_hash)
    if found is not None and not fresh:
        return found
    if found is not None:
        session.execute(delete(Contact).where(Contact.canonical_hash == proven.contact_hash))
        sessions.revoke(session, found.id)
    account = new_account(session, lang)
    _attach(session, account, proven.contact)
    return account


def new_account(session: Session, lang: str) -> Account:
    """Make an account without any contact (it counts as nobody until it has one)."""
    account = Account(key_id=new_data_key(session), lang=lang, created_at=clock.now(), notify=True)
    session.add(account)
    session.flush()
    return account


def _attach(session: Session, account: Account, contact: ContactValue) -> Contact:
    row = Contact(
        account_id=account.id,
        key_id=account.key_id,
        kind=contact.kind,
        canonical_hash=contact_hash(contact.canonical),
        verified_at=clock.now(),
    )
    row.value = contact.value
    session.add(row)
    session.flush()
    return row


def contacts_of(session: Session, account_id: uuid.UUID) -> list[Contact]:
    """List an account's contacts, oldest first."""
    return list(session.scalars(select(Contact).where(Contact.account_id == account_id).order_by(Contact.verified_at)))


def add_contact(session: Session, account: Account, proven: Proven) -> Account | None:
    """Add a proven contact; when another account has it, return that account, which is now merged into this one."""
    owner = account_of(session, proven.contact_hash)
    if owner is not None and owner.id == account.id:
        raise Conflict("accounts.contact_known", field="contact")
    if len(contacts_of(session, account.id)) >= MAX_CONTACTS:
        raise Conflict("accounts.too_many_contacts", field="contact")
    if owner is None:
        _attach(session, account, proven.contact)
        return None
    for contact in contacts_of(session, owner.id):
        value = contact.value
        contact.account_id, contact.key_id = account.id, account.key_id
        contact.value = value
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == owner.id))
    session.execute(update(ApiToken).where(ApiToken.account_id == owner.id).values(revoked_at=clock.now()))
    sessions.revoke(session, owner.id)
    _move_roles(session, account, owner)
    owner.closed_at = clock.now()
    session.flush()
    theirs = or_(Account.id == owner.id, Account.merged_into_id == owner.id)
    session.execute(update(Account).where(theirs).values(merged_into_id=account.id))
    return owner


def one_person(session: Session, account_id: uuid.UUID) -> list[uuid.UUID]:
    """Return an account and all that were ever merged into it: whatever is kept of one person hangs on these."""
    query = select(Account.id).where(or_(Account.id == account_id, Account.merged_into_id == account_id))
    return list(session.scalars(query))


def _move_roles(session: Session, account: Account, owner: Account) -> None:
    gained = roles_of(session, owner.id) - roles_of(session, account.id)
    for role in sorted(gained):
        grant_role(session, account, role, None)
    session.execute(delete(AccountRole).where(AccountRole.account_id == owner.id))


def remove_contact(session: Session, account: Account, contact_id: uuid.UUID) -> None:
    """Remove a contact; refuse the last one, without which nobody could sign in or be counted."""
    session.refresh(account, with_for_update={"key_share": True})  # two who remove at once wait for each other
    rows = contacts_of(session, account.id)
    if contact_id not in {row.id for row in rows}:
        raise NotFound("accounts.no_contact")
    if len(rows) == 1:
        raise Conflict("accounts.last_contact", field="contact")
    session.execute(delete(Contact).where(Contact.id == contact_id, Contact.account_id == account.id))


def new_recovery_code(session: Session, account: Account) -> str:
    """Make the account's recovery code, shown once; an earlier one stops working."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    raw = secrets.token_hex(10)
    code = "-".join(raw[i : i + 4] for i in range(0, 20, 4)).upper()
    session.add(RecoveryCode(account_id=account.id, code_hash=_recovery_hash(code), created_at=clock.now()))
    session.flush()
    return code


def _recovery_hash(code: str) -> bytes:
    return crypto.keyed_hash("recovery", "".join(c for c in code.upper() if c.isalnum()))


def recover(session: Session, code: str) -> Account:
    """Use up a recovery code and return its account with all other sessions ended; refuse (Invalid) any other code."""
    query = select(RecoveryCode).where(RecoveryCode.code_hash == _recovery_hash(code), RecoveryCode.used_at.is_(None))
    row = session.scalar(query.with_for_update())
    account = session.get(Account, row.account_id) if row else None
    if row is None or account is None or account.closed_at:
        raise Invalid("accounts.recovery_wrong", field="code")
    row.used_at = clock.now()
    sessions.revoke(session, account.id)
    return account


def roles_of(session: Session, account_id: uuid.UUID) -> frozenset[str]:
    """Return an account's house-wide roles."""
    return frozenset(session.scalars(select(AccountRole.role).where(AccountRole.account_id == account_id)))


def grant_role(session: Session, account: Account, role: str, by: uuid.UUID | None) -> None:
    """Give a house-wide role; does nothing when it is held; refuse (Invalid) an unknown role."""
    if role not in ROLES:
        raise Invalid("accounts.unknown_role", field="role")
    held = roles_of(session, account.id)
    if role in held:
        return
    session.add(AccountRole(account_id=account.id, role=role, granted_by=by, granted_at=clock.now()))
    session.flush()
    if role in STAFF and not held & STAFF:
        sessions.revoke(session, account.id)  # staff sign in anew: their sessions are shorter


def account_for(session: Session, contact_text: str, lang: str) -> Account:
    """Return or make the account of a contact that an operator vouches for (first admin, demo)."""
    contact = parse(contact_text)
    found = account_of(session, contact_hash(contact.canonical))
    if found is not None:
        return found
    account = new_account(session, lang)
    _attach(session, account, contact)
    return account


def new_api_token(session: Session, account: Account, name: str) -> tuple[ApiToken, str]:
    """Make an API token, shown once; refuse more than ten live ones."""
    query = select(func.count()).where(ApiToken.account_id == account.id, ApiToken.revoked_at.is_(None))
    if (session.scalar(query) or 0) >= MAX_TOKENS:
        raise Conflict("accounts.too_many_tokens")
    token = "jn_" + secrets.token_urlsafe(32)
    row = ApiToken(
        account_id=account.id, name=name, token_hash=crypto.keyed_hash("api-token", token), created_at=clock.now()
    )
    session.add(row)
    session.flush()
    return row, token


def token_owner(session: Session, token: str) -> Account | None:
    """Return the account of a live API token, or None."""
    query = (
        select(Account)
        .join(ApiToken, ApiToken.account_id == Account.id)
        .where(ApiToken.token_hash == crypto.keyed_hash("api-token", token), ApiToken.revoked_at.is_(None))
        .where(Account.closed_at.is_(None))
    )
    return session.scalar(query)


def revoke_api_token(session: Session, account_id: uuid.UUID, token_id: uuid.UUID) -> None:
    """End one of an account's API tokens."""
    where = (ApiToken.id == token_id, ApiToken.account_id == account_id)
    session.execute(update(ApiToken).where(*where).values(revoked_at=clock.now()))


def close(session: Session, account: Account) -> None:
    """Erase an account and all merged into it: contacts, codes, data keys; the random ids stay for the audit chain."""
    ids = one_person(session, account.id)
    for table in (Contact, RecoveryCode, ApiToken, AccountRole, Notification, TopicChoice):
        session.execute(delete(table).where(table.account_id.in_(ids)))
    sessions.revoke(session, account.id)
    account.closed_at = clock.now()
    for key_id in session.scalars(select(Account.key_id).where(Account.id.in_(ids))).all():
        shred(session, key_id)
