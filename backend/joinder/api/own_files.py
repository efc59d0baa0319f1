"""All of one's own items over all one's reports, and changing what one keeps oneself."""

import uuid

from fastapi import APIRouter, Response
from sqlalchemy import select

from joinder.api.deps import Caller, Cursor, Lang, Limit, ReadSession, Uow, allow
from joinder.api.evidence import own_item, own_views
from joinder.cases.models import Case
from joinder.cases.queries import respondents_of
from joinder.core.paging import Page
from joinder.evidence import queries, service
from joinder.evidence.schemas import EvidenceRead, KeptByMeCreate, OwnFileRead
from joinder.evidence.service import Recording
from joinder.letters.describing import name_of

router = APIRouter(prefix="/api/me/evidence", tags=["evidence"])


@router.get("", dependencies=[allow("evidence.own")])
def list_own_files(
    session: ReadSession, caller: Caller, lang: Lang, response: Response, cursor: Cursor = None, limit: Limit = None
) -> Page[OwnFileRead]:
    """List the items behind all own reports, newest first, with who opened each and when."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = queries.own_page(session, caller.account_id, cursor, limit)
    respondents = respondents_of(session, [report.respondent_id for _item, report in rows])
    ids = {report.case_id for _item, report in rows if report.case_id}
    cases = {row.id: row.title for row in session.scalars(select(Case).where(Case.id.in_(ids)))}
    views = own_views(session, [item for item, _report in rows])
    items = [
        OwnFileRead(
            **view.model_dump(),
            report_reference=report.reference,
            report_withdrawn=report.withdrawn_at is not None,
            respondent_name=name_of(respondents[report.respondent_id], lang),
            case_title=cases.get(report.case_id) if report.case_id else None,
        )
        for view, (_item, report) in zip(views, rows, strict=True)
    ]
    return Page(items=items, next_cursor=following)


@router.put("/{evidence_id}/kept-by-me", dependencies=[allow("evidence.own")])
def change_kept_by_me(evidence_id: uuid.UUID, body: KeptByMeCreate, session: Uow, caller: Caller) -> EvidenceRead:
    """Say anew what one keeps, or name another recording in its place."""
    row = own_item(session, caller, evidence_id)
    recording = Recording(**body.recording.model_dump()) if body.recording else None
    service.change_kept_by_me(session, caller.account_id, row, body.description, recording)
    return own_views(session, [row])[0]
