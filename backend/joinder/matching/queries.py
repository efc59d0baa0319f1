"""The selects of this room."""

import uuid
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Select, and_, select, union
from sqlalchemy.orm import Session, aliased, make_transient_to_detached

from joinder.core.errors import NotFound
from joinder.matching.driver import Driver
from joinder.matching.models import Match
from joinder.reports.consents import SHARE
from joinder.reports.models import Consent, Membership, Report
from joinder.reports.queries import counted, reports_of

CHUNK = 4000
Pair = tuple[uuid.UUID, uuid.UUID]


_NAMES = "SELECT id, names, aliases, legal_name FROM respondent WHERE id IN (??)"
_PAIRS = "SELECT id FROM match WHERE (a_id, b_id) IN (VALUES {})"


def names_of(driver: Driver, respondent_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, ...]]:
    """Return every name of these respondents."""
    spell = driver.spell
    rows = driver.among(_NAMES, map(spell.of_id, respondent_ids))
    return {
        spell.to_id(own): (*spell.to_json(names).values(), *spell.to_json(aliases), legal or "")
        for own, names, aliases, legal in rows
    }


def matches_of(session: Session, wanted: Sequence[Pair]) -> dict[Pair, Match]:
    """Return the matches of these ordered pairs, whatever their state."""
    driver = Driver(session.connection())
    ids: list[uuid.UUID] = []
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        statement = _PAIRS.format(", ".join(["(?, ?)"] * len(part)))
        ends = [driver.spell.of_id(end) for pair in part for end in pair]
        ids += [driver.spell.to_id(row[0]) for row in driver.rows(statement, *ends)]
    found: dict[Pair, Match] = {}
    for start in range(0, len(ids), CHUNK):
        for match in session.scalars(select(Match).where(Match.id.in_(ids[start : start + CHUNK]))):
            found[match.a_id, match.b_id] = match
    return found


_ADD = (
    "INSERT INTO match (id, a_id, b_id, same_person, score, measure, reasons, matcher_version, state, found_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def add_matches(session: Session, made: Sequence[Match]) -> None:
    """Store new matches; afterwards the session holds them as if it had read them."""
    if not made:
        return
    driver = Driver(session.connection())
    of_id, of_json, of_time = driver.spell.of_id, driver.spell.of_json, driver.spell.of_time
    ids = ((of_id(one.id), of_id(one.a_id), of_id(one.b_id)) for one in made)
    rows = [
        (*own, one.same_person, one.score, one.measure, of_json(one.reasons), one.matcher_version, one.state,
         of_time(one.found_at))
        for own, one in zip(ids, made, strict=True)
    ]  # fmt: skip
    driver.run(_ADD, rows)
    for one in made:
        make_transient_to_detached(one)
        session.add(one)


def pairs(session: Session, report_ids: Sequence[uuid.UUID]) -> dict[Pair, Match]:
    """Return every match that touches one of these reports, whatever its state, by its ordered pair."""
    found: dict[Pair, Match] = {}
    for start in range(0, len(report_ids), CHUNK):
        part = report_ids[start : start + CHUNK]
        touching = union(
            select(Match.id).where(Match.a_id.in_(part)), select(Match.id).where(Match.b_id.in_(part))
        ).subquery()
        for match in session.scalars(select(Match).join(touching, touching.c.id == Match.id)):
            found[match.a_id, match.b_id] = match
    return found


def in_case(session: Session, case_id: uuid.UUID, match_id: uuid.UUID) -> tuple[Match, Report, Report]:
    """Return one match whose two reports both lie in the case; refuse (NotFound) any other."""
    row = session.execute(both_in(case_id).where(Match.id == match_id)).one_or_none()
    if row is None:
        raise NotFound("matching.no_match")
    return row[0], row[1], row[2]


def is_own(session: Session, match: Match, account_id: uuid.UUID | None) -> bool:
    """Tell whether somebody told one of the two reports of a match."""
    own = select(Report.id).where(Report.id.in_((match.a_id, match.b_id)), Report.account_id == account_id)
    return account_id is not None and session.scalar(own.limit(1)) is not None


def both_in(case_id: uuid.UUID) -> Select[Match, Report, Report]:
    """Select the matches whose two reports both lie in a case."""
    first, second = aliased(Report), aliased(Report)
    joined = select(Match, first, second).join(first, first.id == Match.a_id).join(second, second.id == Match.b_id)
    return joined.where(first.case_id == case_id, second.case_id == case_id)


def confirmed_around(session: Session, report_ids: Collection[uuid.UUID]) -> list[Match]:
    """Return the confirmed matches that touch one of these reports."""
    return [one for one in pairs(session, list(report_ids)).values() if one.state == "confirmed"]


def reports(session: Session, report_ids: Collection[uuid.UUID]) -> list[Report]:
    """Return reports as they stand now, in the order in which they were told."""
    query = select(Report).where(Report.id.in_(report_ids)).order_by(Report.submitted_at, Report.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def companies(session: Session, report_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Return the respondents that reports are about, in the order in which they are locked."""
    return sorted(set(session.scalars(select(Report.respondent_id).where(Report.id.in_(report_ids)))))


def of_member(session: Session, membership_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the ids of one membership's reports."""
    return list(session.scalars(select(Report.id).where(Report.membership_id == membership_id)))


def same_orders(session: Session, report_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Return the other reports of the same person in the same case that name the same order."""
    first, second = aliased(Report), aliased(Report)
    same = and_(second.membership_id == first.membership_id, second.order_hash == first.order_hash)
    return list(session.scalars(select(second.id).join(first, same).where(first.id.in_(report_ids))))


def told_by_member(session: Session, case_id: uuid.UUID, most: int) -> list[list[Report]]:
    """Return the incidents of a case's counted people, person by person (at most so many, picked by random id)."""
    members = session.scalars(counted(case_id).order_by(Membership.id).limit(most)).all()
    told = reports_of(session, [member.id for member in members])
    return [
        [one for one in reports if one.withdrawn_at is None and one.rejected_at is None] for reports in told.values()
    ]


def pseudonyms(session: Session, told: Iterable[Report]) -> dict[uuid.UUID, str]:
    """Return the pseudonyms of the people who told these reports, by membership."""
    ids = {report.membership_id for report in told if report.membership_id}
    rows = session.execute(select(Membership.id, Membership.pseudonym).where(Membership.id.in_(ids)))
    return {row.id: row.pseudonym for row in rows}


def readable(session: Session, told: Iterable[Report], reader: uuid.UUID | None) -> set[uuid.UUID]:
    """Return the reports whose words this reader may see: shared with them, their own, or imported and unclaimed.

    What was withdrawn is shared with nobody any more.
    """
    asked = list(told)
    there = [one for one in asked if one.withdrawn_at is None]
    granted = select(Consent.membership_id, Consent.fields).where(
        Consent.membership_id.in_({report.membership_id for report in there if report.membership_id}),
        Consent.purpose == SHARE,
        Consent.recipient == str(reader),
        Consent.withdrawn_at.is_(None),
    )
    sharing = {row.membership_id for row in session.execute(granted) if "narrative" in row.fields}
    shared = {one.id for one in there if one.membership_id in sharing}
    return shared | {one.id for one in asked if one.account_id in (None, reader)}
