"""The root key and what is derived from it: purpose keys, keyed hashes, sealed bytes (AES-256-GCM)."""

import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyMissingError(RuntimeError):
    """The root key file is missing although data sealed under it exists."""


class SealBrokenError(ValueError):
    """Sealed bytes were changed, cut, moved to another row, or belong to another key."""


_root: list[bytes] = []


def load_root_key(path: Path, *, may_create: bool) -> None:
    """Read the root key, creating it 0600 on first start; refuse when it is missing but data exists, or too short."""
    if not path.exists():
        if not may_create:
            raise KeyMissingError(
                f"The key file {path} is missing, but data sealed under it exists. Put the key file back "
                "(JOINDER_KEY_FILE names it); without it nothing can be read."
            )
        _create(path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeyMissingError(f"The key file {path} must hold exactly {KEY_BYTES} bytes.")
    use_root_key(key)


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


def use_root_key(key: bytes) -> None:
    """Take a root key for this process; refuse one that is not 32 bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError("A root key has 32 bytes.")
    _root[:] = [key]
    derive_key.cache_clear()
    _cipher.cache_clear()


@lru_cache(maxsize=256)
def derive_key(purpose: str) -> bytes:
    """Derive the 32-byte key of one purpose from the root key (HKDF-SHA-256, RFC 5869)."""
    if not _root:
        raise KeyMissingError("The root key has not been loaded.")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=b"joinder/1", info=purpose.encode()).derive(_root[0])


def keyed_hash(purpose: str, value: str | bytes) -> bytes:
    """Hash a value under the purpose's key (HMAC-SHA-256); nobody without the key can test guesses."""
    data = value.encode() if isinstance(value, str) else value
    return hmac.new(derive_key("hash:" + purpose), data, hashlib.sha256).digest()


@lru_cache(maxsize=256)
def _cipher(purpose: str) -> AESGCM:
    return AESGCM(derive_key("seal:" + purpose))


def seal_with(key: bytes, aad: bytes, data: bytes) -> bytes:
    """Seal bytes under a key; the context `aad` must be the same at opening."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, aad)


def open_with(key: bytes, aad: bytes, sealed: bytes) -> bytes:
    """Open sealed bytes; refuse (SealBrokenError) anything changed or from another context."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("Sealed bytes do not open in this context.") from error


def seal_bytes(purpose: str, aad: bytes, data: bytes) -> bytes:
    """Seal bytes under a purpose's key derived from the root key."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(purpose).encrypt(nonce, data, aad)


def open_bytes(purpose: str, aad: bytes, sealed: bytes) -> bytes:
    """Open what `seal_bytes` sealed; refuse (SealBrokenError) anything else."""
    try:
        return _cipher(purpose).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("Sealed bytes do not open in this context.") from error
