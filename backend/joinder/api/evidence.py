"""Evidence: add, list, open and remove one's own; review a case's; originals by one-use ticket."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from joinder.api import erasure
from joinder.api.deps import (
    Caller,
    CaseScope,
    Cursor,
    Db,
    IdempotencyKey,
    Identity,
    Limit,
    ReadSession,
    Scope,
    Uow,
    allow,
)
from joinder.api.evidence_views import (
    body_of,
    check_view,
    declared_size,
    derivative_answer,
    drain,
    original_answer,
    own_view,
    review_view,
    upload_name,
)
from joinder.api.repeats import Once, ReplayError, kept
from joinder.api.schemas import DONE, Done
from joinder.cases.audit import Actor
from joinder.core import clock, idempotency, limits
from joinder.core.database import Database
from joinder.core.errors import Invalid, NotFound, Refusal, TooLarge
from joinder.core.paging import Page
from joinder.evidence import access, intake, kinds, queries, service
from joinder.evidence.models import Evidence
from joinder.evidence.schemas import (
    CheckCreate,
    CheckRead,
    EvidenceRead,
    KeptByMeCreate,
    OwnTicketCreate,
    ReviewRead,
    SameFileRead,
    TicketCreate,
    TicketRead,
)
from joinder.evidence.service import Finding, Recording
from joinder.reports import queries as reports

router = APIRouter(prefix="/api", tags=["evidence"])
UPLOADS_AN_HOUR = 300
RAW_BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}  # fmt: skip # noqa: E501
FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}, "description": "The bytes"}}


@router.post(
    "/me/reports/{report_id}/evidence",
    dependencies=[allow("evidence.add")],
    status_code=201,
    openapi_extra=RAW_BODY,
)
async def add_evidence(
    report_id: uuid.UUID, request: Request, response: Response, database: Db, caller: Caller, key: IdempotencyKey
) -> EvidenceRead:
    """Take one file as the raw body (name percent-encoded in X-Filename); 201 means it is durably kept.

    The same file again in the same report answers 200 with the item that is there.
    """
    if request.headers.get("content-type", "").startswith("multipart/"):
        raise Invalid("evidence.raw_body_needed", field="file")
    chunks = body_of(request)
    try:
        await asyncio.to_thread(_admit, database, caller.account_id, report_id, declared_size(request))
        async with intake.received(chunks, declared_size(request)) as arrived:
            upload = _Upload(caller, report_id, upload_name(request), request.url.path, key)
            row, created = await asyncio.to_thread(_keep, database, upload, arrived)
    except Refusal:
        await drain(chunks)
        raise
    response.status_code = 201 if created else 200
    response.headers["Cache-Control"] = "no-store"
    return row


def _admit(database: Database, account_id: uuid.UUID, report_id: uuid.UUID, declared: int | None) -> None:
    limits.spend(database, "evidence_upload", str(account_id), UPLOADS_AN_HOUR, 3600)
    if declared is not None and declared > kinds.MAX_FILE_BYTES:
        raise TooLarge("evidence.too_large", field="file")
    with database.read() as session:
        service.own_report(session, account_id, report_id)


class _Upload:
    """Who sends what where, beside the bytes."""

    def __init__(self, caller: Identity, report_id: uuid.UUID, filename: str, route: str, key: str) -> None:
        self.account_id, self.report_id, self.filename = caller.account_id, report_id, filename
        self.route, self.key = f"POST {route}", key

    def claim(self, session: Session, sha256: str) -> None:
        """Claim the request's key for these very bytes."""
        actor = idempotency.actor_name(self.account_id, self.key)
        found = idempotency.claim(session, actor, self.key, self.route, sha256.encode())
        if found is not None:
            raise ReplayError(found.status, idempotency.answer_of(found))


def _keep(database: Database, upload: _Upload, arrived: intake.Arrived) -> tuple[EvidenceRead, bool]:
    settled, created = intake.settle(arrived), False
    try:
        with database.write() as session:
            upload.claim(session, arrived.sha256)
            row, created = service.keep(session, upload.account_id, upload.report_id, settled, upload.filename)
            answer = own_views(session, [row])[0]
            kept(session, answer, 201 if created else 200)
    except (Refusal, ReplayError):  # nothing was committed; after any other failure that is not sure
        settled.discard()
        raise
    if not created:
        settled.discard()
    return answer, created


@router.post("/me/reports/{report_id}/evidence/kept-by-me", dependencies=[allow("evidence.add")], status_code=201)
def list_kept_by_me(report_id: uuid.UUID, body: KeptByMeCreate, session: Once, caller: Caller) -> EvidenceRead:
    """List something the caller keeps, such as a recording; no file is taken."""
    recording = Recording(**body.recording.model_dump()) if body.recording else None
    row = service.list_kept_by_me(session, caller.account_id, report_id, body.description, recording)
    return kept(session, own_views(session, [row])[0])


@router.get("/me/reports/{report_id}/evidence", dependencies=[allow("evidence.own")])
def list_own_evidence(
    report_id: uuid.UUID, session: ReadSession, caller: Caller, response: Response
) -> list[EvidenceRead]:
    """List one's own report's items with their receipts and who opened them."""
    response.headers["Cache-Control"] = "no-store"
    if reports.own_report(session, caller.account_id, report_id) is None:
        raise NotFound("evidence.no_report")
    return own_views(session, queries.of_report(session, report_id))


