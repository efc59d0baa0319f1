"""Verbs of electing another organizer in place of an idle one: open, vote, confirm. Totals are for moderators alone."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from joinder.cases import audit, organizers, service, timeline
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case, Organizer
from joinder.core import clock, jobs
from joinder.core.errors import Conflict, Forbidden, NotFound
from joinder.letters import telling
from joinder.letters.election_models import Election, Vote
from joinder.reports import queries as reports
from joinder.reports.models import Membership

OPEN_FOR = timedelta(days=7)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """How an offer stands in its election: votes of counted members, and whether a moderator may confirm it now."""

    election: Election
    votes: int
    may_confirm: bool


@jobs.periodic("letters.elections", minutes=60)
def open_due(session: Session) -> None:
    """Open an election in each case whose organizer did nothing for thirty days, and tell its members."""
    known = _live().with_only_columns(Election.replaces)
    due = organizers.idle().where(Organizer.id.not_in(known)).order_by(Organizer.id).limit(AT_ONCE)
    for standing in session.scalars(due).all():
        case = session.get_one(Case, standing.case_id)
        service.lock(session, case)
        if running(session, case.id) is None:
            _open(session, case, standing)


def offer(session: Session, case: Case, account_id: uuid.UUID) -> Organizer:
    """Offer to organize; beside an idle organizer the first offer begins the seven days of voting.

    Refuses what `organizers.declare` refuses.
    """
    service.lock(session, case)
    row = organizers.declare(session, case, account_id)
    idle = organizers.idle_in(session, case.id)
    if idle is not None:
        _begin(session, running(session, case.id) or _open(session, case, idle))
    return row


def running(session: Session, case_id: uuid.UUID) -> Election | None:
    """Return the election of a case, whether voting has begun, goes on or is over, or None; who acts again ends it."""
    return session.scalar(_live().where(Election.case_id == case_id).order_by(Election.opened_at.desc()).limit(1))


def is_open(election: Election) -> bool:
    """Say whether members may vote now."""
    return election.ended_at is None and election.closes_at is not None and clock.now() < election.closes_at


def candidates(session: Session, case_ids: Collection[uuid.UUID]) -> Sequence[Organizer]:
    """List the offers of members of some cases that stand for election, the first made first."""
    query = select(Organizer).where(Organizer.case_id.in_(case_ids), Organizer.role == "organizer")
    waiting = query.where(Organizer.appointed_at.is_(None), Organizer.ended_at.is_(None))
    return session.scalars(waiting.order_by(Organizer.declared_at, Organizer.id).limit(AT_ONCE)).all()


def vote(session: Session, case: Case, account_id: uuid.UUID, candidate: uuid.UUID) -> Vote:
    """Keep a member's own vote, replacing the earlier one; refuses strangers, no open election, and no candidate."""
    member = reports.member_now(session, case.id, account_id)
    if member is None:
        raise Forbidden("letters.vote_members_only")
    election = running(session, case.id)
    if election is None or not is_open(election):
        raise Conflict("letters.election_closed")
    if candidate not in {one.id for one in candidates(session, [case.id])}:
        raise NotFound("cases.no_offer")
    mine = select(Vote).where(Vote.election_id == election.id, Vote.membership_id == member.id)
    given = session.scalar(mine)
    if given is None:
        given = Vote(election_id=election.id, membership_id=member.id, candidate=candidate, voted_at=clock.now())
        session.add(given)
    elif given.candidate != candidate:
        given.candidate, given.voted_at = candidate, clock.now()
    session.flush()
    return given


def own_vote(session: Session, election: Election, account_id: uuid.UUID) -> uuid.UUID | None:
    """Return whom somebody voted for, or None."""
    query = select(Vote.candidate).join(Membership, Membership.id == Vote.membership_id)
    return session.scalar(query.where(Vote.election_id == election.id, Membership.account_id == account_id))


def standings(session: Session, offers: Iterable[Organizer]) -> dict[uuid.UUID, Standing]:
    """Return how each offer stands that is in an election, for moderators, in three queries; others are left out."""
    wanted = [one for one in offers if one.role == "organizer"]
    query = _live().where(Election.case_id.in_({one.case_id for one in wanted})).order_by(Election.opened_at)
    found = {one.case_id: one for one in session.scalars(query)}
    votes = _votes(session, found.values())
    return {
        one.id: _standing(one.id, found[one.case_id], votes[found[one.case_id].id])
        for one in wanted
        if one.case_id in found
    }


