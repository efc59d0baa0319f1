"""Jobs written in the same transaction as their cause; run by a thread on SQLite, by Procrastinate on PostgreSQL."""

import json
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Index, String, Text, delete, insert, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.core import clock
from joinder.core.database import Base, Database, JsonType, UtcDateTime, new_id

Handler = Callable[[Session, dict[str, Any]], None]
OutsideHandler = Callable[[Database, dict[str, Any]], None]
MAX_ATTEMPTS = 30  # with the waits below about a day: longer than a mail server is usually away
LONGEST_WAIT = 3600
URGENT, USUAL = 10, 0  # somebody sits and waits for it; everything else
log = structlog.get_logger("jobs")
HANDLERS: dict[str, Handler] = {}
OUTSIDE: dict[str, OutsideHandler] = {}
PERIODIC: dict[str, tuple[int, Callable[[Any], None]]] = {}


class Job(Base):
    """One thing to do; kept with its outcome, run again until it is done (effects must be idempotent)."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_done_at_priority_run_at", "done_at", "priority", "run_at"),)

    name: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JsonType)
    dedupe: Mapped[str | None] = mapped_column(String(120), unique=True)
    priority: Mapped[int] = mapped_column(default=USUAL, server_default="0")
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(Text)


def handler(name: str) -> Callable[[Handler], Handler]:
    """Register what runs a job of this name; refuse a second one."""

    def register(run: Handler) -> Handler:
        if name in HANDLERS and HANDLERS[name] is not run:
            raise ValueError(f"Two handlers for job {name}.")
        HANDLERS[name] = run
        return run

    return register


def outside(name: str) -> Callable[[OutsideHandler], OutsideHandler]:
    """Register what talks to other machines: it runs in no transaction, so that a slow answer holds up nobody."""

    def register(run: OutsideHandler) -> OutsideHandler:
        if OUTSIDE.get(name, run) is not run:
            raise ValueError(f"Two handlers for job {name}.")
        OUTSIDE[name] = run
        return run

    return register


def periodic(name: str, *, minutes: int) -> Callable[[Callable[[Session], None]], Callable[[Session], None]]:
    """Register what runs again and again, at most once per interval over all processes."""

    def register(run: Callable[[Session], None]) -> Callable[[Session], None]:
        PERIODIC[name] = (minutes, run)
        HANDLERS["periodic:" + name] = lambda session, _payload: run(session)
        return run

    return register


def periodic_outside(name: str, *, minutes: int) -> Callable[[Callable[[Database], None]], Callable[[Database], None]]:
    """Register what looks things up again and again: in no transaction, so that a long look holds up no writer."""

    def register(run: Callable[[Database], None]) -> Callable[[Database], None]:
        PERIODIC[name] = (minutes, run)
        OUTSIDE["periodic:" + name] = lambda database, _payload: run(database)
        return run

    return register


def enqueue(
    session: Session, name: str, payload: dict[str, Any], *, run_at: datetime | None = None, dedupe: str | None = None
) -> uuid.UUID | None:
    """Write a job in this transaction; None when one with the same `dedupe` key was already written."""
    now, postgres = clock.now(), session.get_bind().dialect.name == "postgresql"
    values = {
        "id": new_id(), "name": name, "payload": payload, "dedupe": dedupe, "run_at": run_at or now, "created_at": now,
        "attempts": 0, "priority": USUAL,
    }  # fmt: skip
    made = (postgresql.insert if postgres else sqlite.insert)(Job).values(values)
    job_id = session.scalar(made.on_conflict_do_nothing(index_elements=["dedupe"]).returning(Job.id))
    if job_id is not None and postgres:
        _defer(session, job_id, run_at or now)
    return job_id


def enqueue_many(session: Session, name: str, payloads: Sequence[dict[str, Any]], *, priority: int = USUAL) -> None:
    """Write many jobs of one name in this transaction, with as many statements as for one; more urgent ones first."""
    if not payloads:
        return
    now = clock.now()
    common = {"name": name, "dedupe": None, "run_at": now, "created_at": now, "attempts": 0, "priority": priority}
    rows = [{**common, "id": new_id(), "payload": payload} for payload in payloads]
    session.execute(insert(Job), rows)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text(
                "SELECT unnest(procrastinate_defer_jobs_v1(ARRAY("
                "SELECT row('joinder', 'joinder.run_job', cast(:priority as integer), null, null, "
                "jsonb_build_object('job_id', one.id), cast(:at as timestamptz))::procrastinate_job_to_defer_v1 "
                "FROM unnest(cast(:ids as text[])) AS one(id))))"
            ),
            {"ids": [str(row["id"]) for row in rows], "at": now, "priority": priority},
        )


def _defer(session: Session, job_id: uuid.UUID, run_at: datetime, priority: int = USUAL) -> None:
    session.execute(
        text(
            "SELECT unnest(procrastinate_defer_jobs_v1(array[row('joinder', 'joinder.run_job', "
            "cast(:priority as integer), null, null, cast(:args as jsonb), "
            "cast(:at as timestamptz))::procrastinate_job_to_defer_v1]))"
        ),
        {"args": json.dumps({"job_id": str(job_id)}), "at": run_at, "priority": priority},
    )


def defer_lost(session: Session, *, seconds: int = 0) -> int:
    """Hand jobs to the workers again that are due since `seconds` and known to none (after a restore, or a fault)."""
    if session.get_bind().dialect.name != "postgresql":
        return 0
    due = clock.now() - timedelta(seconds=seconds)
    open_jobs = (Job.done_at.is_(None), Job.failed_at.is_(None))
    found = select(Job.id, Job.run_at, Job.priority).where(*open_jobs, Job.created_at <= due, Job.run_at <= due)
    jobs = session.execute(found).all()
    if not jobs:
        return 0
    waiting = text("SELECT args->>'job_id' FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
    known = set(session.scalars(waiting))
    lost = [one for one in jobs if str(one.id) not in known]
    for job_id, at, priority in lost:
        _defer(session, job_id, at, priority)
    return len(lost)


def is_waiting(session: Session, name: str) -> bool:
    """Tell whether a job of this name is still to be done: neither done nor failed for good."""
    waiting = (Job.name == name, Job.done_at.is_(None), Job.failed_at.is_(None))
    return session.scalar(select(Job.id).where(*waiting).limit(1)) is not None


def gave_up(session: Session, dedupe: str) -> bool:
    """Tell whether the job with this `dedupe` key failed so often that nobody tries it again."""
    return session.scalar(select(Job.id).where(Job.dedupe == dedupe, Job.failed_at.is_not(None))) is not None


def run_job(database: Database, job_id: uuid.UUID) -> bool:
    """Run one job in one unit of work; True when it is done, False when it failed and will be tried again."""
    try:
        with database.write() as session:
            job = session.get(Job, job_id, with_for_update=True)
            if job is None or job.done_at is not None:
                return True
            run_outside, payload = OUTSIDE.get(job.name), job.payload
            if run_outside is None:
                HANDLERS[job.name](session, payload)
                _done(job)
        if run_outside is not None:
            run_outside(database, payload)
            with database.write() as session:
                _done(session.get_one(Job, job_id))
    except Exception as error:
        _note_failure(database, job_id, error)
        return False
    return True


def _done(job: Job) -> None:
    job.done_at = clock.now()
    job.attempts += 1


def _note_failure(database: Database, job_id: uuid.UUID, error: Exception) -> None:
    with database.write() as session:
        job = session.get(Job, job_id)
        if job is None:
            return
        job.attempts += 1
        job.last_error = type(error).__name__
        job.run_at = clock.now() + timedelta(seconds=min(LONGEST_WAIT, 4**job.attempts))
        if job.attempts >= MAX_ATTEMPTS:
            job.failed_at = clock.now()
        elif session.get_bind().dialect.name == "postgresql":
            _defer(session, job.id, job.run_at, job.priority)
        log.warning("job.failed", job=job.name, attempts=job.attempts, error=type(error).__name__)


def run_due(database: Database, limit: int = 100) -> int:
    """Run what is due now, urgent jobs first and then the oldest; return how many jobs were tried."""
    enqueue_periodic(database)
    ids, tried = _due(database, limit), set[uuid.UUID]()
    for job_id in ids:
        for one in [*_due(database, limit, above=USUAL), job_id]:  # what became urgent meanwhile does not wait
            if one not in tried:
                tried.add(one)
                run_job(database, one)
    return len(tried)


def _due(database: Database, limit: int, above: int | None = None) -> list[uuid.UUID]:
    open_jobs = (Job.done_at.is_(None), Job.failed_at.is_(None), Job.run_at <= clock.now())
    query = select(Job.id).where(*open_jobs).order_by(Job.priority.desc(), Job.run_at).limit(limit)
    with database.read() as session:
        return list(session.scalars(query if above is None else query.where(Job.priority > above)))


def enqueue_periodic(database: Database) -> None:
    """Write the periodic jobs of the present interval, each once (their dedupe key names the interval)."""
    now = clock.now()
    slots = {name: f"periodic:{name}:{int(now.timestamp() // (60 * every))}" for name, (every, _) in PERIODIC.items()}
    with database.read() as session:
        known = set(session.scalars(select(Job.dedupe).where(Job.dedupe.in_(slots.values()))))
    missing = [name for name, slot in slots.items() if slot not in known]
    if missing:
        with database.write() as session:
            for name in missing:
                enqueue(session, "periodic:" + name, {}, dedupe=slots[name])


def sweep(session: Session) -> None:
    """Forget jobs that were done: periodic ones after two days, others after thirty, dedupe keys after four hundred."""
    now = clock.now()
    session.execute(delete(Job).where(Job.done_at < now - timedelta(days=2), Job.dedupe.like("periodic:%")))
    old = Job.done_at < now - timedelta(days=30)
    session.execute(delete(Job).where(old, or_(Job.dedupe.is_(None), Job.done_at < now - timedelta(days=400))))
    session.execute(update(Job).where(old).values(payload={}))
