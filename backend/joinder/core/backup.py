"""Backup and restore: consistent, encrypted, verified; member keys apart; the deletion ledger replayed."""

import hashlib
import io
import json
import os
import shutil
import tarfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, inspect, literal, select, text
from sqlalchemy.orm import Session

from joinder.core import clock, crypto, jobs, migrate, storage
from joinder.core.canonical_json import canonical_json
from joinder.core.database import Base, Database
from joinder.core.dump import decode, encode
from joinder.core.sealed import PASSING, DataKey, DeletionLedgerEntry, forget_all, shred
from joinder.core.settings import Settings, get_settings

CHUNK = 500
KEYS_FILE, DATA_FILE, FILES_DIR, MANIFEST = "keys.sealed", "data.sealed", "files", "manifest.json"
# What ends by itself within hours: nobody is signed in, and no old message is sent again, after a restore.
SKIPPED = ("limit_count", "idempotency_record", "sign_in_challenge", "login_session", "out_message")
# What `migrate` itself loads; the backup brings its own. Whatever a person did leaves rows elsewhere too.
LOADED = ("reference_version", "respondent", "search_document", "search_token")
_after_erasure: list[Callable[[Session, uuid.UUID], None]] = []


class BackupError(RuntimeError):
    """A backup or restore that cannot be trusted; nothing was changed."""


def on_replayed_erasure(hook: Callable[[Session, uuid.UUID], None]) -> Callable[[Session, uuid.UUID], None]:
    """Register what a room erases when a key of the ledger is destroyed again after a restore."""
    _after_erasure.append(hook)
    return hook


def ledger_file(settings: Settings) -> Path:
    """Return the deletion ledger beside the root key: it outlives the data directory and every backup."""
    return settings.root_key_file.with_suffix(".deletions")


def write_ledger(session: Session, settings: Settings) -> int:
    """Bring the ledger file in step with the database; returns how many keys it names."""
    known = read_ledger(settings)
    rows = {str(one) for one in session.scalars(select(DeletionLedgerEntry.key_id))}
    new = sorted(rows - known)
    if new:
        with ledger_file(settings).open("a") as file:
            file.writelines(f"{one}\n" for one in new)
            file.flush()
            os.fsync(file.fileno())
    return len(known | rows)


@jobs.handler("core.write_ledger")
def keep_ledger(session: Session, _payload: dict[str, Any]) -> None:
    """Note destroyed keys beside the root key soon after they were destroyed."""
    write_ledger(session, get_settings())


@jobs.periodic("core.ledger", minutes=15)
def keep_ledger_again(session: Session) -> None:
    """Note destroyed keys that an interrupted job may have left out."""
    write_ledger(session, get_settings())


def read_ledger(settings: Settings) -> set[str]:
    """Return the ids of all destroyed keys that the ledger file names."""
    path = ledger_file(settings)
    return set(path.read_text().split()) if path.exists() else set()


def make(database: Database, settings: Settings, target: Path) -> str:
    """Write a backup into a folder and read it back; refuse one inside the data directory or not empty."""
    if target.resolve().is_relative_to(settings.data_dir.resolve()):
        raise BackupError("A backup inside the data directory would be lost with it. Choose another folder.")
    if target.exists() and any(target.iterdir()):
        raise BackupError(f"{target} is not empty. Choose a new folder for each backup.")
    (target / FILES_DIR).mkdir(parents=True)
    with database.read() as session:
        if not database.is_sqlite:
            session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        tables = {name: list(_rows(session, table)) for name, table in _tables().items()}
        write_ledger(session, settings)
    keys = [row for row in tables.pop(DataKey.__tablename__) if row["kind"] not in PASSING]
    files = _copy_files(target)
    counts = {name: len(rows) for name, rows in tables.items()} | {"data_key": len(keys)}
    _seal(target / DATA_FILE, "backup-data", json.dumps(tables).encode())
    _seal(target / KEYS_FILE, "backup-keys", json.dumps(keys).encode())
    manifest = {"made_at": clock.now().isoformat(), "counts": counts, "files": files}
    body = canonical_json(manifest)
    mac = crypto.keyed_hash("backup-manifest", body).hex()
    (target / MANIFEST).write_text(json.dumps({"manifest": manifest, "mac": mac}))
    verify(target)
    return f"backup of {sum(counts.values())} rows and {len(files)} files in {target}"


def _tables() -> dict[str, Table]:
    return {t.name: t for t in Base.metadata.sorted_tables if t.name not in SKIPPED}


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    for row in session.execute(select(table)).mappings():
        yield {name: encode(value) for name, value in row.items()}


def _copy_files(target: Path) -> dict[str, str]:
    store, sums = storage.get_store(), dict[str, str]()
    for stored in store.list(""):
        path = target / FILES_DIR / _file_name(stored.key)
        try:
            with path.open("wb") as file:
                file.writelines(store.open(stored.key))
        except FileNotFoundError:  # erased since it was listed
            path.unlink()
            continue
        sums[stored.key] = _digest(path)
    return sums


