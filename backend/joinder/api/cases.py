"""Cases as everyone reads them: find, read, timeline, replies, removal log; open, flag, organize."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select

from joinder.api import respondents
from joinder.api.contact_flags import AT_MOST
from joinder.api.deps import (
    Caller,
    CaseScope,
    Cursor,
    Lang,
    Limit,
    OptionalCaller,
    ReadSession,
    Uow,
    address_of,
    allow,
    live_case,
)
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import queries, service, timeline
from joinder.cases.lifecycle import is_listed, visibility_for
from joinder.cases.models import Case, Respondent
from joinder.cases.service import CaseData
from joinder.core import clock, limits
from joinder.core.errors import NotFound
from joinder.core.paging import Page
from joinder.letters.describing import name_of

router = APIRouter(prefix="/api/cases", tags=["cases"])
INSIDERS = frozenset({"organizer", "co_organizer", "moderator", "admin"})


class CaseRead(BaseModel):
    """A case as its page shows it; numbers come from its releases only (`/api/statistics`)."""

    reference: str
    title: str
    summary: str
    lang: str
    issue_id: str
    remedies: list[str]
    visibility: str
    respondent: respondents.RespondentRead
    opened_on: str
    published_at: datetime | None
    published_on: date | None
    closed_at: datetime | None
    closed_reason: str | None
    merged_into: str | None
    relation: str
    vetting: str | None
    text_version: str


class CaseListed(BaseModel):
    """A public case in a list."""

    reference: str
    title: str
    summary: str
    lang: str
    issue_id: str
    respondent_name: str
    respondent_slug: str
    closed: bool


class CaseCreate(Body):
    """A new case."""

    respondent_id: uuid.UUID
    issue_id: str
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=120)]
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=2000)]
    remedies: list[str] = Field(default_factory=list, max_length=6)


class TimelineRead(BaseModel):
    """One thing that happened, to the day it happened (not the minute it was noted)."""

    kind: str
    on: str
    params: dict[str, Any]


class ReplyRead(BaseModel):
    """A respondent's public answer."""

    category: str
    text: str
    lang: str
    on: str


class RemovalRead(BaseModel):
    """One line of the public removal log."""

    what: str
    reason_code: str
    on: str
    restored_on: str | None


