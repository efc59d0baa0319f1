"""Telling a case's members, batch by batch, that there is news (generic text, one transaction a batch)."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import jobs
from joinder.reports.models import Membership
from joinder.reports.set_asides import tell

BATCH = 200


def tell_members(session: Session, case_id: uuid.UUID, reason: str) -> None:
    """Queue a generic message to every member; the same reason is told once."""
    payload = {"case_id": str(case_id), "reason": reason}
    jobs.enqueue(session, "reports.tell_members", payload, dedupe=f"tell:{case_id}:{reason}"[:120])


@jobs.handler("reports.tell_members")
def tell_batch(session: Session, payload: dict[str, Any]) -> None:
    """Tell at most two hundred members and queue the next batch in the same transaction."""
    case_id, after = uuid.UUID(payload["case_id"]), payload.get("after")
    query = select(Membership).where(Membership.case_id == case_id, Membership.withdrawn_at.is_(None))
    if after:
        query = query.where(Membership.id > uuid.UUID(after))
    rows = list(session.scalars(query.order_by(Membership.id).limit(BATCH)))
    for row in rows:
        tell(session, row.account_id, "reports.case_news")
    if len(rows) == BATCH:
        jobs.enqueue(session, "reports.tell_members", {**payload, "after": str(rows[-1].id)})
