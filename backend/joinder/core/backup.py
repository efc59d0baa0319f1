"""Backup and restore: consistent, encrypted, verified; member keys apart; the deletion ledger replayed."""

import hashlib
import io
import json
import shutil
import tarfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select, text
from sqlalchemy.orm import Session

from joinder.core import clock, crypto, jobs, migrate, storage
from joinder.core.canonical_json import canonical_json
from joinder.core.database import Base, Database
from joinder.core.dump import decode, encode
from joinder.core.sealed import DataKey, DeletionLedgerEntry, forget_all
from joinder.core.settings import Settings, get_settings

CHUNK = 500
KEYS_FILE, DATA_FILE, FILES_DIR, MANIFEST = "keys.sealed", "data.sealed", "files", "manifest.json"
SKIPPED = ("limit_count", "idempotency_record", "sign_in_challenge", "login_session")
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
        tables = {name: list(_rows(session, table)) for name, table in _tables(session).items()}
        write_ledger(session, settings)
    keys = tables.pop(DataKey.__tablename__)
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


def _tables(session: Session) -> dict[str, Table]:
    del session
    return {t.name: t for t in Base.metadata.sorted_tables if t.name not in SKIPPED}


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    for row in session.execute(select(table)).mappings():
        yield {name: encode(value) for name, value in row.items()}


def _copy_files(target: Path) -> dict[str, str]:
    store, sums = storage.get_store(), dict[str, str]()
    for stored in store.list(""):
        key = stored.key
        path = target / FILES_DIR / hashlib.sha256(key.encode()).hexdigest()
        digest = hashlib.sha256()
        with path.open("wb") as file:
            for chunk in store.open(key):
                digest.update(chunk)
                file.write(chunk)
        sums[key] = digest.hexdigest()
    return sums


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
        path = source / FILES_DIR / hashlib.sha256(key.encode()).hexdigest()
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise BackupError("A file of the backup was changed.")
    return {"tables": tables | {"data_key": keys}, "files": manifest["files"], "made_at": manifest["made_at"]}


def bring_back(settings: Settings, source: Path) -> str:
    """Restore a verified backup into an empty data directory and database, then replay the deletion ledger."""
    crypto.load_root_key(settings.root_key_file, may_create=False)
    found = verify(source)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate.upgrade(settings.url)
    database = Database(settings.url)
    try:
        with database.write() as session:
            if session.scalar(select(DataKey.id).limit(1)) is not None:
                raise BackupError("The database is not empty. Restore into an empty data directory and database.")
            _put_back(session, found["tables"])
        _put_files(source, found["files"])
        erased = replay(database, settings)
    finally:
        database.dispose()
    made = datetime.fromisoformat(found["made_at"]).astimezone(UTC).date()
    return f"restored the backup of {made}; {erased} erasures replayed"


def _put_back(session: Session, tables: dict[str, list[dict[str, Any]]]) -> None:
    for name, table in _tables(session).items():
        rows = [{key: decode(value) for key, value in row.items()} for row in tables.get(name, [])]
        session.execute(table.delete()) if name == "reference_version" else None
        self_links = [c.name for c in table.columns if any(f.column.table is table for f in c.foreign_keys)]
        later = [{"id": row["id"], **{c: row[c] for c in self_links if row[c]}} for row in rows]
        for start in range(0, len(rows), CHUNK):
            chunk = [row | dict.fromkeys(self_links) for row in rows[start : start + CHUNK]]
            session.execute(insert(table), chunk)
        for row in later:
            if len(row) > 1:
                values = {key: value for key, value in row.items() if key != "id"}
                session.execute(table.update().where(table.c.id == row["id"]).values(values))


def _put_files(source: Path, files: dict[str, str]) -> None:
    store = storage.get_store()
    for key in files:
        if not store.exists(key):
            copy = source / FILES_DIR / (hashlib.sha256(key.encode()).hexdigest() + ".part")
            shutil.copy(copy.with_suffix(""), copy)
            store.put_file(key, copy)
            copy.unlink(missing_ok=True)


def replay(database: Database, settings: Settings) -> int:
    """Destroy again every key that the ledger names, and let each room erase what it belonged to."""
    erased = 0
    for key_id in sorted(read_ledger(settings)):
        with database.write() as session:
            key = session.get(DataKey, uuid.UUID(key_id))
            if key is None:
                continue
            for hook in _after_erasure:
                hook(session, key.id)
            session.delete(key)
            known = select(DeletionLedgerEntry.id).where(DeletionLedgerEntry.key_id == key.id)
            if session.scalar(known) is None:
                session.add(DeletionLedgerEntry(key_id=key.id, at=clock.now()))
            erased += 1
    forget_all()
    return erased
