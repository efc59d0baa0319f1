"""Electing another organizer: members offer and vote, everybody in the case sees who stands, nobody how many votes."""

import uuid
from datetime import datetime

from fastapi import APIRouter, Response
from pydantic import BaseModel

from joinder.api.deps import Caller, CaseScope, ReadSession, Uow, allow, live_case
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import organizers
from joinder.letters import elections
from joinder.reports.queries import pseudonyms

router = APIRouter(prefix="/api/cases/{reference}/election", tags=["letters"])


class CandidateRead(BaseModel):
    """A member who offered to organize, by the pseudonym of this case."""

    id: uuid.UUID
    pseudonym: str | None
    declared_at: datetime
    is_me: bool


class ElectionRead(BaseModel):
    """Whether the organizer is idle, and the election in that place, if one was opened; no totals."""

    idle: bool
    open: bool
    closes_at: datetime | None
    candidates: list[CandidateRead]
    my_vote: uuid.UUID | None


class VoteChoice(Body):
    """The candidate one votes for."""

    candidate: uuid.UUID


@router.get("", dependencies=[allow("election.read")])
def read_election(scope: CaseScope, session: ReadSession, caller: Caller, response: Response) -> ElectionRead:
    """Tell whether the organizer has done nothing for thirty days, who offers to follow, and one's own vote."""
    response.headers["Cache-Control"] = "no-store"
    if organizers.idle_in(session, scope.case.id) is None:
        return ElectionRead(idle=False, open=False, closes_at=None, candidates=[], my_vote=None)
    election = elections.running(session, scope.case.id)
    rows = elections.candidates(session, [scope.case.id]) if election else []
    names = pseudonyms(session, {(row.case_id, row.account_id) for row in rows})
    return ElectionRead(
        idle=True,
        open=election is not None and elections.is_open(election),
        closes_at=election.closes_at if election else None,
        candidates=[
            CandidateRead(
                id=row.id,
                pseudonym=names.get((row.case_id, row.account_id)),
                declared_at=row.declared_at,
                is_me=row.account_id == caller.account_id,
            )
            for row in rows
        ],
        my_vote=elections.own_vote(session, election, caller.account_id) if election else None,
    )


@router.put("/vote", dependencies=[allow("election.vote")])
def vote(body: VoteChoice, scope: CaseScope, session: Uow, caller: Caller) -> Done:
    """Vote for a candidate; the last vote before the election closes counts."""
    elections.vote(session, live_case(session, scope), caller.account_id, body.candidate)
    return DONE
