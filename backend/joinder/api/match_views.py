"""How pairs look to their reviewers: words and files only where granted, the same for one case and for the house."""

import uuid
from collections.abc import Sequence
from typing import Literal

from fastapi import Response
from sqlalchemy.orm import Session

from joinder.accounts.policy import STAFF
from joinder.api.deps import Identity
from joinder.core import sealed
from joinder.evidence import queries as evidence
from joinder.evidence.models import Evidence
from joinder.matching import calibration, queries, reviewing
from joinder.matching.copies import MATCHER_VERSION
from joinder.matching.decisions import history
from joinder.matching.models import Match
from joinder.matching.reviewing import Row
from joinder.matching.schemas import (
    DecisionRead,
    EvidenceSide,
    MatchRead,
    MatchSide,
    PairRead,
    PrecisionRead,
    PrecisionReport,
    ThresholdRead,
    reason,
)
from joinder.matching.thresholds import NEEDED
from joinder.reports.incidents import Facts, state_of
from joinder.reports.models import Report

STRONG, CLEAR = 0.8, 0.5


async def unkept(response: Response) -> None:
    """Say that an answer must not be kept by anybody on its way."""
    response.headers["Cache-Control"] = "no-store"


def show(session: Session, reader: Identity | None, rows: Sequence[Row], lang: str) -> list[MatchRead]:
    """Show pairs to a reader, in a handful of queries however many they are."""
    told = [report for _, *both in rows for report in both]
    pseudonyms, cases = queries.pseudonyms(session, told), reviewing.references(session, rows)
    readable = queries.readable(session, told, reader.account_id if reader else None)
    files = evidence.file_counts(session, [report.id for report in told])
    sealed.preload(session, [report for report in told if report.id in readable])
    sides = {
        report.id: _side(report, pseudonyms, cases, files.get(report.id, 0), readable=report.id in readable)
        for report in told
    }
    return [_match(row, sides, cases, lang) for row in rows]


def _match(row: Row, sides: dict[uuid.UUID, MatchSide], cases: dict[uuid.UUID, str], lang: str) -> MatchRead:
    match, first, second = row
    case_id = reviewing.case_of(row)
    return MatchRead(
        id=match.id,
        case_reference=cases[case_id] if case_id else None,
        a=sides[first.id],
        b=sides[second.id],
        same_person=match.same_person,
        score=match.score,
        strength=_strength(match),
        reasons=[reason(one["code"], one["params"], lang) for one in match.reasons],
        matcher_version=match.matcher_version,
        state=match.state,
        found_at=match.found_at,
        decided_at=match.decided_at,
        decided_role=match.decided_role,
    )


def _strength(match: Match) -> Literal["identical", "strong", "clear", "weak"]:
    if any(one["code"] == "identical_wording" for one in match.reasons):
        return "identical"
    return "strong" if match.score >= STRONG else "clear" if match.score >= CLEAR else "weak"


def _side(
    report: Report, pseudonyms: dict[uuid.UUID, str], cases: dict[uuid.UUID, str], files: int, *, readable: bool
) -> MatchSide:
    facts = Facts(report.rejected_at, report.withdrawn_at, report.repeated_of_id is not None)
    return MatchSide(
        report_id=report.id,
        report_reference=report.reference,
        case_reference=cases.get(report.case_id) if report.case_id else None,
        pseudonym=pseudonyms.get(report.membership_id) if report.membership_id else None,
        state=state_of(facts),
        lang=report.lang,
        issue_id=report.issue_id,
        submitted_at=report.submitted_at,
        happened_on=report.happened_on,
        happened_precision=report.happened_precision,
        amount_minor=report.amount_minor,
        currency=report.currency,
        area=report.area,
        evidence_files=files,
        narrative=report.narrative if readable else None,
    )


def show_pair(session: Session, reader: Identity | None, row: Row, lang: str) -> PairRead:
    """Show one pair with the files behind both reports (those the reader may open) and its whole history."""
    match, first, second = row
    ours, theirs = (evidence.of_reports(session, [report.id]) for report in (first, second))
    twins = {one.content_hash for one in ours} & {one.content_hash for one in theirs} - {None}
    decided = history(session, match.id)
    me = reader.account_id if reader else None
    return PairRead(
        match=show(session, reader, [row], lang)[0],
        same_files=len(twins),
        evidence_a=_files(session, reader, first, ours, theirs),
        evidence_b=_files(session, reader, second, theirs, ours),
        history=[
            DecisionRead(
                act=one.act, from_state=one.from_state, to_state=one.to_state, role=one.role,
                mine=me is not None and one.account_id == me, at=one.at, score=one.score,
                matcher_version=one.matcher_version, bulk_id=one.bulk_id,
            )
            for one in decided
        ],
        bulk_size=reviewing.bulk_size(session, match.bulk_id) if match.bulk_id else 0,
    )  # fmt: skip


def _files(
    session: Session, reader: Identity | None, report: Report, files: list[Evidence], others: list[Evidence]
) -> list[EvidenceSide]:
    """List a report's files where the reader may open them: staff, or an organizer the member shares them with."""
    if reader is None or report.case_id is None:
        return []
    if not (reader.roles & STAFF or evidence.shares(session, report, reader.account_id)):
        return []
    same = {other.content_hash: other.id for other in others if other.content_hash is not None}
    return [
        EvidenceSide(
            id=one.id, reference=one.reference, media_type=one.media_type, received_at=one.received_at,
            derivative_type=one.derivative_type, kept_by_me=one.kept_by_me,
            same_as=same.get(one.content_hash) if one.content_hash is not None else None,
        )
        for one in files
    ]  # fmt: skip


def show_precision(session: Session, case_id: uuid.UUID | None) -> PrecisionReport:
    """Show what decisions say about each language: of one case, or of the whole house; the lines are the house's."""
    lines = calibration.standing(session)
    return PrecisionReport(
        languages=[
            PrecisionRead(
                lang=one.lang,
                decided=one.precision.decided,
                confirmed=one.precision.confirmed,
                unsure=one.unsure,
                share=one.precision.share,
                low=one.precision.low,
                high=one.precision.high,
                lines=[
                    ThresholdRead(measure=line.measure, floor=line.floor, threshold=line.threshold)
                    for line in lines
                    if line.lang == one.lang
                ],
            )
            for one in calibration.measured(session, case_id)
        ],
        needed=NEEDED,
        matcher_version=MATCHER_VERSION,
    )
