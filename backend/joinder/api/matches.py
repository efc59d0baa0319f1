"""The organizer's matches: pairs of reports that may tell the same, with reasons; confirm, dismiss, undo."""

import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Cursor, Lang, Limit, ReadSession, Scope, Uow, allow, live_case
from joinder.core import sealed
from joinder.core.paging import Page
from joinder.matching import queries, service
from joinder.matching.models import Match
from joinder.matching.schemas import MatchRead, MatchSide, reason
from joinder.reports.incidents import Facts, state_of
from joinder.reports.models import Report

router = APIRouter(prefix="/api/cases/{reference}/matches", tags=["matches"])
State = Annotated[Literal["proposed", "confirmed", "dismissed", "undone"] | None, Query()]
Row = tuple[Match, Report, Report]


def unkept(response: Response) -> None:
    """Say that an answer must not be kept by anybody on its way."""
    response.headers["Cache-Control"] = "no-store"


@router.get("", dependencies=[allow("match.list"), Depends(unkept)])
def list_matches(
    scope: CaseScope,
    session: ReadSession,
    lang: Lang,
    state: State = None,
    cursor: Cursor = None,
    limit: Limit = None,
) -> Page[MatchRead]:
    """List a case's matches, newest first; a person's words only where that person shares them with the caller."""
    rows, following = queries.page(session, scope.case.id, state, cursor, limit)
    return Page(items=_show(session, scope, rows, lang), next_cursor=following)


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


@router.post("/{match_id}/undo", dependencies=[allow("match.decide")])
def undo_match(scope: CaseScope, match_id: uuid.UUID, session: Uow, lang: Lang) -> MatchRead:
    """Take a decision back; every number is again what it was."""
    service.undo(session, live_case(session, scope), match_id, scope.actor)
    return _one(session, scope, match_id, lang)


def _one(session: Session, scope: Scope, match_id: uuid.UUID, lang: str) -> MatchRead:
    return _show(session, scope, [queries.in_case(session, scope.case.id, match_id)], lang)[0]


def _show(session: Session, scope: Scope, rows: list[Row], lang: str) -> list[MatchRead]:
    told = [report for _, *both in rows for report in both]
    pseudonyms = queries.pseudonyms(session, told)
    reader = scope.identity.account_id if scope.identity else None
    readable = queries.readable(session, told, reader)
    sealed.preload(session, [report for report in told if report.id in readable])
    sides = {report.id: _side(report, pseudonyms, report.id in readable) for report in told}
    return [
        MatchRead(
            id=match.id,
            a=sides[first.id],
            b=sides[second.id],
            same_person=match.same_person,
            score=match.score,
            reasons=[reason(one["code"], one["params"], lang) for one in match.reasons],
            matcher_version=match.matcher_version,
            state=match.state,
            found_at=match.found_at,
            decided_at=match.decided_at,
            decided_role=match.decided_role,
        )
        for match, first, second in rows
    ]


def _side(report: Report, pseudonyms: dict[uuid.UUID, str], readable: bool) -> MatchSide:
    facts = Facts(report.rejected_at, report.withdrawn_at, report.repeated_of_id is not None)
    return MatchSide(
        report_id=report.id,
        report_reference=report.reference,
        pseudonym=pseudonyms.get(report.membership_id) if report.membership_id else None,
        state=state_of(facts),
        submitted_at=report.submitted_at,
        happened_on=report.happened_on,
        happened_precision=report.happened_precision,
        amount_minor=report.amount_minor,
        currency=report.currency,
        narrative=report.narrative if readable else None,
    )
