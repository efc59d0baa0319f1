"""Jobs: written with their cause, run once, tried again, interrupted ones too; periodic ones once an interval."""

import threading
import uuid
from datetime import timedelta

import pytest
from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.core.jobs import Job
from joinder.core.limits import LimitCount, hit
from joinder.worker import JobThread
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

RAN: list[str] = []


@pytest.fixture(autouse=True)
def _only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this file's handlers, no periodic ones."""
    RAN.clear()
    monkeypatch.setattr(jobs, "HANDLERS", {"test.note": note, "test.fail": fail})
    monkeypatch.setattr(jobs, "OUTSIDE", {"test.outside": outside})
    monkeypatch.setattr(jobs, "PERIODIC", {})


def note(session: Session, payload: dict[str, str]) -> None:
    hit(session, "noted", payload["name"], 1000, 60)
    RAN.append(payload["name"])


def fail(session: Session, payload: dict[str, str]) -> None:
    hit(session, "noted", payload["name"], 1000, 60)
    RAN.append(payload["name"])
    raise OSError("a name that must not be kept: " + payload["name"])


def outside(database: Database, payload: dict[str, str]) -> None:
    with database.write() as session:  # would wait for ever if the job itself held the writer lock
        hit(session, "noted", payload["name"], 1000, 60)
    RAN.append(payload["name"])
    if len(RAN) < 2:
        raise TimeoutError


def all_jobs(db: Database) -> list[Job]:
    with db.read() as session:
        return list(session.scalars(select(Job)))


def noted(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.sum(LimitCount.uses))) or 0


def all_written(session: Session) -> bool:
    return jobs.enqueue(session, "test.note", {"name": "a"}) is not None


def test_a_job_is_written_with_its_cause_or_not_at_all(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.write() as session:
        jobs.enqueue(session, "test.note", {"name": str(1 / len(RAN)) if all_written(session) else ""})
    assert all_jobs(db) == []
    if not db.is_sqlite:
        with db.read() as session:
            assert session.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0
    with db.write() as session:
        job_id = jobs.enqueue(session, "test.note", {"name": "b"})
    if not db.is_sqlite:
        with db.read() as session:
            waiting = session.execute(text("SELECT args->>'job_id', status FROM procrastinate_jobs")).all()
            assert [tuple(row) for row in waiting] == [(str(job_id), "todo")]
    assert jobs.run_due(db) == 1
    assert jobs.run_due(db) == 0
    assert RAN == ["b"]


def test_one_dedupe_key_is_one_job_even_at_the_same_moment(db: Database) -> None:
    made: list[uuid.UUID | None] = []
    gate = threading.Barrier(6)

    def write() -> None:
        gate.wait()
        with db.write() as session:
            made.append(jobs.enqueue(session, "test.note", {"name": "x"}, dedupe="one"))

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6
    assert len([one for one in made if one]) == 1
    assert len(all_jobs(db)) == 1


def test_a_failed_job_leaves_nothing_and_is_tried_again_later_and_later(db: Database) -> None:
    with db.write() as session:
        jobs.enqueue(session, "test.fail", {"name": "secret"})
    waits: list[float] = []
    moment = clock.now()
    for _ in range(jobs.MAX_ATTEMPTS):
        with clock.frozen(moment):
            assert jobs.run_due(db) == 1
            assert jobs.run_due(db) == 0
        (job,) = all_jobs(db)
        waits.append((job.run_at - moment).total_seconds())
        moment = job.run_at
    assert waits[:4] == [4, 16, 64, 256]
    assert max(waits) == waits[-1] == jobs.LONGEST_WAIT
    assert sum(waits) > timedelta(hours=20).total_seconds()
    assert (job.attempts, job.last_error) == (jobs.MAX_ATTEMPTS, "OSError")
    assert job.failed_at is not None
    with clock.frozen(moment + timedelta(days=9)):
        assert jobs.run_due(db) == 0
    assert noted(db) == 0


def test_a_job_that_talks_to_others_runs_in_no_transaction_and_again_after_a_failure(db: Database) -> None:
    with db.write() as session:
        jobs.enqueue(session, "test.outside", {"name": "x"})
    jobs.run_due(db)
    assert all_jobs(db)[0].done_at is None
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        jobs.run_due(db)
        jobs.run_due(db)
    assert all_jobs(db)[0].done_at is not None
    assert RAN == ["x", "x"]


def test_a_job_waits_for_its_time(db: Database) -> None:
    with db.write() as session:
        jobs.enqueue(session, "test.note", {"name": "x"}, run_at=clock.now() + timedelta(hours=1))
    assert jobs.run_due(db) == 0
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert jobs.run_due(db) == 1


def test_periodic_jobs_run_once_an_interval_over_all_processes(db: Database) -> None:
    jobs.periodic("test.tick", minutes=10)(lambda session: RAN.append("tick"))
    for second in (0, 5, 30, 300, 599):
        with clock.frozen(clock.now() + timedelta(seconds=second)):
            jobs.run_due(db)
    assert RAN == ["tick"]
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        threads = [threading.Thread(target=jobs.enqueue_periodic, args=(db,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        jobs.run_due(db)
    assert RAN == ["tick", "tick"]
    assert len(all_jobs(db)) == 2


def test_a_periodic_look_up_holds_no_transaction(db: Database) -> None:
    @jobs.periodic_outside("test.look", minutes=10)
    def look(database: Database) -> None:  # pyright: ignore[reportUnusedFunction]
        with database.write() as session:  # would wait for ever if the job itself held the writer lock
            hit(session, "noted", "look", 1000, 60)

    jobs.run_due(db)
    jobs.run_due(db)
    assert noted(db) == 1
    assert [job.name for job in all_jobs(db) if job.done_at] == ["periodic:test.look"]


def test_a_job_waits_until_it_is_done_or_given_up(db: Database) -> None:
    with db.write() as session:
        assert not jobs.is_waiting(session, "test.fail")
        jobs.enqueue(session, "test.fail", {"name": "x"})
        assert jobs.is_waiting(session, "test.fail")
        assert not jobs.is_waiting(session, "test.note")
        session.scalars(select(Job)).one().failed_at = clock.now()
        session.flush()
        assert not jobs.is_waiting(session, "test.fail")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_job_no_worker_knows_of_is_handed_out_again_once(db: Database) -> None:
    with db.write() as session:
        jobs.enqueue(session, "test.note", {"name": "x"})
        jobs.enqueue(session, "test.note", {"name": "later"}, run_at=clock.now() + timedelta(hours=1))
    with db.write() as session:
        assert jobs.defer_lost(session) == 0
        session.execute(text("DELETE FROM procrastinate_jobs"))
    with clock.frozen(clock.now() + timedelta(minutes=3)):
        for expected in (1, 0):
            with db.write() as session:
                assert jobs.defer_lost(session, seconds=120) == expected


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_embedded_thread_runs_jobs_and_stops(db: Database) -> None:
    thread = JobThread(db)
    thread.start()
    done = threading.Event()
    jobs.HANDLERS["test.note"] = lambda session, payload: done.set()
    with db.write() as session:
        jobs.enqueue(session, "test.note", {"name": "x"})
    assert done.wait(20)
    thread.stop()
    assert not thread.thread.is_alive()
    assert all_jobs(db)[0].done_at is not None
