"""What the outside sees of matches and suggestions."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from joinder.core import texts
from joinder.matching.terms import LONGEST_TEXT


class ReasonRead(BaseModel):
    """Why two things may be the same: a stable code, its parameters and a sentence in the caller's language."""

    code: str
    params: dict[str, int | list[str]]
    text: str


class MatchSide(BaseModel):
    """One of the two reports; its words only where the person shares them with the reader."""

    report_id: uuid.UUID
    report_reference: str
    pseudonym: str | None
    state: str
    submitted_at: datetime
    happened_on: date | None
    happened_precision: str
    amount_minor: int | None
    currency: str | None
    narrative: str | None


class MatchRead(BaseModel):
    """A pair of reports that may tell the same, with its reasons and what was decided."""

    id: uuid.UUID
    a: MatchSide
    b: MatchSide
    same_person: bool
    score: float
    reasons: list[ReasonRead]
    matcher_version: str
    state: str
    found_at: datetime
    decided_at: datetime | None
    decided_role: str | None


class SuggestionAsk(BaseModel):
    """What somebody wrote so far; it is neither kept nor logged."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=LONGEST_TEXT)
    respondent_id: uuid.UUID | None = None
    issue_id: str | None = Field(default=None, max_length=60)


def reason(code: str, params: Mapping[str, Any], lang: str) -> ReasonRead:
    """Promise a reason with its sentence in a language; the code itself where nobody wrote one."""
    template = texts.catalog("match_reasons.yaml").get(code, {}).get(lang, code)
    comma = "、" if lang == "zh" else ", "
    spelled = {name: comma.join(value) if isinstance(value, list) else value for name, value in params.items()}
    return ReasonRead(code=code, params=dict(params), text=str(template).format_map(spelled))
