"""An import outlives a crash and an outage of the store: no row is lost, none comes in twice, the end is right."""

from datetime import timedelta

import pytest
from joinder.core import clock, discarding, jobs, storage
from joinder.core.database import Database
from joinder.core.errors import Conflict, Unavailable
from joinder.core.jobs import Job
from joinder.matching import imported
from joinder.reports import import_jobs
from joinder.reports.import_models import ImportBatch, ImportedRow
from joinder.reports.import_sheet import Options
from joinder.reports.imports import Told
from joinder.reports.models import Report
from sqlalchemy import func, select

from tests.reports.import_kit import ORGANIZER, case_about, respondent, row, sheet
from tests.reports.messy import card_number

ROWS = 205  # a part of 200 and a last one; the last row is refused, so that there is a rejects file
NAME = "登记表.csv"


@pytest.fixture
def batch(db: Database, tmp_path) -> ImportBatch:
    """A sheet kept and queued: nothing of it is in yet."""
    assert imported.import_part is jobs.HANDLERS["reports.import_part"]
    rows = [row(n) for n in range(1, ROWS)] + [row(999, 经过="我的卡号是" + card_number(5))]
    case = case_about(db, respondent(db))
    with db.write() as session:
        made = import_jobs.store_upload(
            session, case, ORGANIZER, sheet(tmp_path / NAME, rows), Told(NAME, None), Options()
        )
        import_jobs.start(session, made, "群公告，各自填表")
    return made


def work(db: Database, hours: int = 3) -> None:
    """Let the jobs run, again and again, over some hours."""
    for minutes in range(0, hours * 60, 10):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            while _due(db):
                jobs.run_due(db)


def _due(db: Database) -> int:
    ours = Job.name.in_(["reports.import_part", discarding.JOB])
    with db.read() as session:
        query = select(func.count()).where(ours, Job.done_at.is_(None), Job.run_at <= clock.now())
        return session.scalar(query.where(Job.failed_at.is_(None))) or 0


def all_in(db: Database, batch: ImportBatch) -> None:
    """Assert that every row is in exactly once, the batch closed with the right numbers, and the sheet destroyed."""
    with db.read() as session:
        done = session.get_one(ImportBatch, batch.id)
        numbers = done.outcome
        assert (done.state, done.rows_done, numbers["read"], numbers["rejected"]) == ("done", ROWS, ROWS, 1)
        assert numbers["added"] + numbers["repeated"] == ROWS - 1
        found = list(session.scalars(select(ImportedRow.row_number).order_by(ImportedRow.row_number)))
        assert len(found) == len(set(found)) == ROWS - 1
        assert session.scalar(select(func.count()).select_from(Report)) == ROWS - 1
        assert (done.file_key, done.finished_at is not None) == (None, True)
        text = import_jobs.rejects_of(done)
        assert text is not None
        assert text.decode().count("［…］") == 1
        assert {one.key for one in storage.get_store().list("imports")} >= {done.rejects_key}
        assert batch.file_key not in {one.key for one in storage.get_store().list("imports")}


def once(real, error, when=lambda *_args: True):
    """Fail the first time that fits, then do as before."""
    left = [error]

    def doubled(*args, **named):
        if left and when(*args, **named):
            raise left.pop()
        return real(*args, **named)

    return doubled


def test_killed_before_the_last_part_commits_it_runs_again(db: Database, batch: ImportBatch, monkeypatch) -> None:
    ended = once(jobs._done, KeyboardInterrupt("killed"), lambda job: job.payload.get("start") == 200)
    monkeypatch.setattr(jobs, "_done", ended)
    with pytest.raises(KeyboardInterrupt):
        work(db)
    with db.read() as session:
        waiting = session.get_one(ImportBatch, batch.id)
        assert (waiting.state, waiting.rows_done) == ("running", 200)
        assert storage.get_store().exists(waiting.file_key or "")
    work(db)
    all_in(db, batch)


@pytest.mark.parametrize(("verb", "part"), [("read", 0), ("read", 200), ("put_file", 200)])
def test_an_outage_of_the_store_is_waited_for(db: Database, batch: ImportBatch, monkeypatch, verb, part) -> None:
    def now(_store, key, *_args) -> bool:
        with db.read() as session:
            at = session.get_one(ImportBatch, batch.id).rows_done
        return at == part and key.startswith("imports/")

    down = once(getattr(storage.Store, verb), Unavailable("core.storage_down"), now)
    monkeypatch.setattr(storage.Store, verb, down)
    work(db)
    all_in(db, batch)


def test_what_cannot_be_imported_after_all_leaves_no_rows_of_its_part(db: Database, batch, monkeypatch) -> None:
    monkeypatch.setattr(import_jobs, "finish", once(import_jobs.finish, Conflict("reports.case_closed")))
    work(db)
    with db.read() as session:
        failed = session.get_one(ImportBatch, batch.id)
        assert (failed.state, failed.rows_done, failed.file_key, failed.rejects_key) == ("failed", 200, None, None)
        assert session.scalar(select(func.count()).select_from(ImportedRow)) == 200
        assert not storage.get_store().exists(batch.file_key or "")


def test_a_sheet_that_waits_or_runs_is_kept_until_its_jobs_gave_up(db: Database, batch: ImportBatch) -> None:
    with clock.frozen(clock.now() + timedelta(days=3)):
        with db.write() as session:
            import_jobs.drop_uploads(session)
            assert session.get_one(ImportBatch, batch.id).file_key == batch.file_key
            job = session.scalars(select(Job).where(Job.name == "reports.import_part")).one()
            job.failed_at = clock.now()
        with db.write() as session:
            import_jobs.drop_uploads(session)
            dropped = session.get_one(ImportBatch, batch.id)
            assert (dropped.state, dropped.file_key) == ("failed", None)
        work(db)
        assert not storage.get_store().exists(batch.file_key or "")


def test_kept_files_of_which_no_row_tells_are_swept_after_a_day(db: Database, batch: ImportBatch, tmp_path) -> None:
    lost = tmp_path / "lost"
    lost.write_bytes(b"sealed")
    for key in ("imports/0/rejects-0", "letters/0", "letters-kept/0"):
        storage.get_store().put_file(key, lost)
    written = max(one.modified_at for one in storage.get_store().list("imports"))
    for hours, left in ((23, 4), (25, 2)):
        with clock.frozen(written + timedelta(hours=hours)):
            work(db, 0)
            for name in ("reports.sweep_files", "letters.sweep_files"):
                with db.write() as session:
                    jobs.PERIODIC[name][1](session)
            kept = [key for key in _everything() if key.startswith(("imports/", "letters"))]
            assert len(kept) == left
    assert sorted(kept) == sorted([batch.file_key, "letters-kept/0"])


def _everything() -> list[str]:
    return [one.key for one in storage.get_store().list()]
