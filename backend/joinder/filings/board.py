"""What needs the organizer today: one line a duty, with a day where there is one; gathered, never stored."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.core import clock
from joinder.evidence.models import Evidence
from joinder.evidence.queries import is_unchecked
from joinder.filings import outcomes, queries
from joinder.filings.calendars import zone_of
from joinder.filings.queries import Followed
from joinder.filings.states import ANSWERS, answered_on, current_due, overdue
from joinder.letters import approval
from joinder.letters import queries as letters
from joinder.letters.queries import Standing
from joinder.matching import reviewing
from joinder.matching.reviewing import Wish
from joinder.reports import queries as reports
from joinder.reports.import_models import ClaimRequest, ImportBatch, ImportedRow, NamedPerson
from joinder.reports.models import Membership, Report

SOON = timedelta(days=3)
EXPIRING = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do: its kind, how many of it, by when, and which letter, filing or outcome it is about."""

    kind: str
    count: int = 1
    on: date | None = None
    subject: str | None = None


def urgency(on: date | None, today: date) -> str:
    """Say how pressing a duty is: late, soon (within three days), or open."""
    if on is None:
        return "open"
    if on < today:
        return "late"
    return "soon" if on - today <= SOON else "open"


def duties(session: Session, case: Case, reader: uuid.UUID) -> list[Duty]:
    """Return what needs an organizer of a case now, the nearest day first, then what has none."""
    found = [
        *_reports(session, case, reader),
        *_letters(session, case),
        *_filings(session, case),
        *_ends(session, case),
    ]
    return sorted(found, key=lambda one: (one.on is None, one.on or date.max, one.kind))


def _reports(session: Session, case: Case, reader: uuid.UUID) -> Iterator[Duty]:
    for kind, count in (
        ("matches", reviewing.count(session, Wish("open", None, case.id))),
        ("evidence", _unchecked(session, case, reader)),
        ("claims", _claims(session, case)),
    ):
        if count:
            yield Duty(kind, count)
    expiring, first = _expiring(session, case)
    if expiring:
        yield Duty("named", expiring, clock.day_of(first))


def _unchecked(session: Session, case: Case, reader: uuid.UUID) -> int:
    query = (
        select(func.count())
        .select_from(Evidence)
        .join(Report, Report.id == Evidence.report_id)
        .join(Membership, Membership.id == Report.membership_id)
        .where(Report.case_id == case.id, Report.withdrawn_at.is_(None), Membership.withdrawn_at.is_(None))
        .where(is_unchecked(), reports.shares("evidence", reader))
    )
    return session.scalar(query) or 0


def _claims(session: Session, case: Case) -> int:
    query = select(func.count()).select_from(ClaimRequest).join(ImportBatch, ImportBatch.id == ClaimRequest.batch_id)
    return session.scalar(query.where(ImportBatch.case_id == case.id, ClaimRequest.decided_at.is_(None))) or 0


def named_of(case: Case) -> ColumnElement[bool]:
    """Return the condition that a named person still has unclaimed rows in a case."""
    rows = select(ImportedRow.id).join(Report, Report.id == ImportedRow.report_id)
    here = rows.where(ImportedRow.named_person_id == NamedPerson.id, Report.case_id == case.id)
    return here.where(Report.account_id.is_(None)).exists()


def _expiring(session: Session, case: Case):  # noqa: ANN202  the columns are the type
    near = NamedPerson.expires_at <= clock.now() + EXPIRING
    query = select(func.count(), func.min(NamedPerson.expires_at)).where(NamedPerson.erased_at.is_(None), near)
    return session.execute(query.where(named_of(case))).one()


def _letters(session: Session, case: Case) -> Iterator[Duty]:
    found = letters.letters_of(session, case.id)
    if not found and case.closed_at is None and len(queries.counted_members(session, case.id)) >= approval.FEWEST:
        yield Duty("letter_none")
    for letter in found:
        duty = _letter(session, case, letters.standing(session, letter))
        if duty is not None:
            yield duty


def _letter(session: Session, case: Case, found: Standing) -> Duty | None:
    subject, state = found.letter.reference, approval.state_of(found.course, clock.now())
    if state == "open" and found.opening is not None:
        missing = queries.counted_members(session, case.id) - {
            one.member for one in letters.decisions_of(session, found.version.id)
        }
        return Duty("approvals", len(missing), found.opening.closing_on, subject) if missing else None
    if state == "shown" and found.view is not None:
        ready = found.view.shown_at + approval.SHOWN_FOR
        return Duty("final_view", 1, clock.day_of(ready), subject)
    if state == "sealed":
        filed = select(queries.Filing.id).where(queries.Filing.sealed_letter_id == (found.issue and found.issue.id))
        return None if session.scalar(filed.limit(1)) else Duty("letter_sealed", subject=subject)
    kinds = {"draft": "letter_draft", "closed": "letter_closed", "ready": "letter_ready"}
    return Duty(kinds[state], subject=subject) if state in kinds else None


def _filings(session: Session, case: Case) -> Iterator[Duty]:
    found = queries.joint_filings(session, case.id)
    labelled = queries.latest_reactions(session, [one.filing.id for one in found])
    asked = {one.filing_id for one in queries.outcomes(session, case.id) if one.withdrawn_at is None}
    for one in found:
        yield from _filing(one, labelled=one.filing.id in labelled, asked=one.filing.id in asked)


def _filing(one: Followed, *, labelled: bool, asked: bool) -> Iterator[Duty]:
    filing, subject = one.filing, one.filing.reference
    if filing.ended_on is not None:
        return
    if filing.filed_on is None:
        yield Duty("filing_unsent", subject=subject)
        return
    due, today = current_due(one.facts), clock.today(zone_of(filing.region))
    if answered_on(one.facts) is None and due is not None:
        yield Duty("overdue" if overdue(one.facts, today) else "due", 1, due.on, subject)
    if not one.proofs:
        yield Duty("proof", subject=subject)
    settled = any(answer.kind in ANSWERS for answer in one.responses)
    if settled and not labelled:
        yield Duty("reaction", subject=subject)
    if settled and not asked:
        yield Duty("outcome", subject=subject)


def _ends(session: Session, case: Case) -> Iterator[Duty]:
    people = queries.counted_members(session, case.id)
    for one in queries.outcomes(session, case.id):
        if outcomes.is_open(one):
            missing = queries.outcome_lines(session, one, people).not_answered
            yield Duty("answers", len(missing), one.closes_on, one.reference)
