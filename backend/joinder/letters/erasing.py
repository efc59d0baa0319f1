"""What letters do when a person is erased: unsent ones are recomputed, every recipient's copy with their line dies."""

import uuid

from sqlalchemy.orm import Session

from joinder.letters import copies, queries, service


def erase_members(session: Session, membership_ids: list[uuid.UUID]) -> None:
    """Take erased people out of unsent letters and shred the recipient copies that hold their lines.

    Their own lines die with their key. What was sent stays with its recipient, and its number stays a fact.
    """
    for membership_id in membership_ids:
        service.on_withdrawn(session, membership_id)
    for issue in queries.issues_with(session, membership_ids):
        copies.destroy_recipient_copies(session, issue)
