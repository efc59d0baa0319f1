"""Letters of a case: the organizer's drafting and sealing, the members' reading and deciding."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.api.deps import Caller, CaseScope, Lang, ReadSession, Scope, Uow, allow, live_case
from joinder.api.letter_choices import ChoicesRead, choices_view
from joinder.api.letter_views import (
    AnnexLineRead,
    FindingRead,
    LetterRead,
    LetterRow,
    finding_view,
    is_open_to,
    letter_view,
    line_view,
    row_view,
)
from joinder.api.repeats import Once, kept
from joinder.api.schemas import Body
from joinder.cases.models import Case
from joinder.core.errors import Conflict, NotFound
from joinder.letters import queries, sealing, service
from joinder.letters.models import Letter
from joinder.letters.plan import LetterPlan
from joinder.letters.service import Decided
from joinder.letters.setting import Others
from joinder.reports import queries as reports
from joinder.reports.models import Membership
from joinder.statistics import queries as statistics

router = APIRouter(prefix="/api", tags=["letters"])
LetterReference = Annotated[str, Path(max_length=16)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
CASE = "/cases/{reference}/letters"


class Findings(BaseModel):
    """What the check of a plan found."""

    findings: list[FindingRead]
    blocked: bool


class OpeningBody(Body):
    """Until the end of which day members may decide."""

    closing_on: date


class DecisionBody(Body):
    """What a member decides, and what they give the recipient of this letter."""

    choice: Literal["approve", "object"]
    fields: list[str] = Field(default_factory=list[str], max_length=10)
    name: Word | None = None
    note: Note | None = None


def latest_release(session: Session, case: Case) -> Others | None:
    """Return what the case's newest release says of its people: the only live number that is not counted here."""
    release = statistics.latest(session, "case", str(case.id))
    if release is None:
        return None
    line = release.payload["lines"]["people"]
    if line["at_least"] is None:
        return None
    return Others(line["at_least"], date.fromisoformat(line["as_of"]), release.number)


def _readable(session: Session, scope: Scope, reference: str) -> Letter:
    letter = queries.letter_of(session, scope.case.id, reference)
    if not is_open_to(queries.standing(session, letter), scope):
        raise NotFound("letters.no_letter")
    return letter


def _member(session: Session, scope: Scope, caller: Caller) -> Membership:
    member = reports.membership(session, scope.case.id, caller.account_id)
    if member is None or member.withdrawn_at is not None:
        raise NotFound("letters.no_letter")
    return member


@router.get(CASE, dependencies=[allow("letter.read")])
def list_letters(scope: CaseScope, session: ReadSession, response: Response) -> list[LetterRow]:
    """List a case's letters; members see those that were opened to them."""
    response.headers["Cache-Control"] = "no-store"
    who = scope.identity.account_id if scope.identity else None
    member = reports.membership(session, scope.case.id, who) if who else None
    found = [queries.standing(session, one) for one in queries.letters_of(session, scope.case.id)]
    return [row_view(session, scope.case.reference, one, member) for one in found if is_open_to(one, scope)]


@router.get(CASE + "/choices", dependencies=[allow("letter.choices")])
def list_letter_choices(scope: CaseScope, session: ReadSession, lang: Lang) -> ChoicesRead:
    """List what a drafter can choose from: kinds, recipients, laws with their conditions, remedies, figures."""
    return choices_view(session, live_case(session, scope), lang)


@router.post(CASE + "/check", dependencies=[allow("letter.check")])
def check_letter(scope: CaseScope, body: LetterPlan, session: ReadSession, lang: Lang) -> Findings:
    """Check a plan without keeping it: tone, untraceable numbers, vague demands."""
    found = service.findings(session, live_case(session, scope), body)
    return Findings(findings=[finding_view(one, lang) for one in found], blocked=any(one.blocks for one in found))


@router.post(CASE, dependencies=[allow("letter.draft")], status_code=201)
def draft_letter(scope: CaseScope, body: LetterPlan, session: Once, lang: Lang) -> LetterRead:
    """Draft a letter from facts; refuses threats, insults, unproven crime claims and laws it may not cite."""
    case = live_case(session, scope)
    letter = service.draft(session, case, scope.actor, body, latest_release(session, case))
    return kept(session, letter_view(session, scope, letter, lang))


@router.get(CASE + "/{letter}", dependencies=[allow("letter.read")])
def read_letter(
    scope: CaseScope, letter: LetterReference, session: ReadSession, lang: Lang, response: Response
) -> LetterRead:
    """Read one letter as structured text, with the facts behind it."""
    response.headers["Cache-Control"] = "no-store"
    return letter_view(session, scope, _readable(session, scope, letter), lang)


