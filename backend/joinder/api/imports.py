"""Imports of a case: upload a group's sheet, see how it is read, run it, follow it, let people claim their rows."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy.orm import Session

from joinder.api.deps import (
    Caller,
    CaseScope,
    Cursor,
    Db,
    IdempotencyKey,
    Lang,
    Limit,
    ReadSession,
    Scope,
    Uow,
    allow,
    live_case,
)
from joinder.api.evidence import RAW_BODY
from joinder.api.evidence_views import body_of, drain, upload_name
from joinder.api.import_views import (
    ClaimRead,
    ImportPreview,
    ImportRead,
    NamedPersonRead,
    show_claims,
    show_people,
    show_preview,
    shown,
)
from joinder.api.repeats import Once, ReplayError, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.core import idempotency, limits
from joinder.core.database import Database
from joinder.core.errors import NotFound, Refusal, TooLarge
from joinder.core.paging import Page
from joinder.core.settings import get_settings
from joinder.matching.imported import index_claimed
from joinder.matching.service import forget
from joinder.reports import claims, import_jobs, import_queries
from joinder.reports.import_files import unnamed_file
from joinder.reports.import_models import ClaimRequest, ImportBatch, NamedPerson
from joinder.reports.import_sheet import Options
from joinder.reports.imports import Told

router = APIRouter(prefix="/api/cases/{reference}/imports", tags=["imports"])
MAX_BYTES = 20 * 1024 * 1024
UPLOADS_AN_HOUR = 30
Column = Annotated[str, StringConstraints(max_length=120)]
Columns = Annotated[str, StringConstraints(max_length=10_000)]


class ReadAs(Body):
    """How a sheet is to be read: field → column (several: joined by |), one tab alone, the currency of bare amounts."""

    map: dict[str, Columns] = Field(default_factory=dict[str, str], max_length=40)
    tab: Column | None = None
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None


class PeopleWanted(BaseModel):
    """Which named people: whose name holds these words, only those who have not claimed."""

    find: Annotated[str, Query(max_length=80)] = ""
    waiting: bool = False
    cursor: Cursor = None
    limit: Limit = None


People = Annotated[PeopleWanted, Query()]


class RunBody(Body):
    """How the members in the sheet agreed to be entered."""

    agreed: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class LinkRead(BaseModel):
    """The group's claim link, shown this once."""

    url: str


class ClaimDecision(Body):
    """Whether a claim is right, and whose row it is when that was not found by itself."""

    confirmed: bool
    person_id: uuid.UUID | None = None


@router.post("", dependencies=[allow("import.bring")], status_code=201, openapi_extra=RAW_BODY)
async def upload_sheet(
    scope: CaseScope, request: Request, database: Db, caller: Caller, lang: Lang, key: IdempotencyKey
) -> ImportPreview:
    """Take a sheet as the raw body (name percent-encoded in X-Filename); nothing is imported before it is run."""
    chunks = body_of(request)
    limits_hit = asyncio.to_thread(
        limits.spend, database, "import_upload", str(caller.account_id), UPLOADS_AN_HOUR, 3600
    )
    with unnamed_file() as (file, path):
        try:
            await limits_hit
            digest = await _receive(chunks, file)
            told = Told(upload_name(request), None)
            route = (key, f"POST {request.url.path}", digest)
            return await asyncio.to_thread(_store, database, scope, (path, told, lang), route)
        except Refusal:
            await drain(chunks)
            raise


async def _receive(chunks: AsyncIterator[bytes], file: IO[bytes]) -> bytes:
    seen, digest = 0, sha256()
    async for chunk in chunks:
        seen += len(chunk)
        if seen > MAX_BYTES:
            raise TooLarge("reports.sheet_too_large", field="file")
        digest.update(chunk)
        await asyncio.to_thread(file.write, chunk)
    await asyncio.to_thread(file.flush)
    return digest.digest()


def _store(
    database: Database, scope: Scope, upload: tuple[Path, Told, str], route: tuple[str, str, bytes]
) -> ImportPreview:
    path, told, lang = upload
    key, name, digest = route
    with database.write() as session:
        actor = idempotency.actor_name(scope.identity.account_id if scope.identity else None, key)
        found = idempotency.claim(session, actor, key, name, digest)
        if found is not None:
            raise ReplayError(found.status, idempotency.answer_of(found))
        case = live_case(session, scope)
        batch = import_jobs.store_upload(session, case, scope.actor, path, told, Options(lang=lang))
        return kept(session, show_preview(session, batch, lang))


def own(session: Session, scope: Scope, batch: str) -> ImportBatch:
    """Return one of the case's imports; refuse (NotFound) any other."""
    return import_queries.batch_of_case(session, scope.case.id, batch)


