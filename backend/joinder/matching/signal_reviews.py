"""What a human makes of a signal: nothing in it, or these people set aside, with notice and appeal."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden, Invalid
from joinder.core.sealed import new_data_key
from joinder.matching.signal_models import Signal, SignalPerson, SignalReview
from joinder.reports import set_asides
from joinder.reports.models import Membership, SetAside

OUTCOMES = ("nothing", "set_aside")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided: whom to set aside (nobody: nothing in it), the reason they read, and a note for reviewers."""

    set_aside: Collection[uuid.UUID] = ()
    reason_code: str = ""
    reason: str = ""
    note: str | None = None


def review(session: Session, signal: Signal, actor: Actor, verdict: Verdict) -> SignalReview:
    """Decide a signal for everybody under it now; whoever is set aside is told why and can appeal to somebody else.

    Refuse one that is decided (Conflict), people who are not under it (Invalid), and a reviewer who is (Forbidden).
    """
    people = _present(session, signal)
    waiting = [one for one in people.values() if one.reviewed_at is None]
    if signal.gone_at is not None or not waiting:
        raise Conflict("matching.signal_reviewed")
    if not people.keys() >= set(verdict.set_aside):
        raise Invalid("matching.signal_people", field="people")
    _refuse_own(session, people, actor)
    aside = _set_aside(session, actor, verdict)
    for person in waiting:
        person.reviewed_at = clock.now()
    outcome = "set_aside" if verdict.set_aside else "nothing"
    row = SignalReview(
        signal_id=signal.id, key_id=new_data_key(session, "decision"), outcome=outcome, people=len(waiting),
        set_aside=aside, account_id=actor.account_id, role=actor.role, at=clock.now(),
    )  # fmt: skip
    row.note = verdict.note
    session.add(row)
    session.flush()
    audit.write(session, signal.case_id, actor, "signal.review", signal.id, outcome)
    return row


def reopen(session: Session, signal: Signal, actor: Actor) -> None:
    """Open a decided signal again for everybody under it; set-asides stay until they are lifted one by one."""
    people = _present(session, signal)
    if any(one.reviewed_at is None for one in people.values()):
        raise Conflict("matching.signal_open")
    _refuse_own(session, people, actor)
    for person in people.values():
        person.reviewed_at = None
    session.flush()
    audit.write(session, signal.case_id, actor, "signal.reopen", signal.id)


def _present(session: Session, signal: Signal) -> dict[uuid.UUID, SignalPerson]:
    query = select(SignalPerson).where(SignalPerson.signal_id == signal.id, SignalPerson.left_at.is_(None))
    return {one.membership_id: one for one in session.scalars(query)}


def _refuse_own(session: Session, people: Collection[uuid.UUID], actor: Actor) -> None:
    own = select(Membership.id).where(Membership.id.in_(people), Membership.account_id == actor.account_id)
    if session.scalar(own.limit(1)) is not None:
        raise Forbidden("matching.own_signal")


def _set_aside(session: Session, actor: Actor, verdict: Verdict) -> int:
    """Set people aside who are not yet, and return how many."""
    standing = select(SetAside.membership_id).where(
        SetAside.membership_id.in_(verdict.set_aside), SetAside.restored_at.is_(None)
    )
    wanted = sorted(set(verdict.set_aside) - set(session.scalars(standing)))
    for member in session.scalars(select(Membership).where(Membership.id.in_(wanted)).order_by(Membership.id)):
        set_asides.set_aside(session, member, actor, verdict.reason_code, verdict.reason)
    return len(wanted)
