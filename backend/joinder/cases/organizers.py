"""Organizer appointment: nobody organizes strangers' data without a declaration and a moderator's appointment."""

import secrets
import uuid
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Organizer, OrganizerInvitation, Representative
from joinder.core import clock, crypto
from joinder.core.errors import Conflict, Forbidden, Gone, Invalid, NotFound
from joinder.core.settings import get_settings

INVITATION = timedelta(days=7)
MAX_CO_ORGANIZERS = 6
IDLE = timedelta(days=30)
STAFF = frozenset({"moderator", "admin"})
WHY_ENDED = frozenset({"left", "not_needed", "inactive", "misused", "mistake"})
LAST_ACT = func.coalesce(Organizer.last_active_at, Organizer.declared_at)


def represents(session: Session, account_id: uuid.UUID, respondent_id: uuid.UUID) -> Representative | None:
    """Return the account's live representation of a respondent, or None."""
    query = select(Representative).where(Representative.account_id == account_id, Representative.ended_at.is_(None))
    return session.scalar(query.where(Representative.respondent_id == respondent_id))


def verify(session: Session, by: Actor, account_id: uuid.UUID, respondent_id: uuid.UUID) -> Representative:
    """Make an account a respondent's representative; refuse whoever is one already (members: the caller refuses)."""
    row = _ever_represented(session, account_id, respondent_id)
    if by.account_id is None or (row is not None and row.ended_at is None):
        raise Conflict("cases.already_represents")
    if row is None:
        row = Representative(account_id=account_id, respondent_id=respondent_id)
        session.add(row)
    row.verified_by, row.verified_at, row.ended_at = by.account_id, clock.now(), None
    session.flush()
    audit.write(session, None, by, "representative.verify", row.id)
    return row


def end_representing(
    session: Session, by: Actor, account_id: uuid.UUID, respondent_id: uuid.UUID, reason_code: str
) -> Representative:
    """End who answers for a respondent, with a reason; refuse whoever does not."""
    _check_why(reason_code)
    row = represents(session, account_id, respondent_id)
    if row is None:
        raise NotFound("cases.not_representing", field="contact")
    row.ended_at = clock.now()
    session.flush()
    audit.write(session, None, by, "representative.end", row.id, reason_code)
    return row


def _ever_represented(session: Session, account_id: uuid.UUID, respondent_id: uuid.UUID) -> Representative | None:
    query = select(Representative).where(Representative.account_id == account_id)
    return session.scalar(query.where(Representative.respondent_id == respondent_id))


def _check_why(reason_code: str | None) -> None:
    if reason_code not in WHY_ENDED:
        raise Invalid("cases.bad_reason", field="reason_code")


def declare(session: Session, case: Case, account_id: uuid.UUID, role: str = "organizer") -> Organizer:
    """Offer to organize after declaring "no fee, no tie to the company".

    Refuses a representative, a second offer, and an offer beside an organizer who did anything in the last thirty days.
    """
    if represents(session, account_id, case.respondent_id):
        raise Conflict("cases.representative_cannot_organize")
    live = select(Organizer).where(Organizer.case_id == case.id, Organizer.ended_at.is_(None))
    if session.scalar(live.where(Organizer.account_id == account_id)):
        raise Conflict("cases.already_offered")
    standing = session.scalars(_organizing(case.id)).all() if role == "organizer" else []
    if any(not is_idle(one) for one in standing):
        raise Conflict("cases.has_organizer")
    now, auto = clock.now(), get_settings().auto_appoint and not standing
    row = Organizer(
        case_id=case.id,
        account_id=account_id,
        role=role,
        declared_at=now,
        vetting="auto" if auto else "declared",
        appointed_at=now if auto else None,
        last_active_at=now,
    )
    session.add(row)
    session.flush()
    audit.write(session, case.id, Actor(account_id, "member"), "organizer.declare", row.id)
    if auto:
        timeline.record(session, case.id, "organizer.appointed", public=True, vetting="auto")
    return row


