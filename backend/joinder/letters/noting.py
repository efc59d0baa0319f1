"""An organizer's general notes to chosen members, batch by batch: no case name, no number, no words of one's own."""

import uuid
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from joinder.accounts import notifying
from joinder.core import clock, jobs
from joinder.core.errors import Conflict, Invalid
from joinder.letters import roster
from joinder.letters.roster import Wanted

NOTES = {
    "news": "reports.case_news",
    "evidence": "reports.note_evidence",
    "approval": "reports.note_approval",
}
BATCH = 200


def note(session: Session, case_id: uuid.UUID, reader: uuid.UUID, kind: str, wanted: Wanted) -> None:
    """Queue one kind of note to the members that fit; refuses an unknown kind, and a second such note on one day."""
    if kind not in NOTES:
        raise Invalid("reports.bad_choice", field="kind")
    payload = {"case_id": str(case_id), "reader": str(reader), "kind": kind, "wanted": asdict(wanted), "cursor": None}
    dedupe = f"note:{case_id}:{kind}:{clock.today().isoformat()}"
    if jobs.enqueue(session, "letters.note_members", payload, dedupe=dedupe) is None:
        raise Conflict("reports.noted_today")


@jobs.handler("letters.note_members")
def note_batch(session: Session, payload: dict[str, Any]) -> None:
    """Tell at most two hundred members and queue the next batch in the same transaction."""
    case_id, reader = uuid.UUID(payload["case_id"]), uuid.UUID(payload["reader"])
    rows, cursor = roster.page(session, case_id, reader, Wanted(**payload["wanted"]), payload["cursor"], BATCH)
    notifying.notify(session, [row.account_id for row in rows], NOTES[payload["kind"]], case_id)
    if cursor:
        jobs.enqueue(session, "letters.note_members", {**payload, "cursor": cursor})
