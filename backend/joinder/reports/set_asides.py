"""Setting a membership aside: a human's decision with reason, notice and appeal; never automatic."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.accounts.service import contacts_of
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.core import clock, messages
from joinder.core.errors import Conflict, Forbidden, NotFound
from joinder.core.sealed import new_data_key
from joinder.reports import incidents
from joinder.reports.models import Membership, SetAside


def standing(session: Session, membership_id: uuid.UUID) -> SetAside | None:
    """Return the decision that stands against a membership, or None."""
    query = select(SetAside).where(SetAside.membership_id == membership_id, SetAside.restored_at.is_(None))
    return session.scalar(query)


def set_aside(session: Session, member: Membership, actor: Actor, reason_code: str, reason: str) -> SetAside:
    """Set a person aside and tell them why and how to appeal; refuse a second standing decision and a machine."""
    incidents.check_choices([reason_code], incidents.SET_ASIDE_CODES, "reason_code")
    if actor.account_id is None:
        raise Forbidden("reports.human_decides")
    if standing(session, member.id):
        raise Conflict("reports.already_set_aside")
    row = SetAside(
        membership_id=member.id, case_id=member.case_id, key_id=new_data_key(session, "decision"),
        decided_by=actor.account_id, reason_code=reason_code, at=clock.now(),
    )  # fmt: skip
    row.reason = reason
    session.add(row)
    session.flush()
    audit.write(session, member.case_id, actor, "membership.set_aside", member.id, reason_code)
    tell(session, member.account_id, "reports.set_aside")
    return row


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


def decide_appeal(session: Session, row: SetAside, actor: Actor, *, restore: bool) -> None:
    """Decide an appeal or lift a decision; whoever decided first cannot decide the appeal."""
    if row.restored_at:
        raise Conflict("reports.already_restored")
    if actor.account_id == row.decided_by and row.appealed_at:
        raise Forbidden("reports.other_reviewer")
    member = session.get_one(Membership, row.membership_id)
    if restore:
        row.restored_at, row.restored_by = clock.now(), actor.account_id
    audit.write(session, row.case_id, actor, "appeal.restore" if restore else "appeal.uphold", member.id)
    tell(session, member.account_id, "reports.appeal_restored" if restore else "reports.appeal_upheld")


def tell(session: Session, account_id: uuid.UUID, template: str) -> None:
    """Send one generic message to a person's first contact, if they want messages."""
    account = session.get(Account, account_id)
    contacts = contacts_of(session, account_id)
    if account is None or not account.notify or not contacts:
        return
    messages.send(
        session, to_kind=contacts[0].kind, to=contacts[0].value, template=template, lang=account.lang, params={}
    )


def standing_ids(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the memberships of a case that are set aside right now."""
    query = select(SetAside.membership_id).where(SetAside.case_id == case_id, SetAside.restored_at.is_(None))
    return set(session.scalars(query))
