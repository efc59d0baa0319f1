"""What every route is built from: the unit of work, who calls, which case, and the policy check.

What needs no database is `async`: FastAPI sends every other dependency through a thread of its own.
"""

import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from joinder.accounts import roles, sessions
from joinder.accounts import service as accounts
from joinder.accounts.policy import may, policy
from joinder.cases.audit import Actor
from joinder.cases.lifecycle import opens_by_link
from joinder.cases.models import Case
from joinder.cases.organizers import relation_of
from joinder.core import addresses, clock, texts
from joinder.core.database import Database
from joinder.core.errors import Forbidden, NotFound, Unauthenticated
from joinder.core.settings import get_settings
from joinder.reports.queries import membership

POLICY_MARK = "joinder_action"
TOUCH_SECONDS = 3600


@dataclass(frozen=True)
class Identity:
    """Who is signed in: the account, its house-wide roles and its session."""

    account_id: uuid.UUID
    lang: str
    roles: frozenset[str]
    session_id: uuid.UUID | None

    @property
    def actor(self) -> Actor:
        """Return the identity for the audit chain, outside any case."""
        staff = next((role for role in ("admin", "moderator") if role in self.roles), "member")
        return Actor(self.account_id, staff)


@dataclass(frozen=True)
class Scope:
    """The case of a route and how the caller relates to it."""

    case: Case
    relation: str
    relations: frozenset[str]
    identity: Identity | None

    @property
    def is_member(self) -> bool:
        """Say whether the caller is a member of this case now, whatever else they are in it."""
        return "participant" in self.relations

    @property
    def actor(self) -> Actor:
        """Return who acts in this case, for the audit chain."""
        return Actor(self.identity.account_id if self.identity else None, self.relation)


def address_of(request: Request) -> str:
    """Return whence somebody asks (an IPv6 line as one), for limits alone; kept as a keyed hash for two days."""
    return addresses.whence(request.client.host) if request.client else "unknown"


async def get_database(request: Request) -> Database:
    """Return the application's database."""
    return request.app.state.database


Db = Annotated[Database, Depends(get_database)]


def cookie_name() -> str:
    """Return the session cookie's name: `__Host-` wherever the site is served over https."""
    return "__Host-joinder" if get_settings().secure_cookies else "joinder"


async def get_identity(request: Request, database: Db) -> Identity | None:
    """Find who is signed in, in a read transaction of its own that ends before the route's work begins."""
    if not hasattr(request.state, "identity"):
        request.state.identity = await _find_identity(request, database)
    return request.state.identity


async def _find_identity(request: Request, database: Database) -> Identity | None:
    token = request.cookies.get(cookie_name())
    bearer = request.headers.get("authorization", "")
    if bearer.startswith("Bearer jn_"):
        return await run_in_threadpool(_api_client, database, bearer.removeprefix("Bearer "))
    return await run_in_threadpool(_signed_in, database, token) if token else None


def _signed_in(database: Database, token: str) -> Identity | None:
    with database.read() as session:
        found = sessions.find(session, token)
        if found is None:
            return None
        login, account = found
        held = accounts.roles_of(session, account.id) | {"member"}
    if (clock.now() - login.last_seen_at).total_seconds() > TOUCH_SECONDS:
        with database.write() as session:
            sessions.touch(session, login.id)
    return Identity(account.id, account.lang, held, login.id)


def _api_client(database: Database, token: str) -> Identity | None:
    with database.read() as session:
        owner = accounts.token_owner(session, token)
        first_today = owner is not None and roles.token_needs_noting(session, token)
    if first_today:
        with database.write() as session:
            roles.token_used(session, token)
    return Identity(owner.id, owner.lang, frozenset({"api_client"}), None) if owner else None


OptionalCaller = Annotated[Identity | None, Depends(get_identity)]


async def need_identity(identity: OptionalCaller) -> Identity:
    """Refuse (Unauthenticated) a caller who is not signed in."""
    if identity is None or "member" not in identity.roles:
        raise Unauthenticated("accounts.sign_in_first")
    return identity


Caller = Annotated[Identity, Depends(need_identity)]


