"""What an earlier matcher stored is indexed anew: in parts, once, without a second proposal of any pair."""

import uuid
from datetime import timedelta

from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.matching import reindexing, service
from joinder.matching.copies import INDEX_VERSION
from joinder.matching.finding import Told
from joinder.matching.models import Match, report_shingles, shingle_band
from joinder.reports.models import Report
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tests.matching.world import ORGANIZER, OTHER_STORY, STORY, World


def _age(session: Session) -> None:
    """Make the index look as after the migration: an earlier version, and empty buckets."""
    session.execute(update(report_shingles).values(matcher_version="copies-1"))
    session.execute(delete(shingle_band))


def _pairs(session: Session) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    return {(match.a_id, match.b_id): match.state for match in session.scalars(select(Match))}


def _work(db: Database) -> int:
    """Run what is queued, part after part, and return how many parts there were."""
    parts = 0
    while True:
        with db.write() as session:
            waiting = select(jobs.Job.id).where(jobs.Job.name == "matching.reindex", jobs.Job.done_at.is_(None))
            job_id = session.scalar(waiting.limit(1))
        if job_id is None:
            return parts
        assert jobs.run_job(db, job_id)
        parts += 1


def test_old_rows_are_indexed_anew_in_parts_and_nothing_is_proposed_twice(db: Database, monkeypatch) -> None:
    monkeypatch.setattr(reindexing, "PART", 2)
    with db.write() as session:
        world = World(session)
        case = world.case()
        told = [world.tell(world.person(f"p{number}"), case, STORY + "。" * number).id for number in range(5)]
        match = session.scalars(select(Match)).first()
        assert match is not None
        service.dismiss(session, case, match.id, ORGANIZER)
        _age(session)
        before, cells = _pairs(session), 0
        late = world.tell(world.person("late"), case).id
        assert _pairs(session) == before  # what an earlier version stored is not compared
        cells = session.scalar(select(func.count()).select_from(shingle_band)) or 0
    for _ in range(2):
        with db.write() as session:
            reindexing.reindex_old(session)
    assert _work(db) >= 3
    with db.write() as session:
        versions = set(session.scalars(select(report_shingles.c.matcher_version)))
        assert versions == {INDEX_VERSION}
        after = _pairs(session)
        assert {pair: state for pair, state in after.items() if pair in before} == before
        assert {end for pair in after if late in pair for end in pair} == {late, *told}
        assert session.scalar(select(func.count()).select_from(shingle_band)) == cells * 6
        session.execute(delete(jobs.Job))
        reindexing.reindex_old(session)
    _work(db)
    with db.read() as session:
        assert _pairs(session) == after


def test_words_that_changed_are_compared_anew_and_the_old_ones_let_go(session: Session) -> None:
    world = World(session)
    case = world.case()
    anna, ben = (world.tell(world.person(name), case) for name in ("anna", "ben"))
    carl = world.tell(world.person("carl"), case, OTHER_STORY)
    assert set(_pairs(session)) == {_pair(anna, ben)}
    ben.narrative = OTHER_STORY
    service.index(session, ben)
    assert set(_pairs(session)) == {_pair(ben, carl)}
    again = world.tell(world.person("dora"), case)
    assert set(_pairs(session)) == {_pair(ben, carl), _pair(anna, again)}


def test_a_fold_of_the_house_ends_when_the_words_no_longer_agree(session: Session) -> None:
    world = World(session)
    clerk = world.person("clerk")
    rows = [world.told(clerk, None) for _ in range(2)]
    for row in rows:
        row.account_id = row.membership_id = None
    service.index_reports(session, [Told(row, STORY, "one") for row in rows])
    assert rows[1].repeated_of_id == rows[0].id
    service.index_reports(session, [Told(rows[1], OTHER_STORY, "one")])
    assert (rows[1].repeated_of_id, list(_pairs(session).values())) == (None, ["undone"])


def _pair(one: Report, other: Report) -> tuple[uuid.UUID, uuid.UUID]:
    first, second = sorted((one.id, other.id))
    return first, second


def test_the_walk_is_queued_once_for_each_version(db: Database) -> None:
    for _ in range(2):
        with db.write() as session, clock.frozen(clock.now() + timedelta(hours=2)):
            reindexing.reindex_old(session)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(jobs.Job)) == 1