def confirm(session: Session, case: Case, organizer_id: uuid.UUID, by: Actor) -> Organizer:
    """Appoint whoever offered; beside an idle organizer only whom the members elected, once the voting is over.

    Where nobody voted any candidate may be confirmed. The others' offers end, and the members are told that what they
    let the former organizer see goes to nobody else. Refuses what `organizers.appoint` refuses.
    """
    service.lock(session, case)
    row = session.get(Organizer, organizer_id)
    if row is None or row.ended_at or row.role != "organizer" or organizers.idle_in(session, case.id) is None:
        return organizers.appoint(session, case, organizer_id, by)
    election = running(session, case.id)
    if election is None or election.closes_at is None or is_open(election):
        raise Conflict("letters.election_open")
    first = _first(_votes(session, [election])[election.id])
    if row.case_id == case.id and first and row.id not in first:
        raise Conflict("letters.not_elected")
    appointed = organizers.appoint(session, case, organizer_id, by)
    election.ended_at = clock.now()
    for other in candidates(session, [case.id]):
        organizers.end(session, case, other.id, by)
    telling.tell(session, case.id, "letters.elected", election.id)
    return appointed


def waiting(session: Session, account_id: uuid.UUID) -> list[tuple[Election, Case]]:
    """List the open elections in which somebody may vote and has not, the nearest closing first."""
    voted = select(Vote.id).where(Vote.election_id == Election.id, Vote.membership_id == Membership.id)
    query = (
        _live()
        .add_columns(Case)
        .join(Case, Case.id == Election.case_id)
        .join(Membership, Membership.case_id == Case.id)
        .where(Membership.account_id == account_id, Membership.withdrawn_at.is_(None), Case.closed_at.is_(None))
        .where(Election.closes_at > clock.now(), ~voted.exists())
        .order_by(Election.closes_at)
        .limit(100)
    )
    return [(election, case) for election, case in session.execute(query)]


def _live() -> Select[Election]:
    """Select the elections that are neither decided nor void because the organizer acted since."""
    query = select(Election).join(Organizer, Organizer.id == Election.replaces)
    return query.where(
        Election.ended_at.is_(None), Organizer.ended_at.is_(None), Election.opened_at > organizers.LAST_ACT
    )


def _open(session: Session, case: Case, idle: Organizer) -> Election:
    election = Election(case_id=case.id, replaces=idle.id, opened_at=clock.now(), closes_at=None, ended_at=None)
    session.add(election)
    session.flush()
    audit.write(session, case.id, HOUSE, "election.open", election.id)
    if candidates(session, [case.id]):
        _begin(session, election)
    else:
        telling.tell(session, case.id, "letters.idle", election.id)
    return election


def _begin(session: Session, election: Election) -> None:
    """Let the members vote from now on, unless they may already."""
    if election.closes_at is not None:
        return
    election.closes_at = clock.now() + OPEN_FOR
    timeline.record(session, election.case_id, "election.opened", public=False)
    telling.tell(session, election.case_id, "letters.election", election.id)


def _votes(session: Session, elections: Collection[Election]) -> dict[uuid.UUID, dict[uuid.UUID, int]]:
    """Count, by election, the votes of counted members for candidates who still stand."""
    standing = {one.id for one in candidates(session, {each.case_id for each in elections})}
    query = select(Vote.election_id, Vote.candidate, func.count()).join(Membership, Membership.id == Vote.membership_id)
    query = query.where(Vote.election_id.in_([one.id for one in elections]), reports.is_counted())
    found: dict[uuid.UUID, dict[uuid.UUID, int]] = {one.id: {} for one in elections}
    for election_id, candidate, count in session.execute(query.group_by(Vote.election_id, Vote.candidate)):
        if candidate in standing:
            found[election_id][candidate] = count
    return found


def _standing(candidate: uuid.UUID, election: Election, votes: dict[uuid.UUID, int]) -> Standing:
    over = election.closes_at is not None and not is_open(election)
    return Standing(election, votes.get(candidate, 0), may_confirm=over and (not votes or candidate in _first(votes)))


def _first(votes: dict[uuid.UUID, int]) -> set[uuid.UUID]:
    most = max(votes.values(), default=0)
    return {candidate for candidate, count in votes.items() if count == most}