def appoint(session: Session, case: Case, organizer_id: uuid.UUID, by: Actor) -> Organizer:
    """Appoint whoever declared, in place of an idle organizer; refuse an unknown or decided offer, and one's own."""
    row = _standing(session, case, organizer_id)
    if row.appointed_at:
        raise Conflict("cases.already_appointed")
    if row.account_id == by.account_id:
        raise Forbidden("cases.own_offer")
    if row.role == "organizer":
        _replace_idle(session, case, by)
    row.appointed_by, row.appointed_at, row.vetting = by.account_id, clock.now(), "moderator"
    audit.write(session, case.id, by, "organizer.appoint", row.id)
    timeline.record(session, case.id, "organizer.appointed", public=True, vetting="moderator")
    return row


def _replace_idle(session: Session, case: Case, by: Actor) -> None:
    """End whoever organizes the case and has done nothing for thirty days; refuse where one is active."""
    for standing in session.scalars(_organizing(case.id)).all():
        if not is_idle(standing):
            raise Conflict("cases.has_organizer")
        end(session, case, standing.id, by)


def dismiss(session: Session, case: Case, organizer_id: uuid.UUID, by: Actor, reason_code: str | None) -> Organizer:
    """End one's own appointment, or another's that stands, with a reason; turning an offer down needs none.

    Refuses a co-organizer who ends another, and an organizer who ends anybody but who helps them.
    """
    row = _standing(session, case, organizer_id)
    if row.account_id != by.account_id:
        helps = by.role == "organizer" and row.role == "co_organizer"
        if not helps and by.role not in STAFF:
            raise Forbidden("cases.not_yours_to_end")
        if row.appointed_at is not None:
            _check_why(reason_code)
    end(session, case, row.id, by, reason_code)
    return row


def _standing(session: Session, case: Case, organizer_id: uuid.UUID) -> Organizer:
    row = session.get(Organizer, organizer_id)
    if row is None or row.case_id != case.id or row.ended_at:
        raise NotFound("cases.no_offer")
    return row


def end(session: Session, case: Case, organizer_id: uuid.UUID, by: Actor, reason_code: str | None = None) -> None:
    """End an appointment or an offer; rights are gone on the very next request."""
    row = _standing(session, case, organizer_id)
    row.ended_at = clock.now()
    session.flush()
    audit.write(session, case.id, by, "organizer.end", row.id, reason_code)


def end_all(session: Session, account_id: uuid.UUID) -> None:
    """End every appointment, offer and representation of an account that is erased."""
    actor = Actor(account_id, "member")
    for row in session.scalars(
        select(Organizer).where(Organizer.account_id == account_id, Organizer.ended_at.is_(None))
    ):
        row.ended_at = clock.now()
        audit.write(session, row.case_id, actor, "organizer.end", row.id)
    for row in session.scalars(_representing(account_id)):
        row.ended_at = clock.now()
        audit.write(session, None, actor, "representative.end", row.id)


def move(session: Session, into: uuid.UUID, other: uuid.UUID) -> None:
    """Give one account's appointments and representations to the other account of the same person."""
    live = select(Organizer).where(Organizer.ended_at.is_(None))
    held = {row.case_id: row for row in session.scalars(live.where(Organizer.account_id == into))}
    for row in session.scalars(live.where(Organizer.account_id == other)).all():
        own = held.get(row.case_id)
        if own is not None and _stands_above(own, row):
            row.ended_at = clock.now()
            continue
        if own is not None:
            own.ended_at = clock.now()
        row.account_id = into
        audit.write(session, row.case_id, Actor(into, "member"), "organizer.move", row.id)
    for row in session.scalars(_representing(other)).all():
        own = _ever_represented(session, into, row.respondent_id)
        if own is None:
            row.account_id = into
        else:
            own.ended_at, row.ended_at = None, clock.now()
    session.flush()


def idle_in(session: Session, case_id: uuid.UUID) -> Organizer | None:
    """Return the organizer of a case if nobody who organizes it did anything for thirty days, else None."""
    standing = session.scalars(_organizing(case_id)).all()
    return standing[0] if standing and all(is_idle(one) for one in standing) else None