@router.post(CASE + "/{letter}/versions", dependencies=[allow("letter.revise")], status_code=201)
def revise_letter(scope: CaseScope, letter: LetterReference, body: LetterPlan, session: Once, lang: Lang) -> LetterRead:
    """Write a new version; earlier approvals lapse."""
    case = live_case(session, scope)
    row = queries.letter_of(session, case.id, letter)
    service.revise(session, case, row, scope.actor, body, others=latest_release(session, case))
    return kept(session, letter_view(session, scope, row, lang))


@router.post(CASE + "/{letter}/opening", dependencies=[allow("letter.open")], status_code=201)
def open_letter(scope: CaseScope, letter: LetterReference, body: OpeningBody, session: Once, lang: Lang) -> LetterRead:
    """Show the current version to the members until a closing day, or move that day back."""
    case = live_case(session, scope)
    row = queries.letter_of(session, case.id, letter)
    service.open_for_approval(session, case, row, scope.actor, body.closing_on)
    return kept(session, letter_view(session, scope, row, lang))


@router.post(CASE + "/{letter}/decision", dependencies=[allow("letter.decide")], status_code=201)
def decide_letter(
    scope: CaseScope, letter: LetterReference, body: DecisionBody, session: Once, lang: Lang
) -> LetterRead:
    """Approve or object to exactly what the letter says now."""
    row = _readable(session, scope, letter)
    member = _signed_in_member(session, scope)
    service.decide(session, row, member, Decided(body.choice, body.fields, body.name, body.note), lang)
    return kept(session, letter_view(session, scope, row, lang))


def _signed_in_member(session: Session, scope: Scope) -> Membership:
    if scope.identity is None:
        raise NotFound("letters.no_letter")
    return _member(session, scope, scope.identity)


@router.post(CASE + "/{letter}/step-out", dependencies=[allow("letter.decide")])
def step_out_of_letter(scope: CaseScope, letter: LetterReference, session: Uow, lang: Lang) -> LetterRead:
    """Take an approval back, any time before sending; a sealed letter is recomputed without the caller."""
    row = _readable(session, scope, letter)
    member = _signed_in_member(session, scope)
    service.step_out(session, row, member)
    return letter_view(session, scope, row, lang)


@router.post(CASE + "/{letter}/final-view", dependencies=[allow("letter.show")], status_code=201)
def show_final_letter(scope: CaseScope, letter: LetterReference, session: Once, lang: Lang) -> LetterRead:
    """Show the final letter to the members, 48 hours before it may be sealed."""
    row = queries.letter_of(session, scope.case.id, letter)
    sealing.final_view(session, row, scope.actor)
    return kept(session, letter_view(session, scope, row, lang))


@router.post(CASE + "/{letter}/seal", dependencies=[allow("letter.seal")], status_code=201)
def seal_letter(scope: CaseScope, letter: LetterReference, session: Once, lang: Lang) -> LetterRead:
    """Seal the letter for exactly those who stand behind it; of two people at once one wins, the other gets 409."""
    row = queries.letter_of(session, scope.case.id, letter)
    sealing.seal(session, row, scope.actor)
    return kept(session, letter_view(session, scope, row, lang))


@router.get(CASE + "/{letter}/own-line", dependencies=[allow("letter.own_line")])
def read_own_line(scope: CaseScope, letter: LetterReference, session: ReadSession, response: Response) -> AnnexLineRead:
    """Read one's own line of the annex, exactly as the recipient gets it."""
    response.headers["Cache-Control"] = "no-store"
    found = queries.standing(session, _readable(session, scope, letter))
    if found.issue is None:
        raise Conflict("letters.not_sealed")
    line = queries.own_line(session, found.issue.id, _signed_in_member(session, scope).id)
    if line is None:
        raise NotFound("letters.not_in_letter")
    return line_view(line)


@router.get("/me/letters", dependencies=[allow("letter.mine")])
def list_my_letters(session: ReadSession, caller: Caller, response: Response) -> list[LetterRow]:
    """List the letters of the caller's cases that were opened to members, those waiting for an answer first."""
    response.headers["Cache-Control"] = "no-store"
    query = select(Membership, Case).join(Case, Case.id == Membership.case_id)
    rows = session.execute(query.where(Membership.account_id == caller.account_id, Membership.withdrawn_at.is_(None)))
    found = [
        row_view(session, case.reference, one, member)
        for member, case in rows
        for letter in queries.letters_of(session, case.id)
        if (one := queries.standing(session, letter)).opening is not None
    ]
    return sorted(found, key=lambda row: (row.state != "open" or row.decision is not None, row.reference))
