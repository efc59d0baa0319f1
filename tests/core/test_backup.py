"""Backup, loss of everything, restore: the same counts, words, files and chains; the erased stay erased."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from joinder.accounts.models import Contact
from joinder.api.rooms import load_rooms
from joinder.cases import audit
from joinder.cli import main
from joinder.core import backup, clock, crypto, jobs, messages, sealed, storage
from joinder.core.backup import BackupError
from joinder.core.database import Database
from joinder.core.settings import Settings, get_settings
from joinder.evidence import access
from joinder.evidence.models import Evidence
from joinder.filings import forgetting
from joinder.letters.models import AnnexLine
from joinder.reports.models import Membership, Report
from sqlalchemy import func, select, text
from typer.testing import CliRunner

from tests.core import house
from tests.filings.world import START

load_rooms()


@pytest.fixture(autouse=True)
def _soon_after() -> Iterator[None]:
    """Few days after the house was filled, while nothing has expired yet."""
    with clock.frozen(START + timedelta(days=10)):
        yield


@pytest.fixture
def settings(db: Database, database_url: str) -> Settings:
    return get_settings()


@pytest.fixture
def empty(settings: Settings, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings of the same house after it lost everything: an empty database of the same kind."""
    name = ""
    if not settings.is_sqlite:
        cluster = request.getfixturevalue("postgres")
        name = cluster.create()
        monkeypatch.setenv("JOINDER_DATABASE_URL", cluster.url(name))
    get_settings.cache_clear()
    yield get_settings()
    if name:
        cluster.drop(name)


def test_everything_lost_comes_back_and_who_was_erased_since_stays_erased(
    db: Database, settings: Settings, empty: Settings, tmp_path: Path
) -> None:
    erased_id = house.fill(db, tmp_path)
    with db.read() as session:
        before, words = house.counts(session), house.words(session)
    said = backup.make(db, settings, tmp_path / "backup")
    assert f"backup of {sum(before.values())} rows" in said
    with db.write() as session:
        gone = {str(row.id) for row in session.scalars(select(Report).where(Report.account_id == erased_id))}
        contact = session.scalars(select(Contact.id).where(Contact.account_id == erased_id)).one()
        forgetting.erase_account(session, house.account_of(session, erased_id), audit.HOUSE)
    jobs.run_due(db)
    assert len(backup.read_ledger(settings)) >= 3
    house.lose_everything(db, settings)

    def check(back: Database, said: str) -> None:
        assert "erasures replayed" in said
        assert " 0 erasures" not in said
        jobs.run_due(back)
        with back.read() as session:
            after = house.counts(session)
            grown = {"audit_entry", "audit_checkpoint", "checkpoint_head", "job", "deletion_ledger", "timeline_entry"}
            grown |= {
                "approval",
                "sealed_letter",
                "annex_line",
                "left_contact",
                "notification",
            }  # an unsent letter issued anew without them, and by what contact they would be known again
            fewer = {name: before[name] - after[name] for name in before if after[name] < before[name]}
            assert set(fewer) <= {"contact", "evidence", "data_key", "report_shingles", "shingle_band", "consent"}
            assert fewer["evidence"] == fewer["contact"] == 1
            assert {name for name in before if after[name] > before[name]} <= grown
            kept = {
                key: value
                for key, value in words.items()
                if key.split(".")[1] not in gone | {str(contact)} and not key.startswith("evidence.")
            }
            assert house.words(session) == kept
            assert audit.broken_chains(session) == []
            assert_erased(session, erased_id)
        assert [one.key for one in storage.get_store().list("evidence")] == []

    house.restored(empty, tmp_path / "backup", check)


def assert_erased(session: Any, account_id: uuid.UUID) -> None:
    assert house.account_of(session, account_id).closed_at is not None
    mine = list(session.scalars(select(Report).where(Report.account_id == account_id)))
    assert mine
    assert all(row.withdrawn_at and row.narrative_sealed is None and row.amount_minor is None for row in mine)
    members = list(session.scalars(select(Membership).where(Membership.account_id == account_id)))
    assert all(member.withdrawn_at for member in members)
    line = session.scalars(select(AnnexLine).where(AnnexLine.membership_id == members[0].id)).first()
    with pytest.raises(crypto.SealBrokenError):
        _ = line.line_json


