"""Selects of filing and following: filings with their facts, what members did before, live answers to outcomes."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from joinder.core import clock
from joinder.core.errors import NotFound
from joinder.filings import sealed_letters
from joinder.filings.calendars import zone_of
from joinder.filings.channel_rules import channel_facts
from joinder.filings.deadlines import Rule, is_overdue
from joinder.filings.models import DeliveryProof, Filing, Outcome, OutcomeAnswer, Reaction, Response
from joinder.filings.preconditions import Situation, Step, own_complaint
from joinder.filings.states import Came, FilingFacts, answered_on, current_due, handled
from joinder.matching.models import Match
from joinder.reference import catalog
from joinder.reports import queries as reports
from joinder.reports.models import Membership, Report

SETTLED = frozenset({"solved", "partly_solved", "refused"})  # ends that say what the addressee answered


@dataclass(frozen=True)
class Followed:
    """A filing with everything recorded of it."""

    filing: Filing
    facts: FilingFacts
    proofs: tuple[DeliveryProof, ...]
    responses: tuple[Response, ...]


@dataclass(frozen=True)
class OutcomeLines:
    """Who confirmed an outcome, who called it unsolved, who has not answered: three sets that never overlap."""

    confirmed: frozenset[uuid.UUID]
    unsolved: frozenset[uuid.UUID]
    not_answered: frozenset[uuid.UUID]


def filing_of(session: Session, case_id: uuid.UUID, reference: str) -> Filing:
    """Return a filing of this case; refuse (NotFound) any other."""
    query = select(Filing).where(Filing.reference == reference, Filing.case_id == case_id)
    found = session.scalar(query)
    if found is None:
        raise NotFound("filings.no_filing", field="filing")
    return found


def followed(session: Session, filings: Sequence[Filing]) -> list[Followed]:
    """Return filings with their proofs and responses, in the order given."""
    ids = [filing.id for filing in filings]
    proofs: dict[uuid.UUID, list[DeliveryProof]] = defaultdict(list)
    answers: dict[uuid.UUID, list[Response]] = defaultdict(list)
    proof_query = select(DeliveryProof).where(DeliveryProof.filing_id.in_(ids)).order_by(DeliveryProof.recorded_at)
    for proof in session.scalars(proof_query):
        proofs[proof.filing_id].append(proof)
    answer_query = select(Response).where(Response.filing_id.in_(ids)).order_by(Response.came_on, Response.recorded_at)
    for response in session.scalars(answer_query):
        answers[response.filing_id].append(response)
    return [
        Followed(one, _facts(one, proofs[one.id], answers[one.id]), tuple(proofs[one.id]), tuple(answers[one.id]))
        for one in filings
    ]


def _facts(filing: Filing, proofs: list[DeliveryProof], answers: list[Response]) -> FilingFacts:
    return FilingFacts(
        region=filing.region,
        filed_on=filing.filed_on,
        rules=tuple(Rule.from_json(kept) for kept in filing.rules),
        delivered_on=min((proof.delivered_on for proof in proofs), default=None),
        responses=tuple(Came(answer.kind, answer.came_on) for answer in answers),
        ended_on=filing.ended_on,
    )


def joint_filings(session: Session, case_id: uuid.UUID, *, sent_only: bool = False) -> list[Followed]:
    """Return a case's joint filings, oldest first, with what followed; members' own packs are never among them."""
    query = select(Filing).where(Filing.case_id == case_id, Filing.membership_id.is_(None))
    if sent_only:
        query = query.where(Filing.filed_on.is_not(None))
    return followed(session, list(session.scalars(query.order_by(Filing.prepared_at, Filing.id))))


def own_packs(session: Session, account_id: uuid.UUID) -> list[tuple[Followed, Membership]]:
    """Return an account's own packs, newest first."""
    query = (
        select(Filing, Membership)
        .join(Membership, Membership.id == Filing.membership_id)
        .where(Membership.account_id == account_id)
        .order_by(Filing.prepared_at.desc(), Filing.id)
    )
    rows = list(session.execute(query))
    read = followed(session, [filing for filing, _ in rows])
    return [(one, membership) for one, (_, membership) in zip(read, rows, strict=True)]


def members_of(session: Session, filings: Iterable[Filing]) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Return whom each filing spoke for: the members of its sealed letter, or the one whose pack it is.

    Whoever stood in a letter with an account that was merged since is the member that this person is now.
    """
    found = list(filings)
    kept = reports.kept_memberships(session, {one.case_id for one in found})
    behind = {
        letter: frozenset(kept.get(one, one) for one in members)
        for letter, members in sealed_letters.members(
            session, [one.sealed_letter_id for one in found if one.sealed_letter_id]
        ).items()
    }
    return {
        one.id: frozenset({one.membership_id})
        if one.membership_id
        else behind.get(one.sealed_letter_id, frozenset[uuid.UUID]())
        if one.sealed_letter_id
        else frozenset[uuid.UUID]()
        for one in found
    }


def counted_members(session: Session, case_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the memberships of the people who count in a case (see `reports.queries.counted`)."""
    return frozenset(session.scalars(reports.counted(case_id).with_only_columns(Membership.id)))


