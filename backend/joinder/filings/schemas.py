"""What callers send to the verbs of filing and following; unknown fields are refused."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Lang = Literal["zh", "en", "id"]
Method = Literal["post", "courier", "email", "portal", "in_app", "in_person", "phone", "fax"]
ProofKind = Literal["acknowledged", "post_receipt", "courier_receipt", "mail_receipt", "portal_receipt", "court_stamp"]
ResponseKind = Literal[
    "receipt", "acceptance", "extension", "question", "answer", "partial_answer", "refusal", "not_accepted", "decision"
]
ReactionLabel = Literal["serious", "partial", "denies", "stalls", "silent"]
EndReason = Literal["solved", "partly_solved", "refused", "no_reply", "withdrawn", "moved_on"]
OutcomeKind = Literal["solved", "partly", "refused", "no_reply"]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class Input(BaseModel):
    """A request body; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid")


class FilingCreate(Input):
    """File a sealed letter through a channel, optionally as the next step after an earlier filing."""

    letter_reference: Short
    channel_id: Short
    follows: Short | None = None
    warnings_read: list[Short] = []


class SendingRecord(Input):
    """How and when it was sent, and the number the recipient gave."""

    filed_on: date
    method: Method
    number: Short | None = None


class ProofRecord(Input):
    """What proves that it arrived, and on which day."""

    kind: ProofKind
    delivered_on: date
    note: Summary | None = None


class ResponseRecord(Input):
    """What came back: the text for organizers only, the summary for everybody."""

    kind: ResponseKind
    came_on: date
    text: Long | None = None
    summary: Summary | None = None
    lang: Lang = "zh"


class ReactionRecord(Input):
    """A private label for how the company behaves."""

    label: ReactionLabel
    note: Summary | None = None


class FilingEnd(Input):
    """Stop following a filing, and why."""

    reason: EndReason
    ended_on: date


class OutcomeCreate(Input):
    """Propose how the matter ended, for every member to answer by a day."""

    kind: OutcomeKind
    summary: Summary
    lang: Lang = "zh"
    closes_on: date
    filing: Short | None = None


class OutcomeAnswerRecord(Input):
    """A member's own answer."""

    answer: Literal["confirmed", "unsolved"]


class OfferCreate(Input):
    """Record what the company offers through a response to a filing, for every member to answer by a day."""

    filing: Short
    terms: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    amount_minor: int | None = Field(default=None, ge=0, le=10**15)
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    lang: Lang = "zh"
    answer_by: date


class OfferAnswerRecord(Input):
    """A member's own answer to an offer."""

    answer: Literal["accept", "decline", "undecided"]


class PackCreate(Input):
    """Ask for an own pack for a channel that takes complaints one by one."""

    case_reference: Short
    channel_id: Short
    warnings_read: list[Short] = []
