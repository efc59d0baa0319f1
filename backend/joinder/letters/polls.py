"""Verbs of asking the group: ask, answer for oneself, take back. Live totals are the organizers' alone."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.cases.references import new_reference
from joinder.core import clock, limits, paging
from joinder.core.errors import Conflict, Forbidden, Invalid, NotFound
from joinder.core.folding import fold
from joinder.core.sealed import new_data_key, preload
from joinder.letters import group_texts, telling
from joinder.letters.announcements import A_DAY, DAY
from joinder.letters.said_models import Poll, PollAnswer
from joinder.reports import queries as reports
from joinder.reports.models import Membership

FEWEST, MOST = 2, 6
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: two to six choices, until an instant, in a language."""

    words: str
    choices: Sequence[str]
    closes_at: datetime
    lang: str


def ask(session: Session, case: Case, actor: Actor, asked: Question) -> Poll:
    """Ask every member; refuses two choices that read the same, an odd closing time, words not fit for a group."""
    _check_choices(asked.choices)
    if not SHORTEST <= asked.closes_at - clock.now() <= LONGEST:
        raise Invalid("letters.poll_closing", field="closes_at", days=LONGEST.days)
    group_texts.refuse(session, case, [asked.words, *asked.choices])
    limits.hit(session, "group_said", str(case.id), A_DAY, DAY)
    row = Poll(
        reference=new_reference(), case_id=case.id, key_id=new_data_key(session, "case"), lang=asked.lang,
        asked_by=actor.account_id, asked_at=clock.now(), closes_at=asked.closes_at,
    )  # fmt: skip
    row.question, row.choices_json = asked.words, json.dumps(list(asked.choices), ensure_ascii=False)
    session.add(row)
    session.flush()
    audit.write(session, case.id, actor, "poll.ask", row.reference)
    timeline.record(session, case.id, "poll.asked", public=False)
    telling.tell(session, case.id, "letters.asked", row.id)
    return row


def _check_choices(choices: Sequence[str]) -> None:
    if not FEWEST <= len(choices) <= MOST:
        raise Invalid("letters.poll_choices", field="choices", least=FEWEST, most=MOST)
    if len({" ".join(fold(one).split()) for one in choices}) < len(choices):
        raise Invalid("letters.poll_same_choices", field="choices")


def is_open(poll: Poll) -> bool:
    """Say whether members may still answer."""
    return poll.withdrawn_at is None and clock.now() < poll.closes_at


def of(session: Session, case_id: uuid.UUID, reference: str) -> Poll:
    """Return a poll of this case; refuse (NotFound) any other."""
    found = session.scalar(select(Poll).where(Poll.reference == reference.upper(), Poll.case_id == case_id))
    if found is None:
        raise NotFound("letters.no_poll")
    return found


def answer(session: Session, account_id: uuid.UUID, poll: Poll, choice: int) -> PollAnswer:
    """Keep a member's own choice, replacing the earlier one; refuses strangers, an odd choice and a closed poll."""
    member = reports.member_now(session, poll.case_id, account_id)
    if member is None:
        raise Forbidden("letters.poll_members_only")
    if not is_open(poll):
        raise Conflict("letters.poll_closed")
    if not 0 <= choice < len(choices_of(poll)):
        raise Invalid("letters.poll_no_choice", field="choice")
    mine = select(PollAnswer).where(PollAnswer.poll_id == poll.id, PollAnswer.membership_id == member.id)
    given = session.scalar(mine)
    if given is None:
        given = PollAnswer(poll_id=poll.id, membership_id=member.id, choice=choice, answered_at=clock.now())
        session.add(given)
    elif given.choice != choice:
        given.choice, given.changed_at = choice, clock.now()
    session.flush()
    return given


def take_back(session: Session, case: Case, actor: Actor, poll: Poll) -> None:
    """Take a question back; refuses one that is closed."""
    if not is_open(poll):
        raise Conflict("letters.poll_closed")
    poll.withdrawn_at = clock.now()
    session.flush()
    audit.write(session, case.id, actor, "poll.withdraw", poll.reference)


def choices_of(poll: Poll) -> list[str]:
    """Return the choices in the order they were written."""
    return json.loads(poll.choices_json)


def page(session: Session, case_id: uuid.UUID, cursor: str | None, limit: int | None) -> tuple[list[Poll], str | None]:
    """Return one page of a case's polls, newest first."""
    query = select(Poll).where(Poll.case_id == case_id, Poll.withdrawn_at.is_(None))
    rows, following = paging.newest_first(session, query, (Poll.asked_at, Poll.id), cursor, limit)
    found = [row[0] for row in rows]
    preload(session, found)
    return found, following


def live(session: Session, case_id: uuid.UUID, polls: Sequence[Poll]) -> dict[uuid.UUID, list[int]]:
    """Count the answers of counted people now, by poll; for organizers alone."""
    counted = reports.counted(case_id).with_only_columns(Membership.id)
    query = select(PollAnswer.poll_id, PollAnswer.choice, func.count()).where(
        PollAnswer.poll_id.in_([one.id for one in polls]), PollAnswer.membership_id.in_(counted)
    )
    found = {one.id: [0] * len(choices_of(one)) for one in polls}
    for poll_id, choice, count in session.execute(query.group_by(PollAnswer.poll_id, PollAnswer.choice)):
        found[poll_id][choice] = count
    return found


def own_choices(session: Session, account_id: uuid.UUID, polls: Sequence[Poll]) -> dict[uuid.UUID, int]:
    """Return somebody's own choices in some polls."""
    query = select(PollAnswer.poll_id, PollAnswer.choice).join(Membership, Membership.id == PollAnswer.membership_id)
    wanted = query.where(Membership.account_id == account_id, PollAnswer.poll_id.in_([one.id for one in polls]))
    return {poll_id: choice for poll_id, choice in session.execute(wanted)}


def waiting(session: Session, account_id: uuid.UUID) -> list[tuple[Poll, Case]]:
    """List the open polls that somebody has not answered in the cases they are in now, the nearest closing first."""
    answered = select(PollAnswer.id).where(PollAnswer.poll_id == Poll.id, PollAnswer.membership_id == Membership.id)
    query = (
        select(Poll, Case)
        .join(Case, Case.id == Poll.case_id)
        .join(Membership, Membership.case_id == Case.id)
        .where(Membership.account_id == account_id, Membership.withdrawn_at.is_(None))
        .where(Poll.withdrawn_at.is_(None), Poll.closes_at > clock.now(), ~answered.exists())
    )
    rows = [(poll, case) for poll, case in session.execute(query.order_by(Poll.closes_at, Poll.id).limit(50))]
    preload(session, [poll for poll, _case in rows])
    return rows
