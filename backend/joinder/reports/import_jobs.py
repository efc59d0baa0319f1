"""Uploaded sheets: kept sealed until their rows are in, brought in by jobs of 200 rows, then destroyed."""

import tempfile
import uuid
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.audit import Actor
from joinder.cases.models import Case, Respondent
from joinder.core import clock, crypto, discarding, jobs, storage
from joinder.core.errors import Conflict, Invalid, Refusal, Unavailable
from joinder.reports.import_files import unnamed_file
from joinder.reports.import_models import ImportBatch
from joinder.reports.import_reconcile import Reconciled
from joinder.reports.import_rejects import rejects_text
from joinder.reports.import_sheet import Opened, Options, look_through
from joinder.reports.import_writing import Item
from joinder.reports.imports import NUMBERS, Outcome, Told, Watch, agree, begin, finish, import_part

MAX_ROWS = 20_000
KEEP_UPLOADS = timedelta(days=2)
KEEP_REJECTS = timedelta(days=14)
AT_WORK = ("queued", "running")
PURPOSE = "import-file"
PREFIX = "imports"
AfterBatch = Callable[[Session, Sequence[uuid.UUID]], None]


def store_upload(session: Session, case: Case, actor: Actor, path: Path, told: Told, options: Options) -> ImportBatch:
    """Look through an uploaded sheet and keep it sealed until it is run; refuses what cannot be imported."""
    respondent = session.get_one(Respondent, case.respondent_id)
    opened = look_through(path, told.file_name, respondent.region, options)
    rows = opened.row_count()
    if rows > MAX_ROWS:
        raise Invalid("reports.sheet_too_large", field="file")
    batch = begin(session, respondent, case, actor, told, options)
    batch.state, batch.rows_read = "preview", rows
    batch.file_key = _keep(batch, "sheet", path.read_bytes())
    return batch


def _keep(batch: ImportBatch, name: str, data: bytes) -> str:
    key = f"{PREFIX}/{batch.id}/{name}-{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as folder:
        sealed = Path(folder) / "sealed"
        sealed.write_bytes(crypto.seal_bytes(PURPOSE, batch.id.bytes, data))
        storage.get_store().put_file(key, sealed)
    return key


@contextmanager
def opened_again(session: Session, batch: ImportBatch) -> Generator[Opened]:
    """Open a kept sheet for reading; refuses (Conflict) one that was already destroyed."""
    if batch.file_key is None:
        raise Conflict("reports.import_started")
    respondent = session.get_one(Respondent, batch.respondent_id)
    data = crypto.open_bytes(PURPOSE, batch.id.bytes, storage.get_store().read(batch.file_key))
    with unnamed_file() as (file, path):
        file.write(data)
        file.flush()
        yield look_through(path, batch.file_name, respondent.region, Options.kept(batch.options))


def read_as(session: Session, batch: ImportBatch, options: Options) -> None:
    """Read a previewed sheet with other options; refuses ones that cannot be, and a sheet already started."""
    if batch.state != "preview":
        raise Conflict("reports.import_started")
    batch.options = options.stored()
    with opened_again(session, batch) as opened:
        batch.rows_read = opened.row_count()


def start(session: Session, batch: ImportBatch, agreed: str) -> None:
    """Queue a previewed sheet once its organizer says how members agreed; refuses one already started."""
    if batch.state != "preview" or batch.file_key is None:
        raise Conflict("reports.import_started")
    agree(batch, agreed)
    batch.state = "queued"
    _queue(session, batch, 0)


def _queue(session: Session, batch: ImportBatch, at: int) -> None:
    payload = {"batch_id": str(batch.id), "start": at}
    jobs.enqueue(session, "reports.import_part", payload, dedupe=_part(batch, at))


def _part(batch: ImportBatch, at: int) -> str:
    return f"import:{batch.id}:{at}"


def run_part(session: Session, batch_id: uuid.UUID, at: int, after_batch: AfterBatch) -> None:
    """Bring in one part of a sheet and queue the next; a part that ran already does nothing.

    A store that is down is waited for (the job runs again); any other refusal fails the batch without this part.
    """
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None or batch.rows_done != at or batch.file_key is None:
        return
    try:
        with session.begin_nested():
            _bring_in(session, batch, after_batch)
    except Unavailable:
        raise
    except Refusal:
        batch.state = "failed"
        _destroy(session, batch)


def _bring_in(session: Session, batch: ImportBatch, after_batch: AfterBatch) -> None:
    with opened_again(session, batch) as opened:
        outcome, agreed = import_part(session, batch, opened, Watch(after_batch=after_batch))
        _add_up(batch, outcome)
        if batch.rows_done < batch.rows_read:
            _queue(session, batch, batch.rows_done)
        else:
            _end(session, batch, opened, agreed)


def _add_up(batch: ImportBatch, part: Outcome) -> None:
    """Add a part's numbers; what is gone from the sheet was decided before the first row."""
    sums = dict(batch.outcome) or {"read": part.read, "gone": part.gone, "doubtful": part.doubtful}
    for name in NUMBERS:
        if name not in ("read", "gone", "doubtful"):
            sums[name] = sums.get(name, 0) + getattr(part, name)
    batch.outcome = sums


def _end(session: Session, batch: ImportBatch, opened: Opened, agreed: Reconciled) -> None:
    rejected = [entry for entry in agreed.entries(opened) if not isinstance(entry, Item)]
    if rejected:
        text = rejects_text(rejected, Options.kept(batch.options).lang, opened.header)
        batch.rejects_key = _keep(batch, "rejects", text.encode())
    finish(session, batch, batch.outcome)
    _destroy(session, batch)


def _destroy(session: Session, batch: ImportBatch) -> None:
    """Let go of a sheet; its file goes once this transaction has committed: a part rolled back can run again."""
    discarding.delete_later(session, [batch.file_key])
    batch.file_key = None


def rejects_of(batch: ImportBatch) -> bytes | None:
    """Return the rejects file of a finished import as CSV, or None when there is none (any more)."""
    if batch.rejects_key is None:
        return None
    return crypto.open_bytes(PURPOSE, batch.id.bytes, storage.get_store().read(batch.rejects_key))


@jobs.periodic("reports.drop_uploads", minutes=60)
def drop_uploads(session: Session) -> None:
    """Destroy sheets that were never run, after two days, and rejects files after fourteen.

    A sheet that waits or runs is kept for its jobs; when the last of them gave up, the batch has failed.
    """
    old = clock.now() - KEEP_UPLOADS
    query = select(ImportBatch).where(ImportBatch.file_key.is_not(None), ImportBatch.created_at < old)
    for batch in session.scalars(query.where(ImportBatch.state.not_in(AT_WORK)).limit(100)):
        _destroy(session, batch)
    for batch in session.scalars(query.where(ImportBatch.state.in_(AT_WORK)).limit(100)):
        if jobs.gave_up(session, _part(batch, batch.rows_done)):
            batch.state = "failed"
            _destroy(session, batch)
    old = clock.now() - KEEP_REJECTS
    query = select(ImportBatch).where(ImportBatch.rejects_key.is_not(None), ImportBatch.created_at < old)
    for batch in session.scalars(query.limit(100)):
        discarding.delete_later(session, [batch.rejects_key])
        batch.rejects_key = None


@jobs.periodic("reports.sweep_files", minutes=60)
def sweep_files(session: Session) -> None:
    """Delete sheets and rejects files older than a day whose transaction never came to be."""
    discarding.sweep(session, PREFIX, [ImportBatch.file_key, ImportBatch.rejects_key])
