"""What a moderator's desk shows: everything that waits, one list after another."""

import uuid
from datetime import datetime

from pydantic import BaseModel

from joinder.cases.models import Case, Organizer
from joinder.letters import elections
from joinder.letters.elections import Standing


class QueuedCase(BaseModel):
    """A case that waits to be published."""

    reference: str
    title: str
    summary: str
    text_version: str
    respondent: str
    respondent_listed: bool
    queued_at: datetime | None


class FlagRead(BaseModel):
    """An undecided flag; `edited`: the case's words were changed since."""

    id: uuid.UUID
    case_reference: str
    case_title: str
    case_summary: str
    edited: bool
    reason_code: str
    text: str
    at: datetime


class WrongContact(BaseModel):
    """A contact of a channel that somebody says is wrong."""

    id: uuid.UUID
    channel_id: str
    contact: str
    reason_code: str
    text: str
    at: datetime


class VoteStanding(BaseModel):
    """How an offer stands in the members' election; the votes are those of counted members."""

    open: bool
    closes_at: datetime | None
    votes: int
    may_confirm: bool


class OfferRead(BaseModel):
    """A declaration that waits for appointment."""

    id: uuid.UUID
    case_reference: str
    case_title: str
    role: str
    declared_at: datetime
    election: VoteStanding | None


def offered(row: Organizer, case: Case, standing: Standing | None) -> OfferRead:
    """Show an offer and, where the members elect, how it stands."""
    return OfferRead(
        id=row.id,
        case_reference=case.reference,
        case_title=case.title,
        role=row.role,
        declared_at=row.declared_at,
        election=VoteStanding(
            open=elections.is_open(standing.election),
            closes_at=standing.election.closes_at,
            votes=standing.votes,
            may_confirm=standing.may_confirm,
        )
        if standing
        else None,
    )


class WaitingReply(BaseModel):
    """A respondent's answer that waits for the check."""

    id: uuid.UUID
    case_reference: str
    case_title: str
    respondent: str
    category: str
    text: str


class ProposedRespondent(BaseModel):
    """A company somebody proposed."""

    id: uuid.UUID
    names: dict[str, str]


class AppealRead(BaseModel):
    """A decision that its person appealed; whoever decided first (`decided_by_me`) leaves it to another."""

    id: uuid.UUID
    case_reference: str
    case_title: str
    reason_code: str
    reason: str
    appeal: str
    appealed_at: datetime
    decided_by_me: bool


class HiddenCase(BaseModel):
    """A case that is hidden now, why, and since when."""

    id: uuid.UUID
    case_reference: str
    case_title: str
    reason_code: str
    at: datetime


class Desk(BaseModel):
    """Everything that waits for a moderator."""

    queue: list[QueuedCase]
    flags: list[FlagRead]
    contacts: list[WrongContact]
    offers: list[OfferRead]
    replies: list[WaitingReply]
    respondents: list[ProposedRespondent]
    appeals: list[AppealRead]
    removals: list[HiddenCase]
