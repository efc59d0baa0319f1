"""The review desk of a case: pairs that may tell the same; confirm, dismiss, not sure, undo, identical ones at once."""

import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Lang, ReadSession, Scope, Uow, allow, live_case
from joinder.api.match_views import show, show_pair, show_precision, unkept
from joinder.api.repeats import Once, kept
from joinder.core.paging import Page
from joinder.matching import identical, queries, reviewing, service
from joinder.matching.reviewing import Wish
from joinder.matching.schemas import BulkAsk, BulkPreview, BulkRead, MatchRead, PairRead, PrecisionReport, QueueAsk

router = APIRouter(prefix="/api/cases/{reference}/matches", tags=["matches"])
Asked = Annotated[QueueAsk, Query()]
Persons = Annotated[Literal["one_person", "two_people"], Query()]
EXAMPLES = 5


@router.get("", dependencies=[allow("match.list"), Depends(unkept)])
def list_matches(scope: CaseScope, session: ReadSession, lang: Lang, asked: Asked) -> Page[MatchRead]:
    """List a case's pairs, newest first; a person's words only where that person shares them with the caller."""
    rows, following = reviewing.page(session, Wish(asked.shown, asked.kind, scope.case.id), asked.cursor, asked.limit)
    return Page(items=show(session, scope.identity, rows, lang), next_cursor=following)


@router.get("/precision", dependencies=[allow("match.list"), Depends(unkept)])
def read_precision(scope: CaseScope, session: ReadSession) -> PrecisionReport:
    """Read how often the pairs that were decided in this case were the same, by language, with the interval."""
    return show_precision(session, scope.case.id)


@router.get("/identical", dependencies=[allow("match.list"), Depends(unkept)])
def preview_identical(scope: CaseScope, session: ReadSession, lang: Lang, kind: Persons = "one_person") -> BulkPreview:
    """Read what confirming the identical pairs of one kind would do; nothing is done."""
    found = identical.preview(session, scope.case.id, kind, scope.actor.account_id)
    return BulkPreview(
        kind=kind,
        pairs=len(found.rows),
        folds=found.folds,
        more=found.more,
        digest=found.digest,
        examples=show(session, scope.identity, found.rows[:EXAMPLES], lang),
    )


@router.post("/identical", dependencies=[allow("match.decide")], status_code=201)
def confirm_identical(body: BulkAsk, scope: CaseScope, session: Once) -> BulkRead:
    """Confirm exactly the pairs that were previewed, as one bulk."""
    bulk_id, pairs = identical.confirm(session, live_case(session, scope).id, body.kind, body.digest, scope.actor)
    return kept(session, BulkRead(bulk_id=bulk_id, pairs=pairs))


@router.post("/bulks/{bulk_id}/undo", dependencies=[allow("match.decide")])
def undo_bulk(bulk_id: uuid.UUID, scope: CaseScope, session: Uow) -> BulkRead:
    """Take back what still stands of a bulk; every number is again what it was."""
    return BulkRead(bulk_id=bulk_id, pairs=identical.undo(session, live_case(session, scope).id, bulk_id, scope.actor))


@router.get("/{match_id}", dependencies=[allow("match.list"), Depends(unkept)])
def read_match(scope: CaseScope, match_id: uuid.UUID, session: ReadSession, lang: Lang) -> PairRead:
    """Read one pair with evidence and history."""
    return show_pair(session, scope.identity, queries.in_case(session, scope.case.id, match_id), lang)


@router.post("/{match_id}/confirm", dependencies=[allow("match.decide")])
def confirm_match(scope: CaseScope, match_id: uuid.UUID, session: Uow, lang: Lang) -> MatchRead:
    """Confirm a match: one person's two reports of one incident count once; two people stay two people."""
    service.confirm(session, live_case(session, scope), match_id, scope.actor)
    return _one(session, scope, match_id, lang)


@router.post("/{match_id}/dismiss", dependencies=[allow("match.decide")])
def dismiss_match(scope: CaseScope, match_id: uuid.UUID, session: Uow, lang: Lang) -> MatchRead:
    """Dismiss a match: the pair is never proposed again."""
    service.dismiss(session, live_case(session, scope), match_id, scope.actor)
    return _one(session, scope, match_id, lang)


@router.post("/{match_id}/unsure", dependencies=[allow("match.decide")])
def leave_match(scope: CaseScope, match_id: uuid.UUID, session: Uow, lang: Lang) -> MatchRead:
    """Put a match on the list for later; no number changes."""
    service.unsure(session, live_case(session, scope), match_id, scope.actor)
    return _one(session, scope, match_id, lang)


@router.post("/{match_id}/undo", dependencies=[allow("match.decide")])
def undo_match(scope: CaseScope, match_id: uuid.UUID, session: Uow, lang: Lang) -> MatchRead:
    """Take a decision back; every number is again what it was."""
    service.undo(session, live_case(session, scope), match_id, scope.actor)
    return _one(session, scope, match_id, lang)


def _one(session: Session, scope: Scope, match_id: uuid.UUID, lang: str) -> MatchRead:
    return show(session, scope.identity, [queries.in_case(session, scope.case.id, match_id)], lang)[0]
