"""What a complaint is about, as terms: Chinese characters and pairs, other words with their parts and pairs."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from joinder.core.folding import UNSPACED, fold
from joinder.matching.canonical import canonical

Terms = NDArray[np.uint64]
# Three members, as the design has it; of what is not ordinary, three besides the nine one attacker may hold (ADR 0024).
SHARED_BY, UNUSUAL_SHARED_BY = 3, 3 + 9
LONGEST_TEXT = 20_000
_PART = 4
_BREAKS = re.compile(r"[\W_]+")
_RUNS = re.compile(f"(?P<han>[{UNSPACED}]+)|(?P<word>[^ {UNSPACED}]+)")


def terms(text: str) -> Counter[str]:
    """Promise every term of a text with how often it stands there; refuses no string."""
    found: Counter[str] = Counter()
    last = ""
    for match in _RUNS.finditer(canonical(text[:LONGEST_TEXT]).text):
        run = match.group()
        if match.lastgroup == "han":
            found.update(run)
            found.update(_slices(run, 2))
        else:
            found[f"w:{run}"] += 1
            found.update(f"p:{part}" for part in _slices(f"_{run}_", _PART))
            found[f"b:{last} {run}"] += 1
        last = run
    return found


def _slices(run: str, size: int) -> Iterator[str]:
    return (run[at : at + size] for at in range(len(run) - size + 1))


def keyed(names: Iterable[str], key: bytes, known: dict[str, int] | None = None) -> list[int]:
    """Promise a 64-bit keyed hash for each term: nobody without the key can read which terms they are.

    What is `known` under the same key is not hashed again, and what is hashed is noted there.
    """
    known = {} if known is None else known
    for name in (wanted := list(names)):
        if name not in known:
            hashed = hashlib.blake2b(name.encode(), key=key, digest_size=8)
            known[name] = int.from_bytes(hashed.digest(), "little")
    return [known[name] for name in wanted]


def as_set(hashes: Iterable[int]) -> Terms:
    """Promise hashes as a sorted array without repeats."""
    return np.unique(np.fromiter(hashes, dtype=np.uint64))


def shared(texts_by_member: Sequence[Sequence[str]], ordinary: AbstractSet[str]) -> list[str]:
    """Promise the ordinary terms that at least three members use and others that twelve do, never by how many more.

    So nobody finds out with nine accounts whether one more member used a phrase of their own.
    """
    users: Counter[str] = Counter()
    for texts in texts_by_member:
        users.update({name for text in texts for name in terms(text)})
    needs = ((name, count, SHARED_BY if name in ordinary else UNUSUAL_SHARED_BY) for name, count in users.items())
    return sorted(name for name, count, need in needs if count >= need)


_PARTICLES = "以后|之后|然后|以前|之前|[的了着过也都就又还且而及与和或但并以是我你他她它们这那此其]"
_ENDS = re.compile(f"^(?:{_PARTICLES}|后)+|(?:{_PARTICLES})+$")


def phrases(text: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Promise the longest pieces of the writer's own text that consist of known terms, to say what two texts share."""
    wanted = set(known)
    found: dict[str, None] = {}
    for match in _RUNS.finditer(_BREAKS.sub(" ", fold(text[:LONGEST_TEXT]))):
        run = match.group()
        pieces = _stretches(run, wanted) if match.lastgroup == "han" else ([run] if f"w:{run}" in wanted else [])
        for piece in pieces:
            found[piece] = None
    longest = sorted((one for one in found if len(one) > 1), key=lambda one: (-len(one), one))
    return [one for at, one in enumerate(longest) if not any(one in longer for longer in longest[:at])][:most]


def _stretches(run: str, wanted: set[str]) -> Iterator[str]:
    start = 0
    for at, (left, right) in enumerate(pairwise(run)):
        if left + right not in wanted:
            yield _trimmed(run[start : at + 1])
            start = at + 1
    yield _trimmed(run[start:])


def _trimmed(piece: str) -> str:
    """Take particles off both ends, so that what is shown reads as words and not as a cut-out."""
    return _ENDS.sub("", piece)
