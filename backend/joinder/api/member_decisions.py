"""The organizer's and moderator's decisions about one report or member; each is told to its person and audited."""

import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import StringConstraints
from sqlalchemy.orm import Session

from joinder.accounts import notifying
from joinder.api.deps import CaseScope, Scope, Uow, allow
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.core.errors import NotFound
from joinder.matching import stopping
from joinder.reports import service, set_asides
from joinder.reports.models import Report

router = APIRouter(prefix="/api/cases/{reference}", tags=["reports"])


class RejectBody(Body):
    """Why a report is rejected."""

    reason_code: str


class SetAsideBody(Body):
    """Why a member is set aside; the member reads this."""

    reason_code: str
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]


@router.post("/reports/{report_id}/reject", dependencies=[allow("report.reject")])
def reject_report(report_id: uuid.UUID, body: RejectBody, scope: CaseScope, session: Uow) -> Done:
    """Reject a report of this case with a reason code; its author sees it."""
    report = _case_report(session, scope, report_id)
    stopping.reject(session, report, scope.actor, body.reason_code)
    if report.account_id:
        notifying.notify(session, [report.account_id], "reports.rejected", report.id)
    return DONE


@router.post("/reports/{report_id}/accept", dependencies=[allow("report.reject")])
def accept_report(report_id: uuid.UUID, scope: CaseScope, session: Uow) -> Done:
    """Undo a rejection."""
    report = _case_report(session, scope, report_id)
    stopping.accept(session, report, scope.actor)
    return DONE


def _case_report(session: Session, scope: Scope, report_id: uuid.UUID) -> Report:
    report = session.get(Report, report_id)
    if report is None or report.case_id != scope.case.id:
        raise NotFound("reports.no_report")
    return report


@router.post("/members/{membership_id}/set-aside", dependencies=[allow("member.set_aside")], status_code=201)
def set_member_aside(membership_id: uuid.UUID, body: SetAsideBody, scope: CaseScope, session: Once) -> Done:
    """Set a member aside; the member is told why and can appeal."""
    member = service.case_member(session, scope.case, membership_id)
    set_asides.set_aside(session, member, scope.actor, body.reason_code, body.reason)
    return kept(session, DONE)
