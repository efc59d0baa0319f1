"""Limits and idempotency keys when a hundred identical requests come in at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from joinder.core import idempotency, jobs, limits
from joinder.core.database import Database
from joinder.core.errors import Invalid, TooMany
from joinder.core.jobs import Job
from joinder.core.limits import LimitCount
from sqlalchemy import func, select

TIMES = 100


@pytest.fixture
def pooled(db: Database, database_url: str):
    """The same database with room for many connections at once."""
    wide = Database(database_url, pool_size=30)
    yield wide
    wide.dispose()


def at_once(act: Callable[[], str]) -> Counter[str]:
    seen: Counter[str] = Counter()
    gate, lock = threading.Barrier(TIMES), threading.Lock()

    def one() -> None:
        gate.wait()
        try:
            said = act()
        except Exception as error:
            said = type(error).__name__
        with lock:
            seen[said] += 1

    threads = [threading.Thread(target=one) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def request(db: Database, body: bytes = b'{"a": 1}') -> str:
    with db.write() as session:
        found = idempotency.claim(session, "actor", "key-one-23456", "POST /api/x", body)
        if found is not None:
            return "again " + idempotency.answer_of(found).decode()
        jobs.enqueue(session, "core.write_ledger", {})
        idempotency.keep(session, 201, b"answer")
    return "first"


def test_a_hundred_identical_requests_have_one_effect_and_one_answer(pooled: Database) -> None:
    assert at_once(lambda: request(pooled)) == {"first": 1, "again answer": TIMES - 1}
    with pooled.read() as session:
        assert session.scalar(select(func.count()).select_from(Job)) == 1
    with pytest.raises(Invalid) as refused:
        request(pooled, b'{"a": 2}')
    assert refused.value.code == "core.idempotency_reused"


def fail(db: Database) -> None:
    with db.write() as session:
        assert idempotency.claim(session, "actor", "key-one-23456", "POST /api/x", b'{"a": 1}') is None
        raise LookupError


def test_a_request_that_failed_leaves_its_key_free(db: Database) -> None:
    with pytest.raises(LookupError):
        fail(db)
    assert request(db) == "first"


def test_the_kept_request_tells_nothing_without_the_key(db: Database) -> None:
    import hashlib

    request(db)
    with db.read() as session:
        row = session.scalars(select(idempotency.IdempotencyRecord)).one()
        guess = hashlib.sha256(b'POST /api/x\0{"a": 1}').digest()
        assert row.request_hash != guess
        assert b"answer" not in (row.answer or b"")


def test_a_limit_lets_exactly_its_number_through(pooled: Database) -> None:
    def spend() -> str:
        limits.spend(pooled, "test", "someone", 7, 3600)
        return "let in"

    assert at_once(spend) == {"let in": 7, "TooMany": TIMES - 7}
    with pooled.read() as session:
        row = session.scalars(select(LimitCount)).one()
        assert row.uses == TIMES
        assert b"someone" not in row.subject


def test_a_refused_use_counts_and_says_how_long_to_wait(db: Database) -> None:
    limits.spend(db, "test", "someone", 1, 3600)
    with pytest.raises(TooMany) as refused:
        limits.spend(db, "test", "someone", 1, 3600)
    assert 0 < int(str(refused.value.params["retry_after"])) <= 3601
    limits.spend(db, "test", "another", 1, 3600)
    limits.spend(db, "other", "someone", 1, 3600)