def read_session(database: Db) -> Generator[Session]:
    """Give the route a read transaction."""
    with database.read() as session:
        yield session


def write_session(database: Db) -> Generator[Session]:
    """Give the route one unit of work, committed before the answer leaves."""
    with database.write() as session:
        yield session


ReadSession = Annotated[Session, Depends(read_session, scope="function")]
Uow = Annotated[Session, Depends(write_session, scope="function")]


async def get_lang(request: Request, lang: Annotated[str | None, Query(pattern="^(zh|en|id)$")] = None) -> str:
    """Return the language to answer in: asked for, or the browser's, or the house's."""
    return lang or request_lang(request)


def request_lang(request: Request) -> str:
    """Return the language of a request without looking at its query."""
    asked = request.headers.get("x-joinder-lang", "")
    if asked in texts.LANGS:
        return asked
    return texts.choose_lang(request.headers.get("accept-language"), get_settings().default_lang)


Lang = Annotated[str, Depends(get_lang)]
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=100)]
Cursor = Annotated[str | None, Query(max_length=400)]
Limit = Annotated[int | None, Query(ge=1, le=200)]


def find_scope(database: Database, reference: str, identity: Identity | None) -> Scope:
    """Find a route's case in a read transaction of its own (see `scope_in`)."""
    with database.read() as session:
        return scope_in(session, reference, identity)


def scope_in(session: Session, reference: str, identity: Identity | None) -> Scope:
    """Find a case and the caller's relation to it; 404 for whoever may not know that it exists."""
    case = session.scalar(select(Case).where(Case.reference == reference.upper()))
    if case is None:
        raise NotFound("cases.no_case")
    relations = _relations(session, case, identity)
    staff = (identity.roles if identity else frozenset[str]()) & {"moderator", "admin"}
    if not opens_by_link(case.visibility) and not (relations or staff):
        raise NotFound("cases.no_case")
    order = ("organizer", "co_organizer", "respondent_representative", "admin", "moderator", "participant")
    relation = next((one for one in order if one in relations | staff), "stranger")
    return Scope(case, relation, frozenset(relations), identity)


def _relations(session: Session, case: Case, identity: Identity | None) -> set[str]:
    if identity is None or "member" not in identity.roles:
        return set()
    found = {relation_of(session, case, identity.account_id)} - {None}
    member = membership(session, case.id, identity.account_id)
    if member is not None and member.withdrawn_at is None:
        found.add("participant")
    return {one for one in found if one}


async def get_scope(request: Request, reference: str, database: Db, identity: OptionalCaller) -> Scope:
    """Resolve the case of the route once a request; handlers load its live row with `in_session`."""
    if not hasattr(request.state, "scope"):
        request.state.scope = await run_in_threadpool(find_scope, database, reference, identity)
    return request.state.scope


CaseScope = Annotated[Scope, Depends(get_scope)]


def live_case(session: Session, scope: Scope) -> Case:
    """Return the case of a scope inside the route's own transaction."""
    return session.get_one(Case, scope.case.id)


def allow(action: str) -> Any:  # noqa: ANN401
    """Mark a route with its one policy action and check it: 401 before 403, and 404 before both for a hidden case."""

    async def check(request: Request, database: Db, identity: OptionalCaller) -> None:
        who = set(identity.roles) if identity else set[str]()
        reference = request.path_params.get("reference")
        if reference is not None and request.url.path.startswith("/api/cases/"):
            request.state.scope = await run_in_threadpool(find_scope, database, reference, identity)
            who |= request.state.scope.relations
        if may(action, frozenset(who)):
            return
        if identity is None:
            raise Unauthenticated("accounts.sign_in_first")
        raise Forbidden("accounts.not_allowed")

    setattr(check, POLICY_MARK, action)
    return Depends(check)


def action_of(dependencies: list[Any]) -> str | None:
    """Return the policy action among a route's dependencies, or None when it has none or several."""
    calls: list[Callable[..., Any]] = [one.dependency for one in dependencies]
    found = [getattr(call, POLICY_MARK) for call in calls if hasattr(call, POLICY_MARK)]
    return found[0] if len(found) == 1 and found[0] in policy() else None
