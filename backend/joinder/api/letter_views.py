"""How letters are shown: structured text with its facts to members, and the live desk to organizers."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.api.deps import Scope
from joinder.api.letter_changes import ChangesRead, changes_view
from joinder.core import clock, crypto, sealed
from joinder.core.errors import Gone
from joinder.letters import approval, gathering, grants, queries, sealing, service
from joinder.letters.body import Reader
from joinder.letters.facts import Fact, from_json
from joinder.letters.lint import Finding
from joinder.letters.models import AnnexLine, Approval, Letter
from joinder.letters.plan import LetterPlan
from joinder.letters.queries import Standing
from joinder.reports import queries as reports
from joinder.reports.models import Membership

ORGANIZERS = frozenset({"organizer", "co_organizer"})


class RunRead(BaseModel):
    """A piece of text; with a key it is the value (or, before sealing, the name) of a fact."""

    text: str
    fact: str | None


class BlockRead(BaseModel):
    """A paragraph, list item or labelled field."""

    kind: str
    label: str
    runs: list[RunRead]


class SectionRead(BaseModel):
    """A headed part of the letter."""

    id: str
    heading: str
    blocks: list[BlockRead]


class FactRead(BaseModel):
    """One fact of the letter and how it was obtained."""

    key: str
    name: str
    value: str
    query: str
    source: str
    as_of: str


class DefinitionRead(BaseModel):
    """What a figure counts; approval binds to this, the number is computed at sealing."""

    key: str
    name: str
    query: str


class BodyRead(BaseModel):
    """The letter's text as structured data, never as HTML."""

    title: str
    frame: dict[str, list[str]]
    sections: list[SectionRead]
    facts: list[FactRead]
    figures: list[DefinitionRead]


class OwnRead(BaseModel):
    """What the caller decided about this version, what they give the recipient, and the text they agree to."""

    decision: str | None
    at: datetime | None
    fields: list[str]
    may_decide: bool
    may_step_out: bool
    grant_text: str
    changes: ChangesRead | None


class NoteRead(BaseModel):
    """What a member wrote to the organizer with a decision."""

    pseudonym: str
    decision: str
    note: str
    at: datetime


class FindingRead(BaseModel):
    """One place that breaks a rule, and what to write instead."""

    rule: str
    severity: str
    blocks: str
    where: str
    start: int
    end: int
    found: str
    message: str
    suggestion: str


class DeskRead(BaseModel):
    """What only organizers see: the plan, findings, live counts and notes."""

    plan: LetterPlan
    findings: list[FindingRead]
    approving: int
    objecting: int
    stepped_out: int
    unanswered: int
    notes: list[NoteRead]
    current: bool


class LetterRow(BaseModel):
    """One letter in a list."""

    case_reference: str
    reference: str
    title: str
    kind_id: str
    lang: str
    state: str
    channel_id: str
    recipient: str
    closing_on: date | None
    decision: str | None


class LetterRead(LetterRow):
    """One letter with its text."""

    version: int
    shown_at: datetime | None
    sealable_from: datetime | None
    sealed_at: datetime | None
    sent_at: datetime | None
    people: int | None
    body: BodyRead
    own: OwnRead | None
    desk: DeskRead | None


class AnnexLineRead(BaseModel):
    """A member's own line of a sealed letter, as the recipient gets it."""

    number: int
    who: str
    when: str
    amount: str
    asks: str
    granted: list[str]
    exhibits: int


def finding_view(one: Finding, lang: str) -> FindingRead:
    """Show a finding in a language."""
    return FindingRead(
        rule=one.rule,
        severity=one.severity,
        blocks=one.blocks,
        where=one.where,
        start=one.start,
        end=one.end,
        found=one.found,
        message=one.say("message", lang),
        suggestion=one.say("suggestion", lang),
    )


def is_open_to(found: Standing, scope: Scope) -> bool:
    """Tell whether the caller may read a letter: organizers and moderators always, members once it was opened."""
    return found.opening is not None or scope.relation in ORGANIZERS | {"moderator", "admin"}


def state_of(found: Standing) -> str:
    """Return a letter's state now."""
    return approval.state_of(found.course, clock.now())


def _shown_figures(session: Session, found: Standing, *, organizer: bool) -> list[Fact] | None:
    """Return the figures a reader may see: sealed or shown ones; live ones only for organizers."""
    if found.issue is not None:
        return [from_json(one) for one in found.issue.figures]
    if found.view is not None:
        return [from_json(one) for one in found.view.figures]
    if not organizer:
        return None
    members = None if found.opening else gathering.counted_ids(session, found.letter.case_id)
    return sealing.compute(session, found, members).facts


