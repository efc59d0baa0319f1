"""What letters do when a person is erased: unsent ones are recomputed, every recipient's copy with their line dies."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.letters import copies, queries, service
from joinder.reports.models import Report


def erase_reports(session: Session, report_ids: list[uuid.UUID]) -> None:
    """Shred the recipient copies that hold the authors of these reports; their own lines die with their key.

    What was sent stays with its recipient, and its number of people stays a historical fact.
    """
    query = select(Report.membership_id).where(Report.id.in_(report_ids), Report.membership_id.is_not(None))
    members = [one for one in session.scalars(query.distinct()) if one is not None]
    for member in members:
        service.on_withdrawn(session, member)
    for issue in queries.issues_with(session, members):
        copies.destroy_recipient_copies(session, issue)
