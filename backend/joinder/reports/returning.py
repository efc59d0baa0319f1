"""By what a person is known again under another account: keyed hashes of the contacts that left the first one."""

import uuid
from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from joinder.accounts.models import Contact
from joinder.core import crypto
from joinder.reports.models import LeftContact, Membership, Report


def remember(session: Session, account_id: uuid.UUID, contact_hashes: Iterable[bytes]) -> None:
    """Before contacts leave an account, keep by what its person is known again in each case and with each company.

    Call it wherever a contact is taken from an account: else one contact could come back as many people.
    """
    cases = session.scalars(select(Membership.case_id).where(Membership.account_id == account_id))
    companies = session.scalars(select(Report.respondent_id).where(Report.account_id == account_id).distinct())
    scopes = {*cases, *companies}
    rows = select(LeftContact.scope_id, LeftContact.contact_hash).where(LeftContact.account_id == account_id)
    known = {(scope, hashed) for scope, hashed in session.execute(rows)}
    wanted = {(scope, _scoped(scope, one)) for scope in scopes for one in contact_hashes}
    for scope, hashed in sorted(wanted - known):
        session.add(LeftContact(scope_id=scope, account_id=account_id, contact_hash=hashed))
    session.flush()


def _scoped(scope_id: uuid.UUID, contact_hash: bytes) -> bytes:
    return crypto.keyed_hash("left-contact", scope_id.bytes + contact_hash)


def same_people(session: Session, scope_id: uuid.UUID, accounts: Select[uuid.UUID]) -> list[set[uuid.UUID]]:
    """Return which accounts of a case or company belong to one person: a contact was, or is, on each of them."""
    holders: dict[bytes, set[uuid.UUID]] = {}
    left = select(LeftContact.contact_hash, LeftContact.account_id).where(LeftContact.scope_id == scope_id)
    for hashed, account in session.execute(left):
        holders.setdefault(hashed, set()).add(account)
    if not holders:
        return []
    held = select(Contact.canonical_hash, Contact.account_id).where(Contact.account_id.in_(accounts))
    for contact_hash, account in session.execute(held):
        owners = holders.get(_scoped(scope_id, contact_hash))
        if owners is not None:
            owners.add(account)
    return [group for group in joined(holders.values()) if len(group) > 1]


def joined(groups: Iterable[set[uuid.UUID]]) -> list[set[uuid.UUID]]:
    """Return groups that have no member in common, made by joining those that do."""
    found: list[set[uuid.UUID]] = []
    for group in groups:
        meeting = [one for one in found if one & group]
        found = [one for one in found if not one & group] + [group.union(*meeting)]
    return found
