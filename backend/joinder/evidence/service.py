"""Verbs of evidence: keep, list as kept by oneself, remove, check, manifest."""

import secrets
import uuid
from dataclasses import astuple, dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.references import new_reference
from joinder.core import clock, crypto
from joinder.core.errors import Conflict, Forbidden, Invalid, NotFound
from joinder.evidence import kinds, queries
from joinder.evidence import manifest as manifests
from joinder.evidence.access import ORGANIZERS
from joinder.evidence.erasing import erase_items
from joinder.evidence.intake import Kept
from joinder.evidence.models import Evidence, EvidenceCheck
from joinder.reports.models import Report

MAX_DESCRIPTION = 500


@dataclass(frozen=True)
class Recording:
    """A file that stays with its owner, as their browser measured it: a statement, not something we saw."""

    filename: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Finding:
    """What a reviewer found in one item, point by point."""

    readable: bool
    names_respondent: bool
    shows_date: bool
    shows_amount_or_order: bool
    matches_report: bool


def own_report(session: Session, account_id: uuid.UUID, report_id: uuid.UUID, *, lock: bool = False) -> Report:
    """Return one's own report, locked if files will be added to it; refuse another's and a withdrawn one."""
    query = select(Report).where(Report.id == report_id, Report.account_id == account_id)
    report = session.scalar(query.with_for_update() if lock else query)
    if report is None:
        raise NotFound("evidence.no_report")
    if report.withdrawn_at is not None:
        raise Conflict("evidence.report_withdrawn")
    return report


def refuse_if_full(session: Session, report: Report, more_bytes: int) -> None:
    """Refuse (Conflict) a 61st item, or more than 200 MiB in one report; what its owner keeps takes no room."""
    room = func.sum(Evidence.size).filter(Evidence.kept_by_me.is_(False))
    query = select(func.count(), func.coalesce(room, 0)).where(Evidence.report_id == report.id)
    files, size = session.execute(query).one()
    if files >= kinds.MAX_REPORT_FILES:
        raise Conflict("evidence.too_many_files", field="file", limit=kinds.MAX_REPORT_FILES)
    if (size or 0) + more_bytes > kinds.MAX_REPORT_BYTES:
        raise Conflict("evidence.report_full", field="file")


def keep(
    session: Session, account_id: uuid.UUID, report_id: uuid.UUID, kept: Kept, filename: str
) -> tuple[Evidence, bool]:
    """Write the row of a file that is durably kept, exactly within the limits; True when it is new.

    The same file again in the same report gives the row that is there. Refuses another's or a withdrawn report.
    """
    report = own_report(session, account_id, report_id, lock=True)
    hashed = content_hash(report, kept.arrived.sha256)
    query = select(Evidence).where(Evidence.report_id == report.id, Evidence.content_hash == hashed)
    found = session.scalar(query)
    if found is not None:
        return found, False
    refuse_if_full(session, report, kept.arrived.size)
    row = _row(report, kept.arrived.id)
    row.filename, row.file_key = filename, kept.arrived.file_key.hex()
    row.sha256, row.derivative_sha256, row.salt = kept.arrived.sha256, kept.derivative_sha256, secrets.token_hex(16)
    row.content_hash, row.media_type, row.size, row.pages = hashed, kept.media_type, kept.arrived.size, kept.pages
    row.storage_key, row.derivative_key = kept.storage_key, kept.derivative_key
    row.derivative_type, row.derivative_size = kept.derivative_type, kept.derivative_size
    session.add(row)
    session.flush()
    audit.write(session, report.case_id, Actor(account_id, "owner"), "evidence.receive", row.reference)
    return row, True


def content_hash(report: Report, sha256: str) -> bytes:
    """Return the keyed hash by which the same file is recognised among reports against the same respondent."""
    return crypto.keyed_hash(f"evidence:{report.respondent_id}", sha256)


def _row(report: Report, evidence_id: uuid.UUID) -> Evidence:
    return Evidence(
        id=evidence_id,
        reference=new_reference(14),
        report_id=report.id,
        key_id=report.key_id,
        kept_by_me=False,
        received_at=clock.now(),
    )


