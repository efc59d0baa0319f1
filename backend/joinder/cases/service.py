"""Verbs of the shared grievance: open, queue, publish, hide, restore, close, flag, reply."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from joinder.cases import audit, respondents, timeline
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.lifecycle import (
    CLOSE_CODES,
    FLAG_CODES,
    REASON_CODES,
    RESTORE_CODES,
    RETURN_CODES,
    before_hiding,
    may_move,
)
from joinder.cases.models import AuditEntry, Case, CaseFlag, Flagged, Removal, Reply, Representative, Respondent
from joinder.cases.references import new_reference
from joinder.core import clock, search
from joinder.core.canonical_json import canonical_json
from joinder.core.errors import Conflict, Invalid, NotFound
from joinder.core.sealed import new_data_key
from joinder.core.settings import get_settings
from joinder.reference import catalog

REPLY_CATEGORIES = ("disputes_facts", "resolved", "partly_resolved", "needs_information", "declines")


@dataclass(frozen=True)
class CaseData:
    """What a person says when opening a case."""

    respondent_id: uuid.UUID
    issue_id: str
    title: str
    summary: str
    lang: str
    remedies: list[str]


def open_case(session: Session, account_id: uuid.UUID | None, data: CaseData) -> Case:
    """Open a private case, reachable by its link; refuse an unknown or hidden respondent and an unknown issue."""
    respondents.get(session, data.respondent_id)
    check_issue(data.issue_id)
    case = Case(
        reference=new_reference(),
        respondent_id=data.respondent_id,
        issue_id=data.issue_id,
        title=data.title.strip(),
        summary=data.summary.strip(),
        lang=data.lang,
        remedies=data.remedies,
        visibility="private",
        opened_by=account_id,
        opened_at=clock.now(),
    )
    session.add(case)
    session.flush()
    audit.write(session, case.id, Actor(account_id, "member"), "case.open", case.reference)
    timeline.record(session, case.id, "case.opened", public=True)
    return case


def check_issue(issue_id: str) -> None:
    """Refuse (Invalid) an issue that the taxonomy does not have."""
    if issue_id not in {issue.id for issue in catalog.issues()}:
        raise Invalid("cases.no_issue", field="issue_id")


def queue_if_ready(session: Session, case: Case, *, ready: bool) -> None:
    """Queue a private case for publishing once enough people joined; publish at once where that is the setting.

    A company that nobody has listed yet is looked at by a moderator first, whatever the setting.
    """
    if case.visibility != "private" or not ready:
        return
    case.visibility, case.queued_at = "queued", clock.now()
    audit.write(session, case.id, HOUSE, "case.queue", case.reference)
    if get_settings().auto_publish and _respondent(session, case).status == "listed":
        publish(session, case, HOUSE)


def publish_waiting(session: Session, respondent: Respondent) -> None:
    """Publish what waited only for its company to be listed, where cases are published at once."""
    if not get_settings().auto_publish or respondent.status != "listed":
        return
    waiting = select(Case).where(Case.respondent_id == respondent.id, Case.visibility == "queued")
    for case in session.scalars(waiting.order_by(Case.queued_at, Case.id)):
        publish(session, case, HOUSE)


def _respondent(session: Session, case: Case) -> Respondent:
    return session.get_one(Respondent, case.respondent_id)


def lock(session: Session, case: Case) -> None:
    """Read a case as it stands now and keep others from deciding about it until the end; joining it stays possible."""
    session.flush()
    session.refresh(case, with_for_update={"key_share": True})


def text_version(case: Case) -> str:
    """Return the mark of a case's words: it changes with title and summary, so that what was read can be named."""
    return hashlib.sha256(canonical_json([case.title, case.summary])).hexdigest()[:32]


def edit(session: Session, case: Case, actor: Actor, title: str, summary: str) -> None:
    """Change title and summary before the case was ever published, or as a moderator: hidden words may come back."""
    lock(session, case)
    if case.published_at is not None and actor.role not in ("moderator", "admin"):
        raise Conflict("cases.reviewed_text")
    case.title, case.summary = title.strip(), summary.strip()
    audit.write(session, case.id, actor, "case.edit", case.reference)
    if case.visibility == "public":
        _index(session, case)


