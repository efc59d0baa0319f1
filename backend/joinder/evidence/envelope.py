"""How a kept file is encrypted: AES-256-GCM in chunks, each bound to its file, its place and whether it is the last.

Layout: magic, 16-byte salt, then chunks of 64 KiB plus tag. The chunk key comes from the file's own key and the salt,
so a key and nonce never meet twice. A changed, moved, missing or foreign chunk does not open, nor does a cut file.
"""

import secrets
from collections.abc import Generator, Iterable
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from joinder.core.crypto import KEY_BYTES, SealBrokenError

MAGIC = b"JDE1"
SALT_BYTES = 16
CHUNK = 64 * 1024
TAG = 16


def new_key() -> bytes:
    """Return a fresh key for one file."""
    return secrets.token_bytes(KEY_BYTES)


class Sealer:
    """Writes one encrypted file; `finish` marks its last chunk."""

    def __init__(self, target: BinaryIO, key: bytes, context: bytes) -> None:
        """Start a file; the context (which file, which part) must be the same at opening."""
        salt = secrets.token_bytes(SALT_BYTES)
        self._target, self._context, self._place = target, context, 0
        self._cipher = _cipher(key, salt, context)
        self._rest = bytearray()
        target.write(MAGIC + salt)

    def write(self, data: bytes) -> None:
        """Take more plaintext."""
        self._rest += data
        while len(self._rest) > CHUNK:  # the last full chunk waits, as only `finish` knows that it is the last
            self._emit(bytes(self._rest[:CHUNK]), last=False)
            del self._rest[:CHUNK]

    def finish(self) -> None:
        """Write what is left as the last chunk."""
        self._emit(bytes(self._rest), last=True)
        self._rest.clear()

    def _emit(self, data: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._place, last=last), data, self._context))
        self._place += 1


def opened(chunks: Iterable[bytes], key: bytes, context: bytes) -> Generator[bytes]:
    """Stream the plaintext; refuse (SealBrokenError) at the first byte that is not as it was written."""
    buffer = bytearray()
    cipher: AESGCM | None = None
    place, full = 0, CHUNK + TAG
    for data in chunks:
        buffer += data
        if cipher is None:
            if len(buffer) < len(MAGIC) + SALT_BYTES:
                continue
            cipher = _start(buffer, key, context)
        while len(buffer) > full:
            yield _open(cipher, place, bytes(buffer[:full]), context, last=False)
            del buffer[:full]
            place += 1
    if cipher is None:
        raise SealBrokenError("A kept file is cut short.")
    yield _open(cipher, place, bytes(buffer), context, last=True)


def _start(buffer: bytearray, key: bytes, context: bytes) -> AESGCM:
    if not buffer.startswith(MAGIC):
        raise SealBrokenError("This is not a kept file.")
    salt = bytes(buffer[len(MAGIC) : len(MAGIC) + SALT_BYTES])
    del buffer[: len(MAGIC) + SALT_BYTES]
    return _cipher(key, salt, context)


def _cipher(key: bytes, salt: bytes, context: bytes) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"joinder/file/1|" + context).derive(key)
    return AESGCM(derived)


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _open(cipher: AESGCM, place: int, data: bytes, context: bytes, *, last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(place, last=last), data, context)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("A kept file was changed, cut or moved.") from error
