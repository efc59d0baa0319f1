"""Verbs of importing: begin a batch, bring its rows in, at most 200 in a transaction, safe to repeat."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Respondent
from joinder.cases.references import new_reference
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.errors import Conflict, Invalid
from joinder.core.sealed import new_data_key
from joinder.reports.import_hashes import hash_source
from joinder.reports.import_models import ImportBatch
from joinder.reports.import_reconcile import Reconciled, reconcile
from joinder.reports.import_sheet import Opened, Options
from joinder.reports.import_writing import Item, Written, write_rows
from joinder.reports.models import Report
from joinder.reports.sheets.columns import Columns
from joinder.reports.sheets.reading import Rejected

ROWS_A_TRANSACTION = 200
UNSPECIFIED = "unspecified"
NUMBERS = ("read", "added", "repeated", "rejected", "changed", "unchanged", "gone", "doubtful")


@dataclass(frozen=True, slots=True)
class Told:
    """What the organizer says about a file: its name and how the members in it agreed (None: said before the run)."""

    file_name: str
    agreed: str | None


@dataclass(slots=True)
class Outcome:
    """What an import did; added + repeated + rejected = read."""

    read: int = 0
    added: int = 0
    repeated: int = 0
    rejected: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    doubtful: int = 0
    reports: list[uuid.UUID] = field(default_factory=list[uuid.UUID])

    def count(self, written: Written, folded: int) -> None:
        """Add what one transaction did; near-copies folded right after count as repeated, not as added."""
        self.added += written.added - folded
        self.repeated += written.copies + written.changed + written.unchanged + folded
        self.changed += written.changed
        self.unchanged += written.unchanged
        self.reports.extend(written.reports)

    def numbers(self) -> dict[str, int]:
        """Return the numbers as they are kept with the batch."""
        return {name: getattr(self, name) for name in NUMBERS}


@dataclass(frozen=True, slots=True)
class Watch:
    """Who wants to know while rows come in: of rejects, of progress, of reports just made (in their transaction).

    `after_batch` gets the reports just made or brought into the case, and may fold one named person's near-copies.
    """

    rejected: Callable[[Rejected, Columns], None] = lambda _rejected, _columns: None
    progress: Callable[[int, int], None] = lambda _done, _all: None
    after_batch: Callable[[Session, Sequence[uuid.UUID]], None] = lambda _session, _reports: None


def begin(
    session: Session, respondent: Respondent, case: Case | None, actor: Actor, told: Told, options: Options
) -> ImportBatch:
    """Begin a batch; refuses a case that is closed or about another respondent, and silence on how members agreed."""
    if case is not None and case.respondent_id != respondent.id:
        raise Conflict("reports.other_respondent", field="case")
    if case is not None and (case.closed_at is not None or case.visibility == "hidden"):
        raise Conflict("reports.case_closed", field="case")
    batch = ImportBatch(
        reference=new_reference(),
        respondent_id=respondent.id,
        case_id=case.id if case else None,
        imported_by=actor.account_id,
        key_id=new_data_key(session, "batch"),
        source_hash=hash_source(respondent.id, told.file_name),
        options=options.stored(),
        state="ready",
        rows_read=0,
        rows_done=0,
        outcome={},
        created_at=clock.now(),
    )
    batch.file_name = told.file_name[:200]
    if told.agreed is not None:
        agree(batch, told.agreed)
    session.add(batch)
    session.flush()
    audit.write(session, batch.case_id, actor, "import.begin", batch.reference)
    return batch


def agree(batch: ImportBatch, text: str) -> None:
    """Keep how the members agreed; refuses an organizer who does not say it."""
    if not text.strip():
        raise Invalid("reports.agreed_needed", field="agreed")
    batch.agreed = text.strip()[:2000]


def import_rows(database: Database, batch_id: uuid.UUID, opened: Opened, watch: Watch | None = None) -> Outcome:
    """Bring every row of a sheet in; stopped half-way, running it again goes on without doubling anything."""
    watch = watch or Watch()
    with database.read() as session:
        batch = session.get_one(ImportBatch, batch_id)
        agreed = reconcile(session, batch, opened)
    outcome = Outcome(read=agreed.read, gone=len(agreed.plan.gone), doubtful=agreed.doubtful)
    for chunk in _chunks(agreed.entries(opened)):
        with database.write() as session:
            batch = session.get_one(ImportBatch, batch_id)
            _write(session, batch, chunk, outcome, watch)
            batch.state, batch.rows_read = "running", agreed.read
        watch.progress(batch.rows_done, agreed.read)
    with database.write() as session:
        finish(session, session.get_one(ImportBatch, batch_id), outcome.numbers())
    return outcome


def import_part(
    session: Session, batch: ImportBatch, opened: Opened, watch: Watch | None = None
) -> tuple[Outcome, Reconciled]:
    """Bring the next 200 rows of a batch in within the caller's transaction; the outcome covers these rows alone."""
    agreed = reconcile(session, batch, opened)
    outcome = Outcome(read=agreed.read, gone=len(agreed.plan.gone), doubtful=agreed.doubtful)
    start = batch.rows_done
    chunk = list(agreed.entries(opened, start, start + ROWS_A_TRANSACTION))
    _write(session, batch, chunk, outcome, watch or Watch())
    batch.state, batch.rows_read = "running", agreed.read
    batch.options = {**batch.options, "columns": opened.titles()}
    return outcome, agreed


def _chunks(
    entries: Iterator[Item | tuple[Rejected, Columns]],
) -> Iterator[list[Item | tuple[Rejected, Columns]]]:
    while chunk := list(islice(entries, ROWS_A_TRANSACTION)):
        yield chunk


def _write(
    session: Session,
    batch: ImportBatch,
    chunk: Iterable[Item | tuple[Rejected, Columns]],
    outcome: Outcome,
    watch: Watch,
) -> None:
    taken: list[Item] = []
    for entry in chunk:
        batch.rows_done += 1
        if isinstance(entry, Item):
            taken.append(entry)
        else:
            outcome.rejected += 1
            watch.rejected(*entry)
    written = write_rows(session, batch, issue_of(session, batch), taken)
    touched = (*written.reports, *written.adopted, *written.reworded)
    if touched:
        watch.after_batch(session, touched)
    outcome.count(written, _repeated(session, written) - written.copies)


def _repeated(session: Session, written: Written) -> int:
    session.flush()
    query = select(func.count()).select_from(Report)
    return session.scalar(query.where(Report.id.in_(written.reports), Report.repeated_of_id.is_not(None))) or 0


def issue_of(session: Session, batch: ImportBatch) -> str:
    """Return the issue that a batch's reports are about: its case's, else unspecified."""
    case = session.get(Case, batch.case_id) if batch.case_id else None
    return case.issue_id if case else UNSPECIFIED


def finish(session: Session, batch: ImportBatch, numbers: dict[str, int]) -> None:
    """Close a batch with its numbers."""
    batch.state, batch.outcome, batch.finished_at = "done", numbers, clock.now()
    audit.write(session, batch.case_id, Actor(batch.imported_by, "organizer"), "import.finish", batch.reference)
