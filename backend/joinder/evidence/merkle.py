"""Merkle trees over byte strings as in RFC 6962 §2.1: root, inclusion proof, its check."""

import hashlib
from collections.abc import Sequence

LEAF = b"\x00"
NODE = b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Hash one entry as a leaf (a leaf can never be taken for a node)."""
    return hashlib.sha256(LEAF + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the tree head over leaf hashes, in their order; the empty tree's is SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return _node(root(leaves[:split]), root(leaves[split:]))


def proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of one leaf, from the leaf upwards; refuse (IndexError) a leaf that is not there."""
    if not 0 <= index < len(leaves):
        raise IndexError("No such leaf.")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*proof(leaves[:split], index), root(leaves[split:])]
    return [*proof(leaves[split:], index - split), root(leaves[:split])]


def holds(leaf: bytes, index: int, size: int, path: Sequence[bytes], head: bytes) -> bool:
    """Tell whether a leaf hash is entry `index` of the tree of `size` entries with this head (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = _node(step, found)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            found = _node(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == head


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1
