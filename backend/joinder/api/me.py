"""The caller's own account: contacts, sessions, recovery code, tokens, language, erasure."""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, StringConstraints
from sqlalchemy import select

from joinder.accounts import contacts, notifying, service, sessions
from joinder.accounts.models import Account, ApiToken, Contact
from joinder.api import erasure
from joinder.api.deps import Caller, ReadSession, Uow, allow, cookie_name
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import audit
from joinder.core.errors import NotFound
from joinder.reports import persons

router = APIRouter(prefix="/api/me", tags=["accounts"])


class OwnContact(BaseModel):
    """One of the caller's contacts, with its middle hidden."""

    id: uuid.UUID
    kind: str
    masked: str
    verified_at: datetime


class SessionRead(BaseModel):
    """One signed-in browser."""

    id: uuid.UUID
    device: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


class AccountRead(BaseModel):
    """The caller's account."""

    account_id: uuid.UUID
    lang: str
    notify: bool
    roles: list[str]
    contacts: list[OwnContact]


class AccountPatch(Body):
    """What the caller changes of the own account."""

    lang: Literal["zh", "en", "id"] | None = None
    notify: bool | None = None


class RecoveryRead(BaseModel):
    """The recovery code, shown this once."""

    code: str


class TokenCreate(Body):
    """A new API token's name."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class TokenRead(BaseModel):
    """An API token; its secret is shown only when it is made."""

    id: uuid.UUID
    name: str
    created_at: datetime
    last_used_on: date | None
    secret: str | None


@router.get("", dependencies=[allow("account.own")])
def read_account(session: ReadSession, caller: Caller, response: Response) -> AccountRead:
    """Read the own account."""
    response.headers["Cache-Control"] = "no-store"
    account = session.get_one(Account, caller.account_id)
    rows = [
        OwnContact(id=row.id, kind=row.kind, masked=contacts.masked(row.kind, row.value), verified_at=row.verified_at)
        for row in service.contacts_of(session, account.id)
    ]
    roles = sorted(caller.roles - {"member"})
    return AccountRead(account_id=account.id, lang=account.lang, notify=account.notify, roles=roles, contacts=rows)


@router.patch("", dependencies=[allow("account.own")])
def change_account(body: AccountPatch, session: Uow, caller: Caller) -> Done:
    """Change language or notifications."""
    account = session.get_one(Account, caller.account_id)
    account.lang = body.lang or account.lang
    account.notify = account.notify if body.notify is None else body.notify
    audit.write(session, None, caller.actor, "account.change", account.id)
    return DONE


@router.delete("/contacts/{contact_id}", dependencies=[allow("account.own")])
def remove_contact(contact_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """Remove a contact that is not the last one."""
    notifying.notify(session, [caller.account_id], "accounts.contact_removed")
    account = session.get_one(Account, caller.account_id)
    leaving = session.get(Contact, contact_id)
    if leaving is not None and leaving.account_id == account.id:
        persons.leave_contact(session, account.id, leaving.canonical_hash)
    service.remove_contact(session, account, contact_id)
    audit.write(session, None, caller.actor, "contact.remove", contact_id)
    return DONE


@router.get("/sessions", dependencies=[allow("account.own")])
def list_sessions(session: ReadSession, caller: Caller) -> list[SessionRead]:
    """List the signed-in browsers."""
    return [
        SessionRead(
            id=row.id,
            device=row.device,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            is_this=row.id == caller.session_id,
        )
        for row in sessions.live(session, caller.account_id)
    ]


@router.delete("/sessions/{session_id}", dependencies=[allow("account.own")])
def revoke_session(session_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """End one of the own sessions."""
    sessions.revoke(session, caller.account_id, session_id)
    audit.write(session, None, caller.actor, "session.revoke", session_id)
    return DONE


@router.post("/recovery-code", dependencies=[allow("account.own")], status_code=201)
def make_recovery_code(session: Once, caller: Caller) -> RecoveryRead:
    """Make a recovery code; an earlier one stops working."""
    notifying.notify(session, [caller.account_id], "accounts.recovery_made")
    code = service.new_recovery_code(session, session.get_one(Account, caller.account_id))
    audit.write(session, None, caller.actor, "recovery.make", caller.account_id)
    return kept(session, RecoveryRead(code=code))


@router.get("/tokens", dependencies=[allow("token.own")])
def list_tokens(session: ReadSession, caller: Caller) -> list[TokenRead]:
    """List the own live API tokens."""
    query = select(ApiToken).where(ApiToken.account_id == caller.account_id, ApiToken.revoked_at.is_(None))
    return [_token(row, None) for row in session.scalars(query.order_by(ApiToken.created_at))]


@router.post("/tokens", dependencies=[allow("token.own")], status_code=201)
def make_token(body: TokenCreate, session: Once, caller: Caller) -> TokenRead:
    """Make an API token for the public interface."""
    row, secret = service.new_api_token(session, session.get_one(Account, caller.account_id), body.name)
    audit.write(session, None, caller.actor, "token.make", row.id)
    return kept(session, _token(row, secret))


def _token(row: ApiToken, secret: str | None) -> TokenRead:
    return TokenRead(id=row.id, name=row.name, created_at=row.created_at, last_used_on=row.last_used_on, secret=secret)


@router.delete("/tokens/{token_id}", dependencies=[allow("token.own")])
def revoke_token(token_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """End one of the own API tokens."""
    service.revoke_api_token(session, caller.account_id, token_id)
    audit.write(session, None, caller.actor, "token.revoke", token_id)
    return DONE


@router.delete("", dependencies=[allow("account.own")])
def delete_account(response: Response, session: Uow, caller: Caller) -> Done:
    """Withdraw everywhere and erase the account for good."""
    account = session.get(Account, caller.account_id)
    if account is None or account.closed_at:
        raise NotFound("core.not_found")
    erasure.erase_account(session, account)
    response.delete_cookie(cookie_name(), path="/")
    return DONE
