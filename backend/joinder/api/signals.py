"""Signals of coordination: reviewers of a case read its own, moderators read all and decide."""

import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Cursor, Lang, Limit, ReadSession, Uow, allow
from joinder.api.match_views import unkept
from joinder.api.repeats import Once, kept
from joinder.cases.models import Case
from joinder.core import sealed
from joinder.core.paging import Page
from joinder.matching import signal_queries, signal_reviews
from joinder.matching.schemas import reason
from joinder.matching.signal_models import Signal
from joinder.matching.signal_reviews import Verdict
from joinder.matching.signal_schemas import ReviewOfSignal, SignalPersonRead, SignalRead, SignalVerdict

router = APIRouter(prefix="/api", tags=["signals"])
State = Annotated[Literal["open", "reviewed", "gone"], Query()]
WORDS = "signal_reasons.yaml"


@router.get("/cases/{reference}/signals", dependencies=[allow("signal.list"), Depends(unkept)])
def list_signals(
    scope: CaseScope, session: ReadSession, lang: Lang, state: State = "open",
    cursor: Cursor = None, limit: Limit = None,
) -> Page[SignalRead]:  # fmt: skip
    """List the signals of a case, newest first, with the people they are about by pseudonym."""
    rows, following = signal_queries.page(session, scope.case.id, state, cursor, limit)
    return Page(items=_show(session, rows, lang), next_cursor=following)


@router.get("/moderation/signals", dependencies=[allow("signal.queue"), Depends(unkept)])
def list_all_signals(
    session: ReadSession, lang: Lang, state: State = "open", cursor: Cursor = None, limit: Limit = None
) -> Page[SignalRead]:
    """List the signals of the whole house, newest first."""
    rows, following = signal_queries.page(session, None, state, cursor, limit)
    return Page(items=_show(session, rows, lang), next_cursor=following)


@router.post("/cases/{reference}/signals/{signal_id}/review", dependencies=[allow("signal.review")], status_code=201)
def review_signal(signal_id: uuid.UUID, body: SignalVerdict, scope: CaseScope, session: Once, lang: Lang) -> SignalRead:
    """Decide a signal: nothing in it, or these people are set aside, told why, and may appeal."""
    row = signal_queries.in_case(session, scope.case.id, signal_id)
    verdict = Verdict(tuple(body.people), body.reason_code, body.reason, body.note or None)
    signal_reviews.review(session, row, scope.actor, verdict)
    return kept(session, _show(session, [(row, scope.case)], lang)[0])


@router.post("/cases/{reference}/signals/{signal_id}/reopen", dependencies=[allow("signal.review")])
def reopen_signal(signal_id: uuid.UUID, scope: CaseScope, session: Uow, lang: Lang) -> SignalRead:
    """Open a decided signal again; set-asides stay until they are lifted one by one."""
    row = signal_queries.in_case(session, scope.case.id, signal_id)
    signal_reviews.reopen(session, row, scope.actor)
    return _show(session, [(row, scope.case)], lang)[0]


def _show(session: Session, rows: list[tuple[Signal, Case]], lang: str) -> list[SignalRead]:
    ids = [row.id for row, _ in rows]
    people, reviews = signal_queries.people(session, ids), signal_queries.reviews(session, ids)
    sealed.preload(session, [one for each in reviews.values() for one in each])
    shown: list[SignalRead] = []
    for row, case in rows:
        waiting = any(not one.reviewed for one in people[row.id])
        shown.append(
            SignalRead(
                id=row.id,
                case_reference=case.reference,
                case_title=case.title,
                kind=row.kind,
                state="gone" if row.gone_at is not None else "open" if waiting else "reviewed",
                size=len(people[row.id]),
                reasons=[reason(one["code"], one["params"], lang, WORDS) for one in row.reasons],
                people=[SignalPersonRead.model_validate(one, from_attributes=True) for one in people[row.id]],
                reviews=[ReviewOfSignal.model_validate(one, from_attributes=True) for one in reviews[row.id]],
                found_at=row.found_at,
            )
        )
    return shown