@router.delete("/me/evidence/{evidence_id}", dependencies=[allow("evidence.own")])
def remove_evidence(evidence_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """Remove one's own item for good; a letter that lists it and was not sent is made anew without it."""
    erasure.remove_item(session, own_item(session, caller, evidence_id), owner_of(caller))
    return DONE


@router.post("/me/evidence/{evidence_id}/ticket", dependencies=[allow("evidence.own")])
def ticket_to_own_evidence(evidence_id: uuid.UUID, body: OwnTicketCreate, session: Uow, caller: Caller) -> TicketRead:
    """Get a one-use ticket to one's own original."""
    return _ticket(session, own_item(session, caller, evidence_id), owner_of(caller), caller, (body.purpose, None))


@router.get("/me/evidence/{evidence_id}/derivative", dependencies=[allow("evidence.own")], responses=FILE)
def view_own_derivative(evidence_id: uuid.UUID, session: ReadSession, caller: Caller) -> StreamingResponse:
    """See the rebuilt copy of one's own file: what a reviewer would see."""
    row = own_item(session, caller, evidence_id)
    access.open_derivative(session, row, owner_of(caller), "own_copy")
    return derivative_answer(row)


@router.get("/evidence/tickets/{ticket}", dependencies=[allow("evidence.redeem")], responses=FILE)
def redeem_ticket(ticket: str, session: Uow, caller: Caller) -> StreamingResponse:
    """Fetch the original once; who opened it and why is written down before the first byte leaves."""
    row = access.redeem_ticket(session, ticket, caller.account_id, _session_of(caller))
    return original_answer(row)


@router.get("/cases/{reference}/evidence", dependencies=[allow("evidence.review")])
def list_case_evidence(
    scope: CaseScope,
    session: ReadSession,
    caller: Caller,
    cursor: Cursor = None,
    limit: Limit = None,
    *,
    unchecked: bool = False,
) -> Page[ReviewRead]:
    """List a case's items for review, of all or of those nobody checked; an organizer's are those shared with them."""
    organizer = caller.account_id if scope.relation in access.ORGANIZERS else None
    rows, after = queries.case_page(session, scope.case.id, organizer, cursor, limit, unchecked=unchecked)
    return Page(items=[review_view(row, caller.account_id) for row in rows], next_cursor=after)


@router.get("/cases/{reference}/evidence/same-files", dependencies=[allow("evidence.review")])
def list_same_files(scope: CaseScope, session: ReadSession) -> list[SameFileRead]:
    """List files that several accounts of the case sent: a flag to look into, never a verdict."""
    found = queries.same_file(session, scope.case.id)
    return [SameFileRead(evidence_ids=one.evidence_ids, accounts=len(one.account_ids)) for one in found]


@router.post("/cases/{reference}/evidence/{evidence_id}/check", dependencies=[allow("evidence.check")])
def check_evidence(
    evidence_id: uuid.UUID, body: CheckCreate, scope: CaseScope, session: Uow, caller: Caller
) -> CheckRead:
    """Record what the caller found in an item; a second time replaces the first."""
    points = body.model_dump()
    accepted = points.pop("accepted")
    row = service.check(
        session, _of_case(session, scope, evidence_id), scope.actor, Finding(**points), accepted=accepted
    )
    return check_view(row, caller.account_id)


@router.post("/cases/{reference}/evidence/{evidence_id}/ticket", dependencies=[allow("evidence.review")])
def ticket_to_case_evidence(
    evidence_id: uuid.UUID, body: TicketCreate, scope: CaseScope, session: Uow, caller: Caller
) -> TicketRead:
    """Get a one-use ticket to a member's original: with their consent, or as a moderator with a reason."""
    row = _of_case(session, scope, evidence_id)
    return _ticket(session, row, scope.actor, caller, (body.purpose, body.reason))


@router.get(
    "/cases/{reference}/evidence/{evidence_id}/derivative", dependencies=[allow("evidence.review")], responses=FILE
)
def view_case_derivative(evidence_id: uuid.UUID, scope: CaseScope, session: Uow) -> StreamingResponse:
    """See the rebuilt copy of a member's file; the member sees that it was opened."""
    row = _of_case(session, scope, evidence_id)
    access.open_derivative(session, row, scope.actor, "review")
    return derivative_answer(row)


def _ticket(session: Session, row: Evidence, actor: Actor, caller: Identity, why: tuple[str, str | None]) -> TicketRead:
    ticket = access.issue_ticket(session, row, actor, _session_of(caller), *why)
    ends = clock.now() + timedelta(seconds=access.TICKET_SECONDS)
    return TicketRead(url=f"/api/evidence/tickets/{ticket}", expires_at=ends)


def _session_of(caller: Identity) -> uuid.UUID:
    if caller.session_id is None:
        raise NotFound("evidence.no_evidence")
    return caller.session_id


def owner_of(caller: Identity) -> Actor:
    """Return the caller as the owner of an item."""
    return Actor(caller.account_id, "owner")


def own_item(session: Session, caller: Identity, evidence_id: uuid.UUID) -> Evidence:
    """Return one of the caller's own items; refuse (NotFound) any other."""
    row = queries.own(session, caller.account_id, evidence_id)
    if row is None:
        raise NotFound("evidence.no_evidence")
    return row


def _of_case(session: Session, scope: Scope, evidence_id: uuid.UUID) -> Evidence:
    row = queries.in_case(session, scope.case.id, evidence_id)
    if row is None:
        raise NotFound("evidence.no_evidence")
    return row


def own_views(session: Session, rows: list[Evidence]) -> list[EvidenceRead]:
    """Show items to their owner, each with who opened and who checked it."""
    ids = [row.id for row in rows]
    opened, checks = access.accesses(session, ids), queries.checks_of(session, ids)
    return [own_view(row, opened[row.id], checks[row.id]) for row in rows]