def _file_name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(path: Path, purpose: str, data: bytes) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        info = tarfile.TarInfo("rows.json")
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    path.write_bytes(crypto.seal_bytes(purpose, purpose.encode(), packed.getvalue()))


def _open(path: Path, purpose: str) -> Any:  # noqa: ANN401
    packed = crypto.open_bytes(purpose, purpose.encode(), path.read_bytes())
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as tar:
        member = tar.extractfile("rows.json")
        if member is None:
            raise BackupError("The backup is damaged.")
        return json.loads(member.read())


def verify(source: Path) -> dict[str, Any]:
    """Read a whole backup back and compare it with its manifest; refuse (BackupError) any difference."""
    try:
        outer = json.loads((source / MANIFEST).read_text())
        manifest: dict[str, Any] = outer["manifest"]
        if crypto.keyed_hash("backup-manifest", canonical_json(manifest)).hex() != outer["mac"]:
            raise BackupError("The backup's manifest was changed, or it belongs to another key file.")
        tables: dict[str, list[Any]] = _open(source / DATA_FILE, "backup-data")
        keys: list[Any] = _open(source / KEYS_FILE, "backup-keys")
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        raise BackupError(f"The backup in {source} cannot be read: {error}") from error
    counts = {name: len(rows) for name, rows in tables.items()} | {"data_key": len(keys)}
    if counts != manifest["counts"]:
        raise BackupError("The backup does not hold the rows its manifest names.")
    for key, digest in manifest["files"].items():
        path = source / FILES_DIR / _file_name(key)
        if not path.is_file() or _digest(path) != digest:
            raise BackupError(f"A file of the backup is missing or was changed: {path}")
    return {"tables": tables | {"data_key": keys}, "files": manifest["files"], "made_at": manifest["made_at"]}


def bring_back(settings: Settings, source: Path) -> str:
    """Restore a verified backup into an empty data directory and database, with the deletion ledger replayed.

    Refuses (BackupError) a damaged or foreign backup and a database that anybody used before it changes a thing;
    rows and replayed erasures arrive in one transaction, so that nobody erased is ever back for a moment.
    """
    crypto.load_root_key(settings.root_key_file, may_create=False)
    found = verify(source)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url)
    try:
        if _refuse_rows(database):
            migrate.clear(settings.url)
        migrate.upgrade(settings.url)
        with database.write() as session:
            _put_files(source, found["files"])
            _put_back(session, found["tables"])
            jobs.defer_lost(session)
            erased = replay(session, settings)
    finally:
        database.dispose()
        forget_all()
    made = datetime.fromisoformat(found["made_at"]).astimezone(UTC).date()
    return f"restored the backup of {made}; {erased} erasures replayed"


def _refuse_rows(database: Database) -> bool:
    """Refuse a database that anybody used; tell whether `migrate` has loaded its data into this one."""
    with database.read() as session:
        there = set(inspect(session.connection()).get_table_names())
        tables = [table for name, table in _tables().items() if name in there]
        filled = {one.name for one in tables if session.scalar(select(literal(1)).select_from(one).limit(1))}
    if not filled <= set(LOADED):
        raise BackupError("The database is not empty. Restore into an empty data directory and database.")
    return bool(filled)


def _put_back(session: Session, tables: dict[str, list[dict[str, Any]]]) -> None:
    for name, table in _tables().items():
        rows = [{key: decode(value) for key, value in row.items()} for row in tables.get(name, [])]
        self_links = [c.name for c in table.columns if any(f.column.table is table for f in c.foreign_keys)]
        later = [(row["id"], {c: row[c] for c in self_links if row[c]}) for row in rows] if self_links else []
        for start in range(0, len(rows), CHUNK):
            chunk = [row | dict.fromkeys(self_links) for row in rows[start : start + CHUNK]]
            session.execute(insert(table), chunk)
        for row_id, values in later:
            if values:
                session.execute(table.update().where(table.c.id == row_id).values(values))


def _put_files(source: Path, files: dict[str, str]) -> None:
    store = storage.get_store()
    for key, digest in files.items():
        copy = source / FILES_DIR / _file_name(key)
        if not store.exists(key):
            part = copy.with_suffix(".part")  # the store may take the file it is given
            shutil.copy(copy, part)
            store.put_file(key, part)
            part.unlink(missing_ok=True)
        elif hashlib.sha256(store.read(key)).hexdigest() != digest:
            raise BackupError(f"The store holds another file under {key}. Restore into an empty data directory.")


def replay(session: Session, settings: Settings) -> int:
    """Let each room erase what belonged to the keys that the ledger names, and destroy these keys again."""
    erased = 0
    for key_id in sorted(read_ledger(settings)):
        if session.get(DataKey, uuid.UUID(key_id)) is None:
            continue
        for hook in _after_erasure:
            hook(session, uuid.UUID(key_id))
        shred(session, uuid.UUID(key_id))
        erased += 1
    return erased
