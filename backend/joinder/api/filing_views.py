"""How filings are shown: to everybody as dated facts, to members with their letter's number, to organizers whole."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock, sealed
from joinder.filings import sealed_letters
from joinder.filings.calendars import zone_of
from joinder.filings.choices import next_steps
from joinder.filings.models import Filing, Reaction
from joinder.filings.queries import Followed, latest_reactions
from joinder.filings.reactions import suggested
from joinder.filings.states import answered_on, current_due, overdue, public_state
from joinder.reference import catalog


class ResponsePublicRead(BaseModel):
    """What came back, as everybody may read it."""

    kind: str
    came_on: date
    summary: str | None
    lang: str


class FilingPublicRead(BaseModel):
    """The public facts of a sent letter; dates, never a number of people."""

    reference: str
    channel_id: str
    channel_name: str
    state: str
    filed_on: date
    due_on: date | None
    due_nature: str | None
    answered_on: date | None
    no_reply: bool
    responses: list[ResponsePublicRead]


class ProofRead(BaseModel):
    """What proves a delivery; `sha256` is the original file's, which its owner keeps."""

    id: uuid.UUID
    kind: str
    delivered_on: date
    note: str | None
    recorded_at: datetime
    media_type: str | None
    sha256: str | None


class ResponseRead(ResponsePublicRead):
    """What came back, with its text for organizers."""

    text: str | None


class DueRead(BaseModel):
    """The date waited for now, and where it comes from."""

    on: date
    event: str
    nature: str
    basis: list[str]
    sources: list[str]
    confidence: str
    moved_over_holiday: bool
    calendar_known: bool
    overdue: bool


class ReactionRead(BaseModel):
    """The organizers' private label."""

    label: str
    note: str | None
    at: datetime


class FilingRead(BaseModel):
    """A filing as its case's people see it; what is for organizers only is null for everybody else."""

    reference: str
    channel_id: str
    channel_name: str
    channel_version: int
    follows: str | None
    letter: str | None
    people: int
    prepared_at: datetime
    filed_on: date | None
    method: str | None
    delivered_on: date | None
    due: DueRead | None
    answered_on: date | None
    ended_on: date | None
    end_reason: str | None
    next_channels: list[str]
    responses: list[ResponseRead]
    number: str | None
    proofs: list[ProofRead] | None
    reaction: ReactionRead | None
    suggested_reaction: str | None


def view(session: Session, found: list[Followed], lang: str, *, organizer: bool) -> list[FilingRead]:
    """Return filings for their case's people; what only organizers may see is null for members."""
    filings = [one.filing for one in found]
    sealed.preload(session, filings)
    reactions = latest_reactions(session, [one.id for one in filings]) if organizer else {}
    issues = [one.sealed_letter_id for one in filings if one.sealed_letter_id and organizer]
    letters: dict[uuid.UUID | None, str] = {**sealed_letters.references(session, issues)}
    before = {one.follows_id for one in filings if one.follows_id}
    earlier = select(Filing).where(Filing.id.in_(before))
    references: dict[uuid.UUID | None, str] = {row.id: row.reference for row in session.scalars(earlier)}
    beside = [
        Beside(reactions.get(one.id), references.get(one.follows_id), letters.get(one.sealed_letter_id))
        for one in filings
    ]
    return [_view(one, by, lang, organizer=organizer) for one, by in zip(found, beside, strict=True)]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read beside a filing: its private label, the filing before it, the letter it sends."""

    reaction: Reaction | None
    follows: str | None
    letter: str | None


def _view(one: Followed, beside: Beside, lang: str, *, organizer: bool) -> FilingRead:
    filing, facts = one.filing, one.facts
    answered, late = answered_on(facts), overdue(facts, _today(filing))
    silent = suggested(answered=answered is not None, overdue=late, delivered=facts.delivered_on is not None)
    return FilingRead(
        reference=filing.reference,
        channel_id=filing.channel_id,
        channel_name=channel_name(filing.channel_id, lang),
        channel_version=filing.channel_version,
        follows=beside.follows,
        letter=beside.letter,
        people=filing.people,
        prepared_at=filing.prepared_at,
        filed_on=filing.filed_on,
        method=filing.method,
        delivered_on=facts.delivered_on,
        due=due_view(one, late=late),
        answered_on=answered,
        ended_on=filing.ended_on,
        end_reason=filing.end_reason,
        next_channels=next_steps(filing.channel_id),
        responses=response_views(one, with_text=organizer),
        number=filing.number if organizer else None,
        proofs=proof_views(one) if organizer else None,
        reaction=_reaction(beside.reaction),
        suggested_reaction=silent if organizer else None,
    )


def _today(filing: Filing) -> date:
    return clock.today(zone_of(filing.region))


def due_view(one: Followed, *, late: bool) -> DueRead | None:
    """Return the date waited for now with its source; None where none may be promised."""
    due = current_due(one.facts)
    if due is None:
        return None
    return DueRead(
        on=due.on,
        event=due.rule.event,
        nature=due.rule.nature,
        basis=list(due.rule.basis),
        sources=list(due.rule.sources),
        confidence=due.rule.confidence,
        moved_over_holiday=due.rolled,
        calendar_known=due.calendar_known,
        overdue=late,
    )


def response_views(one: Followed, *, with_text: bool) -> list[ResponseRead]:
    """Return what came back, its text only for whoever recorded it."""
    return [
        ResponseRead(
            kind=came.kind,
            came_on=came.came_on,
            summary=came.summary,
            lang=came.lang,
            text=came.text if with_text else None,
        )
        for came in one.responses
    ]


def proof_views(one: Followed) -> list[ProofRead]:
    """Return what proves the delivery."""
    return [
        ProofRead(
            id=proof.id,
            kind=proof.kind,
            delivered_on=proof.delivered_on,
            note=proof.note,
            recorded_at=proof.recorded_at,
            media_type=proof.media_type,
            sha256=proof.sha256,
        )
        for proof in one.proofs
    ]


def _reaction(found: Reaction | None) -> ReactionRead | None:
    return ReactionRead(label=found.label, note=found.note, at=found.at) if found else None


def public_view(one: Followed, lang: str) -> FilingPublicRead | None:
    """Return what everybody may read of a joint filing; None before it was sent."""
    facts = public_state(one.facts, clock.today(zone_of(one.filing.region)))
    if facts is None:
        return None
    return FilingPublicRead(
        reference=one.filing.reference,
        channel_id=one.filing.channel_id,
        channel_name=channel_name(one.filing.channel_id, lang),
        state=facts.state,
        filed_on=facts.filed_on,
        due_on=facts.due_on,
        due_nature=facts.due_nature,
        answered_on=facts.answered_on,
        no_reply=facts.no_reply,
        responses=[
            ResponsePublicRead(kind=came.kind, came_on=came.came_on, summary=came.summary, lang=came.lang)
            for came in one.responses
        ],
    )


def channel_name(channel_id: str, lang: str) -> str:
    """Return a channel's name in a language."""
    return getattr(catalog.channel(channel_id).names, lang)