class CasePatch(Body):
    """The case's own words, before publishing or by a moderator."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=120)]
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=2000)]


class CloseBody(Body):
    """How a case ended, perhaps with a pointer to another case of the same company."""

    reason_code: str
    merged_into: str | None = None


class FlagCreate(Body):
    """What is wrong with a case page."""

    reason_code: str
    text: str = Field(default="", max_length=2000)


def read(session: ReadSession, case: Case, lang: str, relation: str) -> CaseRead:
    """Show a case in a language."""
    respondent = session.get_one(Respondent, case.respondent_id)
    merged = session.get(Case, case.merged_into_id) if case.merged_into_id else None
    return CaseRead(
        reference=case.reference,
        title=case.title,
        summary=case.summary,
        lang=case.lang,
        issue_id=case.issue_id,
        remedies=case.remedies,
        visibility=visibility_for(case.visibility, insider=relation in INSIDERS),
        respondent=respondents.read(respondent, lang),
        opened_on=clock.day_of(case.opened_at).isoformat(),
        published_at=case.published_at,
        published_on=clock.day_of(case.published_at) if case.published_at else None,
        closed_at=case.closed_at,
        closed_reason=case.closed_reason,
        merged_into=merged.reference if merged and is_listed(merged.visibility) else None,
        relation=relation,
        vetting=queries.vetting(session, case.id),
        text_version=service.text_version(case),
    )


@router.get("", dependencies=[allow("case.find")])
def find_cases(
    session: ReadSession,
    lang: Lang,
    q: Annotated[str, Query(max_length=120)] = "",
    respondent: Annotated[str | None, Query(max_length=60)] = None,
    cursor: Cursor = None,
    limit: Limit = None,
) -> Page[CaseListed]:
    """Find public cases by company, problem or words; without words, the latest published first."""
    rows, next_cursor = queries.public_page(session, q, respondent, cursor, limit)
    names = queries.respondents_of(session, [row.respondent_id for row in rows])
    items = [_listed(row, names[row.respondent_id], lang) for row in rows]
    return Page(items=items, next_cursor=next_cursor)


def _listed(row: Case, respondent: Respondent, lang: str) -> CaseListed:
    name = name_of(respondent, lang)
    return CaseListed(
        reference=row.reference,
        title=row.title,
        summary=row.summary,
        lang=row.lang,
        issue_id=row.issue_id,
        respondent_name=name,
        respondent_slug=respondent.slug,
        closed=row.closed_at is not None,
    )


@router.post("", dependencies=[allow("case.open")], status_code=201)
def open_case(body: CaseCreate, session: Once, caller: Caller, lang: Lang) -> CaseRead:
    """Open a private case, reachable by its link until three people joined and a moderator published it."""
    data = CaseData(**body.model_dump(), lang=lang)
    case = service.open_case(session, caller.account_id, data)
    return kept(session, read(session, case, lang, "stranger"))


@router.get("/{reference}", dependencies=[allow("case.read")])
def read_case(scope: CaseScope, session: ReadSession, lang: Lang) -> CaseRead:
    """Read a case by its reference (for a private case, the reference is its link)."""
    return read(session, live_case(session, scope), lang, scope.relation)


@router.patch("/{reference}", dependencies=[allow("case.edit")])
def edit_case(body: CasePatch, scope: CaseScope, session: Uow) -> Done:
    """Change title and summary: organizers before publishing, moderators also after."""
    service.edit(session, live_case(session, scope), scope.actor, body.title, body.summary)
    return DONE


@router.post("/{reference}/close", dependencies=[allow("case.close")])
def close_case(body: CloseBody, scope: CaseScope, session: Uow) -> Done:
    """Close a case; members of a merged one choose whether to follow the pointer."""
    other = session.scalar(select(Case).where(Case.reference == body.merged_into)) if body.merged_into else None
    if body.merged_into and other is None:
        raise NotFound("cases.no_case", field="merged_into")
    service.close(session, live_case(session, scope), scope.actor, body.reason_code, other)
    return DONE


@router.get("/{reference}/timeline", dependencies=[allow("case.read")])
def read_timeline(
    scope: CaseScope, session: ReadSession, cursor: Cursor = None, limit: Limit = None
) -> Page[TimelineRead]:
    """Read a case's public history, newest first; organizers also see single private entries."""
    private = scope.relations & {"organizer", "co_organizer"}
    rows, following = timeline.read(session, scope.case.id, public_only=not private, cursor=cursor, limit=limit)
    items = [
        TimelineRead(kind=row.kind, on=timeline.day_of(row.kind, row.at, row.params), params=row.params) for row in rows
    ]
    return Page(items=items, next_cursor=following)


@router.get("/{reference}/replies", dependencies=[allow("case.read")])
def read_replies(scope: CaseScope, session: ReadSession) -> list[ReplyRead]:
    """Read the respondent's public answers."""
    rows = queries.public_replies(session, scope.case.id)
    return [
        ReplyRead(category=row.category, text=row.text, lang=row.lang, on=queries.shown_on(row).isoformat())
        for row in rows
    ]


@router.get("/{reference}/removals", dependencies=[allow("removal.read")])
def read_case_removals(scope: CaseScope, session: ReadSession) -> list[RemovalRead]:
    """Read what was hidden in this case and why."""
    return [removal(row) for row in queries.removals(session, scope.case.id)]


def removal(row: Any) -> RemovalRead:  # noqa: ANN401
    """Show one removal."""
    restored = clock.day_of(row.restored_at).isoformat() if row.restored_at else None
    hidden = clock.day_of(row.at).isoformat()
    return RemovalRead(what=row.what, reason_code=row.reason_code, on=hidden, restored_on=restored)


@router.post("/{reference}/flags", dependencies=[allow("case.flag")], status_code=201)
def flag_case(request: Request, body: FlagCreate, scope: CaseScope, session: Once, caller: OptionalCaller) -> Done:
    """Report this case page to the moderators; no account is needed."""
    limits.hit(session, "case_flag", address_of(request), *AT_MOST)
    case = live_case(session, scope)
    service.flag(session, case, caller.account_id if caller else None, body.reason_code, body.text)
    return kept(session, DONE)
