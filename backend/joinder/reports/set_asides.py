"""Setting a membership aside: a human's decision with reason, notice and appeal; never automatic."""

import uuid
from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from joinder.accounts import notifying
from joinder.accounts.service import contacts_of
from joinder.cases import audit
from joinder.cases.audit import HOUSE, Actor
from joinder.core import clock, sealed
from joinder.core.errors import Conflict, Forbidden, NotFound
from joinder.core.sealed import new_data_key
from joinder.reports import incidents
from joinder.reports.models import Membership, SetAside, SetAsideContact


def standing(session: Session, membership_id: uuid.UUID) -> SetAside | None:
    """Return the decision that stands against a membership, or None."""
    query = select(SetAside).where(SetAside.membership_id == membership_id, SetAside.restored_at.is_(None))
    return session.scalar(query)


def set_aside(session: Session, member: Membership, actor: Actor, reason_code: str, reason: str) -> SetAside:
    """Set a person aside and tell them why and how to appeal; refuse a second standing decision and a machine."""
    incidents.check_choices([reason_code], incidents.SET_ASIDE_CODES, "reason_code")
    if actor.account_id is None:
        raise Forbidden("reports.human_decides")
    session.refresh(member, with_for_update={"key_share": True})  # of two who decide at once, one waits
    if standing(session, member.id):
        raise Conflict("reports.already_set_aside")
    row = _decide(session, member, actor.account_id, reason_code, reason)
    audit.write(session, member.case_id, actor, "membership.set_aside", member.id, reason_code)
    notifying.notify(session, [member.account_id], "reports.set_aside", member.case_id)
    return row


def _decide(session: Session, member: Membership, by: uuid.UUID, reason_code: str, reason: str | None) -> SetAside:
    row = SetAside(
        membership_id=member.id, case_id=member.case_id, key_id=new_data_key(session, "decision"),
        decided_by=by, reason_code=reason_code, at=clock.now(),
    )  # fmt: skip
    row.reason = reason
    session.add(row)
    session.flush()
    _remember(session, row, {contact.canonical_hash for contact in contacts_of(session, member.account_id)})
    return row


def _remember(session: Session, row: SetAside, hashes: set[bytes]) -> None:
    known = set(session.scalars(select(SetAsideContact.contact_hash).where(SetAsideContact.set_aside_id == row.id)))
    session.add_all(
        SetAsideContact(set_aside_id=row.id, case_id=row.case_id, contact_hash=one) for one in sorted(hashes - known)
    )
    session.flush()


def remember(session: Session, account_id: uuid.UUID) -> None:
    """Before an account or its contact goes, keep by what its standing decisions are recognised: keyed hashes."""
    hashes = {contact.canonical_hash for contact in contacts_of(session, account_id)}
    query = select(SetAside).join(Membership, Membership.id == SetAside.membership_id)
    for row in session.scalars(query.where(Membership.account_id == account_id, SetAside.restored_at.is_(None))).all():
        _remember(session, row, hashes)


def carry(session: Session, member: Membership) -> None:
    """Set a new membership aside whose contact was set aside in this case before, with the same reason and appeal."""
    hashes = [contact.canonical_hash for contact in contacts_of(session, member.account_id)]
    query = select(SetAside).join(SetAsideContact, SetAsideContact.set_aside_id == SetAside.id)
    query = query.where(SetAsideContact.case_id == member.case_id, SetAsideContact.contact_hash.in_(hashes))
    row = session.scalar(query.where(SetAside.restored_at.is_(None)).order_by(SetAside.at).limit(1))
    if row is None:
        return
    sealed.preload(session, [row])
    _decide(session, member, row.decided_by, row.reason_code, row.reason)
    audit.write(session, member.case_id, HOUSE, "membership.set_aside_carried", member.id, row.reason_code)
    notifying.notify(session, [member.account_id], "reports.set_aside", member.case_id)


def appeal(session: Session, member: Membership, text: str) -> SetAside:
    """Appeal a standing decision once."""
    row = standing(session, member.id)
    if row is None:
        raise NotFound("reports.no_decision")
    if row.appealed_at:
        raise Conflict("reports.already_appealed")
    row.appealed_at, row.appeal = clock.now(), text
    audit.write(session, member.case_id, Actor(member.account_id, "participant"), "membership.appeal", member.id)
    return row


def decide_appeal(session: Session, row: SetAside, actor: Actor, reason: str, *, restore: bool) -> None:
    """Decide an appeal, or lift a decision nobody appealed, with the reason the person reads.

    Refuses (Forbidden) the person, and, once it was appealed, whoever decided first; lets a decision stand only once,
    and only on appeal.
    """
    session.refresh(row, with_for_update=True)
    _check_open(row, restore=restore)
    if actor.account_id == row.decided_by and row.appealed_at:
        raise Forbidden("reports.other_reviewer")
    member = session.get_one(Membership, row.membership_id)
    if actor.account_id == member.account_id:
        raise Forbidden("reports.own_decision")
    sealed.preload(session, [row])
    row.answer = reason
    if restore:
        row.restored_at, row.restored_by = clock.now(), actor.account_id
        session.execute(delete(SetAsideContact).where(SetAsideContact.set_aside_id == row.id))
        if row.appealed_at:
            audit.write(session, row.case_id, actor, "appeal.restore", member.id)
        else:
            audit.write(session, row.case_id, actor, "membership.count_again", member.id)
    else:
        row.upheld_at = clock.now()
        audit.write(session, row.case_id, actor, "appeal.uphold", member.id)
    notifying.notify(
        session, [member.account_id], "reports.appeal_restored" if restore else "reports.appeal_upheld", member.case_id
    )


def _check_open(row: SetAside, *, restore: bool) -> None:
    if row.restored_at:
        raise Conflict("reports.already_restored")
    if not restore and row.appealed_at is None:
        raise Conflict("reports.not_appealed")
    if not restore and row.upheld_at:
        raise Conflict("reports.already_upheld")


def last_decisions(session: Session, membership_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, SetAside]:
    """Return the decision that stands against some memberships, else the last that was lifted, in one query."""
    where = SetAside.membership_id.in_(membership_ids)
    found = list(session.scalars(select(SetAside).where(where).order_by(SetAside.restored_at.is_(None), SetAside.at)))
    sealed.preload(session, found)
    return {one.membership_id: one for one in found}


def all_standing(session: Session, membership_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, SetAside]:
    """Return the decisions that stand against some memberships, by membership, in one query."""
    return {own: one for own, one in last_decisions(session, membership_ids).items() if one.restored_at is None}
