"""The selects of this room."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Row, Select, and_, select, union
from sqlalchemy.orm import Session, aliased

from joinder.core.errors import NotFound
from joinder.matching.copies import Rarity
from joinder.matching.models import Match, ReportShingles, shingle_band
from joinder.matching.shingles import Sketch
from joinder.reports.consents import SHARE
from joinder.reports.models import Consent, Membership, Report
from joinder.reports.queries import counted, reports_of

CHUNK = 4000
SAMPLE = 64
OWN_REPORTS = 50
Cell = tuple[int, int]
Own = tuple[uuid.UUID, bytes | None]


class Kept(NamedTuple):
    """What is stored of one report to compare it, read without making objects of it."""

    slot: int
    report_id: uuid.UUID
    respondent_id: uuid.UUID
    person: bytes | None
    script: str
    length: int
    wording: bytes
    grams: bytes
    counts: bytes
    facts: dict[str, list[str]]
    matcher_version: str


def chunks(values: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Cut values into lists short enough for one statement's parameters."""
    left = iter(values)
    while part := list(islice(left, size)):
        yield part


def cells(session: Session, keys: Collection[int]) -> Iterator[Cell]:
    """Return (key, slot) of everything that lies in these buckets."""
    for part in chunks(keys):
        for row in session.execute(select(shingle_band.c.key, shingle_band.c.slot).where(shingle_band.c.key.in_(part))):
            yield row.key, row.slot


def kept(session: Session, slots: Collection[int]) -> list[Kept]:
    """Return what is stored of live reports (neither withdrawn nor rejected) in these slots."""
    return [
        _kept(row) for part in chunks(slots) for row in session.execute(_live().where(ReportShingles.slot.in_(part)))
    ]


def by_person(session: Session, rows: Iterable[ReportShingles]) -> dict[Own, list[Kept]]:
    """Return the live reports of the people who told these, by respondent and person (about fifty each at most)."""
    wanted: dict[uuid.UUID, set[bytes]] = {}
    for row in rows:
        if row.person is not None:
            wanted.setdefault(row.respondent_id, set()).add(row.person)
    found: dict[Own, list[Kept]] = {}
    for respondent_id, people in wanted.items():
        query = _live().where(ReportShingles.respondent_id == respondent_id, ReportShingles.person.in_(people))
        earliest = query.order_by(Report.submitted_at, Report.id).limit(OWN_REPORTS * len(people))
        for row in map(_kept, session.execute(earliest)):
            found.setdefault((respondent_id, row.person), []).append(row)
    return found


@lru_cache(maxsize=1)
def _live() -> Select[*tuple[Any, ...]]:
    """Select the columns alone: hundreds are read to compare, and few become reports."""
    columns = [getattr(ReportShingles, name) for name in Kept._fields]
    joined = select(*columns).join(Report, Report.id == ReportShingles.report_id)
    return joined.where(Report.withdrawn_at.is_(None), Report.rejected_at.is_(None))


def _kept(row: Row[Any]) -> Kept:
    return Kept(*row)


def reports_by_id(session: Session, report_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Report]:
    """Return reports by their ids."""
    found: dict[uuid.UUID, Report] = {}
    ids = list(report_ids)
    for start in range(0, len(ids), CHUNK):
        query = select(Report).where(Report.id.in_(ids[start : start + CHUNK]))
        found |= {report.id: report for report in session.scalars(query)}
    return found


def rarity(session: Session, script: str) -> Rarity:
    """Weigh short texts' grams by a sample of stored short texts (slots are random, so the first are a fair sample)."""
    query = select(ReportShingles.grams).where(ReportShingles.script == script, ReportShingles.gram_count > 0)
    rows = session.scalars(query.order_by(ReportShingles.slot).limit(SAMPLE))
    return Rarity([np.frombuffer(row, dtype="<u4") for row in rows])


def sketch_of(row: ReportShingles | Kept) -> Sketch:
    """Return a stored row as the sketch it was made from."""
    script = "han" if row.script == "han" else "latin"
    wording, grams = np.frombuffer(row.wording, dtype="<u4"), np.frombuffer(row.grams, dtype="<u4")
    return Sketch(script, row.length, wording, grams, np.frombuffer(row.counts, dtype=np.uint8))


def pairs(session: Session, report_ids: Sequence[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], Match]:
    """Return every match that touches one of these reports, whatever its state, by its ordered pair."""
    found: dict[tuple[uuid.UUID, uuid.UUID], Match] = {}
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


def both_in(case_id: uuid.UUID) -> Select[Match, Report, Report]:
    """Select the matches whose two reports both lie in a case."""
    first, second = aliased(Report), aliased(Report)
    joined = select(Match, first, second).join(first, first.id == Match.a_id).join(second, second.id == Match.b_id)
    return joined.where(first.case_id == case_id, second.case_id == case_id)


def confirmed_around(session: Session, report_ids: Collection[uuid.UUID]) -> list[Match]:
    """Return the confirmed matches that touch one of these reports."""
    return [one for one in pairs(session, list(report_ids)).values() if one.state == "confirmed"]


def reports(session: Session, report_ids: Collection[uuid.UUID]) -> list[Report]:
    """Return reports in the order in which they were told."""
    query = select(Report).where(Report.id.in_(report_ids))
    return list(session.scalars(query.order_by(Report.submitted_at, Report.id)))


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
    """Return the reports whose words this reader may see: shared with them, their own, or imported and unclaimed."""
    asked = list(told)
    granted = select(Consent.membership_id, Consent.fields).where(
        Consent.membership_id.in_({report.membership_id for report in asked if report.membership_id}),
        Consent.purpose == SHARE,
        Consent.recipient == str(reader),
        Consent.withdrawn_at.is_(None),
    )
    sharing = {row.membership_id for row in session.execute(granted) if "narrative" in row.fields}
    return {one.id for one in asked if one.account_id in (None, reader) or one.membership_id in sharing}
