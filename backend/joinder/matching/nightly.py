"""Every night: reports in no case that tell one issue become patterns, overlapping cases become proposals."""

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.core import clock, jobs, sealed
from joinder.core.database import Database
from joinder.matching import proposing, vectors
from joinder.matching.embedding import embedder
from joinder.matching.grouping import USUAL, groups
from joinder.matching.meaning import Vectors
from joinder.matching.pattern_models import Pattern, Proposal, pattern_report
from joinder.matching.sameness import nearest
from joinder.matching.terms import terms
from joinder.reference import catalog
from joinder.reports.models import Report

MOST_REPORTS = 5000
NIGHT_UTC = 18  # two in the morning in Beijing
_KNOWN_AGAIN = 0.5
Texts = list[str]
Vocabulary = Callable[[], Counter[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """One company's live reports, opened, with the vectors of the present model or none."""

    reports: list[Report]
    texts: Texts
    vectors: Vectors | None


@dataclass(frozen=True, slots=True)
class Found:
    """One group of a block: its reports, the pattern that it was before or none, and new words if its band moves."""

    places: list[int]
    pattern_id: uuid.UUID | None
    people: int
    label: list[str] | None


@jobs.periodic("matching.night", minutes=60)
def night(session: Session) -> None:
    """Queue the night's grouping once a day, at two in the morning in Beijing or as soon after as the house runs."""
    now = clock.now()
    day = (now - timedelta(hours=NIGHT_UTC)).date()
    jobs.enqueue(session, "matching.group", {"day": str(day)}, dedupe=f"matching.group:{day}")


@jobs.outside("matching.group")
def group_next(database: Database, payload: dict[str, Any]) -> None:
    """Group one company and leave the next to a job of its own, queued first: a failure here stops no other."""
    with database.read() as session:
        query = select(Report.respondent_id).order_by(Report.respondent_id).limit(1)
        if "after" in payload:
            query = query.where(Report.respondent_id > uuid.UUID(payload["after"]))
        company = session.scalar(query)
    if company is None:
        return
    day = payload.get("day") or str(clock.today())
    with database.write() as session:
        following = {"day": day, "after": str(company)}
        jobs.enqueue(session, "matching.group", following, dedupe=f"matching.group:{day}:{company}")
    group_company(database, company)


def group_company(database: Database, company: uuid.UUID) -> None:
    """Group one company's reports; reading, grouping and naming hold no lock, what was found is written at once."""

    @cache
    def public() -> Counter[str]:
        with database.read() as session:
            return vocabulary(session)

    find_patterns(database, company, public)
    find_proposals(database, company, public)


def vocabulary(session: Session) -> Counter[str]:
    """Return the terms of everything public: issue names, titles and summaries, with how many texts hold each."""
    found: Counter[str] = Counter()
    for issue in catalog.issues():
        found.update(set(terms(f"{issue.names.zh} {issue.names.en} {issue.names.id}")))
    for title, summary in session.execute(select(Case.title, Case.summary).where(Case.visibility == "public")):
        found.update(set(terms(f"{title}\n{summary}")))
    return found


def _block(session: Session, company: uuid.UUID, *, in_cases: bool) -> Block:
    live = (Report.withdrawn_at.is_(None), Report.rejected_at.is_(None), Report.repeated_of_id.is_(None))
    going_on = select(Case.id).where(Case.closed_at.is_(None))
    place = Report.case_id.in_(going_on) if in_cases else Report.case_id.is_(None)
    told = (Report.respondent_id == company, Report.account_id.is_not(None), Report.narrative_sealed.is_not(None))
    query = select(Report).where(*live, *told, place).order_by(Report.submitted_at.desc(), Report.id)
    reports = list(session.scalars(query.limit(MOST_REPORTS)))
    sealed.preload(session, reports)
    model = embedder()
    known = vectors.of_reports(session, model.model_id, reports) if model else {}
    made = vectors.stacked([one.id for one in reports], known)
    return Block(reports, [one.narrative or "" for one in reports], made)


def find_patterns(database: Database, company: uuid.UUID, public: Vocabulary) -> None:
    """Bring a company's patterns in step with its reports that are in no case."""
    with database.read() as session:
        block, known = _block(session, company, in_cases=False), _known(session, company)
    labels = groups(nearest(block.texts, block.vectors, USUAL.neighbours))
    found = [_found(block, np.flatnonzero(labels == label).tolist(), known, public) for label in np.unique(labels)]
    with database.write() as session:
        for one in found:
            if one is not None:
                _keep_pattern(session, block, one)
        gone = list(known)
        session.execute(delete(pattern_report).where(pattern_report.c.pattern_id.in_(gone)))
        session.execute(delete(Pattern).where(Pattern.id.in_(gone)))


Known = dict[uuid.UUID, tuple[Pattern, set[uuid.UUID]]]


def _known(session: Session, company: uuid.UUID) -> Known:
    patterns = {one.id: one for one in session.scalars(select(Pattern).where(Pattern.respondent_id == company))}
    found: Known = {one: (pattern, set()) for one, pattern in patterns.items()}
    for row in session.execute(select(pattern_report).where(pattern_report.c.pattern_id.in_(patterns))):
        found[row.pattern_id][1].add(row.report_id)
    return found


def _found(block: Block, places: list[int], known: Known, public: Vocabulary) -> Found | None:
    """Tell what a group is; None when it was no pattern and is too small for one."""
    people: dict[uuid.UUID | None, Texts] = {}
    for at in places:
        people.setdefault(block.reports[at].account_id, []).append(block.texts[at])
    pattern = _same({block.reports[at].id for at in places}, known)
    then = (pattern.banded_people, pattern.banded_at) if pattern else None
    moves = proposing.may_move(then, len(people), clock.now())
    if pattern is None and not moves:
        return None
    label = proposing.label_of(list(people.values()), public()) if moves else None
    return Found(places, pattern.id if pattern else None, len(people), label)


def _keep_pattern(session: Session, block: Block, found: Found) -> None:
    reports, now = [block.reports[at] for at in found.places], clock.now()
    if found.pattern_id is None:
        pattern = Pattern(respondent_id=reports[0].respondent_id, found_at=now)
        session.add(pattern)
    elif (pattern := session.get(Pattern, found.pattern_id)) is None:
        return
    pattern.issue_id = Counter(one.issue_id for one in reports).most_common(1)[0][0]
    if found.label is not None:
        pattern.band, pattern.banded_people = max(proposing.band_of(found.people), proposing.BANDS[0]), found.people
        pattern.banded_at, pattern.label = now, found.label
        pattern.trend = proposing.trend_of([one.submitted_at for one in reports], now)
    session.flush()
    session.execute(delete(pattern_report).where(pattern_report.c.pattern_id == pattern.id))
    rows = [{"pattern_id": pattern.id, "report_id": one} for one in sorted(one.id for one in reports)]
    session.execute(insert(pattern_report), rows)


def _same(ids: set[uuid.UUID], known: Known) -> Pattern | None:
    """Take the known pattern that most of these reports belonged to; each is known again once."""
    for pattern_id, (pattern, before) in list(known.items()):
        if before and len(ids & before) >= _KNOWN_AGAIN * len(before):
            del known[pattern_id]
            return pattern
    return None


def find_proposals(database: Database, company: uuid.UUID, public: Vocabulary) -> None:
    """Propose a company's open cases that overlap or fall apart; what was ever proposed before is not."""
    with database.read() as session:
        block = _block(session, company, in_cases=True)
    cases = [one.case_id for one in block.reports if one.case_id is not None]
    if len(set(cases)) < 2:  # noqa: PLR2004  (one case alone has nothing to be measured against)
        return
    near = nearest(block.texts, block.vectors, USUAL.neighbours)
    labels = groups(near)
    wanted: list[tuple[str, uuid.UUID, uuid.UUID, float, list[list[int]]]] = []
    for (a, b), share in proposing.overlaps(cases, near).items():
        first, second = sorted((cases[a], cases[b]))
        wanted.append(
            ("merge", first, second, share, [[at for at, case in enumerate(cases) if case in (first, second)]])
        )
    for case, parts in proposing.falling_apart(cases, labels.tolist()).items():
        each = [[at for at, one in enumerate(cases) if one == case and labels[at] == part] for part in parts]
        wanted.append(("split", case, case, len(each[0]) / cases.count(case), each))
    with database.read() as session:
        wanted = [one for one in wanted if not _proposed(session, *one[:3])]
    made: list[Proposal] = []
    for kind, first, second, score, parts in wanted:
        words = [proposing.label_of([[block.texts[at]] for at in part], public()) for part in parts]
        made.append(_proposal(kind, (first, second), round(score, 3), words))
    if made:
        with database.write() as session:
            session.add_all([row for row in made if not _proposed(session, row.kind, row.a_id, row.b_id)])


def _proposed(session: Session, kind: str, first: uuid.UUID, second: uuid.UUID) -> bool:
    same = (Proposal.kind == kind, Proposal.a_id == first, Proposal.b_id == second)
    return bool(session.scalar(select(func.count()).select_from(Proposal).where(*same)))


def _proposal(kind: str, cases: tuple[uuid.UUID, uuid.UUID], score: float, label: list[list[str]]) -> Proposal:
    return Proposal(
        kind=kind, a_id=cases[0], b_id=cases[1], score=score, label=label, state="proposed", found_at=clock.now()
    )
