"""The encoding job: resumable, sealed, by model, outside the write transaction, harmless when no encoder answers."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta

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
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tests.matching.endpoint import Endpoint, choose, running
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
    with db.write() as session:
        encoding.encode_new(session)
        encoding.encode_new(session)
        assert session.scalar(select(func.count()).where(Job.name == "matching.encode")) == 1
    jobs.run_due(db)
    assert _count(db, ReportVector) == 3
    with clock.frozen(clock.now() + timedelta(hours=1)), db.write() as session:
        encoding.encode_new(session)
        waiting = select(func.count()).where(Job.name == "matching.encode", Job.done_at.is_(None))
        assert session.scalar(waiting) == 0


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
    endpoint.status = 500
    jobs.run_due(db)
    assert _count(db, ReportVector) == 2
    endpoint.status = 200
    with clock.frozen(clock.now() + timedelta(hours=2)):
        jobs.run_due(db)
        jobs.run_due(db)
    assert _count(db, ReportVector) == 3
    asked = [one for body in endpoint.bodies for one in body["input"]]
    assert len([one for one in set(asked) if asked.count(one) > 1]) == 1  # only the one that the endpoint refused


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
    with db.write() as session:
        encoding.encode_new(session)
        assert session.scalar(select(func.count()).where(Job.name == "matching.encode")) == 0
    _encode(db)
    assert _count(db, ReportVector) == 0
