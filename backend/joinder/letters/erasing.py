"""What letters do when a person or a report is erased: unsent ones are recomputed, our copies with their line die."""

import uuid

from sqlalchemy import delete
from sqlalchemy.orm import Session

from joinder.core.sealed import shred
from joinder.letters import copies, queries, service
from joinder.letters.election_models import Vote
from joinder.letters.models import AnnexLine, SealedLetter
from joinder.letters.said_models import PollAnswer


def erase_members(session: Session, membership_ids: list[uuid.UUID]) -> None:
    """Take erased people out of polls, votes and unsent letters, and shred their lines and the copies that hold them.

    What was sent stays with its recipient, and its number stays a fact.
    """
    session.execute(delete(Vote).where(Vote.membership_id.in_(membership_ids)))
    session.execute(delete(PollAnswer).where(PollAnswer.membership_id.in_(membership_ids)))
    for membership_id in membership_ids:
        service.on_withdrawn(session, membership_id)
    for line in queries.lines_of(session, membership_ids):
        _shred(session, line)


def erase_report(session: Session, report_id: uuid.UUID, membership_id: uuid.UUID) -> None:
    """Shred its person's lines that an erased report is in, and the recipient copies; unsent ones are recomputed."""
    lines = queries.lines_with(session, membership_id, report_id)
    service.on_report_changed(session, report_id, membership_id)
    for line in lines:
        _shred(session, line)


def _shred(session: Session, line: AnnexLine) -> None:
    shred(session, line.key_id)
    copies.destroy_recipient_copies(session, session.get_one(SealedLetter, line.sealed_id))
