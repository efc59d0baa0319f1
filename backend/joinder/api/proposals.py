"""What grouping proposes to moderators: emerging patterns, cases to merge or split; by machine, never counted."""

import uuid
from datetime import date, datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from joinder.api.deps import Caller, Cursor, Limit, ReadSession, Uow, allow
from joinder.api.schemas import DONE, Done
from joinder.core.paging import Page
from joinder.matching import proposals
from joinder.statistics import emerging_queries

router = APIRouter(prefix="/api/moderation", tags=["moderation"])


class PatternRead(BaseModel):
    """Reports in no case that seem to tell one issue: a label of public words, a band of people, a trend."""

    id: uuid.UUID
    respondent: dict[str, str]
    issue_id: str
    label: list[str]
    at_least: int
    trend: str
    as_of: date
    shown_as: str | None
    estimated_by: Literal["machine"] = "machine"


class ProposedCase(BaseModel):
    """One of the cases a proposal is about."""

    reference: str
    title: str


class ProposalRead(BaseModel):
    """Two cases that may be one, or one case that may be several, with the public words of each part."""

    id: uuid.UUID
    kind: str
    cases: list[ProposedCase]
    parts: list[list[str]]
    found_at: datetime
    estimated_by: Literal["machine"] = "machine"


class Decision(BaseModel):
    """What a moderator decides about a proposal."""

    model_config = ConfigDict(extra="forbid")

    accept: bool


@router.get("/patterns", dependencies=[allow("proposal.list")])
def list_patterns(session: ReadSession, cursor: Cursor = None, limit: Limit = None) -> Page[PatternRead]:
    """List emerging patterns, the newest first; their bands move once a month at most."""
    rows, following = proposals.patterns(session, cursor, limit)
    shown = emerging_queries.shown_of(session, [one.id for one, _ in rows])
    items = [
        PatternRead(
            id=one.id,
            respondent=respondent.names,
            issue_id=one.issue_id,
            label=one.label,
            at_least=one.band,
            trend=one.trend,
            as_of=one.banded_at.date(),
            shown_as=shown[one.id].reference if one.id in shown else None,
        )
        for one, respondent in rows
    ]
    return Page(items=items, next_cursor=following)


@router.get("/proposals", dependencies=[allow("proposal.list")])
def list_proposals(session: ReadSession, cursor: Cursor = None, limit: Limit = None) -> Page[ProposalRead]:
    """List undecided proposals, the newest first."""
    rows, following = proposals.proposals(session, cursor, limit)
    items = [
        ProposalRead(
            id=one.id,
            kind=one.kind,
            cases=[
                ProposedCase(reference=case.reference, title=case.title)
                for case in ([first, second] if one.kind == "merge" else [first])
            ],
            parts=one.label,
            found_at=one.found_at,
        )
        for one, first, second in rows
    ]
    return Page(items=items, next_cursor=following)


@router.post("/proposals/{proposal_id}", dependencies=[allow("proposal.decide")])
def decide_proposal(proposal_id: uuid.UUID, body: Decision, session: Uow, caller: Caller) -> Done:
    """Accept or dismiss a proposal; no case changes by this, and the same proposal is never made again."""
    proposals.decide(session, proposal_id, caller.actor, accept=body.accept)
    return DONE
