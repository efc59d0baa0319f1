"""Sign in by code, link or recovery code; sign out."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy.orm import Session

from joinder.accounts import challenges, contacts, notifying, service, sessions
from joinder.accounts.challenges import Proven
from joinder.accounts.models import Account
from joinder.accounts.policy import STAFF
from joinder.api.deps import Caller, Db, Lang, OptionalCaller, address_of, allow, cookie_name
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.core import limits
from joinder.core.database import Database
from joinder.core.errors import Forbidden
from joinder.core.settings import get_settings
from joinder.filings import merging
from joinder.reports import persons

router = APIRouter(prefix="/api/sign-in", tags=["accounts"])
COOKIE_SECONDS = 60 * 24 * 3600


class CodeRequest(Body):
    """Where to send a code."""

    contact: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]


class CodeSent(BaseModel):
    """A code is on its way (the answer is the same whether the contact is known or not)."""

    challenge_id: uuid.UUID
    kind: str
    masked: str
    expires_at: datetime


class CodeTry(Body):
    """A code typed in; `fresh` starts a new account where a recycled number belongs to a stranger's old one."""

    challenge_id: uuid.UUID
    code: str = Field(min_length=1, max_length=20)
    fresh: bool = False


class LinkTry(Body):
    """The secret part of a sign-in link, sent by the button on its page."""

    token: str = Field(min_length=20, max_length=100)
    fresh: bool = False


class RecoveryTry(Body):
    """A recovery code."""

    code: str = Field(min_length=8, max_length=60)


class SignedIn(BaseModel):
    """Who is signed in now."""

    account_id: uuid.UUID
    lang: str
    roles: list[str]


class Status(BaseModel):
    """Whether somebody is signed in, and who."""

    signed_in: bool
    account_id: uuid.UUID | None
    lang: str | None
    roles: list[str]


@router.post("/codes", dependencies=[allow("session.request_code")], status_code=201)
def request_code(request: Request, body: CodeRequest, database: Db, lang: Lang, caller: OptionalCaller) -> CodeSent:
    """Send a code and a link; a signed-in caller proves a further contact with it."""
    address = address_of(request)
    purpose = "add_contact" if caller else "sign_in"
    row = challenges.request(
        database, body.contact, lang=lang, address=address, purpose=purpose, account_id=caller and caller.account_id
    )
    parsed = contacts.parse(body.contact)
    masked = contacts.masked(parsed.kind, parsed.value)
    return CodeSent(challenge_id=row.id, kind=row.kind, masked=masked, expires_at=row.expires_at)


@router.post("/code", dependencies=[allow("session.open")])
def sign_in_by_code(
    request: Request, response: Response, body: CodeTry, database: Db, caller: OptionalCaller, lang: Lang
) -> SignedIn:
    """Sign in, or add a contact to the signed-in account, with a code."""
    _limit(request, database)
    proven = challenges.prove_by_code(database, body.challenge_id, body.code)
    return _enter(request, response, database, proven, caller and caller.account_id, lang=lang, fresh=body.fresh)


@router.post("/link", dependencies=[allow("session.open")])
def sign_in_by_link(request: Request, response: Response, body: LinkTry, database: Db, lang: Lang) -> SignedIn:
    """Sign in with the link of the same message; only this POST uses it up. Contacts are added by code alone."""
    _limit(request, database)
    proven = challenges.prove_by_link(database, body.token)
    return _enter(request, response, database, proven, None, lang=lang, fresh=body.fresh)


def _limit(request: Request, database: Database) -> None:
    address = address_of(request)
    limits.spend(database, "sign_in_address", address, 60, 300)


def _enter(  # noqa: PLR0913
    request: Request,
    response: Response,
    database: Database,
    proven: Proven,
    caller_id: uuid.UUID | None,
    *,
    lang: str,
    fresh: bool,
) -> SignedIn:
    if proven.purpose not in ("sign_in", "add_contact"):
        raise Forbidden("accounts.not_allowed")
    if proven.purpose == "add_contact" and proven.account_id != caller_id:
        raise Forbidden("accounts.not_allowed")
    with database.write() as session:
        if proven.purpose == "add_contact" and proven.account_id:
            account = session.get_one(Account, proven.account_id)
            notifying.notify(session, [account.id], "accounts.contact_added")
            merged = service.add_contact(session, account, proven)
            if merged is not None:
                merging.one_person(session, account, merged)
            audit.write(session, None, Actor(account.id, "member"), "contact.add", account.id)
            return SignedIn(account_id=account.id, lang=account.lang, roles=[])
        known = service.account_of(session, proven.contact_hash)
        if fresh and known is not None:
            persons.leave_contact(session, known.id, proven.contact_hash)
        account = service.enter(session, proven, lang=lang, fresh=fresh)
        return _open(request, response, session, account)


def _open(request: Request, response: Response, session: Session, account: Account) -> SignedIn:
    roles = service.roles_of(session, account.id)
    staff = bool(roles & STAFF)
    device = request.headers.get("user-agent", "")[:80]
    token = sessions.open_session(session, account, device, staff=staff)
    audit.write(session, None, Actor(account.id, "member"), "session.open", account.id)
    response.set_cookie(
        cookie_name(), token, max_age=COOKIE_SECONDS, httponly=True, samesite="lax", path="/",
        secure=get_settings().secure_cookies,
    )  # fmt: skip
    return SignedIn(account_id=account.id, lang=account.lang, roles=sorted(roles))


@router.post("/recovery", dependencies=[allow("session.open")])
def sign_in_by_recovery(request: Request, response: Response, body: RecoveryTry, database: Db) -> SignedIn:
    """Sign in with a recovery code after losing a phone or address; every other session ends."""
    address = address_of(request)
    limits.spend(database, "recovery_address", address, 10, 3600)
    with database.write() as session:
        account = service.recover(session, body.code)
        notifying.notify(session, [account.id], "accounts.recovery_used")
        return _open(request, response, session, account)


@router.get("", dependencies=[allow("session.read")])
def read_sign_in(response: Response, caller: OptionalCaller) -> Status:
    """Tell whether this browser is signed in."""
    response.headers["Cache-Control"] = "no-store"
    if caller is None:
        return Status(signed_in=False, account_id=None, lang=None, roles=[])
    return Status(
        signed_in=True, account_id=caller.account_id, lang=caller.lang, roles=sorted(caller.roles - {"member"})
    )


@router.delete("", dependencies=[allow("account.own")])
def sign_out(response: Response, database: Db, caller: Caller) -> Done:
    """End this browser's session."""
    with database.write() as session:
        sessions.revoke(session, caller.account_id, caller.session_id)
    response.delete_cookie(cookie_name(), path="/")
    return DONE
