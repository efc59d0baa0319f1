"""Checkpoints over all audit chains: what was rewritten after one contradicts it, however well it is rewritten."""

from datetime import timedelta

import pytest
from joinder.cases import audit, checkpoints
from joinder.cases.audit import HOUSE, ZERO
from joinder.cases.models import AuditCheckpoint, AuditEntry, AuditHead, CheckpointHead
from joinder.core import clock, crypto
from joinder.core.database import Database
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tests import world
from tests.conftest import NOW


def act(db: Database, case_id, action: str) -> None:
    with db.write() as session:
        audit.write(session, case_id, HOUSE, action, "x")


@pytest.fixture
def cases(db: Database):
    """Two cases with a few acts each, a checkpoint after each hour of three."""
    with db.write() as session:
        made = [world.make_case(session, title=title).id for title in ("提现一直审核不到账", "余额被冻结无法使用")]
    for hour, case_id in enumerate((made[0], made[1], made[0])):
        with clock.frozen(NOW + timedelta(hours=hour)):
            act(db, case_id, "letter.draft")
            with db.write() as session:
                checkpoints.keep_checkpoint(session)
    return made


def contradicted(db: Database) -> list[int]:
    """Return the hours whose checkpoints no longer hold."""
    with db.read() as session:
        return [round((at - NOW) / timedelta(hours=1)) for at in checkpoints.contradicted(session)]


def unguarded(session) -> None:
    """Do what an intruder with the whole database in hand can do: take the guards away."""
    if session.get_bind().dialect.name == "sqlite":
        for table in ("audit_entry", "audit_checkpoint", "checkpoint_head"):
            for verb in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
    else:
        for table in ("audit_entry", "audit_checkpoint", "checkpoint_head"):
            session.execute(text(f"DROP TRIGGER {table}_no_change ON {table}"))


def rewrite(session, chain: str, action: str) -> None:
    """Rewrite a chain from its first entry on, and its head, so that the chain itself holds again."""
    entries = session.scalars(select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.seq)).all()
    before = ZERO
    for place, entry in enumerate(entries):
        entry.action = action if place == 0 else entry.action
        entry.prev_hash = before
        entry.hash = before = audit.link(entry)
    session.scalars(select(AuditHead).where(AuditHead.chain == chain)).one().hash = before
    session.flush()


def test_checkpoints_hold_as_long_as_nothing_is_rewritten_and_keep_only_what_moved(db: Database, cases) -> None:
    assert contradicted(db) == []
    act(db, cases[1], "letter.seal")
    assert contradicted(db) == [], "what comes after a checkpoint is none of its business"
    with db.read() as session:
        kept = session.scalars(
            select(func.count(CheckpointHead.id))
            .join(AuditCheckpoint, AuditCheckpoint.id == CheckpointHead.checkpoint_id)
            .group_by(AuditCheckpoint.at)
            .order_by(AuditCheckpoint.at)
        ).all()
        heads = session.scalar(select(func.count(AuditHead.id)))
        assert kept == [heads, 1, 1]


def test_a_rewritten_chain_holds_by_itself_and_contradicts_the_checkpoints(db: Database, cases) -> None:
    with db.write() as session:
        unguarded(session)
        rewrite(session, str(cases[1]), "nothing.happened")
    with db.read() as session:
        assert audit.broken_chains(session) == []
    assert contradicted(db) == [0, 1], "the third kept nothing of this chain, but both that did say so"


def test_heads_rewritten_with_their_chain_still_do_not_give_the_root(db: Database, cases) -> None:
    with db.write() as session:
        unguarded(session)
        rewrite(session, str(cases[0]), "nothing.happened")
        known = {(one.chain, one.seq): one.hash for one in session.scalars(select(AuditEntry))}
        for head in session.scalars(select(CheckpointHead)):
            head.hash = known[head.chain, head.seq]
    assert contradicted(db) == [0, 1, 2]


def test_a_cut_chain_is_noticed_though_its_head_was_moved_back(db: Database, cases) -> None:
    with db.write() as session:
        unguarded(session)
        last = session.scalars(
            select(AuditEntry).where(AuditEntry.chain == str(cases[0])).order_by(AuditEntry.seq.desc()).limit(1)
        ).one()
        head = session.scalars(select(AuditHead).where(AuditHead.chain == str(cases[0]))).one()
        head.seq, head.hash = last.seq - 1, last.prev_hash
        session.delete(last)
    with db.read() as session:
        assert audit.broken_chains(session) == []
    assert contradicted(db) == [2]


def test_another_key_makes_no_root_and_the_database_refuses_to_change_a_checkpoint(db: Database, cases) -> None:
    with pytest.raises(DBAPIError, match="append-only"), db.write() as session:
        session.execute(text("DELETE FROM checkpoint_head"))
    with pytest.raises(DBAPIError, match="append-only"), db.write() as session:
        session.execute(text("UPDATE audit_checkpoint SET heads = 1"))
    crypto.use_root_key(b"\x02" * 32)
    assert contradicted(db) == [0, 1, 2]


def test_checkpoints_of_a_version_that_kept_no_heads_are_passed_over(db: Database) -> None:
    with db.write() as session:
        session.add(AuditCheckpoint(at=NOW - timedelta(days=1), root=bytes(32), heads=7))
        world.make_case(session)
    with db.write() as session:
        checkpoints.keep_checkpoint(session)
    assert contradicted(db) == []
