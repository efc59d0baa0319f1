"""Verbs of the voice: draft, revise, open for approval, decide, show the final letter, note the sending."""

import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.cases import audit, timeline
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.cases.references import new_reference
from joinder.core import clock, jobs
from joinder.core.database import Base
from joinder.core.errors import Conflict, Forbidden, Invalid
from joinder.core.sealed import new_data_key
from joinder.letters import approval, binding, composing, describing, grants, lint, queries, telling
from joinder.letters.lint import Finding
from joinder.letters.models import Approval, FinalView, Letter, LetterOpening, LetterSending, LetterVersion
from joinder.letters.plan import LetterPlan
from joinder.letters.queries import Standing
from joinder.letters.setting import Others
from joinder.reports import queries as reports
from joinder.reports.models import Membership

NOTE_MAX = 1000
Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Decided:
    """What a member says to a letter: their choice, what they give the recipient, a word to the organizer."""

    choice: str
    fields: list[str] = field(default_factory=list[str])
    name: str | None = None
    note: str | None = None


def findings(session: Session, case: Case, plan: LetterPlan) -> list[Finding]:
    """Check a plan without keeping it: where each finding stands, how grave it is, what to write instead."""
    return lint.check(plan, describing.about(session, case), clock.today())


def draft(session: Session, case: Case, actor: Actor, plan: LetterPlan, others: Others | None) -> Letter:
    """Draft a letter from facts; refuses threats, insults and unproven crime claims, and laws it may not cite."""
    if case.closed_at is not None:
        raise Conflict("letters.case_closed")
    kind = describing.setting_for(session, case, plan, others).kind
    letter = Letter(
        reference=new_reference(10),
        case_id=case.id,
        kind_id=kind.id,
        kind_version=kind.version,
        lang=plan.lang,
        key_id=new_data_key(session, "case"),
        created_by=actor.account_id,
        created_at=clock.now(),
    )
    session.add(letter)
    session.flush()
    _add_version(session, case, letter, actor, plan, others)
    audit.write(session, case.id, actor, "letter.draft", letter.reference)
    return letter


def revise(
    session: Session, case: Case, letter: Letter, actor: Actor, plan: LetterPlan, *, others: Others | None
) -> LetterVersion:
    """Write a new version; what changed in it lapses every approval, and refuses once the letter is sealed."""
    queries.lock(session, letter)
    found = queries.standing(session, letter)
    if found.issue is not None:
        raise Conflict("letters.already_sealed")
    if (plan.kind_id, plan.lang) != (letter.kind_id, letter.lang):
        raise Conflict("letters.other_kind")
    version = _add_version(session, case, letter, actor, plan, others)
    audit.write(session, case.id, actor, "letter.revise", f"{letter.reference}/{version.number}")
    return version


def _add_version(
    session: Session, case: Case, letter: Letter, actor: Actor, plan: LetterPlan, others: Others | None
) -> LetterVersion:
    lint.refuse(findings(session, case, plan))
    setting = describing.setting_for(session, case, plan, others)
    composed = composing.compose(plan, setting).to_json()
    recipient = asdict(setting.recipient)
    kind = {"id": setting.kind.id, "version": setting.kind.version, "lang": plan.lang}
    last = session.scalar(select(func.max(LetterVersion.number)).where(LetterVersion.letter_id == letter.id))
    version = LetterVersion(
        letter_id=letter.id,
        number=(last or 0) + 1,
        channel_id=setting.recipient.channel_id,
        channel_version=setting.recipient.channel_version,
        region=describing.region_of(plan.channel_id),
        key_id=letter.key_id,
        text_hash=binding.text_hash(composed),
        binding_hash=binding.binding_hash(composed, kind, recipient),
        created_by=actor.account_id,
        created_at=clock.now(),
    )
    version.plan_json = plan.model_dump_json()
    version.composition_json = json.dumps(composed, ensure_ascii=False)
    version.recipient_json = json.dumps(recipient, ensure_ascii=False)
    return first(session, version, "letters.changed_meanwhile")


def first(session: Session, row: Row, code: str) -> Row:
    """Keep a row of which only one can exist; refuses (Conflict) whoever comes second."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise Conflict(code) from error
    return row


def open_for_approval(session: Session, case: Case, letter: Letter, actor: Actor, closing_on: date) -> LetterOpening:
    """Show the current version to the members until the end of a day; a later call may only move the day back."""
    queries.lock(session, letter)
    found = queries.standing(session, letter)
    if found.view is not None or found.issue is not None:
        raise Conflict("letters.already_shown")
    plan = LetterPlan.model_validate_json(found.version.plan_json)
    lint.refuse(findings(session, case, plan), opening=True)
    today = clock.today(approval.zone_of(found.version.region))
    if closing_on < today or (found.opening is not None and closing_on < found.opening.closing_on):
        raise Invalid("letters.closing_too_early", field="closing_on")
    turn = found.opening.turn + 1 if found.opening else 1
    opening = LetterOpening(
        version_id=found.version.id,
        turn=turn,
        closing_on=closing_on,
        opened_by=actor.account_id,
        opened_at=clock.now(),
    )
    first(session, opening, "letters.changed_meanwhile")
    audit.write(session, case.id, actor, "letter.open", f"{letter.reference}/{found.version.number}")
    if turn == 1:
        timeline.record(session, case.id, "letter.opened", public=False, letter=letter.reference)
        again = queries.was_open_before(session, letter.id, found.version.number)
        telling.tell(session, case.id, "letters.revised" if again else "letters.opened", opening.id)
    return opening


def decide(session: Session, letter: Letter, member: Membership, decided: Decided, lang: str) -> Approval:
    """Record a member's approval or objection of the current version; refuses after closing and who is not counted."""
    queries.lock(session, letter)
    found = queries.standing(session, letter)
    if decided.choice not in ("approve", "object"):
        raise Invalid("letters.unknown_choice", field="choice")
    if approval.state_of(found.course, clock.now()) != "open":
        raise Conflict("letters.not_open")
    if not reports.counts(session, member.id):
        raise Forbidden("letters.not_counted")
    _give(session, found, member, decided, lang)
    return _record(session, found, member, decided)


