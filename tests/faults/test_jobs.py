"""Jobs when processes die: nothing that was enqueued is lost, everything is done once."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from joinder.api.rooms import load_rooms
from joinder.core import jobs, messages
from joinder.core.database import Database
from joinder.core.jobs import Job
from joinder.core.limits import LimitCount
from sqlalchemy import func, select, text

from tests.faults.server import free_port

load_rooms()
pytestmark = pytest.mark.xdist_group("faults")
POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# The real server and worker, with one slow job more: it counts its end in its own transaction.
PROCESS = """
import sys, time
from joinder.core import jobs, limits
from joinder import cli

@jobs.handler("test.slow")
def slow(session, payload):
    limits.hit(session, "done", payload["name"], 10**6, 86_400)
    time.sleep(payload["seconds"])

cli.main(sys.argv[1:])
"""


class Processes:
    """Real `joinder` processes on one data directory and database."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder, self.port = folder, free_port()
        self.environment = os.environ | {
            "JOINDER_DATA_DIR": str(folder / "data"),
            "JOINDER_KEY_FILE": str(folder / "root.key"),
            "JOINDER_DATABASE_URL": database_url,
            "JOINDER_PORT": str(self.port),
            "JOINDER_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, command: str) -> subprocess.Popen[bytes]:
        with (self.folder / "process.log").open("ab") as log:
            made = subprocess.Popen(
                [sys.executable, "-c", PROCESS, command], env=self.environment, stdout=log, stderr=log
            )
        self.running.append(made)
        return made

    def stop(self) -> None:
        for one in self.running:
            if one.poll() is None:
                one.terminate()
        for one in self.running:
            one.wait(40)


@pytest.fixture
def processes(db: Database, tmp_path: Path, database_url: str) -> Iterator[Processes]:
    made = Processes(tmp_path, database_url)
    try:
        yield made
    finally:
        made.stop()


def until(check: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(0.1)


def ended(db: Database) -> dict[str, int]:
    """How often each slow job's transaction was committed: must be once."""
    with db.read() as session:
        done = session.scalar(select(func.count()).where(Job.name == "test.slow", Job.done_at.is_not(None))) or 0
        uses = [row.uses for row in session.scalars(select(LimitCount).where(LimitCount.bucket == "done"))]
    return {"jobs": done, "subjects": len(uses), "effects": sum(uses)}


def enqueue(db: Database, number: int, seconds: float) -> None:
    with db.write() as session:
        for one in range(number):
            jobs.enqueue(session, "test.slow", {"name": f"job {one}", "seconds": seconds})


@SQLITE
def test_a_job_interrupted_by_a_crash_of_the_embedded_server_runs_again(db: Database, processes: Processes) -> None:
    first = processes.start("serve")
    until(lambda: "job" in _started(db))
    enqueue(db, 1, 4)
    until(lambda: _locked(db))
    first.kill()
    first.wait()
    assert ended(db) == {"jobs": 0, "subjects": 0, "effects": 0}
    processes.start("serve")
    until(lambda: ended(db)["jobs"] == 1)
    assert ended(db) == {"jobs": 1, "subjects": 1, "effects": 1}


def _started(db: Database) -> str:
    """The embedded thread runs once its first periodic jobs are written."""
    with db.read() as session:
        return "job" if session.scalar(select(Job.id).limit(1)) else ""


def _locked(db: Database) -> bool:
    """The slow job is at work when somebody else holds the write lock for long."""
    import sqlite3

    with sqlite3.connect(str(db.engine.url.database), timeout=0.5) as raw:
        try:
            raw.execute("BEGIN IMMEDIATE")
            raw.rollback()
        except sqlite3.OperationalError:
            return True
    return False


@POSTGRES
def test_a_real_worker_runs_what_was_enqueued_with_its_cause(db: Database, processes: Processes) -> None:
    with pytest.raises(LookupError), db.write() as session:
        _enqueue_and_fail(session)
    enqueue(db, 3, 0)
    with db.write() as session:
        messages.send(
            session, to_kind="email", to="lin@example.org", template="accounts.code_email", lang="zh", params={}
        )
    processes.start("worker")
    until(lambda: ended(db)["jobs"] == 3)
    assert ended(db) == {"jobs": 3, "subjects": 3, "effects": 3}
    periodic = {f"periodic:{name}" for name in jobs.PERIODIC}
    until(lambda: periodic <= _names(db) and _left(db) == 0)
    with db.read() as session:
        assert session.scalars(select(messages.OutMessage.sent_at)).one() is not None


def _enqueue_and_fail(session):
    jobs.enqueue(session, "test.slow", {"name": "never", "seconds": 0})
    raise LookupError


def _names(db: Database) -> set[str]:
    with db.read() as session:
        return set(session.scalars(select(Job.name)))


def _left(db: Database) -> int:
    with db.read() as session:
        due = (Job.done_at.is_(None), Job.run_at <= func.now())
        return session.scalar(select(func.count()).select_from(Job).where(*due)) or 0


@POSTGRES
@pytest.mark.prove
def test_two_workers_one_killed_do_every_job_once(db: Database, processes: Processes) -> None:
    number = 60
    enqueue(db, number, 0.5)
    doomed = processes.start("worker")
    processes.start("worker")
    until(lambda: ended(db)["jobs"] >= 10)
    until(lambda: _doing(db) > 0)
    doomed.kill()
    doomed.wait()
    assert ended(db)["jobs"] < number
    until(lambda: ended(db)["jobs"] == number, 150)
    assert ended(db) == {"jobs": number, "subjects": number, "effects": number}


def _doing(db: Database) -> int:
    with db.read() as session:
        return session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")) or 0
