"""The organizer's members: a table filtered and paged by the server, one member in full, the live waterfall."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from joinder.api.deps import CaseScope, Cursor, Limit, ReadSession, Scope, allow
from joinder.api.member_views import MemberDetail, MemberRead, detail_view, rows_view
from joinder.core.paging import Page, limit_of
from joinder.evidence import queries as evidence
from joinder.letters import roster
from joinder.letters.roster import Wanted
from joinder.reports import counts, service
from joinder.statistics.checks import CheckedBy, checked_by

router = APIRouter(prefix="/api/cases/{reference}", tags=["reports"])
NOBODY = uuid.UUID(int=0)


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
    checked_by: CheckedBy
    named_received: int
    named_incidents: int
    named_people: int


class OutlineRead(BaseModel):
    """How many members fit the filters (live, for organizers) and the cursor of each page after the first."""

    total: int
    page_size: int
    cursors: list[str]


async def filters(
    find: Annotated[str, Query(max_length=80)] = "",
    evidence: Annotated[str | None, Query(max_length=20)] = None,
    approval: Annotated[str | None, Query(max_length=20)] = None,
    grants: Annotated[str | None, Query(max_length=20)] = None,
    state: Annotated[str | None, Query(max_length=20)] = None,
) -> Wanted:
    """Read the table's filters; refuses (422) a value that the table does not know."""
    return Wanted(find, evidence, approval, grants, state)


Filters = Annotated[Wanted, Depends(filters)]


def reader_of(scope: Scope) -> uuid.UUID:
    """Return for whom grants are looked up."""
    return scope.identity.account_id if scope.identity else NOBODY


@router.get("/tally", dependencies=[allow("member.list")])
def read_tally(scope: CaseScope, session: ReadSession) -> TallyRead:
    """Read the live waterfall (organizers and moderators; the public reads releases)."""
    tally = counts.tally(session, scope.case.id)
    checked = evidence.checked_counted(session, scope.case.id)
    shown = {name: getattr(tally, name) for name in TallyRead.model_fields if "checked" not in name}
    return TallyRead(**shown, evidence_checked=len(checked), checked_by=checked_by(checked))


@router.get("/members", dependencies=[allow("member.list")])
def list_members(
    scope: CaseScope,
    session: ReadSession,
    response: Response,
    wanted: Filters,
    cursor: Cursor = None,
    limit: Limit = None,
) -> Page[MemberRead]:
    """List the members that fit by pseudonym, each with reports, evidence coverage, approval and granted fields."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = roster.page(session, scope.case.id, reader_of(scope), wanted, cursor, limit)
    return Page(items=rows_view(session, scope, rows), next_cursor=following)


@router.get("/members/outline", dependencies=[allow("member.list")])
def outline_members(
    scope: CaseScope, session: ReadSession, response: Response, wanted: Filters, limit: Limit = None
) -> OutlineRead:
    """Read how many members fit and where each page of that limit begins, so that a table can open anywhere."""
    response.headers["Cache-Control"] = "no-store"
    size = limit_of(limit)
    found = roster.outline(session, scope.case.id, reader_of(scope), wanted, size)
    return OutlineRead(total=found.total, page_size=size, cursors=found.cursors)


@router.get("/members/{membership_id}", dependencies=[allow("member.list")])
def read_member(membership_id: uuid.UUID, scope: CaseScope, session: ReadSession, response: Response) -> MemberDetail:
    """Read one member with everything they granted to the reader."""
    response.headers["Cache-Control"] = "no-store"
    return detail_view(session, scope, service.case_member(session, scope.case, membership_id))
