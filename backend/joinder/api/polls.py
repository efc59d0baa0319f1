"""Questions to the members of a case. Organizers read live totals; members what was printed after closing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints
from sqlalchemy.orm import Session

from joinder.api.deps import Caller, CaseScope, Cursor, Lang, Limit, ReadSession, Scope, Uow, allow, live_case
from joinder.api.members import reader_of
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.core.paging import Page
from joinder.letters import polls
from joinder.letters.said_models import Poll

router = APIRouter(prefix="/api/cases/{reference}/polls", tags=["letters"])
ORGANIZERS = frozenset({"organizer", "co_organizer"})
PollReference = Annotated[str, Path(max_length=16)]


class PollCreate(Body):
    """A question with its choices, and when it closes."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    choices: Annotated[
        list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]],
        Field(max_length=20),
    ]
    closes_at: AwareDatetime


class PollChoice(Body):
    """The place of one's choice among the choices, from 0."""

    choice: int = Field(ge=0, le=20)


class PollRead(BaseModel):
    """One poll: `live` for organizers only, `printed` for its members once it closed (null: too few).

    `may_answer`: it is open and the reader is a member, organizers who are members too.
    """

    reference: str
    question: str
    choices: list[str]
    lang: str
    asked_at: datetime
    closes_at: datetime
    open: bool
    may_answer: bool
    my_choice: int | None
    live: list[int] | None
    printed: list[int | None] | None


@router.get("", dependencies=[allow("poll.read")])
def list_polls(
    scope: CaseScope, session: ReadSession, response: Response, cursor: Cursor = None, limit: Limit = None
) -> Page[PollRead]:
    """List the questions of a case, newest first."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = polls.page(session, scope.case.id, cursor, limit)
    return Page(items=_read(session, scope, rows), next_cursor=following)


@router.post("", dependencies=[allow("poll.ask")], status_code=201)
def ask_poll(body: PollCreate, scope: CaseScope, session: Once, lang: Lang) -> PollRead:
    """Ask every member; a general message goes out, the question is read after signing in."""
    case = live_case(session, scope)
    row = polls.ask(session, case, scope.actor, polls.Question(body.question, body.choices, body.closes_at, lang))
    return kept(session, _read(session, scope, [row])[0])


@router.put("/{poll}/answer", dependencies=[allow("poll.answer")])
def answer_poll(scope: CaseScope, poll: PollReference, body: PollChoice, session: Uow, caller: Caller) -> Done:
    """Answer for oneself; the last choice before closing counts."""
    polls.answer(session, caller.account_id, polls.of(session, scope.case.id, poll), body.choice)
    return DONE


@router.post("/{poll}/withdrawal", dependencies=[allow("poll.ask")])
def withdraw_poll(scope: CaseScope, poll: PollReference, session: Uow) -> Done:
    """Take an open question back; its answers are never counted."""
    polls.take_back(session, live_case(session, scope), scope.actor, polls.of(session, scope.case.id, poll))
    return DONE


def _read(session: Session, scope: Scope, rows: Sequence[Poll]) -> list[PollRead]:
    mine = polls.own_choices(session, reader_of(scope), rows)
    live = polls.live(session, scope.case.id, rows) if scope.relations & ORGANIZERS else {}
    return [
        PollRead(
            reference=row.reference,
            question=row.question,
            choices=polls.choices_of(row),
            lang=row.lang,
            asked_at=row.asked_at,
            closes_at=row.closes_at,
            open=polls.is_open(row),
            may_answer=scope.is_member and polls.is_open(row),
            my_choice=mine.get(row.id),
            live=live.get(row.id),
            printed=row.counts,
        )
        for row in rows
    ]
