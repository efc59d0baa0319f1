"""Two accounts turned out to be one person: what the other one decided, voted and answered goes along."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.letters import grants, queries, service
from joinder.letters.election_models import Vote
from joinder.letters.models import Approval, Letter
from joinder.letters.said_models import PollAnswer
from joinder.reports.models import Membership


def carry(session: Session, member: Membership, own: Membership) -> None:
    """Give one membership's decisions, votes and poll answers to the other of its person: the later word stands.

    Words of a membership that had left the case do not stand. A decision keeps its moment; unsent letters are
    recomputed with the person in them once, giving the recipient what the standing decision gave.
    """
    letters = queries.letters_of(session, own.case_id)
    for letter in letters:
        queries.lock(session, letter)
    theirs, ours = _last_words(session, member.id), _last_words(session, own.id)
    for letter in letters:
        _agree(session, letter, member, own, theirs=theirs, ours=ours)
    for version_id, said in theirs.items():
        known = ours.get(version_id)
        if _replaces(own, said.at, known and known.at):
            _repeat(session, said, own, known.turn + 1 if known else 1)
    keep_last_word(session, Vote, "election_id", member, own)
    keep_last_word(session, PollAnswer, "poll_id", member, own)


def _last_words(session: Session, membership_id: uuid.UUID) -> dict[uuid.UUID, Approval]:
    query = select(Approval).where(Approval.membership_id == membership_id).order_by(Approval.turn)
    return {one.version_id: one for one in session.scalars(query)}


def _agree(
    session: Session, letter: Letter, member: Membership, own: Membership, *,
    theirs: dict[uuid.UUID, Approval], ours: dict[uuid.UUID, Approval],
) -> None:  # fmt: skip
    """Take back what the decision that does not stand gave the recipient of an unsent letter, and recompute it."""
    found = queries.standing(session, letter)
    said, known = theirs.get(found.version.id), ours.get(found.version.id)
    if found.sending is not None or (said is None and known is None):
        return
    replaced = own if said is not None and _replaces(own, said.at, known and known.at) else member
    grants.take_back(session, replaced.id, grants.recipient_key(found.version.channel_id, letter.reference))
    service.ask_reissue(session, found)


def _repeat(session: Session, said: Approval, own: Membership, turn: int) -> None:
    row = Approval(
        version_id=said.version_id,
        membership_id=own.id,
        turn=turn,
        decision=said.decision,
        binding_hash=said.binding_hash,
        at=said.at,
        key_id=session.get_one(Account, own.account_id).key_id,
    )
    row.name, row.note = said.name, said.note
    service.first(session, row, "letters.changed_meanwhile")


def _replaces(own: Membership, said: datetime, known: datetime | None) -> bool:
    """Tell whether a word stands before that of the membership that stays: it is later, or that one had left."""
    return known is None or own.withdrawn_at is not None or known < said


def keep_last_word(session: Session, table: Any, about: str, member: Membership, own: Membership) -> None:  # noqa: ANN401
    """Give one membership's answers to the other of its person; where both answered, the later answer stands."""
    known = {getattr(one, about): one for one in session.scalars(select(table).where(table.membership_id == own.id))}
    for row in session.scalars(select(table).where(table.membership_id == member.id)).all():
        other = known.get(getattr(row, about))
        if not _replaces(own, _said_at(row), other and _said_at(other)):
            continue
        if other is not None:
            session.delete(other)
            session.flush()
        row.membership_id = own.id
    session.flush()


def _said_at(row: Any) -> datetime:  # noqa: ANN401
    return row.voted_at if isinstance(row, Vote) else row.changed_at or row.answered_at