def situation(session: Session, case_id: uuid.UUID, members: frozenset[uuid.UUID], region: str) -> Situation:
    """Gather what decides for some members: filings sent for them, their own complaints, when it happened."""
    today = clock.today(zone_of(region))
    filings = list(session.scalars(select(Filing).where(Filing.case_id == case_id)))
    steps = _steps(session, followed(session, filings), today)
    told = session.execute(_reports_of(case_id)) if members else ()
    mine = [row for row in told if row.membership_id in members]
    steps += [
        own_complaint(row.membership_id, row.asked_on, today, answered=row.answered) for row in mine if row.asked_on
    ]
    return Situation(
        today=today,
        members=members,
        steps=tuple(steps),
        incident_on=min((row.happened_on for row in mine if row.happened_on), default=None),
        went_elsewhere=frozenset(row.membership_id for row in mine if row.went_elsewhere),
    )


def public_situation(session: Session, case_id: uuid.UUID, region: str) -> Situation:
    """Gather what everybody may know: joint filings only, nobody's own reports."""
    today = clock.today(zone_of(region))
    return Situation(today, steps=tuple(_steps(session, joint_filings(session, case_id, sent_only=True), today)))


def _reports_of(case_id: uuid.UUID):  # noqa: ANN202  the columns are the type
    return select(
        Report.membership_id,
        Report.happened_on,
        Report.asked_on,
        Report.company_answer_sealed.is_not(None).label("answered"),
        Report.prior_authorities_sealed.is_not(None).label("went_elsewhere"),
    ).where(
        Report.case_id == case_id,
        Report.membership_id.is_not(None),
        reports.is_incident(),
    )


def _steps(session: Session, filings: list[Followed], today: date) -> list[Step]:
    whom = members_of(session, [one.filing for one in filings])
    return [step for one in filings if (step := _step(one, whom[one.filing.id], today))]


def _step(one: Followed, members: frozenset[uuid.UUID], today: date) -> Step | None:
    filing, facts = one.filing, one.facts
    due = current_due(facts)
    channel = channel_facts(catalog.channel(filing.channel_id))
    if filing.filed_on is None and (filing.ended_on is not None or channel.route == "company"):
        return None  # prepared only: it occupies an official route, but the company was not asked yet
    return Step(
        route=channel.route,
        members=members,
        asked_on=filing.filed_on or today,
        channel_id=filing.channel_id,
        answered_on=answered_on(facts),
        ended_on=filing.ended_on,
        # Who stopped following keeps what was waited for; who noted how it was settled waits for nothing.
        waited=filing.end_reason in SETTLED or (answered_on(facts) is None and is_overdue(due, today)),
        waits_until=due.on if due else None,
        handled=handled(facts),
    )


def same_words(session: Session, membership_id: uuid.UUID) -> int:
    """Count a member's reports whose wording nearly equals somebody else's in the case."""
    mine = select(Report.id).where(Report.membership_id == membership_id, Report.withdrawn_at.is_(None))
    live = Match.state.in_(("proposed", "confirmed"))
    query = select(Match.a_id, Match.b_id).where(and_(live, Match.a_id.in_(mine) | Match.b_id.in_(mine)))
    own = frozenset(session.scalars(mine))
    pairs = [frozenset((a, b)) for a, b in session.execute(query)]
    return len({one for pair in pairs if not pair <= own for one in pair & own})


def latest_reactions(session: Session, filing_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Reaction]:
    """Return the latest private label of each filing."""
    query = select(Reaction).where(Reaction.filing_id.in_(list(filing_ids))).order_by(Reaction.at, Reaction.id)
    return {reaction.filing_id: reaction for reaction in session.scalars(query)}


def outcome_of(session: Session, case_id: uuid.UUID, reference: str) -> Outcome:
    """Return an outcome of this case; refuse (NotFound) any other."""
    query = select(Outcome).where(Outcome.reference == reference, Outcome.case_id == case_id)
    found = session.scalar(query)
    if found is None:
        raise NotFound("filings.no_outcome", field="outcome")
    return found


def outcomes(session: Session, case_id: uuid.UUID) -> list[Outcome]:
    """Return a case's proposed outcomes, newest first."""
    query = select(Outcome).where(Outcome.case_id == case_id).order_by(Outcome.proposed_at.desc(), Outcome.id)
    return list(session.scalars(query))


def outcome_lines(session: Session, outcome: Outcome, people: frozenset[uuid.UUID]) -> OutcomeLines:
    """Sort people by their answer; live for organizers, and the sets a release is made from. Never public itself."""
    query = select(OutcomeAnswer.membership_id, OutcomeAnswer.answer).where(OutcomeAnswer.outcome_id == outcome.id)
    answers = {member: answer for member, answer in session.execute(query) if member in people}
    confirmed = frozenset(member for member, answer in answers.items() if answer == "confirmed")
    unsolved = frozenset(member for member, answer in answers.items() if answer == "unsolved")
    return OutcomeLines(confirmed, unsolved, people - confirmed - unsolved)
