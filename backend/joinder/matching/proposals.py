"""What a moderator does with proposals: read the undecided, accept or dismiss one; cases change by their own verbs."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Respondent
from joinder.core import clock, paging
from joinder.core.errors import Conflict, NotFound
from joinder.matching.pattern_models import Pattern, Proposal

Shown = tuple[Proposal, Case, Case]


def proposals(session: Session, cursor: str | None, limit: int | None) -> tuple[list[Shown], str | None]:
    """Return one page of undecided proposals with their two open cases, newest first, and the next cursor."""
    first, second = aliased(Case), aliased(Case)
    query = select(Proposal, first, second)
    query = query.join(first, first.id == Proposal.a_id).join(second, second.id == Proposal.b_id)
    query = query.where(Proposal.state == "proposed", first.closed_at.is_(None), second.closed_at.is_(None))
    rows, following = paging.newest_first(session, query, (Proposal.found_at, Proposal.id), cursor, limit)
    return [(row[0], row[1], row[2]) for row in rows], following


def patterns(
    session: Session, cursor: str | None, limit: int | None
) -> tuple[list[tuple[Pattern, Respondent]], str | None]:
    """Return one page of emerging patterns with their companies, newest first, and the next cursor."""
    query = select(Pattern, Respondent).join(Respondent, Respondent.id == Pattern.respondent_id)
    rows, following = paging.newest_first(session, query, (Pattern.found_at, Pattern.id), cursor, limit)
    return [(row[0], row[1]) for row in rows], following


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
