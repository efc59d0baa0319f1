"""Files that prove a delivery: taken as a raw body, shown as a rebuilt copy, for organizers only."""

import asyncio
import uuid
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel, StringConstraints

from joinder.api.deps import CaseScope, Db, Lang, ReadSession, Scope, allow, live_case
from joinder.api.evidence import FILE, RAW_BODY
from joinder.api.evidence_views import LOCKED, LOCKED_PDF, body_of, declared_size, drain
from joinder.api.filing_views import FilingRead, view
from joinder.api.repeats import ReplayError, kept
from joinder.core import idempotency, limits
from joinder.core.database import Database
from joinder.core.errors import Conflict, Refusal
from joinder.core.sealed import key_of
from joinder.evidence import intake, kinds
from joinder.evidence.intake import Arrived
from joinder.filings import following, proofs, queries
from joinder.filings.schemas import ProofKind, ProofRecord

router = APIRouter(prefix="/api/cases/{reference}/filings/{filing}/proofs", tags=["filings"])
FilingReference = Annotated[str, Path(max_length=16)]
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=100)]
UPLOADS_AN_HOUR = 60


class ProofQuery(BaseModel):
    """What the proof shows, beside the file's bytes."""

    kind: ProofKind
    delivered_on: date
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] | None = None


class Upload:
    """What comes beside the bytes."""

    def __init__(
        self, scope: CaseScope, filing: FilingReference, lang: Lang, shown: Annotated[ProofQuery, Query()], key: Key
    ) -> None:
        """Gather it."""
        self.scope, self.filing, self.lang, self.key = scope, filing, lang, key
        self.shown = ProofRecord(kind=shown.kind, delivered_on=shown.delivered_on, note=shown.note or None)


@router.post("/file", dependencies=[allow("filing.prove")], status_code=201, openapi_extra=RAW_BODY)
async def record_proof_file(request: Request, database: Db, upload: Annotated[Upload, Depends()]) -> FilingRead:
    """Record a proof with its file as the raw body; 201 means a rebuilt copy is durably kept."""
    chunks = body_of(request)
    try:
        sealing = await asyncio.to_thread(_admit, database, upload.scope, upload.filing)
        async with intake.received(chunks, declared_size(request)) as arrived:
            return await asyncio.to_thread(_keep, database, upload, arrived, sealing)
    except Refusal:
        await drain(chunks)
        raise


def _admit(database: Database, scope: Scope, filing: str) -> bytes:
    limits.spend(database, "proof_upload", str(scope.case.id), UPLOADS_AN_HOUR, 3600)
    with database.read() as session:
        row = queries.filing_of(session, scope.case.id, filing)
        if row.filed_on is None or row.membership_id is not None:
            raise Conflict("filings.not_sent")
        return key_of(session, row.key_id)


def _keep(database: Database, upload: Upload, arrived: Arrived, sealing: bytes) -> FilingRead:
    file = proofs.keep_copy(arrived, sealing)
    scope = upload.scope
    try:
        with database.write() as session:
            actor = idempotency.actor_name(scope.actor.account_id, upload.key)
            route = f"POST /api/cases/{scope.case.reference}/filings/{upload.filing}/proofs/file"
            found = idempotency.claim(session, actor, upload.key, route, arrived.sha256.encode())
            if found is not None:
                raise ReplayError(found.status, idempotency.answer_of(found))
            row = queries.filing_of(session, scope.case.id, upload.filing)
            following.record_proof(session, scope.actor, live_case(session, scope), row, upload.shown, file)
            return kept(session, view(session, queries.followed(session, [row]), upload.lang, organizer=True)[0])
    except (Refusal, ReplayError):  # nothing was committed; after any other failure that is not sure
        file.discard()
        raise


@router.get("/{proof}/file", dependencies=[allow("filing.prove")], responses=FILE)
def read_proof_file(scope: CaseScope, filing: FilingReference, proof: uuid.UUID, session: ReadSession) -> Response:
    """Show a proof's rebuilt copy."""
    row = proofs.proof_of(session, queries.filing_of(session, scope.case.id, filing), proof)
    copy = proofs.contents(session, row)
    headers = {
        "Content-Security-Policy": LOCKED_PDF if row.media_type == kinds.PDF else LOCKED,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Content-Disposition": "inline",
    }
    return Response(copy, media_type=row.media_type, headers=headers)
