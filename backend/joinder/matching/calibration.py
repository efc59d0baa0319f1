"""Thresholds recalibrated from decisions: measured by a job, kept as facts; which one stands is derived."""

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from joinder.core import clock, jobs, texts
from joinder.matching.copies import MATCHER_VERSION, SHORT_AT, WORDING_AT
from joinder.matching.models import Match
from joinder.matching.review_models import MatchThreshold
from joinder.matching.thresholds import Bin, Precision, precision, threshold
from joinder.reports.models import Report

MEASURES = ("wording", "short")
Where = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """The line of one language and measure: what was shipped and what stands."""

    lang: str
    measure: str
    floor: float
    threshold: float
    decided: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What people decided in one language: confirmed of decided, and how many they were not sure about."""

    lang: str
    precision: Precision
    unsure: int


def floor_of(lang: str, measure: str) -> float:
    """Return the shipped threshold of a language and measure."""
    shipped = WORDING_AT if measure == "wording" else SHORT_AT
    return shipped["han" if lang == "zh" else "latin"]


def by_hand() -> ColumnElement[bool]:
    """Return the condition that a person looked at this very pair: no fold of the house, no bulk, this matcher."""
    return and_(Match.decided_by.is_not(None), Match.bulk_id.is_(None), Match.matcher_version == MATCHER_VERSION)


def measured(session: Session, case_id: uuid.UUID | None = None) -> list[Measured]:
    """Return the precision measured from decisions by language, of one case or of the whole house."""
    first, second = aliased(Report), aliased(Report)
    joined = select(first.lang, Match.state, func.count()).join(first, first.id == Match.a_id)
    if case_id is not None:
        joined = joined.join(second, second.id == Match.b_id).where(first.case_id == case_id, second.case_id == case_id)
    decided = joined.where(by_hand(), Match.state.in_(("confirmed", "dismissed", "unsure")))
    counts: dict[Where, int] = {}
    for lang, state, number in session.execute(decided.group_by(first.lang, Match.state)):
        counts[lang, state] = number
    return [
        Measured(
            lang,
            precision(
                counts.get((lang, "confirmed"), 0) + counts.get((lang, "dismissed"), 0),
                counts.get((lang, "confirmed"), 0),
            ),
            counts.get((lang, "unsure"), 0),
        )
        for lang in texts.LANGS
    ]


def standing(session: Session) -> list[Line]:
    """Return the line of every language and measure: the latest that was computed for this matcher, else as shipped."""
    query = select(MatchThreshold).where(MatchThreshold.matcher_version == MATCHER_VERSION)
    latest = {
        (row.lang, row.measure): row
        for row in session.scalars(query.order_by(MatchThreshold.computed_at, MatchThreshold.id))
    }
    lines: list[Line] = []
    for lang in texts.LANGS:
        for measure in MEASURES:
            row, floor = latest.get((lang, measure)), floor_of(lang, measure)
            line = max(row.threshold, floor) if row else floor
            numbers = (row.decided, row.confirmed) if row else (0, 0)
            lines.append(Line(lang, measure, floor, line, *numbers))
    return lines


def is_weak(session: Session, report: type[Report]) -> ColumnElement[bool]:
    """Return the condition that a pair lies below its line, `report` being the pair's first report."""
    raised = [line for line in standing(session) if line.threshold > line.floor]
    if not raised:
        return Match.score < 0
    return or_(
        *(
            and_(report.lang == line.lang, Match.measure == line.measure, Match.score < line.threshold)
            for line in raised
        )
    )


def is_strong(session: Session, report: type[Report]) -> ColumnElement[bool]:
    """Return the opposite of `is_weak`."""
    return not_(is_weak(session, report))


@jobs.periodic("matching.recalibrate", minutes=60)
def recalibrate(session: Session) -> None:
    """Draw the lines anew from all decisions so far; a line that did not move writes nothing."""
    bins = _bins(session)
    for line in standing(session):
        own = bins.get((line.lang, line.measure), [])
        moved = threshold(own, line.floor)
        if abs(moved - line.threshold) < 1e-6:  # noqa: PLR2004
            continue
        session.add(
            MatchThreshold(
                lang=line.lang, measure=line.measure, matcher_version=MATCHER_VERSION, floor=line.floor,
                threshold=moved, decided=sum(one.decided for one in own), confirmed=sum(one.confirmed for one in own),
                computed_at=clock.now(),
            )
        )  # fmt: skip
    session.flush()


def _bins(session: Session) -> dict[Where, list[Bin]]:
    """Count decided pairs by language, measure and score; decisions repeat scores, so this stays short."""
    confirmed = func.sum(case((Match.state == "confirmed", 1), else_=0))
    query = (
        select(Report.lang, Match.measure, Match.score, func.count(), confirmed)
        .join(Report, Report.id == Match.a_id)
        .where(by_hand(), Match.state.in_(("confirmed", "dismissed")))
        .group_by(Report.lang, Match.measure, Match.score)
    )
    found: dict[Where, list[Bin]] = {}
    for lang, measure, score, decided, agreed in session.execute(query):
        found.setdefault((lang, measure), []).append(Bin(score, decided, int(agreed)))
    return found
