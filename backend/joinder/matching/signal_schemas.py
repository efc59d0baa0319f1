"""What reviewers see of signals of coordination."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from joinder.matching.schemas import ReasonRead

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class SignalPersonRead(BaseModel):
    """Somebody under a signal, by pseudonym."""

    membership_id: uuid.UUID
    pseudonym: str
    added_at: datetime
    reviewed: bool
    set_aside: bool


class ReviewOfSignal(BaseModel):
    """What a human made of a signal, and when; who by role."""

    outcome: str
    people: int
    set_aside: int
    note: str | None
    role: str
    at: datetime


class SignalRead(BaseModel):
    """A sign that people may act together: why, how many, who, and what was made of it."""

    id: uuid.UUID
    case_reference: str
    case_title: str
    kind: str
    state: Literal["open", "reviewed", "gone"]
    size: int
    reasons: list[ReasonRead]
    people: list[SignalPersonRead]
    reviews: list[ReviewOfSignal]
    found_at: datetime


class SignalVerdict(BaseModel):
    """Nothing in it, or which people are set aside and why; the reason is what they read."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["nothing", "set_aside"]
    people: list[uuid.UUID] = []
    reason_code: Annotated[str, StringConstraints(max_length=30)] = ""
    reason: Words = ""
    note: Words | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "SignalVerdict":
        """Refuse a set-aside of nobody or without words, and people where nothing is in it."""
        if self.outcome == "set_aside" and (not self.people or len(self.reason) < 5):  # noqa: PLR2004
            raise ValueError("A set-aside names people and says why.")
        if self.outcome == "nothing" and self.people:
            raise ValueError("Where nothing is in it, nobody is set aside.")
        return self
