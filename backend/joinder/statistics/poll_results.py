"""What members may read of a poll: printed once after closing, each choice only when enough people stand behind it."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock, jobs
from joinder.letters import polls
from joinder.letters.said_models import Poll, PollAnswer
from joinder.reports import queries as reports
from joinder.reports.models import Membership
from joinder.statistics.board import RULE
from joinder.statistics.suspicions import flagged


@jobs.periodic("statistics.poll_results", minutes=5)
def print_closed(session: Session) -> None:
    """Print the results of polls that closed; a printed result stays as it is, whoever leaves later."""
    due = select(Poll).where(Poll.counted_at.is_(None), Poll.withdrawn_at.is_(None), Poll.closes_at <= clock.now())
    for poll in session.scalars(due.order_by(Poll.closes_at, Poll.id).limit(200)).all():
        print_one(session, poll)


def print_one(session: Session, poll: Poll) -> None:
    """Print one poll: a choice stays unsaid unless enough people not under a flag (`board.RULE`) made it."""
    counted = reports.counted(poll.case_id).with_only_columns(Membership.id)
    given = select(PollAnswer.choice, PollAnswer.membership_id).where(PollAnswer.poll_id == poll.id)
    behind: list[set[uuid.UUID]] = [set() for _ in polls.choices_of(poll)]
    for choice, member in session.execute(given.where(PollAnswer.membership_id.in_(counted))):
        behind[choice].add(member)
    unsure = flagged(session, poll.case_id)
    poll.counts = [len(people) if len(people - unsure) >= RULE.need else None for people in behind]
    poll.counted_at = clock.now()
    session.flush()
