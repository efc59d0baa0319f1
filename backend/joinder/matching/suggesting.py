"""Which public cases fit what somebody is writing: from released profiles only, never from a member's own text."""

import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import structlog
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.matching.copies import Reason
from joinder.matching.embedding import embedder
from joinder.matching.encoder import BuiltIn
from joinder.matching.meaning import EmbeddingError, Vectors, plain
from joinder.matching.profiles import key, shelf
from joinder.matching.shelf import Profile, Shelf
from joinder.matching.terms import keyed, phrases, terms

log = structlog.get_logger("matching")
LIMIT = 3
# Below this a case is not worth showing (measured): less is asked once the company is known, for then little else fits.
LEAST, LEAST_ANY_COMPANY = 0.08, 0.15
SAME_ISSUE = 0.25
# How much the meaning of the public text weighs beside the terms, and from when on it alone makes a case fit.
MEANING = 0.3
ALIKE, ALIKE_ANY_COMPANY = 0.3, 0.45
# Characters: a shorter beginning is found better by its terms alone (measured at 35 % of a text).
WORTH_ENCODING, WORTH_ENCODING_HAN = 20, 10
UNSPECIFIED = "unspecified"
_LATIN = 0x2E7F


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
    fits = rank(table, {term: names[name] for term, name in known.items()}, meaning_of(table, asked.text), asked)
    ranked = fits[: 10 * limit]
    query = select(Case).where(Case.id.in_([table.profiles[one.at].case_id for one in ranked]))
    open_now = query.where(Case.visibility == "public", Case.closed_at.is_(None))
    cases = {case.id: case for case in session.scalars(open_now)}
    chosen = [(one, table.profiles[one.at]) for one in ranked if table.profiles[one.at].case_id in cases][:limit]
    return [_suggestion(cases[profile.case_id], _reasons(profile, one, asked, known)) for one, profile in chosen]


def warm(database: Database) -> threading.Thread:
    """Read all profiles in a thread of its own when a server starts, so that nobody's first suggestion waits for it."""
    thread = threading.Thread(target=_warm, args=(database,), name="profiles", daemon=True)
    thread.start()
    return thread


def _warm(database: Database) -> None:
    try:
        with database.read() as session:
            table = shelf(session)
    except SQLAlchemyError as error:  # not migrated yet, or closed again: the first suggestion reads them
        log.warning("profiles.unread", error=type(error).__name__)
        return
    model = embedder()
    if isinstance(model, BuiltIn) and table.has_meanings:
        model.warm()


def meaning_of(table: Shelf, text: str) -> Vectors | None:
    """Promise a text's vector where it is worth making: with the built-in encoder, loaded, and enough words.

    A visitor's unfinished text is never sent to another machine.
    """
    model = embedder()
    if not isinstance(model, BuiltIn) or not table.has_meanings or not worth_encoding(text):
        return None
    if not model.is_ready:
        model.warm()
        return None
    try:
        return model.embed([text])[0]
    except EmbeddingError:
        return None


def worth_encoding(text: str) -> bool:
    """Promise whether a text has enough words for its meaning to help; a shorter one is found better by its terms."""
    words = plain(text)
    return len(words) >= (WORTH_ENCODING_HAN if any(ord(char) > _LATIN for char in words) else WORTH_ENCODING)


@dataclass(frozen=True, slots=True)
class Fit:
    """A profile's place on the shelf, how near its terms are and how near its meaning is; it never leaves the house."""

    at: int
    near: float
    alike: float


def rank(table: Shelf, counts: Mapping[int, int], vector: Vectors | None, asked: Asked) -> list[Fit]:
    """Promise the profiles that fit, the best first: the company must be the chosen one, the same issue helps."""
    near, alike = table.near(counts), table.alike(vector)
    told = near + np.where(_same_issues(table, asked), SAME_ISSUE, 0.0)
    fits = (told >= (LEAST if asked.respondent_id else LEAST_ANY_COMPANY)) | (alike >= _alike_enough(asked))
    if asked.respondent_id is not None:
        fits &= table.respondents == asked.respondent_id.hex
    places = np.flatnonzero(fits)
    score = (told + MEANING * alike)[places]
    order = np.lexsort((places, table.langs[places] != asked.lang, -score))
    return [Fit(int(at), float(near[at]), float(alike[at])) for at in places[order]]


def _alike_enough(asked: Asked) -> float:
    return ALIKE if asked.respondent_id else ALIKE_ANY_COMPANY


def _same_issues(table: Shelf, asked: Asked) -> NDArray[np.bool_]:
    if asked.issue_id in (None, UNSPECIFIED):
        return np.zeros(len(table.profiles), dtype=bool)
    return table.issues == asked.issue_id


def _suggestion(case: Case, reasons: tuple[Reason, ...]) -> Suggestion:
    return Suggestion(case.id, case.reference, case.title, case.lang, case.respondent_id, reasons)


def _reasons(profile: Profile, fit: Fit, asked: Asked, known: Mapping[int, str]) -> tuple[Reason, ...]:
    reasons = [Reason("same_company", {})] if asked.respondent_id is not None else []
    if asked.issue_id == profile.issue_id != UNSPECIFIED:
        reasons.append(Reason("same_issue", {}))
    public = set(profile.public.tolist())  # what only members said is never said back
    words = phrases(asked.text, [name for term, name in known.items() if term in public])
    if words:
        reasons.append(Reason("shared_words", {"words": words}))
    if fit.alike >= _alike_enough(asked):
        reasons.append(Reason("similar_meaning", {}))
    return tuple(reasons)