def _give(session: Session, found: Standing, member: Membership, decided: Decided, lang: str) -> None:
    recipient = found.recipient
    key = grants.recipient_key(found.version.channel_id, found.letter.reference)
    fields = decided.fields if decided.choice == "approve" else []
    if ("name" in fields) != bool(decided.name and decided.name.strip()):
        raise Invalid("letters.name_missing", field="name")
    shown = grants.text(recipient["name"], lang)
    grants.give(session, member, key, grants.purpose_of(recipient["channel_type"]), fields, shown)


def _record(session: Session, found: Standing, member: Membership, decided: Decided) -> Approval:
    last = queries.own_decision(session, found.version.id, member.id)
    row = Approval(
        version_id=found.version.id,
        membership_id=member.id,
        turn=last.turn + 1 if last else 1,
        decision=decided.choice,
        binding_hash=found.version.binding_hash,
        at=clock.now(),
        key_id=session.get_one(Account, member.account_id).key_id,
    )
    row.name = decided.name.strip() if decided.name and "name" in decided.fields else None
    row.note = decided.note[:NOTE_MAX] if decided.note else None
    first(session, row, "letters.changed_meanwhile")
    actor = Actor(member.account_id, "participant")
    audit.write(session, found.letter.case_id, actor, f"letter.{decided.choice}", found.letter.reference)
    return row


def step_out(session: Session, letter: Letter, member: Membership) -> Approval:
    """Take an approval back, any time before sending; the letter is recomputed without this person."""
    queries.lock(session, letter)
    found = queries.standing(session, letter)
    if found.sending is not None:
        raise Conflict("letters.already_sent")
    last = queries.own_decision(session, found.version.id, member.id)
    if last is None or last.decision != "approve":
        raise Conflict("letters.nothing_to_take_back")
    grants.take_back(session, member.id, grants.recipient_key(found.version.channel_id, letter.reference))
    row = _record(session, found, member, Decided("withdrawn"))
    ask_reissue(session, found)
    return row


def note_sending(session: Session, sealed_id: uuid.UUID) -> LetterSending:
    """Note that an issue left the house; from now on nobody can step out of it. Repeating is harmless."""
    known = session.scalar(select(LetterSending).where(LetterSending.sealed_id == sealed_id))
    if known is not None:
        return known
    queries.lock(session, queries.letter_of_issue(session, sealed_id))
    queries.sendable_issue(session, sealed_id)
    return first(session, LetterSending(sealed_id=sealed_id, sent_at=clock.now()), "letters.already_sent")


def keep_view(session: Session, found: Standing, actor: Actor, figures: list[dict[str, object]]) -> FinalView:
    """Keep the final letter as shown and tell the members; refuses a second showing."""
    view = FinalView(version_id=found.version.id, figures=figures, shown_by=actor.account_id, shown_at=clock.now())
    first(session, view, "letters.already_shown")
    case_id, reference = found.letter.case_id, found.letter.reference
    audit.write(session, case_id, actor, "letter.show", reference)
    timeline.record(session, case_id, "letter.shown", public=False, letter=reference)
    telling.tell(session, case_id, "letters.shown", view.id)
    return view


def on_withdrawn(session: Session, membership_id: uuid.UUID) -> None:
    """Take a leaving member out of every letter not yet sent; sealed ones are recomputed. Repeating is harmless.

    The approval is taken back for good: whoever comes back into the case reads the letter and decides anew.
    """
    member = session.get(Membership, membership_id)
    for letter in queries.letters_of(session, member.case_id) if member else []:
        queries.lock(session, letter)
        found = queries.standing(session, letter)
        last = queries.own_decision(session, found.version.id, membership_id)
        if member is None or last is None or last.decision != "approve" or found.sending is not None:
            continue
        grants.take_back(session, member.id, grants.recipient_key(found.version.channel_id, letter.reference))
        _record(session, found, member, Decided("withdrawn"))
        ask_reissue(session, found)


def on_report_changed(session: Session, report_id: uuid.UUID, membership_id: uuid.UUID) -> None:
    """Have every unsent sealed letter recomputed that a report is in which no longer counts, says or shows the same.

    Repeating is harmless.
    """
    for issue in {line.sealed_id for line in queries.lines_with(session, membership_id, report_id)}:
        letter = queries.letter_of_issue(session, issue)
        queries.lock(session, letter)
        ask_reissue(session, queries.standing(session, letter))


def ask_reissue(session: Session, found: Standing) -> None:
    """Queue the recomputing of an unsent sealed letter; the job does nothing when the letter is current."""
    if found.issue is not None and found.sending is None:
        jobs.enqueue(session, "letters.reissue", {"letter_id": str(found.letter.id)})
