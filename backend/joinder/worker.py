"""Running jobs: a thread in the server on SQLite, Procrastinate workers on PostgreSQL; nothing but wiring."""

import asyncio
import contextlib
import threading
import uuid
from typing import Any

import structlog
from procrastinate import App, PsycopgConnector
from sqlalchemy.engine import make_url

from joinder.core import jobs
from joinder.core.database import Database

log = structlog.get_logger("worker")
POLL_SECONDS = 1.0
STALLED_SECONDS = 30
LOST_SECONDS = 120


class JobThread:
    """One thread that runs due jobs until it is stopped; what a crash interrupted simply runs again."""

    def __init__(self, database: Database) -> None:
        """Take the database whose jobs to run."""
        self.database = database
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin running jobs."""
        self.thread.start()

    def stop(self) -> None:
        """Finish the job at hand and stop."""
        self.stopping.set()
        self.thread.join(timeout=20)

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                ran = jobs.run_due(self.database)
            except Exception as error:
                log.warning("jobs.loop_failed", error=type(error).__name__)
                ran = 0
            if ran == 0:
                self.stopping.wait(POLL_SECONDS)


def conninfo(url: str) -> str:
    """Return the libpq address of an SQLAlchemy one."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def make_app(database: Database) -> App:
    """Build the Procrastinate application whose one task runs one of our jobs."""
    app = App(connector=PsycopgConnector(conninfo=conninfo(database.url)))

    @app.task(name="joinder.run_job", queue="joinder")
    def run_job(job_id: str) -> None:  # pyright: ignore[reportUnusedFunction]
        jobs.run_job(database, uuid.UUID(job_id))

    return app


async def work(database: Database, *, concurrency: int = 2) -> None:
    """Run jobs until cancelled, taking over those of workers that died."""
    app = make_app(database)
    async with app.open_async():
        keeper = asyncio.create_task(_keep(app, database))
        try:
            await app.run_worker_async(queues=["joinder"], concurrency=concurrency, delete_jobs="successful")
        finally:
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper


def _look_after(database: Database) -> None:
    jobs.enqueue_periodic(database)
    with database.write() as session:
        jobs.defer_lost(session, seconds=LOST_SECONDS)


async def _keep(app: App, database: Database) -> None:
    while True:
        try:
            await asyncio.to_thread(_look_after, database)
            stalled: Any = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
            for job in stalled:
                await app.job_manager.retry_job(job)
        except Exception as error:
            log.warning("worker.keeper_failed", error=type(error).__name__)
        await asyncio.sleep(10)
