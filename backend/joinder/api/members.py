"""The organizer's members: a paged table of pseudonyms with what each granted; decisions about one member."""

import uuid
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Cursor, Limit, ReadSession, Scope, Uow, allow
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import audit
from joinder.core import clock, sealed
from joinder.core.errors import NotFound
from joinder.core.paging import Page
from joinder.evidence import queries as evidence
from joinder.matching import service as matching
from joinder.reports import consents, counts, news, queries, service, set_asides
from joinder.reports.incidents import Facts, state_of
from joinder.reports.models import Membership, Report

router = APIRouter(prefix="/api/cases/{reference}", tags=["reports"])


class MemberReport(BaseModel):
    """One of a member's reports as the organizer may see it; the narrative only where granted."""

    id: uuid.UUID
    reference: str
    state: str
    issue_id: str
    happened_on: date | None
    happened_precision: str
    amount_minor: int | None
    currency: str | None
    area: str | None
    asked_on: date | None
    remedies: list[str]
    evidence_files: int
    narrative: str | None


class MemberRead(BaseModel):
    """One member as the organizer may see it."""

    id: uuid.UUID
    pseudonym: str
    granted: list[str]
    set_aside: bool
    evidence_checked: bool
    reports: list[MemberReport]


class TallyRead(BaseModel):
    """The case's exact numbers right now, for its organizers only."""

    received: int
    rejected: int
    withdrawn: int
    repeated: int
    incidents: int
    people: int
    counted: int
    set_aside: int
    evidence_checked: int
    named_received: int
    named_incidents: int
    named_people: int


class RejectBody(Body):
    """Why a report is rejected."""

    reason_code: str


class SetAsideBody(Body):
    """Why a member is set aside; the member reads this."""

    reason_code: str
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]


@router.get("/tally", dependencies=[allow("member.list")])
def read_tally(scope: CaseScope, session: ReadSession) -> TallyRead:
    """Read the live waterfall (organizers and moderators; the public reads releases)."""
    tally = counts.tally(session, scope.case.id)
    checked = evidence.checked_membership_ids(session, scope.case.id)
    shown = {name: getattr(tally, name) for name in TallyRead.model_fields if name != "evidence_checked"}
    return TallyRead(**shown, evidence_checked=len(checked))


@router.get("/members", dependencies=[allow("member.list")])
def list_members(
    scope: CaseScope, session: ReadSession, cursor: Cursor = None, limit: Limit = None
) -> Page[MemberRead]:
    """List members by pseudonym, each with reports, evidence coverage and granted fields."""
    rows, following = queries.members_page(session, scope.case.id, cursor, limit)
    return Page(items=_show(session, scope, rows), next_cursor=following)


def _show(session: Session, scope: Scope, rows: list[Membership]) -> list[MemberRead]:
    ids = [row.id for row in rows]
    reports = queries.reports_of(session, ids)
    reader = str(scope.identity.account_id) if scope.identity else ""
    granted = queries.granted(session, ids, consents.SHARE, reader)
    everything = [report for each in reports.values() for report in each]
    sealed.preload(session, everything)
    files = evidence.file_counts(session, [report.id for report in everything])
    checked = evidence.checked_membership_ids(session, scope.case.id)
    aside = set_asides.standing_ids(session, scope.case.id)
    return [
        MemberRead(
            id=row.id,
            pseudonym=row.pseudonym,
            granted=sorted(granted.get(row.id, set())),
            set_aside=row.id in aside,
            evidence_checked=row.id in checked,
            reports=[_report(one, files, "narrative" in granted.get(row.id, set())) for one in reports[row.id]],
        )
        for row in rows
    ]


def _report(row: Report, files: dict[uuid.UUID, int], may_read: bool) -> MemberReport:
    facts = Facts(row.rejected_at, row.withdrawn_at, row.repeated_of_id is not None)
    return MemberReport(
        id=row.id,
        reference=row.reference,
        state=state_of(facts),
        issue_id=row.issue_id,
        happened_on=row.happened_on,
        happened_precision=row.happened_precision,
        amount_minor=row.amount_minor,
        currency=row.currency,
        area=row.area,
        asked_on=row.asked_on,
        remedies=row.remedies,
        evidence_files=files.get(row.id, 0),
        narrative=row.narrative if may_read else None,
    )


@router.post("/reports/{report_id}/reject", dependencies=[allow("report.reject")])
def reject_report(report_id: uuid.UUID, body: RejectBody, scope: CaseScope, session: Uow) -> Done:
    """Reject a report of this case with a reason code; its author sees it."""
    report = _case_report(session, scope, report_id)
    service.reject(session, report, scope.actor, body.reason_code)
    if report.account_id:
        set_asides.tell(session, report.account_id, "reports.case_news")
    return DONE


@router.post("/reports/{report_id}/accept", dependencies=[allow("report.reject")])
def accept_report(report_id: uuid.UUID, scope: CaseScope, session: Uow) -> Done:
    """Undo a rejection."""
    report = _case_report(session, scope, report_id)
    service.accept(session, report, scope.actor)
    matching.regroup(session, [report.id])
    return DONE


def _case_report(session: Session, scope: Scope, report_id: uuid.UUID) -> Report:
    report = session.get(Report, report_id)
    if report is None or report.case_id != scope.case.id:
        raise NotFound("reports.no_report")
    return report


@router.post("/members/{membership_id}/set-aside", dependencies=[allow("member.set_aside")], status_code=201)
def set_member_aside(membership_id: uuid.UUID, body: SetAsideBody, scope: CaseScope, session: Uow) -> Done:
    """Set a member aside; the member is told why and can appeal."""
    member = service.case_member(session, scope.case, membership_id)
    set_asides.set_aside(session, member, scope.actor, body.reason_code, body.reason)
    return DONE


@router.post("/messages", dependencies=[allow("member.message")], status_code=202)
def message_members(scope: CaseScope, session: Uow) -> Done:
    """Tell every member by a generic message that there is news; at most once a day."""
    news.tell_members(session, scope.case.id, f"news:{clock.today().isoformat()}")
    audit.write(session, scope.case.id, scope.actor, "member.message", scope.case.reference)
    return DONE