def list_kept_by_me(
    session: Session,
    account_id: uuid.UUID,
    report_id: uuid.UUID,
    description: str,
    recording: Recording | None = None,
) -> Evidence:
    """List something its owner keeps (a recording, a paper), in their own words; no file is taken.

    A recording's stated SHA-256 lets its owner show later that the file is the one they named today.
    """
    words = _words(description)
    report = own_report(session, account_id, report_id, lock=True)
    refuse_if_full(session, report, 0)
    row = _row(report, uuid.uuid4())
    row.kept_by_me, row.description = True, words
    _state(row, recording)
    session.add(row)
    session.flush()
    audit.write(session, report.case_id, Actor(account_id, "owner"), "evidence.list", row.reference)
    return row


def change_kept_by_me(
    session: Session, account_id: uuid.UUID, evidence: Evidence, description: str, recording: Recording | None = None
) -> None:
    """Say anew what one keeps, or name another recording in its place; no recording leaves the named one.

    Another recording counts as listed now: nothing may seem to have been named before it was.
    Refuses an item whose file was taken, and a withdrawn report.
    """
    if not evidence.kept_by_me:
        raise Conflict("evidence.not_kept_by_me")
    report = own_report(session, account_id, evidence.report_id, lock=True)
    evidence.description = _words(description)
    if recording is not None and recording.sha256 != evidence.sha256:
        evidence.received_at = clock.now()
    _state(evidence, recording)
    session.flush()
    audit.write(session, report.case_id, Actor(account_id, "owner"), "evidence.change", evidence.reference)


def _words(description: str) -> str:
    words = description.strip()
    if not words or len(words) > MAX_DESCRIPTION:
        raise Invalid("evidence.description_needed", field="description")
    return words


def _state(row: Evidence, recording: Recording | None) -> None:
    if recording is not None:
        row.filename, row.size, row.sha256 = recording.filename, recording.size, recording.sha256


def remove(session: Session, evidence: Evidence, actor: Actor) -> None:
    """Remove one item, its accesses and checks; its files go once this transaction has committed."""
    report = session.get_one(Report, evidence.report_id)
    audit.write(session, report.case_id, actor, "evidence.remove", evidence.reference)
    erase_items(session, [evidence])


def check(session: Session, evidence: Evidence, reviewer: Actor, finding: Finding, *, accepted: bool) -> EvidenceCheck:
    """Record what a reviewer found, replacing their earlier word; accepted only if every point holds.

    Refuses one's own item, an item not shared with the organizer, and one without a file.
    """
    report = session.get_one(Report, evidence.report_id)
    if report.account_id == reviewer.account_id:
        raise Forbidden("evidence.own_check")
    if reviewer.account_id is None:
        raise Forbidden("evidence.not_shared")
    if reviewer.role in ORGANIZERS and not queries.shares(session, report, reviewer.account_id):
        raise Forbidden("evidence.not_shared")
    if evidence.storage_key is None:
        raise Conflict("evidence.no_file")
    if accepted and not all(astuple(finding)):
        raise Invalid("evidence.not_all_points", field="accepted")
    query = select(EvidenceCheck).where(EvidenceCheck.evidence_id == evidence.id)
    row = session.scalar(query.where(EvidenceCheck.reviewer_id == reviewer.account_id))
    if row is None:
        row = EvidenceCheck(evidence_id=evidence.id, reviewer_id=reviewer.account_id)
        session.add(row)
    row.reviewer_role, row.at, row.accepted = reviewer.role, clock.now(), accepted
    row.readable, row.names_respondent, row.shows_date = finding.readable, finding.names_respondent, finding.shows_date
    row.shows_amount_or_order, row.matches_report = finding.shows_amount_or_order, finding.matches_report
    session.flush()
    outcome = "accepted" if accepted else "not accepted"
    audit.write(session, report.case_id, reviewer, "evidence.check", evidence.reference, outcome)
    return row


def lapse_checks(session: Session, report_id: uuid.UUID) -> None:
    """Have a report's items checked again: what was found was found against facts that are no longer stated."""
    items = select(Evidence.id).where(Evidence.report_id == report_id)
    session.execute(delete(EvidenceCheck).where(EvidenceCheck.evidence_id.in_(items)))


def manifest(session: Session, report_ids: list[uuid.UUID]) -> manifests.Manifest:
    """Return the manifest of every file behind some reports, under one Merkle root."""
    return manifests.build(
        [
            manifests.Entry(
                row.reference, row.media_type or "", row.size or 0, row.sha256, row.derivative_sha256, row.received_at,
                row.salt,
            )
            for row in queries.of_reports(session, report_ids)
            if row.storage_key is not None
        ]
    )  # fmt: skip
