"""The caller's cases: memberships, withdrawing, rejoining, appeals, organizing."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, StringConstraints
from sqlalchemy import select

from joinder.accounts import notifying
from joinder.accounts.policy import STAFF
from joinder.api.deps import Caller, CaseScope, ReadSession, Uow, allow, live_case
from joinder.api.repeats import Once, kept
from joinder.api.reports import queue_if_ready
from joinder.api.schemas import DONE, Body, Done
from joinder.api.sharing import member_of
from joinder.cases import organizers
from joinder.cases import queries as case_queries
from joinder.cases.lifecycle import visibility_for
from joinder.cases.models import Case
from joinder.core import sealed
from joinder.core.errors import Invalid
from joinder.letters import elections
from joinder.letters import service as letters
from joinder.matching import service as matching
from joinder.matching.queries import of_member
from joinder.reports import service, set_asides
from joinder.reports.models import Membership
from joinder.reports.queries import pseudonyms

SEES_ALIASES = STAFF | {"organizer", "co_organizer"}
router = APIRouter(prefix="/api", tags=["reports"])
Why = Annotated[str | None, Query(max_length=20)]


class MyCase(BaseModel):
    """One case the caller joined or organizes."""

    reference: str
    title: str
    visibility: str
    pseudonym: str | None
    nickname: str | None
    withdrawn: bool
    role: str


class Appointment(BaseModel):
    """An organizer's or co-organizer's appointment or offer; the pseudonym is for who organizes too and for staff."""

    id: uuid.UUID
    role: str
    vetting: str
    appointed: bool
    is_me: bool
    pseudonym: str | None


class AppealBody(Body):
    """Why a decision about oneself is wrong."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class Declaration(Body):
    """The organizer's declaration: both must be said."""

    no_fee: bool
    no_tie: bool


class Invitation(BaseModel):
    """The secret of an invitation link, shown this once."""

    token: str


class InvitationTry(Body):
    """An invitation and the same declaration."""

    token: str
    no_fee: bool
    no_tie: bool


@router.get("/me/cases", dependencies=[allow("report.own")])
def list_my_cases(session: ReadSession, caller: Caller) -> list[MyCase]:
    """List the cases that the caller joined or organizes."""
    joined = select(Membership, Case).join(Case, Case.id == Membership.case_id)
    rows = session.execute(joined.where(Membership.account_id == caller.account_id).limit(500)).all()
    sealed.preload(session, [member for member, _case in rows])
    mine = [_mine(case, "participant", member) for member, case in rows]
    organized = case_queries.organized_by(session, caller.account_id)
    return mine + [_mine(case, row.role if row.appointed_at else "offered") for row, case in organized]


def _mine(case: Case, role: str, member: Membership | None = None) -> MyCase:
    return MyCase(
        reference=case.reference,
        title=case.title,
        visibility=visibility_for(case.visibility, insider=role in ("organizer", "co_organizer")),
        pseudonym=member.pseudonym if member else None,
        nickname=member.nickname if member else None,
        withdrawn=member is not None and member.withdrawn_at is not None,
        role=role,
    )


@router.post("/cases/{reference}/withdraw", dependencies=[allow("report.own")])
def withdraw_from_case(scope: CaseScope, session: Uow, caller: Caller) -> Done:
    """Leave this case in one step; unsent letters are reissued without the person."""
    member = member_of(session, scope, caller)
    service.withdraw(session, member)
    letters.on_withdrawn(session, member.id)
    return DONE


@router.post("/cases/{reference}/rejoin", dependencies=[allow("report.own")])
def rejoin_case(scope: CaseScope, session: Uow, caller: Caller) -> Done:
    """Come back into this case under a new pseudonym; refuse a closed case and a person with nothing to bring back."""
    case, member = live_case(session, scope), member_of(session, scope, caller)
    service.come_back(session, case, member)
    matching.regroup(session, of_member(session, member.id))
    queue_if_ready(session, case)
    return DONE


@router.post("/cases/{reference}/appeal", dependencies=[allow("report.own")])
def appeal_decision(body: AppealBody, scope: CaseScope, session: Uow, caller: Caller) -> Done:
    """Appeal being set aside in this case."""
    set_asides.appeal(session, member_of(session, scope, caller), body.text)
    return DONE


@router.get("/cases/{reference}/organizers", dependencies=[allow("case.read")])
def list_organizers(scope: CaseScope, session: ReadSession) -> list[Appointment]:
    """List who organizes this case and how each was vetted (no names)."""
    me = scope.identity.account_id if scope.identity else None
    rows = case_queries.organizers(session, scope.case.id)
    told = scope.relation in SEES_ALIASES
    names = pseudonyms(session, {(row.case_id, row.account_id) for row in rows}) if told else {}
    return [
        Appointment(
            id=row.id,
            role=row.role,
            vetting=row.vetting,
            appointed=row.appointed_at is not None,
            is_me=row.account_id == me,
            pseudonym=names.get((row.case_id, row.account_id)),
        )
        for row in rows
    ]


def _declared(no_fee: bool, no_tie: bool) -> None:
    if not (no_fee and no_tie):
        raise Invalid("cases.declaration_incomplete", field="no_fee")


@router.post("/cases/{reference}/organizers", dependencies=[allow("organizer.offer")], status_code=201)
def offer_to_organize(body: Declaration, scope: CaseScope, session: Once, caller: Caller) -> Done:
    """Offer to organize this case after declaring no fee and no tie to the company; a moderator appoints.

    Where the organizer did nothing for thirty days the members elect among the offers first.
    """
    _declared(body.no_fee, body.no_tie)
    elections.offer(session, live_case(session, scope), caller.account_id)
    return kept(session, DONE)


@router.delete("/cases/{reference}/organizers/{organizer_id}", dependencies=[allow("organizer.end")])
def end_organizer(organizer_id: uuid.UUID, scope: CaseScope, session: Uow, reason_code: Why = None) -> Done:
    """End an appointment with a reason, which its holder is told of, or step down; rights end on the next request."""
    row = organizers.dismiss(session, live_case(session, scope), organizer_id, scope.actor, reason_code)
    if row.appointed_at is not None and row.account_id != scope.actor.account_id:
        notifying.notify(session, [row.account_id], "cases.appointment_ended", row.case_id)
    return DONE


@router.post("/cases/{reference}/invitations", dependencies=[allow("organizer.invite")], status_code=201)
def invite_co_organizer(scope: CaseScope, session: Once) -> Invitation:
    """Make a one-use link that invites a co-organizer."""
    return kept(session, Invitation(token=organizers.invite(session, live_case(session, scope), scope.actor)))


@router.post("/invitations/accept", dependencies=[allow("organizer.accept")], status_code=201)
def accept_invitation(body: InvitationTry, session: Once, caller: Caller) -> MyCase:
    """Take up an invitation to co-organize, with the same declaration."""
    _declared(body.no_fee, body.no_tie)
    case, row = organizers.accept(session, body.token, caller.account_id)
    return kept(session, _mine(case, row.role))
