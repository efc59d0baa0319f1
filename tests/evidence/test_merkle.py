"""Merkle trees agree with RFC 6962's published vectors, and their proofs hold and fail as they should."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some
from joinder.evidence import merkle

# The entries and roots of the reference tree used by Certificate Transparency implementations.
ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]


def test_the_empty_tree_is_the_hash_of_nothing():
    assert merkle.root([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_published_vectors(size):
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_a_proof_is_that_of_the_published_vector():
    assert [step.hex() for step in merkle.proof(LEAVES, 5)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(some.lists(some.binary(max_size=8), min_size=1, max_size=40), some.data())
def test_every_leaf_has_a_proof_that_holds_and_no_other_place_does(entries, data):
    leaves = [merkle.leaf_hash(entry + bytes([place])) for place, entry in enumerate(entries)]
    index = data.draw(some.integers(0, len(leaves) - 1))
    path, head = merkle.proof(leaves, index), merkle.root(leaves)
    assert merkle.holds(leaves[index], index, len(leaves), path, head)
    for wrong in range(-1, len(leaves) + 1):
        if wrong != index:
            assert not merkle.holds(leaves[index], wrong, len(leaves), path, head)
    assert not merkle.holds(merkle.leaf_hash(b"other"), index, len(leaves), path, head)
    assert not merkle.holds(leaves[index], index, len(leaves), [*path, head], head)
    if path:
        assert not merkle.holds(leaves[index], index, len(leaves), path[:-1], head)


def test_a_leaf_that_is_not_there_has_no_proof():
    for index in (-1, 8):
        with pytest.raises(IndexError):
            merkle.proof(LEAVES, index)


def test_a_node_can_not_be_passed_off_as_a_leaf():
    inner = merkle.root(LEAVES[:2])
    assert merkle.root([inner]) != merkle.root([merkle.leaf_hash(LEAVES[0] + LEAVES[1])])
