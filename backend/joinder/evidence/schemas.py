"""What the interface takes and gives about evidence."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Given(BaseModel):
    """Base of inputs: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class RecordingStated(Given):
    """A recording that stays with its owner, as their browser measured it."""

    filename: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
    size: Annotated[int, Field(ge=1, le=2**50)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class KeptByMeCreate(Given):
    """Something its owner keeps, described in their own words; of a recording also its name, size and SHA-256."""

    description: Words
    recording: RecordingStated | None = None


class OwnTicketCreate(Given):
    """The owner asks for a copy of the original."""

    purpose: Literal["own_copy"] = "own_copy"


class TicketCreate(Given):
    """A reviewer asks for the original, and says why."""

    purpose: Literal["review", "moderation", "legal_request"]
    reason: Annotated[str | None, StringConstraints(strip_whitespace=True, max_length=300)] = None


class CheckCreate(Given):
    """What a reviewer found, point by point."""

    readable: bool
    names_respondent: bool
    shows_date: bool
    shows_amount_or_order: bool
    matches_report: bool
    accepted: bool


class AccessRead(BaseModel):
    """One opening of a file: by which role, what, why, when."""

    role: str
    what: str
    purpose: str
    at: datetime


class EvidenceRead(BaseModel):
    """One item as its owner sees it, with its receipt: SHA-256 (stated by the owner if kept by them) and time."""

    id: uuid.UUID
    reference: str
    report_id: uuid.UUID
    kept_by_me: bool
    filename: str | None
    description: str | None
    media_type: str | None
    size: int | None
    pages: int | None
    sha256: str | None
    received_at: datetime
    derivative_type: str | None
    ended: bool
    checked: bool
    accesses: list[AccessRead]


class OwnFileRead(EvidenceRead):
    """One of all of a person's items, with the report it is behind."""

    report_reference: str
    report_withdrawn: bool
    respondent_name: str
    case_title: str | None


class TicketRead(BaseModel):
    """Where the original can be fetched once, and until when."""

    url: str
    expires_at: datetime


class CheckRead(BaseModel):
    """One reviewer's finding."""

    reviewer_role: str
    mine: bool
    at: datetime
    readable: bool
    names_respondent: bool
    shows_date: bool
    shows_amount_or_order: bool
    matches_report: bool
    accepted: bool


class ReviewRead(BaseModel):
    """One item as a reviewer sees it: the member's pseudonym, never the file's name."""

    id: uuid.UUID
    reference: str
    pseudonym: str
    report_id: uuid.UUID
    report_reference: str
    kept_by_me: bool
    description: str | None
    media_type: str | None
    size: int | None
    pages: int | None
    derivative_type: str | None
    received_at: datetime
    same_file_accounts: int
    checks: list[CheckRead]


class SameFileRead(BaseModel):
    """One file that several accounts of a case sent."""

    evidence_ids: list[uuid.UUID]
    accounts: int
