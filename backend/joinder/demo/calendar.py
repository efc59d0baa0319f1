"""A year's calendar: what happens when, told in order under a moved clock, in small transactions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.core.jobs import Job

AT_MOST = 150
Act = Callable[[Session], None]
Apart = Callable[[Database], None]


@dataclass(frozen=True)
class Step:
    """One thing that happens at one instant; `apart` things open transactions of their own."""

    at: datetime
    act: Act | None = None
    apart: Apart | None = None


class Calendar:
    """Collects steps in any order and goes through them in time, ending at a given instant."""

    def __init__(self, ends: datetime) -> None:
        """Begin empty."""
        self.ends = ends
        self._steps: list[Step] = []

    def ago(self, days: float) -> datetime:
        """Return the instant so many days before the end."""
        return self.ends - timedelta(days=days)

    def on(self, days: float, act: Act) -> None:
        """Do something so many days before the end."""
        self._steps.append(Step(self.ago(days), act=act))

    def apart(self, days: float, act: Apart) -> None:
        """Do something that opens its own transactions."""
        self._steps.append(Step(self.ago(days), apart=act))

    def go_through(self, database: Database, last: Act) -> int:
        """Do everything in order of time; `last` ends each transaction. Returns how many things were done."""
        for group in _groups(sorted(self._steps, key=lambda step: step.at)):
            with clock.frozen(group[-1].at):
                if group[0].apart is not None:
                    group[0].apart(database)
                else:
                    _together(database, group, last)
        return len(self._steps)


def _groups(steps: list[Step]) -> Iterator[list[Step]]:
    group: list[Step] = []
    for step in steps:
        if group and (step.apart or len(group) == AT_MOST):
            yield group
            group = []
        if step.apart:
            yield [step]
        else:
            group.append(step)
    if group:
        yield group


def _together(database: Database, group: list[Step], last: Act) -> None:
    with database.write() as session:
        for step in group:
            if step.act is not None:
                with clock.frozen(step.at):
                    step.act(session)
        last(session)


def run_jobs(database: Database) -> None:
    """Run every job that is due, and those they cause, until none is left."""
    while True:
        with database.read() as session:
            due = select(Job.id).where(Job.done_at.is_(None), Job.failed_at.is_(None), Job.run_at <= clock.now())
            waiting = list(session.scalars(due.order_by(Job.run_at, Job.created_at).limit(500)))
        if not waiting:
            return
        for job_id in waiting:
            jobs.run_job(database, job_id)
