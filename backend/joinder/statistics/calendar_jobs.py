"""The calendar as jobs: an hourly look for due cases, one job a case, then the totals."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from joinder.core import clock, jobs
from joinder.statistics import measures, service


@jobs.periodic("statistics.tick", minutes=60)
def tick(session: Session) -> None:
    """Enqueue one job for each case whose look has come, and one for the totals; at most once an hour each."""
    hour = clock.now().strftime("%Y%m%d%H")
    for case, kind in service.due_cases(session):
        payload = {"case_id": str(case.id), "kind": kind}
        jobs.enqueue(session, "statistics.release_case", payload, dedupe=f"statistics.case:{case.id}:{hour}")
    later = clock.now() + timedelta(minutes=10)
    jobs.enqueue(session, "statistics.release_totals", {}, run_at=later, dedupe=f"statistics.totals:{hour}")


@jobs.handler("statistics.release_case")
def look(session: Session, payload: dict[str, Any]) -> None:
    """Look at one case; running it twice prints nothing twice."""
    with measures.snapshot(session) as reading:
        case_id, daily = uuid.UUID(payload["case_id"]), payload["kind"] == "daily"
        service.release_case(session, case_id, daily=daily, reading=reading)


@jobs.handler("statistics.release_totals")
def add_up(session: Session, _payload: dict[str, Any]) -> None:
    """Publish the sums that changed; running it twice prints nothing twice."""
    service.release_totals(session)