def test_without_an_erasure_counts_words_and_files_are_exactly_the_same(
    db: Database, settings: Settings, empty: Settings, tmp_path: Path
) -> None:
    house.fill(db, tmp_path)
    with db.write() as session:
        messages.send(
            session, to_kind="email", to="late@example.org", template="accounts.code_email", lang="zh", params={}
        )
        jobs.enqueue(session, "core.write_ledger", {}, run_at=clock.now())
    with db.read() as session:
        before, words = house.counts(session), house.words(session)
    backup.make(db, settings, tmp_path / "backup")
    house.lose_everything(db, settings)

    def check(back: Database, said: str) -> None:
        assert said.endswith("0 erasures replayed")
        with back.read() as session:
            assert house.counts(session) == before
            assert house.words(session) == words
            assert audit.broken_chains(session) == []
            assert session.scalar(select(func.count()).select_from(messages.OutMessage)) == 0
            item = session.scalars(select(Evidence)).one()
            assert b"".join(access.contents(item, "original")) == house.FILE
            if not back.is_sqlite:
                waiting = session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"))
                assert waiting == session.scalar(select(func.count()).where(jobs.Job.done_at.is_(None)))
        with pytest.raises(BackupError, match="not empty"):
            backup.bring_back(empty, tmp_path / "backup")

    house.restored(empty, tmp_path / "backup", check)


SQLITE_ONLY = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def made(db: Database, settings: Settings, tmp_path: Path) -> Path:
    """A small backup."""
    with db.write() as session:
        sealed.new_data_key(session)
    store = settings.data_dir.parent / "file"
    store.write_bytes(b"sealed bytes")
    storage.get_store().put_file("evidence/one", store)
    backup.make(db, settings, tmp_path / "backup")
    return tmp_path / "backup"


def run(*command: str) -> tuple[int, str]:
    get_settings.cache_clear()
    outcome = CliRunner().invoke(main, list(command))
    assert "Traceback" not in outcome.output
    return outcome.exit_code, outcome.output


@SQLITE_ONLY
def test_a_backup_inside_the_data_directory_or_over_something_is_refused(made: Path, settings: Settings) -> None:
    code, said = run("backup", str(settings.data_dir / "backup"))
    assert (code, "inside the data directory" in said) == (1, True)
    code, said = run("backup", str(made))
    assert (code, "is not empty" in said) == (1, True)


def change_manifest(folder: Path) -> None:
    path = folder / "manifest.json"
    outer = json.loads(path.read_text())
    outer["manifest"]["counts"]["data_key"] = 0
    path.write_text(json.dumps(outer))


def change_rows(folder: Path) -> None:
    path = folder / "data.sealed"
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def change_file(folder: Path) -> None:
    next((folder / "files").iterdir()).write_bytes(b"another")


def drop_file(folder: Path) -> None:
    next((folder / "files").iterdir()).unlink()


def drop_keys(folder: Path) -> None:
    (folder / "keys.sealed").unlink()


@SQLITE_ONLY
@pytest.mark.parametrize("spoil", [change_manifest, change_rows, change_file, drop_file, drop_keys])
def test_a_damaged_backup_is_refused_before_anything_is_written(
    made: Path, db: Database, settings: Settings, spoil: Any
) -> None:
    spoil(made)
    house.lose_everything(db, settings)
    code, said = run("restore", str(made))
    assert code == 1
    assert "backup" in said.lower()
    assert not (settings.data_dir / "joinder.db").exists()


@SQLITE_ONLY
def test_a_backup_of_another_key_file_and_one_without_any_key_file_are_refused(
    made: Path, db: Database, settings: Settings
) -> None:
    house.lose_everything(db, settings)
    settings.root_key_file.write_bytes(b"\x02" * 32)
    code, said = run("restore", str(made))
    assert (code, "another key file" in said) == (1, True)
    settings.root_key_file.unlink()
    code, said = run("restore", str(made))
    assert (code, "key file" in said and "is missing" in said) == (1, True)
    assert not settings.root_key_file.exists()


@SQLITE_ONLY
def test_a_restore_over_existing_rows_is_refused(made: Path) -> None:
    code, said = run("restore", str(made))
    assert (code, "not empty" in said) == (1, True)


def migrated() -> None:
    code, said = run("migrate")
    assert code == 0, said


def test_a_restore_finds_its_way_into_a_house_that_only_migrate_has_touched(
    db: Database, settings: Settings, empty: Settings, tmp_path: Path
) -> None:
    """As in Compose, where `migrate` runs before anything else and loads the reference data."""
    house.fill(db, tmp_path)
    with db.read() as session:
        before = house.counts(session)
    backup.make(db, settings, tmp_path / "backup")
    house.lose_everything(db, settings)
    migrated()

    def check(back: Database, _said: str) -> None:
        with back.read() as session:
            assert house.counts(session) == before
            assert audit.broken_chains(session) == []
        migrated()

    house.restored(empty, tmp_path / "backup", check)
