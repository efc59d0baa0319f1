"""Which public cases fit what somebody is writing: from released profiles only, never from a member's own text."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.matching.copies import Reason
from joinder.matching.profiles import key, shelf
from joinder.matching.shelf import Profile, Shelf
from joinder.matching.terms import keyed, phrases, terms

LIMIT = 3
# Below this a case is not worth showing (measured): less is asked once the company is known, for then little else fits.
LEAST, LEAST_ANY_COMPANY = 0.08, 0.15
SAME_ISSUE = 0.25
UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote so far, the company and issue they chose, if any, and their language."""

    text: str
    respondent_id: uuid.UUID | None
    issue_id: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A public case that may fit, and why; no score leaves the house."""

    case_id: uuid.UUID
    reference: str
    title: str
    lang: str
    respondent_id: uuid.UUID
    reasons: tuple[Reason, ...]


def suggest_cases(session: Session, asked: Asked, limit: int = LIMIT) -> list[Suggestion]:
    """Promise up to `limit` public, open cases that fit a text, the best first; another company's case never fits.

    The answer depends on released profiles and public text alone: it is the same before and after somebody joins.
    """
    names = terms(asked.text)
    known = dict(zip(keyed(names, key()), names, strict=True))
    table = shelf(session)
    ranked = rank(table, {term: names[name] for term, name in known.items()}, asked)[: 10 * limit]
    query = select(Case).where(Case.id.in_([one.case_id for one in ranked]))
    open_now = query.where(Case.visibility == "public", Case.closed_at.is_(None))
    cases = {case.id: case for case in session.scalars(open_now)}
    chosen = [one for one in ranked if one.case_id in cases][:limit]
    return [_suggestion(cases[one.case_id], _reasons(one, asked, known)) for one in chosen]


def rank(table: Shelf, counts: Mapping[int, int], asked: Asked) -> list[Profile]:
    """Promise the profiles that fit, the best first: the company must be the chosen one, the same issue helps."""
    fits: list[tuple[float, bool, int]] = []
    for at, (profile, near) in enumerate(zip(table.profiles, table.near(counts).tolist(), strict=True)):
        if asked.respondent_id in (None, profile.respondent_id):
            score = near + (SAME_ISSUE if _same_issue(profile, asked) else 0.0)
            if score >= (LEAST if asked.respondent_id else LEAST_ANY_COMPANY):
                fits.append((-score, profile.lang != asked.lang, at))
    return [table.profiles[at] for _, _, at in sorted(fits)]


def _same_issue(profile: Profile, asked: Asked) -> bool:
    return asked.issue_id == profile.issue_id != UNSPECIFIED


def _suggestion(case: Case, reasons: tuple[Reason, ...]) -> Suggestion:
    return Suggestion(case.id, case.reference, case.title, case.lang, case.respondent_id, reasons)


def _reasons(profile: Profile, asked: Asked, known: Mapping[int, str]) -> tuple[Reason, ...]:
    reasons = [Reason("same_company", {})] if asked.respondent_id is not None else []
    if _same_issue(profile, asked):
        reasons.append(Reason("same_issue", {}))
    profiled = {*profile.public.tolist(), *profile.shared.tolist()}
    words = phrases(asked.text, [name for term, name in known.items() if term in profiled])
    if words:
        reasons.append(Reason("shared_words", {"words": words}))
    return tuple(reasons)
