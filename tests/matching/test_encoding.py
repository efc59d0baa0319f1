"""The encoding job: resumable, sealed, by model, outside the write transaction, harmless when no encoder answers."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from joinder.core import clock, jobs, sealed
from joinder.core.crypto import SealBrokenError
from joinder.core.database import Database
from joinder.core.jobs import Job
from joinder.matching import encoding, service, vectors
from joinder.matching.embedding import embedder
from joinder.matching.meaning import EmbeddingError, Vectors
from joinder.matching.vector_models import CaseVector, ReportVector
from joinder.reports.models import Report
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from tests.matching.endpoint import Endpoint, choose, honest, running
from tests.matching.world import OTHER_STORY, STORY, World

STORIES = [STORY, OTHER_STORY, "优惠券提前过期了，客服说不能延长，也不给退。"]


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    with running() as state:
        choose(monkeypatch, "http", url=state.url, model="small")
        yield state


@pytest.fixture
def told(db: Database) -> list[uuid.UUID]:
    """Three reports and a public case."""
    with db.write() as session:
        world = World(session)
        case = world.case(public=True, summary="申请提现以后一直审核。")
        return [world.tell(world.person(f"p{n}"), case, story).id for n, story in enumerate(STORIES)]


def _encode(db: Database) -> None:
    encoding.encode(db, {})


def _count(db: Database, table: type) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _queued(db: Database) -> int:
    with db.read() as session:
        waiting = (Job.name == "matching.encode", Job.done_at.is_(None), Job.failed_at.is_(None))
        return session.scalar(select(func.count()).where(*waiting)) or 0


def _vectors(session: Session, model_id: str = "http:small") -> dict[uuid.UUID, Vectors]:
    return vectors.of_reports(session, model_id, session.scalars(select(Report)).all())


def test_every_report_and_public_case_gets_its_vector_once(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint
) -> None:
    _encode(db)
    asked = len(endpoint.bodies)
    _encode(db)
    assert len(endpoint.bodies) == asked
    assert (_count(db, ReportVector), _count(db, CaseVector)) == (3, 1)
    model = embedder()
    assert model is not None
    with db.read() as session:
        kept = _vectors(session)
    for report_id, wanted in zip(told, model.embed(STORIES), strict=True):
        assert np.allclose(kept[report_id], wanted, atol=1e-3)


def test_new_reports_are_encoded_by_the_periodic_job(db: Database, told: list[uuid.UUID], endpoint: Endpoint) -> None:
    encoding.encode_new(db)
    encoding.encode_new(db)
    assert _queued(db) == 1
    jobs.run_due(db)
    assert _count(db, ReportVector) == 3
    with clock.frozen(clock.now() + timedelta(hours=1)):
        encoding.encode_new(db)
    assert _queued(db) == 0


def test_an_encoder_that_is_away_keeps_one_job_waiting_and_the_next_one_comes_when_that_gave_up(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint
) -> None:
    endpoint.status = 503
    for minutes in range(0, 60, 10):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            jobs.run_due(db)
    assert _queued(db) == 1
    with db.write() as session:
        session.execute(update(Job).where(Job.name == "matching.encode").values(failed_at=clock.now()))
    with clock.frozen(clock.now() + timedelta(hours=2)):
        encoding.encode_new(db)
    assert _queued(db) == 1


def test_a_job_that_runs_twice_queues_the_next_once(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "PART", 1)
    monkeypatch.setattr(encoding, "_LENDS_HAND", 1)
    encoding.encode_new(db)
    with db.read() as session:
        payload = session.scalars(select(Job.payload).where(Job.name == "matching.encode")).one()
    encoding.encode(db, payload)
    encoding.encode(db, payload)
    assert _queued(db) == 2


def test_a_slow_encoder_lets_other_jobs_have_their_turn(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "PART", 1)
    monkeypatch.setattr(encoding, "_LONGEST", 0.0)
    _encode(db)
    assert (_count(db, ReportVector), _queued(db)) == (1, 1)


def _refusing(word: str) -> Callable[[dict[str, Any]], bytes]:
    return lambda body: b"no" if any(word in one for one in body["input"]) else honest(body)


def test_one_text_that_the_encoder_refuses_holds_up_no_other(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint
) -> None:
    endpoint.answer = _refusing("优惠券")
    _encode(db)
    with db.read() as session:
        kept = _vectors(session)
    assert set(kept) == set(told)
    assert [bool(kept[one].any()) for one in told] == [True, True, False]
    assert _count(db, CaseVector) == 1
    asked = len(endpoint.bodies)
    _encode(db)
    assert len(endpoint.bodies) == asked


def test_cases_are_encoded_even_when_reports_are_not(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise EmbeddingError("not today")

    monkeypatch.setattr(encoding, "encode_reports", refused)
    with pytest.raises(EmbeddingError):
        _encode(db)
    assert _count(db, CaseVector) == 1


def test_looking_for_what_is_new_holds_up_no_writer(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote: list[bool] = []

    def without(*_: object) -> list[Report]:
        with db.write() as session:  # would wait for ever if the job held the writer lock
            session.execute(text("UPDATE report SET area = 'CN-BJ'"))
        wrote.append(True)
        return []

    monkeypatch.setattr(vectors, "reports_without", without)
    jobs.run_due(db)
    assert wrote


def test_a_vector_lies_sealed_and_opens_in_its_own_row_alone(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint
) -> None:
    _encode(db)
    with db.write() as session:
        first, second = session.scalars(select(ReportVector).order_by(ReportVector.report_id)).all()[:2]
        plain = vectors.of_reports(session, "http:small", [session.get_one(Report, first.report_id)])[first.report_id]
        assert plain.astype("<f2").tobytes()[:8] not in first.vector_sealed
        first.vector_sealed, second.vector_sealed = second.vector_sealed, first.vector_sealed
        session.flush()
        with pytest.raises(SealBrokenError):
            _vectors(session)


def test_a_vector_cannot_be_passed_off_as_another_models(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint
) -> None:
    _encode(db)
    with db.write() as session:
        session.execute(text("UPDATE report_vector SET model_id = 'http:large'"))
        session.expire_all()
        assert _vectors(session) == {}
        with pytest.raises(SealBrokenError):
            _vectors(session, "http:large")


def test_another_model_makes_every_vector_anew_and_never_mixes(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    _encode(db)
    choose(monkeypatch, "http", url=endpoint.url, model="large")
    with db.read() as session:
        assert _vectors(session, "http:large") == {}
    _encode(db)
    with db.read() as session:
        assert set(session.scalars(select(ReportVector.model_id))) == {"http:large"}
        assert set(session.scalars(select(CaseVector.model_id))) == {"http:large"}
        assert set(_vectors(session, "http:large")) == set(told)


def test_what_was_encoded_before_a_stop_is_not_asked_again(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "PART", 1)
    monkeypatch.setattr(encoding, "_LENDS_HAND", 2)
    with db.write() as session:
        jobs.enqueue(session, "matching.encode", {})
    jobs.run_due(db)
    assert _count(db, ReportVector) == 2
    endpoint.status, before = 500, len(endpoint.bodies)
    jobs.run_due(db)
    assert _count(db, ReportVector) == 2
    endpoint.status, refused = 200, {one for body in endpoint.bodies[before:] for one in body["input"]}
    with clock.frozen(clock.now() + timedelta(hours=2)):
        jobs.run_due(db)
        jobs.run_due(db)
    assert _count(db, ReportVector) == 3
    asked = [one for body in endpoint.bodies for one in body["input"]]
    assert {one for one in asked if asked.count(one) > 1} <= refused


def test_a_silent_endpoint_fails_the_job_and_nothing_else(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint
) -> None:
    endpoint.answer = lambda _: b"not today"
    with pytest.raises(EmbeddingError):
        _encode(db)
    assert _count(db, ReportVector) == 0


def test_others_can_write_while_a_text_is_being_encoded(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = embedder()
    assert model is not None
    inner = model.embed
    wrote: list[bool] = []

    def embed(texts: Sequence[str]) -> Vectors:
        with db.write() as session:  # would wait for ever if the job held the writer lock
            session.execute(text("UPDATE report SET area = 'CN-BJ'"))
        wrote.append(True)
        return inner(texts)

    monkeypatch.setattr(model, "embed", embed)
    encoding.encode_reports(db, model)
    assert wrote == [True]


def test_an_erased_reports_vector_is_erased_and_one_erased_meanwhile_is_never_kept(
    db: Database, told: list[uuid.UUID], endpoint: Endpoint
) -> None:
    _encode(db)
    with db.write() as session:
        service.forget(session, told[:1])
        report = session.get_one(Report, told[0])
        report.narrative = None
        vectors.keep(session, "http:small", told[:1], np.ones((1, 8), np.float32))
    assert _count(db, ReportVector) == 2


def test_a_shredded_key_takes_the_vector_with_it(db: Database, told: list[uuid.UUID], endpoint: Endpoint) -> None:
    _encode(db)
    with db.write() as session:
        report = session.get_one(Report, told[0])
        sealed.shred(session, report.key_id)
        session.flush()
        with pytest.raises(SealBrokenError):
            _vectors(session)


def test_withdrawn_reports_are_not_encoded(db: Database, told: list[uuid.UUID], endpoint: Endpoint) -> None:
    with db.write() as session:
        session.get_one(Report, told[1]).withdrawn_at = clock.now()
    _encode(db)
    assert _count(db, ReportVector) == 2


def test_without_an_encoder_nothing_is_queued(db: Database, told: list[uuid.UUID]) -> None:
    encoding.encode_new(db)
    assert _queued(db) == 0
    _encode(db)
    assert _count(db, ReportVector) == 0
