"""Keeping decisions about matches: the match's state and the line of its history are written together."""

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from joinder.cases.audit import Actor
from joinder.core import clock
from joinder.matching.models import Match
from joinder.matching.review_models import MatchDecision


def decide(
    session: Session, match: Match, actor: Actor, act: str, state: str, *, bulk_id: uuid.UUID | None = None
) -> MatchDecision:
    """Put a match into a state and append who did it; whether the act is possible is the caller's to check."""
    now = clock.now()
    earlier = select(func.count()).where(MatchDecision.match_id == match.id)
    place = session.scalar(earlier) or 0 if match.decided_at is not None else 0
    line = MatchDecision(
        match_id=match.id, place=place, act=act, from_state=match.state, to_state=state,
        score=match.score, matcher_version=match.matcher_version, account_id=actor.account_id, role=actor.role,
        at=now, bulk_id=bulk_id,
    )  # fmt: skip
    match.state, match.decided_at = state, now
    match.decided_by, match.decided_role, match.bulk_id = actor.account_id, actor.role, bulk_id
    session.add(line)
    session.flush()
    return line


def came_from(session: Session, match: Match) -> str | None:
    """Return the state in which the standing decision found a match; None where nothing was decided."""
    made = (MatchDecision.match_id == match.id, MatchDecision.to_state == match.state, MatchDecision.act != "undo")
    return session.scalar(select(MatchDecision.from_state).where(*made).order_by(MatchDecision.place.desc()).limit(1))


def history(session: Session, match_id: uuid.UUID) -> list[MatchDecision]:
    """Return everything that was decided about a match, in its order."""
    query = select(MatchDecision).where(MatchDecision.match_id == match_id)
    return list(session.scalars(query.order_by(MatchDecision.place)))
