"""The moderator's review desk: pairs of every case, and those across cases that no organizer can see."""

import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path

from joinder.api.deps import Caller, Lang, ReadSession, Uow, allow
from joinder.api.match_views import show, show_pair, show_precision, unkept
from joinder.api.matches import Asked
from joinder.core.paging import Page
from joinder.matching import reviewing, service
from joinder.matching.reviewing import Wish
from joinder.matching.schemas import MatchRead, PairRead, PrecisionReport

router = APIRouter(prefix="/api/moderation/matches", tags=["matches"])
Act = Annotated[Literal["confirm", "dismiss", "unsure", "undo"], Path()]


@router.get("", dependencies=[allow("match.queue"), Depends(unkept)])
def list_all_matches(caller: Caller, session: ReadSession, lang: Lang, asked: Asked) -> Page[MatchRead]:
    """List the pairs of the whole house, newest first; words only where a person shares them with the caller."""
    rows, following = reviewing.page(session, Wish(asked.shown, asked.kind), asked.cursor, asked.limit)
    return Page(items=show(session, caller, rows, lang), next_cursor=following)


@router.get("/precision", dependencies=[allow("match.queue"), Depends(unkept)])
def read_house_precision(session: ReadSession) -> PrecisionReport:
    """Read how often the pairs that were decided anywhere were the same, by language, with the interval."""
    return show_precision(session, None)


@router.get("/{match_id}", dependencies=[allow("match.queue"), Depends(unkept)])
def read_any_match(match_id: uuid.UUID, caller: Caller, session: ReadSession, lang: Lang) -> PairRead:
    """Read one pair with evidence and history."""
    return show_pair(session, caller, reviewing.one(session, match_id), lang)


@router.post("/{match_id}/{act}", dependencies=[allow("match.decide_anywhere")])
def decide_any_match(match_id: uuid.UUID, act: Act, caller: Caller, session: Uow, lang: Lang) -> MatchRead:
    """Decide a pair; across cases it only links, as reports fold inside one case alone."""
    row = reviewing.one(session, match_id)
    service.act_on(session, row[0], reviewing.case_of(row), caller.actor, act)
    return show(session, caller, [reviewing.one(session, match_id)], lang)[0]