def body_view(found: Standing, figures: list[Fact] | None) -> BodyRead:
    """Show the text with the figures a reader may see."""
    reader = Reader(found.composition, found.letter.lang, figures)
    return BodyRead(
        title=reader.title(),
        frame=reader.frame(),
        sections=[SectionRead.model_validate(one) for one in reader.sections() if one["blocks"]],
        facts=[FactRead(**one) for one in reader.fact_rows()],
        figures=[DefinitionRead(key=key, name=name, query=query) for key, name, query in reader.definitions()],
    )


def row_view(session: Session, case_reference: str, found: Standing, member: Membership | None) -> LetterRow:
    """Show one letter in a list."""
    own = queries.own_decision(session, found.version.id, member.id) if member else None
    return LetterRow(**_row(case_reference, found, own))


def _row(case_reference: str, found: Standing, own: Approval | None) -> dict[str, Any]:
    return {
        "case_reference": case_reference,
        "reference": found.letter.reference,
        "title": Reader(found.composition, found.letter.lang).title(),
        "kind_id": found.letter.kind_id,
        "lang": found.letter.lang,
        "state": state_of(found),
        "channel_id": found.version.channel_id,
        "recipient": found.recipient["name"],
        "closing_on": found.opening.closing_on if found.opening else None,
        "decision": own.decision if own else None,
    }


def letter_view(session: Session, scope: Scope, letter: Letter, lang: str) -> LetterRead:
    """Show one letter to whoever calls: text, own decision, and the desk to organizers."""
    found = queries.standing(session, letter)
    organizer = scope.relation in ORGANIZERS
    member = reports.membership(session, scope.case.id, scope.identity.account_id) if scope.identity else None
    member = member if member is not None and member.withdrawn_at is None else None
    own = queries.own_decision(session, found.version.id, member.id) if member else None
    return LetterRead(
        **_row(scope.case.reference, found, own),
        version=found.version.number,
        shown_at=found.course.shown_at,
        sealable_from=found.view.shown_at + approval.SHOWN_FOR if found.view else None,
        sealed_at=found.course.sealed_at,
        sent_at=found.course.sent_at,
        people=found.issue.people if found.issue else None,
        body=body_view(found, _shown_figures(session, found, organizer=organizer)),
        own=_own(session, found, member, own, lang) if member else None,
        desk=_desk(session, scope, found, lang) if organizer else None,
    )


def _own(session: Session, found: Standing, member: Membership, own: Approval | None, lang: str) -> OwnRead:
    key = grants.recipient_key(found.version.channel_id, found.letter.reference)
    return OwnRead(
        decision=own.decision if own else None,
        at=own.at if own else None,
        fields=sorted(grants.fields_of(session, [member.id], key).get(member.id, set())),
        may_decide=state_of(found) == "open" and reports.counts(session, member.id),
        may_step_out=own is not None and own.decision == "approve" and found.sending is None,
        grant_text=grants.text(found.recipient["name"], lang),
        changes=changes_view(session, found, member, lang) if own is None else None,
    )


def _desk(session: Session, scope: Scope, found: Standing, lang: str) -> DeskRead:
    plan = LetterPlan.model_validate_json(found.version.plan_json)
    counted = gathering.counted_ids(session, scope.case.id)
    last = approval.latest(queries.decisions_of(session, found.version.id))
    choices = Counter(one.choice for one in last.values() if one.member in counted)
    return DeskRead(
        plan=plan,
        findings=[finding_view(one, lang) for one in service.findings(session, scope.case, plan)],
        approving=len(queries.approving(session, found)),
        objecting=choices["object"],
        stepped_out=choices["withdrawn"],
        unanswered=len(counted - last.keys()),
        notes=_notes(session, found),
        current=found.issue is None or found.sending is not None or queries.is_current(session, found),
    )


def _notes(session: Session, found: Standing) -> list[NoteRead]:
    rows = queries.notes_of(session, found.version.id)
    sealed.preload(session, [row for row, _pseudonym in rows])
    return [NoteRead(pseudonym=pseudonym, decision=row.decision, note=row.note, at=row.at) for row, pseudonym in rows]


def line_view(line: AnnexLine) -> AnnexLineRead:
    """Show a member's own line; refuses (Gone) one that was erased together with a report."""
    try:
        return AnnexLineRead.model_validate_json(line.line_json)
    except crypto.SealBrokenError as error:
        raise Gone("letters.line_gone") from error
