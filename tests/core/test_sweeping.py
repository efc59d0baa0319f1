"""Housekeeping runs by itself: what ended is forgotten, what still counts stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from joinder.accounts import sweeping as account_sweeping
from joinder.accounts.models import LoginSession, SignInChallenge
from joinder.api.rooms import load_rooms
from joinder.cases.models import AuditCheckpoint
from joinder.core import clock, idempotency, jobs, limits, messages, sealed, sweeping
from joinder.core.database import Base, Database
from joinder.core.idempotency import IdempotencyRecord
from joinder.core.jobs import Job
from joinder.core.limits import LimitCount
from joinder.core.messages import OutMessage
from joinder.reports import drafts
from joinder.reports.drafts import Draft
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client

load_rooms()
EVERY = {
    "core.sweep": 60, "core.ledger": 15, "accounts.sweep": 10, "reports.sweep_drafts": 60, "cases.checkpoint": 60,
    "evidence.sweep": 60, "reports.drop_uploads": 60, "reports.erase_unclaimed": 60, "letters.current": 10,
    "filings.sweep_proofs": 60, "reports.sweep_files": 60, "letters.sweep_files": 60, "statistics.tick": 60,
}  # fmt: skip


def count(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def later(**time: int):
    return clock.frozen(clock.now() + timedelta(**time))


def test_every_sweep_is_registered_with_its_interval() -> None:
    found = {name: minutes for name, (minutes, _) in jobs.PERIODIC.items()}
    assert {name: found.get(name) for name in EVERY} == EVERY


def test_codes_and_messages_end_with_their_keys(db: Database, client: Client, settings_env: Path) -> None:
    client.sign_in("lin@example.org")
    with db.read() as session:
        assert (count(session, SignInChallenge), count(session, OutMessage), count(session, LoginSession)) == (1, 1, 1)
    with db.write() as session:
        account_sweeping.sweep(session)
        assert count(session, SignInChallenge) == 1
    with later(hours=2), db.write() as session:
        account_sweeping.sweep(session)
        assert (count(session, SignInChallenge), count(session, LoginSession)) == (0, 1)
        assert list(session.scalars(select(sealed.DataKey.kind).order_by(sealed.DataKey.kind))) == ["message", "person"]
    with later(days=31), db.write() as session:
        sweeping.sweep(session)
        assert (count(session, OutMessage), count(session, sealed.DataKey)) == (0, 1)
        assert count(session, sealed.DeletionLedgerEntry) == 0
    with later(days=500), db.write() as session:
        account_sweeping.sweep(session)
        assert count(session, LoginSession) == 0


def test_limits_keys_drafts_and_done_jobs_are_forgotten_in_their_time(db: Database) -> None:
    with db.write() as session:
        limits.hit(session, "test", "somebody", 3, 60)
        idempotency.claim(session, "a", "key-12345678", "POST /x", b"{}")
        idempotency.keep(session, 201, b"{}")
        drafts.keep(session, "unsent words")
        jobs.enqueue(session, "core.write_ledger", {})
        jobs.enqueue(session, "core.write_ledger", {"a": 1}, dedupe="once")
    jobs.run_due(db)
    with db.read() as session:
        written = count(session, Job)
        assert written > len(jobs.PERIODIC)
    with later(days=3), db.write() as session:
        sweeping.sweep(session)
        drafts.sweep(session)
        left = set(session.scalars(select(Job.name)))
        waiting = {"statistics.release_totals", "matching.group", "matching.reindex"}  # each still waits for its turn
        assert left == {"core.write_ledger"} | waiting
        assert (count(session, LimitCount), count(session, IdempotencyRecord), count(session, Draft)) == (0, 1, 1)
    with later(days=31), db.write() as session:
        sweeping.sweep(session)
        drafts.sweep(session)
        assert (count(session, IdempotencyRecord), count(session, Draft)) == (0, 0)
        kept = session.scalars(select(Job).where(Job.done_at.is_not(None))).one()
        assert (kept.dedupe, kept.payload) == ("once", {})
    with later(days=401), db.write() as session:
        sweeping.sweep(session)
        assert set(session.scalars(select(Job.name))) == waiting


def test_a_job_that_is_not_done_is_never_forgotten(session: Session) -> None:
    jobs.enqueue(session, "core.write_ledger", {})
    with later(days=900):
        sweeping.sweep(session)
    assert count(session, Job) == 1


def test_the_hourly_checkpoint_covers_every_chain_once_an_hour(db: Database) -> None:
    with db.write() as session:
        world.make_case(session)
    jobs.run_due(db)
    jobs.run_due(db)
    with db.read() as session:
        assert [one.heads for one in session.scalars(select(AuditCheckpoint))] == [1]
    with later(hours=1):
        jobs.run_due(db)
    with db.read() as session:
        assert count(session, AuditCheckpoint) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_message_that_can_never_be_sent_is_shredded_after_a_month(db: Database) -> None:
    with db.write() as session:
        messages.send(
            session, to_kind="phone", to="+8613900000000", template="accounts.code_phone", lang="zh", params={}
        )
    with later(days=31):
        with db.write() as session:
            sweeping.sweep(session)
        jobs.run_due(db)
    with db.read() as session:
        assert count(session, OutMessage) == 0
        assert session.scalars(select(Job.done_at).where(Job.name == "messages.deliver")).one() is not None
