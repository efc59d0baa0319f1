"""SipHash-2-4 over many short messages at once: a keyed hash whose inputs cannot be guessed back without the key."""

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
KEY_BYTES = 16
_START = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)


def siphash(key: bytes, blocks: U64) -> U64:
    """Hash each row of 64-bit words to one word (Aumasson and Bernstein, 2012); refuse a key that is not 16 bytes.

    The last column closes the message: it carries length and kind, as the byte count does in the byte form.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("A SipHash key has 16 bytes.")
    first, second = (np.uint64(int.from_bytes(half, "little")) for half in (key[:8], key[8:]))
    state = [
        np.full(len(blocks), np.uint64(word) ^ half) for word, half in zip(_START, (first, second) * 2, strict=True)
    ]
    for column in range(blocks.shape[1]):
        word = blocks[:, column]
        state[3] ^= word
        _rounds(state, 2)
        state[0] ^= word
    state[2] ^= np.uint64(0xFF)
    _rounds(state, 4)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def _rounds(v: list[U64], count: int) -> None:
    for _ in range(count):
        _half(v, 0, 1, 13)
        v[0] = _turn(v[0], 32)
        _half(v, 2, 3, 16)
        _half(v, 0, 3, 21)
        _half(v, 2, 1, 17)
        v[2] = _turn(v[2], 32)


def _half(v: list[U64], left: int, right: int, bits: int) -> None:
    v[left] += v[right]
    v[right] = _turn(v[right], bits)
    v[right] ^= v[left]


def _turn(word: U64, bits: int) -> U64:
    return (word << np.uint64(bits)) | (word >> np.uint64(64 - bits))
