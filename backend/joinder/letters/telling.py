"""Generic lines to members: a letter waits for approval, the final letter is shown, it was sealed."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts import notifying
from joinder.core import jobs
from joinder.reports.models import Membership

BATCH = 200


def tell(session: Session, case_id: uuid.UUID, template: str, cause: uuid.UUID) -> None:
    """Queue one generic message to each member of a case; the same cause never tells twice."""
    payload = {"case_id": str(case_id), "template": template, "cause": str(cause), "after": ""}
    jobs.enqueue(session, "letters.tell", payload, dedupe=f"letters.tell:{template}:{cause}:")


@jobs.handler("letters.tell")
def tell_batch(session: Session, payload: dict[str, Any]) -> None:
    """Queue the messages of one batch of members, then the job for the next; both commit together."""
    query = select(Membership).where(
        Membership.case_id == uuid.UUID(payload["case_id"]), Membership.withdrawn_at.is_(None)
    )
    if payload["after"]:
        query = query.where(Membership.id > uuid.UUID(payload["after"]))
    members = list(session.scalars(query.order_by(Membership.id).limit(BATCH)))
    notifying.notify(session, [one.account_id for one in members], payload["template"], uuid.UUID(payload["case_id"]))
    if len(members) == BATCH:
        after = str(members[-1].id)
        dedupe = f"letters.tell:{payload['template']}:{payload['cause']}:{after}"
        jobs.enqueue(session, "letters.tell", {**payload, "after": after}, dedupe=dedupe)
