"""Selects about imported rows: who is named, which rows wait for a claim, whose row a report is."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from joinder.core import paging
from joinder.core.errors import NotFound
from joinder.core.folding import fold
from joinder.core.sealed import preload
from joinder.reports import queries, service
from joinder.reports.import_models import ClaimRequest, ImportBatch, ImportedRow, NamedPerson
from joinder.reports.models import Report

SEARCHED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NamedTally:
    """The waterfall of named, unconfirmed people; never added to people."""

    received: int
    rejected: int
    withdrawn: int
    repeated: int
    incidents: int
    people: int
    claimed: int


def named_tally(
    session: Session, *, case_id: uuid.UUID | None = None, respondent_id: uuid.UUID | None = None
) -> NamedTally:
    """Count the imported reports of a case or respondent that nobody has claimed, and the people they name."""
    scope = Report.case_id == case_id if case_id else Report.respondent_id == respondent_id
    state = queries.state_column()
    counts: dict[str, int] = {}
    query = select(state, func.count()).where(scope, Report.source == "import", Report.account_id.is_(None))
    for name, number in session.execute(query.group_by(state)):
        counts[str(name)] = int(number)
    people = select(func.count(func.distinct(ImportedRow.named_person_id))).join(
        Report, Report.id == ImportedRow.report_id
    )
    waiting = people.where(scope, Report.account_id.is_(None), queries.is_incident())
    claimed = people.where(scope, Report.account_id.is_not(None))
    return NamedTally(
        received=sum(counts.values()),
        rejected=counts.get("rejected", 0),
        withdrawn=counts.get("withdrawn", 0),
        repeated=counts.get("repeated", 0),
        incidents=counts.get("incident", 0),
        people=session.scalar(waiting) or 0,
        claimed=session.scalar(claimed) or 0,
    )


def named_people(case_id: uuid.UUID) -> Select[uuid.UUID]:
    """Select the ids of the people whom a case's unclaimed incidents name, each once however many rows they have."""
    rows = select(ImportedRow.named_person_id).join(Report, Report.id == ImportedRow.report_id)
    return rows.where(Report.case_id == case_id, Report.account_id.is_(None), queries.is_incident()).distinct()


def claimed_people(case_id: uuid.UUID) -> Select[uuid.UUID, uuid.UUID | None]:
    """Select named person and membership of every row of a case that somebody claimed."""
    rows = select(ImportedRow.named_person_id, Report.membership_id).join(Report, Report.id == ImportedRow.report_id)
    rows = rows.where(Report.case_id == case_id, Report.membership_id.is_not(None)).distinct()
    return rows.order_by(ImportedRow.named_person_id, Report.membership_id)


