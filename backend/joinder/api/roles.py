"""House-wide roles, given by admins only."""

import uuid
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from joinder.accounts import roles
from joinder.accounts import service as accounts
from joinder.accounts.challenges import contact_hash
from joinder.accounts.contacts import parse
from joinder.api.deps import Caller, Uow, allow
from joinder.api.repeats import Once, kept
from joinder.api.schemas import Body
from joinder.cases import audit
from joinder.core.errors import NotFound

router = APIRouter(prefix="/api/roles", tags=["accounts"])


class RoleHolder(BaseModel):
    """Whose roles changed: what its trail is kept under."""

    account_id: uuid.UUID


class RoleGrant(Body):
    """Whose account gets which role."""

    contact: str
    role: Literal["moderator", "admin", "journalist"]


class RoleRevocation(RoleGrant):
    """Whose account loses which role, and why."""

    reason_code: Literal["left", "not_needed", "misused", "mistake"]


@router.post("", dependencies=[allow("account.roles")], status_code=201)
def grant_role(body: RoleGrant, session: Once, caller: Caller) -> RoleHolder:
    """Give an existing account a house-wide role."""
    account = accounts.account_of(session, contact_hash(parse(body.contact).canonical))
    if account is None:
        raise NotFound("accounts.no_contact", field="contact")
    accounts.grant_role(session, account, body.role, caller.account_id)
    audit.write(session, None, caller.actor, "role.grant", account.id, body.role)
    return kept(session, RoleHolder(account_id=account.id))


@router.post("/revoke", dependencies=[allow("account.roles")])
def revoke_role(body: RoleRevocation, session: Uow, caller: Caller) -> RoleHolder:
    """Take a house-wide role away with a reason that stands in the trail; it is gone on the very next request."""
    account = accounts.account_of(session, contact_hash(parse(body.contact).canonical))
    if account is None:
        raise NotFound("accounts.no_contact", field="contact")
    roles.revoke_role(session, account.id, body.role)
    audit.write(session, None, caller.actor, "role.revoke", account.id, f"{body.role}:{body.reason_code}")
    return RoleHolder(account_id=account.id)
