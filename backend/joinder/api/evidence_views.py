"""How evidence looks and leaves through the interface: shapes, safe file answers, the streamed upload."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from joinder.core.errors import Invalid
from joinder.evidence import access, intake, kinds
from joinder.evidence.models import Evidence, EvidenceAccess, EvidenceCheck
from joinder.evidence.queries import Reviewable
from joinder.evidence.schemas import AccessRead, CheckRead, EvidenceRead, ReviewRead

DRAIN_BYTES = 64 * 1024 * 1024
DRAIN_SECONDS = 30
LOCKED = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
LOCKED_PDF = "frame-ancestors 'none'; base-uri 'none'"  # a sandboxed PDF is not shown; this one is our own rebuilt copy


def own_view(row: Evidence, opened: list[EvidenceAccess], checks: list[EvidenceCheck]) -> EvidenceRead:
    """Show an item to its owner."""
    return EvidenceRead(
        id=row.id,
        reference=row.reference,
        report_id=row.report_id,
        kept_by_me=row.kept_by_me,
        filename=row.filename,
        description=row.description,
        media_type=row.media_type,
        size=row.size,
        pages=row.pages,
        sha256=row.sha256,
        received_at=row.received_at,
        derivative_type=row.derivative_type,
        ended=row.storage_key is None and not row.kept_by_me,
        checked=any(one.accepted for one in checks),
        accesses=[AccessRead(role=one.role, what=one.what, purpose=one.purpose, at=one.at) for one in opened],
    )


def review_view(item: Reviewable, reviewer: object) -> ReviewRead:
    """Show an item to a reviewer."""
    row = item.evidence
    return ReviewRead(
        id=row.id,
        reference=row.reference,
        pseudonym=item.pseudonym,
        report_id=row.report_id,
        report_reference=item.report.reference,
        kept_by_me=row.kept_by_me,
        description=row.description,
        media_type=row.media_type,
        size=row.size,
        pages=row.pages,
        derivative_type=row.derivative_type,
        received_at=row.received_at,
        same_file_accounts=item.same_file_accounts,
        checks=[check_view(one, reviewer) for one in item.checks],
    )


def check_view(row: EvidenceCheck, reviewer: object) -> CheckRead:
    """Show one finding; other reviewers appear by role only."""
    return CheckRead(
        reviewer_role=row.reviewer_role,
        mine=row.reviewer_id == reviewer,
        at=row.at,
        readable=row.readable,
        names_respondent=row.names_respondent,
        shows_date=row.shows_date,
        shows_amount_or_order=row.shows_amount_or_order,
        matches_report=row.matches_report,
        accepted=row.accepted,
    )


def original_answer(row: Evidence) -> StreamingResponse:
    """Stream the original as a download that no browser will interpret."""
    stem = intake.clean_name(row.filename or "").rsplit(".", 1)[0] or row.reference
    name = stem + kinds.ENDINGS.get(row.media_type or "", "")
    headers = {
        **_safe(LOCKED),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Length": str(row.size),
    }
    return StreamingResponse(access.contents(row, intake.ORIGINAL), media_type=row.media_type, headers=headers)


def derivative_answer(row: Evidence) -> StreamingResponse:
    """Stream the rebuilt copy for viewing."""
    locked = LOCKED_PDF if row.derivative_type == kinds.PDF else LOCKED
    headers = {**_safe(locked), "Content-Disposition": "inline", "Content-Length": str(row.derivative_size)}
    stream = access.contents(row, intake.DERIVATIVE)
    return StreamingResponse(stream, media_type=row.derivative_type, headers=headers)


def _safe(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
    }


def upload_name(request: Request) -> str:
    """Return the file name of the X-Filename header (percent-encoded UTF-8), as a person may see it."""
    return intake.clean_name(unquote(request.headers.get("x-filename", "")[:1000]))


def declared_size(request: Request) -> int | None:
    """Return the size the request says it has."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None  # noqa: PLR2004


async def body_of(request: Request) -> AsyncIterator[bytes]:
    """Stream a request's body; refuse (Invalid) one that breaks off."""
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        raise Invalid("evidence.interrupted", field="file") from None


async def drain(chunks: AsyncIterator[bytes]) -> None:
    """Read the rest of a refused upload away, within reason, so that the client gets to see the answer."""
    left = DRAIN_BYTES
    with contextlib.suppress(TimeoutError, Invalid):
        async with asyncio.timeout(DRAIN_SECONDS):
            async for chunk in chunks:
                left -= len(chunk)
                if left < 0:
                    return
