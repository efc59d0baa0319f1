"""The organizer's board: what needs somebody today in one case."""

from datetime import date

from fastapi import APIRouter, Response
from pydantic import BaseModel

from joinder.api.deps import CaseScope, ReadSession, allow
from joinder.api.members import reader_of
from joinder.core import clock
from joinder.filings import board

router = APIRouter(prefix="/api/cases/{reference}", tags=["cases"])


class DutyRead(BaseModel):
    """One duty; `count` is live and for organizers only."""

    kind: str
    count: int
    on: date | None
    urgency: str
    subject: str | None


@router.get("/board", dependencies=[allow("desk.read")])
def read_board(scope: CaseScope, session: ReadSession, response: Response) -> list[DutyRead]:
    """Read what needs an organizer now, the nearest day first."""
    response.headers["Cache-Control"] = "no-store"
    today = clock.today()
    return [
        DutyRead(kind=one.kind, count=one.count, on=one.on, urgency=board.urgency(one.on, today), subject=one.subject)
        for one in board.duties(session, scope.case, reader_of(scope))
    ]
