"""A kept file opens whole or not at all: every change, cut, swap and foreign chunk is noticed."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from joinder.core.crypto import SealBrokenError
from joinder.evidence import envelope

KEY = b"k" * 32
HEAD = len(envelope.MAGIC) + envelope.SALT_BYTES
BLOCK = envelope.CHUNK + envelope.TAG


def seal(data, context=b"evidence.original.1", key=KEY, step=10_000):
    target = io.BytesIO()
    sealer = envelope.Sealer(target, key, context)
    for start in range(0, len(data), step):
        sealer.write(data[start : start + step])
    sealer.finish()
    return target.getvalue()


def opened(blob, context=b"evidence.original.1", key=KEY, step=7_777):
    pieces = (blob[start : start + step] for start in range(0, len(blob), step))
    return b"".join(envelope.opened(pieces, key, context))


def broken(blob, **how):
    with pytest.raises(SealBrokenError):
        opened(blob, **how)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 300_000])
@pytest.mark.parametrize("step", [1_000, 65_536, 1_000_000])
def test_every_size_comes_back_byte_for_byte(size, step):
    data = os.urandom(size)
    assert opened(seal(data, step=step), step=step) == data


@given(some.binary(max_size=400), some.integers(1, 90), some.integers(1, 90))
def test_it_does_not_matter_in_what_pieces_it_is_written_or_read(data, write, read):
    assert opened(seal(data, step=write), step=read) == data


def test_nothing_of_the_plaintext_is_in_the_ciphertext_and_two_seals_differ():
    data = b"PLANTED-NARRATIVE" * 5000
    first, second = seal(data), seal(data)
    assert b"PLANTED" not in first
    assert first[HEAD:] != second[HEAD:]


DATA = os.urandom(3 * envelope.CHUNK + 100)
BLOB = seal(DATA)


@settings(max_examples=150)
@given(some.integers(0, len(BLOB) - 1), some.integers(1, 255))
def test_any_flipped_byte_is_noticed(at, by):
    broken(BLOB[:at] + bytes([BLOB[at] ^ by]) + BLOB[at + 1 :])


@settings(max_examples=150)
@given(some.integers(0, len(BLOB) - 1))
def test_any_truncation_is_noticed(at):
    broken(BLOB[:at])


def test_a_cut_exactly_between_chunks_is_noticed():
    for chunks in range(4):
        broken(BLOB[: HEAD + chunks * BLOCK])


def test_chunks_swapped_dropped_doubled_or_added_are_noticed():
    head, parts = BLOB[:HEAD], [BLOB[start : start + BLOCK] for start in range(HEAD, len(BLOB), BLOCK)]
    broken(head + b"".join([parts[1], parts[0], *parts[2:]]))
    broken(head + b"".join([parts[0], *parts[2:]]))
    broken(head + b"".join([parts[0], *parts]))
    broken(BLOB + b"\0")
    broken(BLOB + parts[-1])


def test_a_chunk_of_another_file_under_the_same_key_is_noticed():
    other = seal(DATA)
    broken(BLOB[: HEAD + BLOCK] + other[HEAD + BLOCK :])
    broken(other[:HEAD] + BLOB[HEAD:])


def test_another_file_another_part_or_another_key_does_not_open():
    broken(BLOB, context=b"evidence.original.2")
    broken(BLOB, context=b"evidence.derivative.1")
    broken(BLOB, key=b"j" * 32)


@pytest.mark.parametrize("blob", [b"", b"JDE1", b"JDE2" + BLOB[4:], b"\xff\xd8\xff" + bytes(100)])
def test_what_is_no_kept_file_does_not_open(blob):
    broken(blob)


def test_the_first_bad_byte_stops_the_stream_before_it_is_given():
    at = HEAD + 2 * BLOCK + 5
    bad = BLOB[:at] + bytes([BLOB[at] ^ 1]) + BLOB[at + 1 :]
    given_out = []
    with pytest.raises(SealBrokenError):
        given_out.extend(envelope.opened([bad], KEY, b"evidence.original.1"))
    assert b"".join(given_out) == DATA[: 2 * envelope.CHUNK]
