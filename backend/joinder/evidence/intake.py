"""Takes one file in: streamed to disk encrypted and hashed, decoded and rebuilt in the child, then kept durably."""

import asyncio
import hashlib
import os
import unicodedata
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from joinder.core import storage
from joinder.core.errors import Invalid, TooLarge, Unavailable
from joinder.core.settings import get_settings
from joinder.evidence import child, envelope, kinds

UPLOAD_SECONDS = 600
WRITE_AT = 512 * 1024
READ_BYTES = 256 * 1024
MAX_NAME = 120
ORIGINAL, DERIVATIVE = "original", "derivative"


@dataclass(frozen=True)
class Arrived:
    """One whole file in the incoming folder, encrypted; its bytes were never on disk in the clear."""

    id: uuid.UUID
    file_key: bytes
    path: Path
    size: int
    sha256: str
    head: bytes


@dataclass(frozen=True)
class Kept:
    """One file and its rebuilt copy, both durably in the store; there is no row yet."""

    arrived: Arrived
    media_type: str
    pages: int | None
    derivative_type: str
    derivative_size: int
    derivative_sha256: str

    @property
    def storage_key(self) -> str:
        """Return where the original is kept."""
        return object_key(self.arrived.id, ORIGINAL)

    @property
    def derivative_key(self) -> str:
        """Return where the rebuilt copy is kept."""
        return object_key(self.arrived.id, DERIVATIVE)

    def discard(self) -> None:
        """Remove both objects again: no row will name them."""
        for key in (self.storage_key, self.derivative_key):
            storage.get_store().delete(key)


def object_key(evidence_id: uuid.UUID, part: str) -> str:
    """Return the storage key of one part of one item."""
    return f"evidence/{evidence_id}/{part}"


def context(evidence_id: uuid.UUID, part: str) -> bytes:
    """Return what a part's ciphertext is bound to."""
    return f"evidence.{part}.{evidence_id}".encode()


def incoming() -> Path:
    """Return the folder of files on their way in."""
    folder = get_settings().data_dir / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def clean_name(name: str) -> str:
    """Return a file name as a person may see it: the last part, without control or direction characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*')
    return plain.strip(" .")[:MAX_NAME]


@asynccontextmanager
async def received(chunks: AsyncIterator[bytes], declared: int | None) -> AsyncGenerator[Arrived]:
    """Stream a file in and hold it until the end of the block; refuse one over 20 MiB (early), empty or too slow."""
    if declared is not None and declared > kinds.MAX_FILE_BYTES:
        raise TooLarge("evidence.too_large", field="file")
    evidence_id = uuid.uuid4()
    path = incoming() / str(evidence_id)
    try:
        yield await _in_time(chunks, evidence_id, path)
    finally:
        path.unlink(missing_ok=True)


async def _in_time(chunks: AsyncIterator[bytes], evidence_id: uuid.UUID, path: Path) -> Arrived:
    try:
        async with asyncio.timeout(UPLOAD_SECONDS):
            return await _stream(chunks, evidence_id, path)
    except TimeoutError:
        raise Invalid("evidence.too_slow", field="file") from None
    except OSError as error:  # a full disk, for one
        raise Unavailable("core.storage_down") from error


async def _stream(chunks: AsyncIterator[bytes], evidence_id: uuid.UUID, path: Path) -> Arrived:
    file_key, digest, size, head = envelope.new_key(), hashlib.sha256(), 0, b""
    waiting = bytearray()
    with path.open("xb") as target:
        sealer = envelope.Sealer(target, file_key, context(evidence_id, ORIGINAL))
        async for data in chunks:
            size += len(data)
            if size > kinds.MAX_FILE_BYTES:
                raise TooLarge("evidence.too_large", field="file")
            head += data[: kinds.HEAD_BYTES - len(head)]
            digest.update(data)
            waiting += data
            if len(waiting) >= WRITE_AT:
                await asyncio.to_thread(sealer.write, bytes(waiting))
                waiting.clear()
        await asyncio.to_thread(_finish, sealer, target, bytes(waiting))
    if not size:
        raise Invalid("evidence.empty", field="file")
    return Arrived(evidence_id, file_key, path, size, digest.hexdigest(), head)


def _finish(sealer: envelope.Sealer, target: BinaryIO, rest: bytes) -> None:
    sealer.write(rest)
    sealer.finish()
    target.flush()
    os.fsync(target.fileno())


def settle(arrived: Arrived) -> Kept:
    """Judge a file by its bytes and by decoding it, rebuild it, and put both parts into the store.

    Refuses (Invalid) a kind that is not taken and whatever does not decode; then nothing is kept.
    """
    kind = kinds.sniff(arrived.head)
    if kind is None:
        raise Invalid("evidence.kind_refused", field="file")
    measures, copy = child.rebuild(kind, _plain(arrived))
    kept = Kept(
        arrived, kind, measures.get("pages"), kinds.derivative_kind(kind), len(copy), hashlib.sha256(copy).hexdigest()
    )
    store = storage.get_store()
    store.put_file(kept.storage_key, arrived.path)
    try:
        _put_copy(store, kept, copy)
    except BaseException:
        store.delete(kept.storage_key)
        raise
    return kept


def _put_copy(store: storage.Store, kept: Kept, copy: bytes) -> None:
    path = incoming() / f"{kept.arrived.id}.{DERIVATIVE}"
    try:
        with path.open("xb") as target:
            sealer = envelope.Sealer(target, kept.arrived.file_key, context(kept.arrived.id, DERIVATIVE))
            _finish(sealer, target, copy)
        store.put_file(kept.derivative_key, path)
    finally:
        path.unlink(missing_ok=True)


def _plain(arrived: Arrived) -> Generator[bytes]:
    with arrived.path.open("rb") as source:
        read: Callable[[], bytes] = lambda: source.read(READ_BYTES)  # noqa: E731
        yield from envelope.opened(iter(read, b""), arrived.file_key, context(arrived.id, ORIGINAL))
