"""Carry an unsent draft to another browser by a short code."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from joinder.api.deps import Db, address_of, allow
from joinder.api.repeats import Once, kept
from joinder.core import limits
from joinder.reports import drafts

router = APIRouter(prefix="/api/drafts", tags=["reports"])


class DraftKeep(BaseModel):
    """An unsent draft as its browser wrote it."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=2, max_length=200_000)


class DraftKept(BaseModel):
    """The code that brings the draft back, shown this once."""

    code: str


class DraftResume(BaseModel):
    """A resume code."""

    model_config = ConfigDict(extra="forbid")
    code: str = Field(min_length=6, max_length=40)


class DraftRead(BaseModel):
    """A draft as its browser wrote it."""

    text: str


@router.post("", dependencies=[allow("draft.keep")], status_code=201)
def keep_draft(request: Request, body: DraftKeep, session: Once) -> DraftKept:
    """Keep a draft for fourteen days."""
    limits.hit(session, "draft_keep", address_of(request), 60, 3600)
    return kept(session, DraftKept(code=drafts.keep(session, body.text)))


@router.post("/resume", dependencies=[allow("draft.keep")])
def resume_draft(request: Request, response: Response, body: DraftResume, database: Db) -> DraftRead:
    """Bring a draft back in another browser."""
    _limit(request, database, "draft_resume", 30)
    response.headers["Cache-Control"] = "no-store"
    with database.read() as session:
        return DraftRead(text=drafts.resume(session, body.code))


def _limit(request: Request, database: Db, bucket: str, uses: int) -> None:
    limits.spend(database, bucket, address_of(request), uses, 3600)
