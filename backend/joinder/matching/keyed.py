"""A keyed hash of many short messages at once: AES-128 of one block each, not guessed back without the key."""

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
KEY_BYTES = 16
_BLOCK = 16


def keyed(key: bytes, blocks: U64) -> U64:
    """Promise 64 bits for each row of two 64-bit words: a pseudorandom function of the whole row under the key.

    Refuses a key that is not 16 bytes. Each row is one block of the cipher by itself, so nothing is chained, and
    equal rows are meant to give equal hashes: that is what a shingle is compared by.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("A key has 16 bytes.")
    plain = np.ascontiguousarray(blocks, dtype="<u8").view(np.uint8).reshape(-1)
    hashed = bytearray(len(plain) + _BLOCK)
    Cipher(algorithms.AES128(key), modes.ECB()).encryptor().update_into(plain.data, hashed)  # noqa: S305
    return np.frombuffer(hashed, dtype="<u8", count=2 * len(blocks))[::2].astype(np.uint64)
