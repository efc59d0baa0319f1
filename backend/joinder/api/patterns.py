"""Emerging patterns: everybody reads what was released; moderators let one be shown and take it down."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy.orm import Session

from joinder.api.deps import Caller, Cursor, Lang, Limit, ReadSession, Uow, allow
from joinder.api.public_statistics import envelope, open_answer, page_answer
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.api.statistics import Slug, company_of
from joinder.core.errors import NotFound
from joinder.core.paging import Page
from joinder.statistics import emerging, emerging_queries, queries, schemas
from joinder.statistics.page_schemas import PatternShown

router = APIRouter(prefix="/api", tags=["statistics"])
MAY_READ = [allow("statistics.read")]
PatternReference = Annotated[str, Path(max_length=16)]


class PatternPublication(Body):
    """Under which words of its label a pattern is shown, and which issue was read."""

    issue_id: Annotated[str, StringConstraints(max_length=60)]
    label: list[Annotated[str, StringConstraints(min_length=1, max_length=40)]] = Field(max_length=4)


class PatternPublished(BaseModel):
    """The public reference of a pattern that is shown."""

    reference: str


class PatternEnd(Body):
    """Why a pattern is taken down."""

    reason_code: Annotated[str, StringConstraints(max_length=30)]


def _shown(
    session: Session, respondent: str | None, cursor: str | None, limit: int | None
) -> tuple[emerging_queries.Rows, str | None]:
    company = company_of(session, respondent).id if respondent else None
    return emerging_queries.shown(session, company, cursor, limit)


@router.get("/statistics/patterns", dependencies=MAY_READ)
def list_shown_patterns(
    session: ReadSession, respondent: Slug = None, cursor: Cursor = None, limit: Limit = None
) -> Page[PatternShown]:
    """List reports in no case that seem to tell one problem, as last released."""
    rows, following = _shown(session, respondent, cursor, limit)
    items = [
        PatternShown(
            pattern=row.reference,
            respondent=company.slug,
            respondent_names=company.names,
            issue=release.payload["issue"],
            label=release.payload["label"],
            size=schemas.LineRead(**release.payload["size"]),
            trend=release.payload["trend"],
            number=release.number,
        )
        for row, company, release in rows
    ]
    return Page(items=items, next_cursor=following)


@router.get("/public/v1/patterns", dependencies=MAY_READ, response_model=schemas.PatternPage, tags=["public"])
def list_public_patterns(
    request: Request,
    session: ReadSession,
    lang: Lang,
    respondent: Slug = None,
    cursor: Cursor = None,
    limit: Limit = None,
) -> Response:
    """List the emerging patterns shown now, each with its newest signed release."""
    rows, following = _shown(session, respondent, cursor, limit)
    return page_answer(request, [release for _row, _company, release in rows], following, (lang, "pattern"))


@router.get(
    "/public/v1/patterns/{pattern}/releases/{number}",
    dependencies=MAY_READ,
    response_model=schemas.PatternEnvelope,
    tags=["public"],
)
def read_pattern_release(
    pattern: PatternReference, number: int, request: Request, session: ReadSession, lang: Lang
) -> Response:
    """Read one release of an emerging pattern: a dated snapshot that never changes."""
    row = emerging_queries.shown_one(session, pattern)
    release = queries.numbered(session, queries.PATTERN, row.id, number) if row else None
    if release is None:
        raise NotFound("statistics.no_release")
    return open_answer(request, envelope(release, lang, "pattern"))


@router.post("/moderation/patterns/{pattern_id}/publication", dependencies=[allow("pattern.publish")], status_code=201)
def publish_pattern(pattern_id: uuid.UUID, body: PatternPublication, session: Once, caller: Caller) -> PatternPublished:
    """Let a pattern be shown in public: what is printed is frozen, its words are those that were read."""
    row = emerging.publish(session, pattern_id, caller.actor, body.issue_id, body.label)
    return kept(session, PatternPublished(reference=row.reference))


@router.post("/moderation/shown-patterns/{pattern}/end", dependencies=[allow("pattern.publish")])
def end_pattern(pattern: PatternReference, body: PatternEnd, session: Uow, caller: Caller) -> Done:
    """Take a pattern out of public sight with a reason."""
    emerging.end(session, pattern, caller.actor, body.reason_code)
    return DONE
