"""What the outside sees of matches and suggestions."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

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
    case_reference: str | None
    pseudonym: str | None
    state: str
    lang: str
    issue_id: str
    submitted_at: datetime
    happened_on: date | None
    happened_precision: str
    amount_minor: int | None
    currency: str | None
    area: str | None
    evidence_files: int
    narrative: str | None


class MatchRead(BaseModel):
    """A pair of reports that may tell the same, with its reasons and what was decided."""

    id: uuid.UUID
    case_reference: str | None
    a: MatchSide
    b: MatchSide
    same_person: bool
    score: float
    strength: Literal["identical", "strong", "clear", "weak"]
    reasons: list[ReasonRead]
    matcher_version: str
    state: str
    found_at: datetime
    decided_at: datetime | None
    decided_role: str | None


class DecisionRead(BaseModel):
    """One act on a match: who by role, when, what, and what the matcher said then."""

    act: str
    from_state: str
    to_state: str
    role: str
    mine: bool
    at: datetime
    score: float
    matcher_version: str
    bulk_id: uuid.UUID | None


class EvidenceSide(BaseModel):
    """A file behind one of the two reports that the reader may look at; `same_as` is a file of the other report."""

    id: uuid.UUID
    reference: str
    media_type: str | None
    received_at: datetime
    derivative_type: str | None
    kept_by_me: bool
    same_as: uuid.UUID | None


class PairRead(BaseModel):
    """One pair with all that there is to compare, and everything that was decided about it."""

    match: MatchRead
    same_files: int
    evidence_a: list[EvidenceSide]
    evidence_b: list[EvidenceSide]
    history: list[DecisionRead]
    bulk_size: int


class ThresholdRead(BaseModel):
    """From which score on pairs of one measure are shown first: as shipped, and as it stands after decisions."""

    measure: str
    floor: float
    threshold: float


class PrecisionRead(BaseModel):
    """What was decided in one language: how many of the decided pairs were the same, with the 95 % interval."""

    lang: str
    decided: int
    confirmed: int
    unsure: int
    share: float | None
    low: float
    high: float
    lines: list[ThresholdRead]


class PrecisionReport(BaseModel):
    """Precision by language, and how many decisions a line needs before it moves."""

    languages: list[PrecisionRead]
    needed: int
    matcher_version: str


class BulkPreview(BaseModel):
    """What confirming all identical pairs would do; `digest` stands for exactly this."""

    kind: str
    pairs: int
    folds: int
    more: bool
    digest: str
    examples: list[MatchRead]


class QueueAsk(BaseModel):
    """Which pairs of a review desk to list."""

    shown: Literal["open", "later", "weak", "confirmed", "dismissed"] = "open"
    kind: Literal["one_person", "two_people", "identical"] | None = None
    cursor: str | None = Field(default=None, max_length=400)
    limit: int | None = Field(default=None, ge=1, le=200)


class BulkAsk(BaseModel):
    """Confirm exactly what was previewed."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["one_person", "two_people"]
    digest: str = Field(pattern="^[0-9a-f]{32}$")


class BulkRead(BaseModel):
    """A bulk that was confirmed or taken back."""

    bulk_id: uuid.UUID
    pairs: int


class SuggestionAsk(BaseModel):
    """What somebody wrote so far; it is neither kept nor logged."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=LONGEST_TEXT)
    respondent_id: uuid.UUID | None = None
    issue_id: str | None = Field(default=None, max_length=60)


def reason(code: str, params: Mapping[str, Any], lang: str, words: str = "match_reasons.yaml") -> ReasonRead:
    """Promise a reason with its sentence in a language; the code itself where nobody wrote one."""
    template = texts.catalog(words).get(code, {}).get(lang, code)
    spelled = {name: texts.joined(value, lang) if isinstance(value, list) else value for name, value in params.items()}
    return ReasonRead(code=code, params=dict(params), text=str(template).format_map(spelled))