def publish(session: Session, case: Case, actor: Actor, read: str | None = None) -> None:
    """Make a case public, searchable and suggested at once.

    Refuses one that is hidden or already public, one against a company that is not listed, and words other than
    those that were read (`read` is their text version).
    """
    lock(session, case)
    if case.visibility == "hidden":
        raise Conflict("cases.wrong_state", state=case.visibility)
    if read is not None and read != text_version(case):
        raise Conflict("cases.text_changed")
    if _respondent(session, case).status != "listed":
        raise Conflict("cases.respondent_not_listed", field="respondent")
    _move(case, "public")
    case.published_at = case.published_at or clock.now()
    audit.write(session, case.id, actor, "case.publish", case.reference)
    timeline.record(session, case.id, "case.published", public=True)
    _index(session, case)


def _index(session: Session, case: Case) -> None:
    respondent = _respondent(session, case)
    issue = catalog.issue(case.issue_id).names
    names = " ".join([*respondent.names.values(), *respondent.aliases, issue.zh, issue.en, issue.id])
    search.index(session, "case", case.id, f"{case.title}\n{case.summary} {names}")


def _move(case: Case, after: str) -> None:
    if not may_move(case.visibility, after):
        raise Conflict("cases.wrong_state", state=case.visibility)
    case.visibility = after


def hide(session: Session, case: Case, actor: Actor, reason_code: str) -> Removal:
    """Hide a case with a reason code, noted in the public removal log."""
    if reason_code not in REASON_CODES:
        raise Invalid("cases.bad_reason", field="reason_code")
    lock(session, case)
    _move(case, "hidden")
    removal = Removal(case_id=case.id, what="case", reason_code=reason_code, by=actor.account_id, at=clock.now())
    session.add(removal)
    search.remove(session, "case", case.id)
    audit.write(session, case.id, actor, "case.hide", case.reference, reason_code)
    timeline.record(session, case.id, "case.hidden", public=True, reason_code=reason_code)
    return removal


def restore(session: Session, case: Case, actor: Actor, removal: Removal, reason_code: str) -> None:
    """Undo a hiding with a reason code; the log keeps both."""
    if reason_code not in RESTORE_CODES:
        raise Invalid("cases.bad_reason", field="reason_code")
    lock(session, case)
    session.refresh(removal)
    if removal.case_id != case.id or removal.restored_at:
        raise NotFound("cases.no_removal")
    removal.restored_at = clock.now()
    _move(case, before_hiding(published=case.published_at is not None, queued=case.queued_at is not None))
    if case.visibility == "public":
        _index(session, case)
    audit.write(session, case.id, actor, "case.restore", case.reference, reason_code)
    timeline.record(session, case.id, "case.restored", public=True)


def close(session: Session, case: Case, actor: Actor, reason_code: str, merged_into: Case | None = None) -> None:
    """Close a case, perhaps with a pointer to another open one of the same respondent, which members may follow."""
    if reason_code not in CLOSE_CODES or (reason_code == "merged") != (merged_into is not None):
        raise Invalid("cases.bad_reason", field="reason_code")
    for one in sorted({case, merged_into or case}, key=lambda one: one.id):  # always in this order: nobody waits round
        lock(session, one)
    if case.closed_at:
        raise Conflict("cases.closed")
    if merged_into is not None:
        _refuse_pointing(case, merged_into)
    case.closed_at, case.closed_reason = clock.now(), reason_code
    case.merged_into_id = merged_into.id if merged_into else None
    audit.write(session, case.id, actor, "case.close", case.reference, reason_code)
    timeline.record(session, case.id, "case.closed", public=True, reason_code=reason_code)


def _refuse_pointing(case: Case, other: Case) -> None:
    if other.respondent_id != case.respondent_id or other.id == case.id:
        raise Conflict("cases.merge_mismatch", field="merged_into")
    if other.visibility != "public":
        raise Conflict("cases.merge_not_public", field="merged_into")
    if other.closed_at:
        raise Conflict("cases.merge_closed", field="merged_into")


