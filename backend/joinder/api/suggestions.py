"""Suggestions: which public cases fit what a visitor is writing; the text is neither kept nor logged."""

import uuid
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from joinder.api.deps import Db, Lang, ReadSession, address_of, allow
from joinder.cases import queries
from joinder.cases.models import Respondent
from joinder.core import limits
from joinder.letters.describing import name_of
from joinder.matching.schemas import ReasonRead, SuggestionAsk, reason
from joinder.matching.suggesting import Asked, Suggestion, suggest_cases
from joinder.statistics import service as statistics

router = APIRouter(prefix="/api/suggestions", tags=["suggestions"])
ASKS, SECONDS = 240, 300


class Headline(BaseModel):
    """The number of people in the case's newest release: exact, a lower bound, or withheld."""

    state: str
    value: int | None
    at_least: int | None
    as_of: str | None


class CaseCompany(BaseModel):
    """Whom a case complains of."""

    id: uuid.UUID
    name: str


class SuggestedCase(BaseModel):
    """A public case that may fit, whom it complains of, why, and its released number; no score."""

    reference: str
    title: str
    lang: str
    respondent: CaseCompany
    people: Headline | None
    reasons: list[ReasonRead]


class Suggestions(BaseModel):
    """The cases that may fit, the best first."""

    cases: list[SuggestedCase]


@router.post("", dependencies=[allow("suggestion.ask")])
def suggest(
    body: SuggestionAsk, request: Request, response: Response, database: Db, session: ReadSession, lang: Lang
) -> Suggestions:
    """Suggest up to three public cases that fit a text; the answer never depends on who joined since the release."""
    address = address_of(request)
    limits.spend(database, "suggestions", address, ASKS, SECONDS)
    response.headers["Cache-Control"] = "no-store"
    found = suggest_cases(session, Asked(body.text, body.respondent_id, body.issue_id, lang))
    released = statistics.headlines(session, [one.case_id for one in found])
    companies = queries.respondents_of(session, [one.respondent_id for one in found])
    shown = [_show(one, companies[one.respondent_id], released.get(one.case_id), lang) for one in found]
    return Suggestions(cases=shown)


def _show(one: Suggestion, company: Respondent, released: dict[str, Any] | None, lang: str) -> SuggestedCase:
    return SuggestedCase(
        reference=one.reference,
        title=one.title,
        lang=one.lang,
        respondent=CaseCompany(id=company.id, name=name_of(company, lang)),
        people=Headline(**{name: released[name] for name in Headline.model_fields}) if released else None,
        reasons=[reason(each.code, each.params, lang) for each in one.reasons],
    )
