"""One seam over local disk and S3: the same promises on both."""

import os
from pathlib import Path

import pytest
from joinder.core import storage
from joinder.core.errors import Unavailable
from joinder.core.settings import Settings
from pydantic import SecretStr

from tests.core.s3_server import free_port, s3_server


@pytest.fixture(scope="module")
def s3_endpoint():
    with s3_server("joinder-test") as url:
        yield url


def s3_settings(tmp_path, endpoint, url="s3://joinder-test"):
    return Settings(
        data_dir=tmp_path / "data",
        storage_url=url,
        s3_endpoint=endpoint,
        s3_access_key=SecretStr("testing"),
        s3_secret_key=SecretStr("testing"),
    )


@pytest.fixture(params=["local", "s3", "s3-prefix"])
def store(request, tmp_path):
    if request.param == "local":
        return storage.connect(Settings(data_dir=tmp_path / "data"))
    endpoint = request.getfixturevalue("s3_endpoint")
    prefix = "" if request.param == "s3" else f"/{tmp_path.name}/deep"
    return storage.connect(s3_settings(tmp_path, endpoint, f"s3://joinder-test{prefix}"))


@pytest.fixture
def put(store, tmp_path):
    def _put(key, data):
        path = tmp_path / "source.bin"
        path.write_bytes(data)
        store.put_file(key, path)

    return _put


@pytest.fixture
def key(tmp_path):
    return f"evidence/{tmp_path.name}/{os.urandom(4).hex()}"


def test_what_is_put_comes_back_byte_for_byte_and_in_pieces(store, put, key):
    data = os.urandom(3 * 1024 * 1024 + 17)
    put(key, data)
    assert store.exists(key)
    assert store.read(key) == data
    pieces = list(store.open(key))
    assert len(pieces) > 1
    assert all(isinstance(piece, bytes) for piece in pieces)


def test_twenty_mebibytes_and_an_empty_file_are_kept(store, put, key):
    put(key, b"\x07" * (20 * 1024 * 1024 + 8192))
    put(key + "-empty", b"")
    assert sum(map(len, store.open(key))) == 20 * 1024 * 1024 + 8192
    assert store.read(key + "-empty") == b""


def test_a_key_is_written_once(store, put, key):
    put(key, b"first")
    with pytest.raises(storage.AlreadyExists):
        put(key, b"second")
    assert store.read(key) == b"first"


def test_a_key_that_keeps_nothing_is_said_before_the_first_byte(store, key):
    assert not store.exists(key)
    with pytest.raises(FileNotFoundError):
        store.open(key)
    with pytest.raises(FileNotFoundError):
        store.read(key)


def test_deleting_is_final_and_repeatable(store, put, key):
    put(key, b"gone soon")
    store.delete(key)
    store.delete(key)
    assert not store.exists(key)
    put(key, b"again")
    assert store.read(key) == b"again"


def test_a_prefix_lists_what_is_under_it_alone(store, put, tmp_path):
    base = f"list-{tmp_path.name}"
    for number in range(3):
        put(f"{base}/a/{number}", b"x" * number)
    put(f"{base}/b/0", b"y")
    found = sorted(store.list(f"{base}/a"))
    assert [(item.key, item.size) for item in found] == [(f"{base}/a/{n}", n) for n in range(3)]
    assert all(item.modified_at.tzinfo is not None for item in found)
    assert list(store.list(f"{base}/nothing")) == []


@pytest.mark.parametrize("bad", ["", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", "a\0b", "a/\n", "证据"])
def test_a_key_that_could_leave_its_folder_is_refused(store, put, bad):
    for act in (store.read, store.delete, store.exists, store.open, lambda key: put(key, b"x")):
        with pytest.raises(ValueError, match="storage key"):
            act(bad)


def test_on_local_disk_the_file_and_every_new_folder_are_synced_before_the_answer(tmp_path, monkeypatch):
    synced = []
    real = os.fsync

    def watched(handle):
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    store = storage.connect(Settings(data_dir=tmp_path / "data"))
    source = tmp_path / "source"
    source.write_bytes(b"x")
    store.put_file("evidence/ab/cd", source)
    root = tmp_path / "data" / "files"
    assert synced == [str(path) for path in (root / "evidence/ab/cd", root / "evidence/ab", root / "evidence", root)]


def test_a_store_that_is_down_says_so(tmp_path):
    config = s3_settings(tmp_path, f"http://127.0.0.1:{free_port()}")
    store = storage.Store(storage._s3(config, retries=0))
    source = tmp_path / "source"
    source.write_bytes(b"x")
    with pytest.raises(Unavailable):
        store.put_file("a/b", source)
    with pytest.raises(Unavailable):
        store.read("a/b")
    with pytest.raises(Unavailable):
        list(store.list("a"))


@pytest.mark.parametrize("url", ["s3://", "file:///tmp/x", "https://bucket", "bucket"])
def test_another_kind_of_storage_address_is_refused(tmp_path, url):
    with pytest.raises(ValueError, match="JOINDER_STORAGE_URL"):
        storage.connect(Settings(data_dir=tmp_path, storage_url=url))