@router.get("", dependencies=[allow("import.read")])
def list_imports(
    scope: CaseScope, session: ReadSession, response: Response, cursor: Cursor = None, limit: Limit = None
) -> Page[ImportRead]:
    """List a case's imports, newest first."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = import_queries.batches_page(session, scope.case.id, cursor, limit)
    return Page(items=[ImportRead(**shown(batch)) for batch in rows], next_cursor=following)


@router.get("/{batch}", dependencies=[allow("import.read")])
def read_import(scope: CaseScope, batch: str, session: ReadSession, response: Response) -> ImportRead:
    """Read one import's progress and, when it is done, its numbers."""
    response.headers["Cache-Control"] = "no-store"
    return ImportRead(**shown(own(session, scope, batch)))


@router.post("/{batch}/preview", dependencies=[allow("import.bring")])
def read_sheet_as(scope: CaseScope, batch: str, body: ReadAs, session: Uow, lang: Lang) -> ImportPreview:
    """Read the uploaded sheet with other columns, another tab or another currency, and show it again."""
    row = own(session, scope, batch)
    import_jobs.read_as(session, row, Options(body.map, body.tab, body.currency, lang))
    return show_preview(session, row, lang)


@router.post("/{batch}/run", dependencies=[allow("import.bring")], status_code=202)
def run_import(scope: CaseScope, batch: str, body: RunBody, session: Once) -> ImportRead:
    """Queue the import; follow it by reading it again."""
    row = own(session, scope, batch)
    import_jobs.start(session, row, body.agreed)
    return kept(session, ImportRead(**shown(row)), 202)


@router.get("/{batch}/rejects", dependencies=[allow("import.bring")], response_class=Response)
def download_rejects(scope: CaseScope, batch: str, session: ReadSession) -> Response:
    """Download the rejected rows with their reasons; refused values were taken out."""
    data = import_jobs.rejects_of(own(session, scope, batch))
    if data is None:
        raise NotFound("reports.no_import")
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="rejects.csv"'}
    return Response(data, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/{batch}/link", dependencies=[allow("import.bring")], status_code=201)
def make_claim_link(scope: CaseScope, batch: str, session: Once, lang: Lang) -> LinkRead:
    """Make the group's claim link; an earlier one stops working."""
    token = claims.make_link(session, own(session, scope, batch), scope.actor)
    return kept(session, LinkRead(url=f"{get_settings().public_url}/{lang}/claim#{token}"))


@router.get("/{batch}/people", dependencies=[allow("import.read")])
def list_named_people(
    scope: CaseScope, batch: str, session: ReadSession, response: Response, wanted: People
) -> Page[NamedPersonRead]:
    """List the people the sheet names: named, not confirmed, never counted as people."""
    response.headers["Cache-Control"] = "no-store"
    row = own(session, scope, batch)
    query = import_queries.named_in(row)
    if wanted.waiting:
        query = query.where(NamedPerson.claimed_at.is_(None))
    people, following = import_queries.people_page(session, query, wanted.find, wanted.cursor, wanted.limit)
    return Page(items=show_people(session, row, people), next_cursor=following)


@router.delete("/{batch}/people/{person_id}", dependencies=[allow("import.erase_person")])
def erase_named_person(scope: CaseScope, batch: str, person_id: uuid.UUID, session: Uow) -> Done:
    """Erase a person who asked for it and never import them again."""
    row = own(session, scope, batch)
    person = import_queries.person_of_batch(session, row, person_id)
    if person is None:
        raise NotFound("reports.claim_no_row")
    forget(session, claims.erase_person(session, person, objected=True, actor=scope.actor))
    return DONE


@router.get("/{batch}/claims", dependencies=[allow("claim.decide")])
def list_claims(scope: CaseScope, batch: str, session: ReadSession, response: Response) -> list[ClaimRead]:
    """List the claims by details that wait for the organizer."""
    response.headers["Cache-Control"] = "no-store"
    row = own(session, scope, batch)
    return show_claims(session, row, import_queries.open_requests(session, row))


@router.post("/{batch}/claims/{claim_id}", dependencies=[allow("claim.decide")])
def decide_claim(scope: CaseScope, batch: str, claim_id: uuid.UUID, body: ClaimDecision, session: Uow) -> Done:
    """Confirm or decline one claim."""
    row = own(session, scope, batch)
    request = session.get(ClaimRequest, claim_id, with_for_update=True)
    if request is None or request.batch_id != row.id:
        raise NotFound("reports.claim_no_row")
    taken = claims.decide(session, request, scope.actor, body.person_id, confirmed=body.confirmed)
    index_claimed(session, taken)
    return DONE
