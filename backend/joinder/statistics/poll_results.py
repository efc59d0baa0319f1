"""What members may read of a poll: printed once after closing, in bands, each choice only under the release rule."""

import json
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock, jobs
from joinder.core.sealed import preload
from joinder.letters import polls
from joinder.letters.said_models import Poll, PollAnswer
from joinder.matching.suspicions import flagged
from joinder.reports import queries as reports
from joinder.reports.models import Membership
from joinder.statistics.measures import People, people_of
from joinder.statistics.poll_rule import printable

Choosers = set[bytes]


@jobs.periodic("statistics.poll_results", minutes=5)
def print_closed(session: Session) -> None:
    """Print the results of polls that closed; a printed result stays as it is, whoever leaves later."""
    due = select(Poll).where(Poll.counted_at.is_(None), Poll.withdrawn_at.is_(None), Poll.closes_at <= clock.now())
    for poll in session.scalars(due.order_by(Poll.closes_at, Poll.id).limit(200)).all():
        print_one(session, poll)


def print_one(session: Session, poll: Poll) -> None:
    """Print one poll: bands, and a choice stays unsaid unless enough people made it, also beside earlier polls."""
    counted = set(session.scalars(reports.counted(poll.case_id).with_only_columns(Membership.id)))
    people = people_of(session, poll.case_id)
    behind = _behind(session, poll, people, counted)
    unsure = {people.members[member] for member in flagged(session, poll.case_id)}
    counts = printable(behind, _printed_before(session, poll, people), unsure)
    kept = [sorted(one.hex() for one in choosers) for choosers in _where_printed(behind, counts)]
    poll.counts = counts
    poll.behind_json = json.dumps(kept)
    poll.counted_at = clock.now()
    session.flush()


def _behind(session: Session, poll: Poll, people: People, counted: set[uuid.UUID] | None) -> list[Choosers]:
    behind: list[Choosers] = [set() for _ in polls.choices_of(poll)]
    given = select(PollAnswer.choice, PollAnswer.membership_id).where(PollAnswer.poll_id == poll.id)
    for choice, member in session.execute(given):
        if counted is None or member in counted:
            behind[choice].add(people.members[member])
    return behind


def _where_printed(behind: list[Choosers], counts: list[int | None]) -> list[Choosers]:
    return [choosers if count is not None else set() for choosers, count in zip(behind, counts, strict=True)]


def _printed_before(session: Session, poll: Poll, people: People) -> list[list[Choosers]]:
    """Return whom the printed choices of the case's earlier polls covered; where that was not kept, who answered."""
    earlier = select(Poll).where(Poll.case_id == poll.case_id, Poll.counted_at.is_not(None), Poll.id != poll.id)
    rows = list(session.scalars(earlier.order_by(Poll.counted_at, Poll.id)))
    preload(session, rows)
    found: list[list[Choosers]] = []
    for row in rows:
        if row.behind_json is not None:
            kept = [[bytes.fromhex(one) for one in choosers] for choosers in json.loads(row.behind_json)]
            found.append([{people.known.get(one, one) for one in choosers} for choosers in kept])
        else:
            found.append(_where_printed(_behind(session, row, people, None), row.counts or []))
    return [one for one in found if any(one)]