def idle() -> Select[Organizer]:
    """Select who organizes an open case and has done nothing for thirty days."""
    border = clock.now() - IDLE
    query = select(Organizer).join(Case, Case.id == Organizer.case_id).where(Case.closed_at.is_(None))
    standing = (Organizer.role == "organizer", Organizer.ended_at.is_(None), Organizer.appointed_at <= border)
    return query.where(*standing, border >= LAST_ACT)


def is_idle(row: Organizer) -> bool:
    """Tell whether somebody appointed has done nothing in their case for thirty days."""
    acted = row.last_active_at or row.declared_at
    return row.appointed_at is not None and max(acted, row.appointed_at) <= clock.now() - IDLE


def _organizing(case_id: uuid.UUID) -> Select[Organizer]:
    """Select who was appointed to organize a case and still does (its co-organizers apart)."""
    live = select(Organizer).where(Organizer.case_id == case_id, Organizer.ended_at.is_(None))
    return live.where(Organizer.role == "organizer", Organizer.appointed_at.is_not(None))


def _stands_above(own: Organizer, row: Organizer) -> bool:
    return (own.appointed_at is not None, own.role == "organizer") >= (
        row.appointed_at is not None,
        row.role == "organizer",
    )


def _representing(account_id: uuid.UUID) -> Select[Representative]:
    return select(Representative).where(Representative.account_id == account_id, Representative.ended_at.is_(None))


def on_both_sides(session: Session, account_ids: Collection[uuid.UUID]) -> bool:
    """Tell whether these accounts together represent a company and organize a case against it."""
    sides = select(Representative.id).join(Case, Case.respondent_id == Representative.respondent_id)
    sides = sides.join(Organizer, Organizer.case_id == Case.id)
    sides = sides.where(Representative.account_id.in_(account_ids), Representative.ended_at.is_(None))
    return (
        session.scalar(sides.where(Organizer.account_id.in_(account_ids), Organizer.ended_at.is_(None)).limit(1))
        is not None
    )


def invite(session: Session, case: Case, by: Actor) -> str:
    """Make a one-use invitation to co-organize, good for seven days; returns its token, which is not kept."""
    live = select(func.count()).where(Organizer.case_id == case.id, Organizer.ended_at.is_(None))
    if (session.scalar(live) or 0) > MAX_CO_ORGANIZERS:
        raise Conflict("cases.too_many_organizers")
    token, now = secrets.token_urlsafe(24), clock.now()
    session.add(
        OrganizerInvitation(
            case_id=case.id,
            invited_by=by.account_id,
            token_hash=crypto.keyed_hash("co-organizer", token),
            created_at=now,
            expires_at=now + INVITATION,
        )
    )
    audit.write(session, case.id, by, "organizer.invite", case.id)
    return token


def accept(session: Session, token: str, account_id: uuid.UUID) -> tuple[Case, Organizer]:
    """Take up an invitation by declaring; refuse (Gone) a used or expired one."""
    hashed = crypto.keyed_hash("co-organizer", token)
    query = select(OrganizerInvitation).where(OrganizerInvitation.token_hash == hashed).with_for_update()
    invitation = session.scalar(query)
    if invitation is None or invitation.used_at or invitation.expires_at <= clock.now():
        raise Gone("cases.invitation_gone")
    case = session.get_one(Case, invitation.case_id)
    row = declare(session, case, account_id, role="co_organizer")
    invitation.used_at = clock.now()
    row.appointed_at, row.appointed_by, row.vetting = clock.now(), invitation.invited_by, "invited"
    audit.write(session, case.id, Actor(account_id, "member"), "organizer.accept", row.id)
    return case, row


def relation_of(session: Session, case: Case, account_id: uuid.UUID) -> str | None:
    """Return organizer, co_organizer or respondent_representative when the account is one here, else None."""
    query = select(Organizer.role).where(Organizer.case_id == case.id, Organizer.account_id == account_id)
    role = session.scalar(query.where(Organizer.appointed_at.is_not(None), Organizer.ended_at.is_(None)))
    if role:
        return role
    return "respondent_representative" if represents(session, account_id, case.respondent_id) else None
