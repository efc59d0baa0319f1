"""Taking a house-wide role away, and noting the day an API token was last used."""

import uuid

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from joinder.accounts.models import AccountRole, ApiToken
from joinder.core import clock, crypto
from joinder.core.errors import Conflict, NotFound


def revoke_role(session: Session, account_id: uuid.UUID, role: str) -> None:
    """Take a role away from the very next request on; refuse one that is not held, and the last admin's."""
    held = (AccountRole.account_id == account_id, AccountRole.role == role)
    if session.scalar(select(AccountRole.id).where(*held).with_for_update().limit(1)) is None:
        raise NotFound("accounts.no_role", field="role")
    admins = select(func.count(func.distinct(AccountRole.account_id))).where(AccountRole.role == "admin")
    if role == "admin" and session.scalar(admins) == 1:
        raise Conflict("accounts.last_admin", field="role")
    session.execute(delete(AccountRole).where(*held))


def token_used(session: Session, token: str) -> None:
    """Note that a token was used today; repeating is harmless."""
    hashed = crypto.keyed_hash("api-token", token)
    session.execute(update(ApiToken).where(ApiToken.token_hash == hashed).values(last_used_on=clock.today()))


def token_needs_noting(session: Session, token: str) -> bool:
    """Tell whether a token's use today is still to be noted."""
    used = select(ApiToken.last_used_on).where(ApiToken.token_hash == crypto.keyed_hash("api-token", token))
    return session.scalar(used) != clock.today()
