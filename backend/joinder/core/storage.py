"""One seam for kept files, on local disk or any S3-compatible store (obstore); what is kept is ciphertext."""

import os
from collections.abc import Generator, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, S3Store

from joinder.core.errors import Unavailable
from joinder.core.settings import Settings, get_settings

if TYPE_CHECKING:
    from obstore.store import S3Config

CHUNK = 256 * 1024


class AlreadyExists(FileExistsError):  # noqa: N818
    """A key is written once; something is kept under it already."""


class Stored(NamedTuple):
    """One kept object: its key, size in bytes and when it was written."""

    key: str
    size: int
    modified_at: datetime


class Store:
    """Write-once objects by key; a written object survives power loss before `put_file` returns."""

    def __init__(self, backend: LocalStore | S3Store, root: Path | None = None) -> None:
        """Wrap an obstore backend; `root` is its folder when it is the local disk."""
        self._backend = backend
        self._root = root

    def put_file(self, key: str, path: Path) -> None:
        """Keep a file's bytes under a new key, durably; refuse (AlreadyExists) a key in use."""
        try:
            obstore.put(self._backend, _checked(key), path, mode="create")
        except AlreadyExistsError:
            raise AlreadyExists(key) from None
        except BaseError as error:
            raise Unavailable("core.storage_down") from error
        if self._root is not None:
            _sync(self._root, key)

    def open(self, key: str) -> Generator[bytes]:
        """Stream an object's bytes; refuse (FileNotFoundError, before the first byte) a key that keeps nothing."""
        found = _get(self._backend, key)
        return _chunks(found.stream(min_chunk_size=CHUNK))

    def read(self, key: str) -> bytes:
        """Return an object's bytes whole; refuse (FileNotFoundError) a key that keeps nothing."""
        return b"".join(self.open(key))

    def delete(self, key: str) -> None:
        """Remove an object; one that is already gone is fine."""
        try:
            obstore.delete(self._backend, _checked(key))
        except FileNotFoundError:
            return
        except BaseError as error:
            raise Unavailable("core.storage_down") from error

    def exists(self, key: str) -> bool:
        """Tell whether a key keeps something."""
        try:
            obstore.head(self._backend, _checked(key))
        except FileNotFoundError:
            return False
        except BaseError as error:
            raise Unavailable("core.storage_down") from error
        return True

    def list(self, prefix: str = "") -> Iterator[Stored]:
        """Go through everything kept under a folder-like prefix."""
        try:
            for batch in obstore.list(self._backend, prefix or None):
                for item in batch:
                    yield Stored(item["path"], item["size"], item["last_modified"])
        except BaseError as error:
            raise Unavailable("core.storage_down") from error


def connect(settings: Settings) -> Store:
    """Open the store the settings name: local disk under the data directory, or `s3://bucket[/prefix]`."""
    if not settings.storage_url:
        root = (settings.data_dir / "files").absolute()
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Store(LocalStore(root, mkdir=True), root)
    return Store(_s3(settings))


@lru_cache(maxsize=4)
def _cached(_where: tuple[str, ...]) -> Store:
    return connect(get_settings())


def get_store() -> Store:
    """Return the process's store (one per set of storage settings)."""
    settings = get_settings()
    return _cached((str(settings.data_dir.absolute()), settings.storage_url, settings.s3_endpoint))


def _s3(settings: Settings, retries: int = 4) -> S3Store:
    where = urlsplit(settings.storage_url)
    if where.scheme != "s3" or not where.netloc:
        raise ValueError("JOINDER_STORAGE_URL is empty (local disk) or s3://bucket, optionally with a /prefix.")
    config: S3Config = {"region": settings.s3_region, "virtual_hosted_style_request": False}
    if settings.s3_endpoint:
        config["endpoint"] = settings.s3_endpoint
    if settings.s3_access_key.get_secret_value():
        config["access_key_id"] = settings.s3_access_key.get_secret_value()
        config["secret_access_key"] = settings.s3_secret_key.get_secret_value()
    return S3Store(
        where.netloc,
        prefix=where.path.strip("/") or None,
        config=config,
        client_options={"allow_http": settings.s3_endpoint.startswith("http://"), "connect_timeout": "5s"},
        retry_config={"max_retries": retries, "retry_timeout": timedelta(seconds=20)},
    )


def _get(backend: LocalStore | S3Store, key: str) -> "obstore.GetResult":
    try:
        return obstore.get(backend, _checked(key))
    except FileNotFoundError:
        raise
    except BaseError as error:
        raise Unavailable("core.storage_down") from error


def _chunks(stream: "obstore.BytesStream") -> Generator[bytes]:
    try:
        for chunk in stream:
            yield bytes(chunk)
    except BaseError as error:
        raise Unavailable("core.storage_down") from error


def _checked(key: str) -> str:
    parts = key.split("/")
    if not all(part and part.strip(".") and part.isascii() and part.isprintable() for part in parts):
        raise ValueError(f"{key!r} is no storage key.")
    return key


def _sync(root: Path, key: str) -> None:
    """Force the file, then every folder on its way, to disk."""
    path = root / key
    _fsync(path, os.O_RDONLY)
    for folder in path.parents:
        _fsync(folder, os.O_RDONLY | os.O_DIRECTORY)
        if folder == root:
            return


def _fsync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
