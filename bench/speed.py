"""Speed and memory beside rensa and datasketch: raw texts in, exactly checked pairs out, each in its own process.

Run: python -m bench.speed [DATA_FOLDER]. The peers get our canonical text and our exact check of their candidates.
Processor time on one core, runs interleaved, the best of each; two cores against one by the clock.
"""

import json
import os
import resource
import subprocess
import sys
import time
import uuid
from array import array
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from joinder.matching.bands import salts
from joinder.matching.bulk import near_copies_among, sampled
from joinder.matching.canonical import canonical_many
from joinder.matching.checking import Checker
from joinder.matching.shingles import WORDING, Sketches, sketch_many, stacked

from bench.corpus import made
from bench.data import Figures, folder, run

KEY = bytes(range(16))
RESPONDENT = uuid.UUID(int=1)
TEXTS = int(os.environ.get("JOINDER_BENCH_TEXTS", "100000"))
ROUNDS = int(os.environ.get("JOINDER_BENCH_ROUNDS", "3"))
PART = 1_500  # texts at a time, as our own bulk path takes them: no peer has to hold all shingles at once
Hashed = Callable[[list[list[str]]], list[Any]]
Candidates = Callable[[list[Any]], Iterable[Iterable[int]]]


def ours(texts: list[str], workers: int) -> tuple[int, int]:
    """Return how many pairs we find, and how many we checked."""
    found = near_copies_among(texts, salts([RESPONDENT] * len(texts)), KEY, workers)
    return len(found.later), found.checked


def _checked(texts: list[str], hashed: Hashed, candidates: Candidates) -> tuple[int, int]:
    """Give a peer our canonical text as shingles, in parts as we take it, and check its candidates as ours are."""
    sketched: list[Sketches] = []
    signatures: list[Any] = []
    for start in range(0, len(texts), PART):
        ready = canonical_many(texts[start : start + PART], read=False)
        signatures += hashed([_slices(each.text, WORDING[each.script]) for each in ready])
        sketched.append(sketch_many(ready, KEY))
    sketches = stacked(sketched)
    later, earlier = array("q"), array("q")
    for number, others in enumerate(candidates(signatures)):
        before = [other for other in others if other < number]
        later.extend([number] * len(before))
        earlier.extend(before)
    pairs = [np.frombuffer(each, np.int64).astype(np.intp) for each in (later, earlier)]
    is_copy = Checker(sketches, sampled(sketches)).check(*pairs).is_copy
    return int(is_copy.sum()), len(later)


def _slices(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(len(text) - size + 1)]


def rensa(texts: list[str], permutations: int, bands: int) -> tuple[int, int]:
    """R-MinHash of all shingles and its LSH, through its batch calls."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    def candidates(hashed: list[Any]) -> Iterable[Iterable[int]]:
        index = RMinHashLSH(0.36, permutations, bands)
        index.insert_many(hashed)
        return index.query_all(hashed)

    return _checked(texts, lambda shingles: RMinHash.from_token_sets(shingles, permutations, 42), candidates)


def datasketch(texts: list[str]) -> tuple[int, int]:
    """MinHash in bulk and MinHashLSH."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    def candidates(hashed: list[Any]) -> Iterable[Iterable[int]]:
        index = MinHashLSH(params=(32, 4), num_perm=128)
        with index.insertion_session() as session:
            for number, each in enumerate(hashed):
                session.insert(number, each, check_duplication=False)
        return map(index.query, hashed)

    def hashed(shingles: list[list[str]]) -> list[Any]:
        return MinHash.bulk([[one.encode() for one in each] for each in shingles], num_perm=128)

    return _checked(texts, hashed, candidates)


CONTENDERS: dict[str, Callable[[list[str]], tuple[int, int]]] = {
    "ours": lambda texts: ours(texts, 1),
    "rensa 128 in 32 bands": lambda texts: rensa(texts, 128, 32),
    "rensa 126 in 42 bands": lambda texts: rensa(texts, 126, 42),
    "datasketch 128 in 32 bands": datasketch,
    "ours on two cores": lambda texts: ours(texts, 2),
}


def contend(name: str) -> None:
    """Run one contender in this process and print what it took."""
    os.sched_setaffinity(0, {0, 1} if "two" in name else {1})
    texts = made("zh", TEXTS, 1)
    CONTENDERS[name](texts[:200])  # tables are filled and libraries loaded before the clock starts
    started, clock = time.process_time(), time.perf_counter()
    pairs, checked = CONTENDERS[name](texts)
    spent = {"cpu": time.process_time() - started, "wall": time.perf_counter() - clock}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**spent, "mb": peak, "pairs": pairs, "checked": checked}))


def _measured(name: str) -> Figures:
    command = [sys.executable, "-m", "bench.speed", str(folder()), f"--contend={name}"]
    environment = {**os.environ, "RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    ended = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603
    return json.loads(ended.stdout.splitlines()[-1])


def figures() -> Figures:
    """Measure all contenders in turn, several rounds, and keep each one's best."""
    if not made("zh", 1, 1):
        return {}
    best: dict[str, Figures] = {}
    for _ in range(ROUNDS):
        for name in CONTENDERS:
            one, known = _measured(name), best.get(name)
            print(f"  {name}: {one['cpu']:.2f} s of processor, {one['wall']:.2f} s", flush=True)
            best[name] = {key: min(value, known[key]) if known else value for key, value in one.items()}
    print(f"  {TEXTS} texts; seconds of the first process's processor and by the clock, peak MB, pairs found, checked")
    for name, one in best.items():
        took = f"{one['cpu']:8.2f} s {one['wall']:8.2f} s {one['mb']:7.0f} MB"
        print(f"  {name:28} {took} {one['pairs']:9.0f} {one['checked']:9.0f}")
    us, them = best["ours"], [one for name, one in best.items() if name.startswith("rensa")]
    return {
        "speed_texts_per_second": TEXTS / us["cpu"],
        "speed_vs_rensa": min(one["cpu"] for one in them) / us["cpu"],
        "speed_vs_rensa_42_bands": best["rensa 126 in 42 bands"]["cpu"] / us["cpu"],
        "speed_vs_datasketch": best["datasketch 128 in 32 bands"]["cpu"] / us["cpu"],
        "memory_vs_rensa": us["mb"] / min(one["mb"] for one in them),
        "two_core_gain": us["wall"] / best["ours on two cores"]["wall"],
        "copies_found_vs_rensa": us["pairs"] / max(1, best["rensa 126 in 42 bands"]["pairs"]),
    }


if __name__ == "__main__":
    wanted = [one.partition("=")[2] for one in sys.argv if one.startswith("--contend=")]
    contend(wanted[0]) if wanted else run(figures)
