"""What a moderator does with proposals: read the undecided, accept or dismiss one; cases change by their own verbs."""

import uuid

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Respondent
from joinder.core import clock, paging
from joinder.core.errors import Conflict, NotFound
from joinder.matching.pattern_models import Pattern, Proposal

Shown = tuple[Proposal, Case, Case]


def proposals(session: Session, cursor: str | None, limit: int | None) -> tuple[list[Shown], str | None]:
    """Return one page of undecided proposals with their two cases, newest first, and the next cursor."""
    size = paging.limit_of(limit)
    first, second = aliased(Case), aliased(Case)
    joined = (
        select(Proposal, first, second).join(first, first.id == Proposal.a_id).join(second, second.id == Proposal.b_id)
    )
    query = joined.where(Proposal.state == "proposed")
    if cursor:
        at, last = paging.decode_moment(cursor)
        query = query.where(or_(Proposal.found_at < at, and_(Proposal.found_at == at, Proposal.id < last)))
    rows = session.execute(query.order_by(Proposal.found_at.desc(), Proposal.id.desc()).limit(size + 1)).all()
    shown = [(row[0], row[1], row[2]) for row in rows[:size]]
    more = len(rows) > size
    return shown, paging.encode(shown[-1][0].found_at.isoformat(), str(shown[-1][0].id)) if more else None


def patterns(
    session: Session, cursor: str | None, limit: int | None
) -> tuple[list[tuple[Pattern, Respondent]], str | None]:
    """Return one page of emerging patterns with their companies, newest first, and the next cursor."""
    size = paging.limit_of(limit)
    query = select(Pattern, Respondent).join(Respondent, Respondent.id == Pattern.respondent_id)
    if cursor:
        at, last = paging.decode_moment(cursor)
        query = query.where(or_(Pattern.found_at < at, and_(Pattern.found_at == at, Pattern.id < last)))
    rows = session.execute(query.order_by(Pattern.found_at.desc(), Pattern.id.desc()).limit(size + 1)).all()
    shown = [(row[0], row[1]) for row in rows[:size]]
    more = len(rows) > size
    return shown, paging.encode(shown[-1][0].found_at.isoformat(), str(shown[-1][0].id)) if more else None


def decide(session: Session, proposal_id: uuid.UUID, actor: Actor, *, accept: bool) -> Proposal:
    """Accept or dismiss a proposal; it changes no case by itself and is never made again. Refuse one decided before."""
    proposal = session.get(Proposal, proposal_id, with_for_update=True)
    if proposal is None:
        raise NotFound("matching.no_proposal")
    if proposal.state != "proposed":
        raise Conflict("matching.proposal_decided")
    proposal.state = "accepted" if accept else "dismissed"
    proposal.decided_at, proposal.decided_by, proposal.decided_role = clock.now(), actor.account_id, actor.role
    session.flush()
    for case_id in sorted({proposal.a_id, proposal.b_id}):
        audit.write(session, case_id, actor, f"proposal.{'accept' if accept else 'dismiss'}", proposal.id)
    return proposal