def flag(session: Session, case: Case, account_id: uuid.UUID | None, reason_code: str, text: str) -> CaseFlag:
    """Report a case page to the moderators."""
    if reason_code not in FLAG_CODES:
        raise Invalid("cases.bad_reason", field="reason_code")
    row = CaseFlag(
        case_id=case.id,
        account_id=account_id,
        key_id=new_data_key(session, "flag"),
        reason_code=reason_code,
        at=clock.now(),
    )
    row.text = text
    session.add(row)
    session.flush()
    audit.write(session, case.id, Actor(account_id, "member" if account_id else "visitor"), "case.flag", row.id)
    return row


def decide_flag(session: Session, row: Flagged, resolution: str) -> None:
    """Write down what became of what was reported; refuse what is already decided."""
    session.refresh(row, with_for_update=True)
    if row.resolved_at:
        raise Conflict("cases.flag_decided")
    row.resolved_at, row.resolution = clock.now(), resolution


def resolve_flag(
    session: Session, row: CaseFlag, actor: Actor, resolution: str, reason_code: str | None = None
) -> None:
    """Decide a flag; "hidden" hides its case with a reason in the same step.

    Refuses one already decided, and "edited" where nobody changed the case's words since.
    """
    if resolution == "edited" and not edited_since(session, [row]):
        raise Conflict("cases.not_edited")
    decide_flag(session, row, resolution)
    if resolution == "hidden":
        case = session.get_one(Case, row.case_id)
        lock(session, case)
        if case.visibility != "hidden":
            hide(session, case, actor, reason_code or "")
    audit.write(session, row.case_id, actor, "flag.resolve", row.id, resolution)


def edited_since(session: Session, flags: Sequence[CaseFlag]) -> set[uuid.UUID]:
    """Return which flags' cases had their words changed after the flag."""
    chains = {audit.chain_of(row.case_id) for row in flags}
    query = select(AuditEntry.chain, func.max(AuditEntry.at)).group_by(AuditEntry.chain)
    edits = session.execute(query.where(AuditEntry.chain.in_(chains), AuditEntry.action == "case.edit"))
    last = {chain: at for chain, at in edits}
    return {row.id for row in flags if (at := last.get(audit.chain_of(row.case_id))) and at >= row.at}


def reply(session: Session, case: Case, representative: Representative, category: str, text: str, lang: str) -> Reply:
    """Keep a respondent's answer for publishing beside the case after a check for personal data only."""
    if category not in REPLY_CATEGORIES:
        raise Invalid("cases.bad_reason", field="category")
    row = Reply(
        case_id=case.id, representative_id=representative.id, category=category, text=text, lang=lang, at=clock.now()
    )
    session.add(row)
    session.flush()
    audit.write(session, case.id, Actor(representative.account_id, "respondent_representative"), "reply.submit", row.id)
    return row


def publish_reply(session: Session, row: Reply, actor: Actor) -> None:
    """Publish a respondent's answer; refuse one already public or sent back."""
    _undecided(session, row)
    row.published_at = clock.now()
    audit.write(session, row.case_id, actor, "reply.publish", row.id)
    timeline.record(session, row.case_id, "reply.published", public=True, category=row.category)


def return_reply(session: Session, row: Reply, actor: Actor, reason_code: str, note: str | None) -> None:
    """Send a respondent's answer back with a reason; refuse one already public or sent back."""
    if reason_code not in RETURN_CODES:
        raise Invalid("cases.bad_reason", field="reason_code")
    _undecided(session, row)
    row.returned_at, row.return_code, row.return_note = clock.now(), reason_code, note or None
    audit.write(session, row.case_id, actor, "reply.return", row.id, reason_code)


def _undecided(session: Session, row: Reply) -> None:
    session.refresh(row, with_for_update=True)
    if row.published_at:
        raise Conflict("cases.reply_public")
    if row.returned_at:
        raise Conflict("cases.reply_returned")