def persons_of(session: Session, report_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return report id → named person id for imported reports."""
    ids = list(report_ids)
    found: dict[uuid.UUID, uuid.UUID] = {}
    for start in range(0, len(ids), 500):
        query = select(ImportedRow.report_id, ImportedRow.named_person_id)
        for report_id, person_id in session.execute(query.where(ImportedRow.report_id.in_(ids[start : start + 500]))):
            found[report_id] = person_id
    return found


def fold_same_person(session: Session, pairs: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> int:
    """Fold (later, earlier) near-copies that one named person's rows hold; other pairs are left; returns how many."""
    persons = persons_of(session, {one for pair in pairs for one in pair})
    folded = 0
    for later_id, earlier_id in pairs:
        if persons.get(later_id) is None or persons.get(later_id) != persons.get(earlier_id):
            continue
        later, earlier = session.get(Report, later_id), session.get(Report, earlier_id)
        if later is None or earlier is None or later.repeated_of_id or later.account_id or earlier.account_id:
            continue
        root = session.get(Report, earlier.repeated_of_id) if earlier.repeated_of_id else earlier
        if root is None or root.id == later.id or root.case_id != later.case_id:
            continue
        service.fold_repeat(session, later, root)
        folded += 1
    return folded


def batch_of_case(session: Session, case_id: uuid.UUID, reference: str) -> ImportBatch:
    """Return a batch of this case; refuses (NotFound) any other."""
    batch = session.scalar(select(ImportBatch).where(ImportBatch.reference == reference))
    if batch is None or batch.case_id != case_id:
        raise NotFound("reports.no_import")
    return batch


def batches_page(
    session: Session, case_id: uuid.UUID, cursor: str | None, limit: int | None
) -> tuple[list[ImportBatch], str | None]:
    """Return one page of a case's imports, newest first, and the next cursor."""
    query = select(ImportBatch).where(ImportBatch.case_id == case_id)
    keys = (ImportBatch.created_at, ImportBatch.id)
    rows, following = paging.newest_first(session, query, keys, cursor, limit)
    return [row[0] for row in rows], following


def same_sheet(batch: ImportBatch) -> ColumnElement[bool]:
    """Tell rows of an earlier version of a batch's sheet; a file name says which group's it is only within a case.

    A claimed report that left the case is still the row it came from. For ImportedRow joined with Report, ImportBatch.
    """
    ours = Report.case_id.is_not_distinct_from(batch.case_id)
    left = and_(Report.account_id.is_not(None), ImportBatch.case_id.is_not_distinct_from(batch.case_id))
    return and_(ImportedRow.source_hash == batch.source_hash, or_(ours, left))


def in_reach(batch: ImportBatch, report: Report) -> bool:
    """Tell whether a report is in the batch's own case, or in none as the batch is."""
    return report.case_id == batch.case_id


def named_in(batch: ImportBatch) -> Select[NamedPerson]:
    """Select the people of a batch whose data is still here: of its case or, without one, of its sheet's versions."""
    here = Report.case_id == batch.case_id
    if batch.case_id is None:
        here = and_(ImportedRow.source_hash == batch.source_hash, Report.case_id.is_(None))
    rows = select(ImportedRow.named_person_id).join(Report, Report.id == ImportedRow.report_id)
    rows = rows.where(ImportedRow.respondent_id == batch.respondent_id, here)
    return select(NamedPerson).where(NamedPerson.id.in_(rows), NamedPerson.erased_at.is_(None))


def person_of_batch(session: Session, batch: ImportBatch, person_id: uuid.UUID) -> NamedPerson | None:
    """Return one of a batch's people, or None."""
    return session.scalar(named_in(batch).where(NamedPerson.id == person_id))


def people_page(
    session: Session, query: Select[NamedPerson], find: str, cursor: str | None, limit: int | None
) -> tuple[list[NamedPerson], str | None]:
    """Return a page of named people whose name or nickname holds the words, and the cursor of the next.

    Names are sealed, so that they are opened to be searched, a few hundred at a time, until the page is full.
    """
    size, wanted = paging.limit_of(limit), fold(find.strip())
    after = paging.decode_id(cursor) if cursor else None
    step = SEARCHED_AT_ONCE if wanted else size + 1
    found: list[NamedPerson] = []
    while len(found) <= size:
        further = query.where(NamedPerson.id > after) if after else query
        part = list(session.scalars(further.order_by(NamedPerson.id).limit(step)))
        preload(session, part)
        found.extend(one for one in part if wanted in fold(one.name or "") or wanted in fold(one.nickname or ""))
        if len(part) < step:
            break
        after = part[-1].id
    more, found = len(found) > size, found[:size]
    return found, paging.encode(str(found[-1].id)) if more else None


def rows_in_reach(session: Session, batch: ImportBatch, people: Sequence[NamedPerson]) -> dict[uuid.UUID, int]:
    """Count each named person's rows within the batch's own case."""
    here = Report.case_id.is_not_distinct_from(batch.case_id)
    query = select(ImportedRow.named_person_id, func.count()).join(Report, Report.id == ImportedRow.report_id)
    query = query.where(ImportedRow.named_person_id.in_([one.id for one in people]), here)
    return {person_id: number for person_id, number in session.execute(query.group_by(ImportedRow.named_person_id))}


def rows_of(session: Session, person: NamedPerson) -> list[tuple[ImportedRow, Report]]:
    """Return one named person's rows with their reports as they stand now, in the order of the sheet."""
    query = select(ImportedRow, Report).join(Report, Report.id == ImportedRow.report_id)
    query = query.where(ImportedRow.named_person_id == person.id).order_by(ImportedRow.row_number)
    found = session.execute(query.execution_options(populate_existing=True))
    return [(row, report) for row, report in found]


def open_requests(session: Session, batch: ImportBatch) -> list[ClaimRequest]:
    """List the claims by details that wait for the organizer, oldest first."""
    where = (ClaimRequest.batch_id == batch.id, ClaimRequest.decided_at.is_(None))
    return list(session.scalars(select(ClaimRequest).where(*where).order_by(ClaimRequest.created_at).limit(200)))
