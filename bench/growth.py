"""One more report among 1 thousand to 1 million: what adding it and finding its copies costs, on SQLite, in process.

Run: python -m bench.growth [DATA_FOLDER]   (JOINDER_BENCH_RESPONDENTS=1 gives one respondent everything)
"""

import os
import random
import resource
import sqlite3
import tempfile
import time
import uuid
from pathlib import Path
from statistics import mean, median

import numpy as np
from joinder.api.rooms import load_rooms
from joinder.cases import respondents
from joinder.core import clock, crypto
from joinder.core.database import Base, Database
from joinder.matching import stored
from joinder.matching.bands import salts
from joinder.matching.bulk import cores, prepare
from joinder.matching.copies import MATCHER_VERSION
from joinder.matching.finding import Told
from joinder.matching.keyed import KEY_BYTES
from joinder.matching.meeting import BUCKET
from joinder.matching.service import index_reports
from joinder.reports.models import Report
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from bench.corpus import clauses, edited, made
from bench.data import Figures, run

SIZES = [int(size) for size in os.environ.get("JOINDER_BENCH_SIZES", "1000,10000,100000,1000000").split(",")]
RESPONDENTS = int(os.environ.get("JOINDER_BENCH_RESPONDENTS", "60"))
ASKED = 60  # of each language, at each size
LANGS = ("zh", "en", "id")
_AT_ONCE = 40_000
Numbers = NDArray[np.int64]


class Grown:
    """A database with so many reports, filled in bulk, and what it would take to fill it further."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "grown.db"
        crypto.use_root_key(bytes(32))
        load_rooms()
        self.database = Database(f"sqlite:///{self.path}")
        Base.metadata.create_all(self.database.engine)
        with self.database.write() as session:
            self.companies = [respondents.propose(session, f"公司{number}号").id for number in range(RESPONDENTS)]
            session.add(plain(self.companies[0], "zh", "TEMPLATE"))
        self.texts: dict[str, list[str]] = {lang: [] for lang in LANGS}
        self.owners: dict[str, list[uuid.UUID]] = {lang: [] for lang in LANGS}
        self.size = 0
        self._keys, self._slots = np.empty(0, np.int64), np.empty(0, np.int64)
        self.bytes_before = self._bytes()

    def _bytes(self) -> int:
        with sqlite3.connect(self.path) as raw:
            used = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%shingle%'"
            try:
                return int(raw.execute(used).fetchone()[0] or 0)
            except sqlite3.OperationalError:  # built without dbstat: the whole file, reports included
                return int(raw.execute("PRAGMA page_count").fetchone()[0]) * 4096

    def grow(self, size: int) -> None:
        """Add reports until there are so many."""
        dice = random.Random(size)
        keys, slots = [self._keys], [self._slots]
        fresh: list[NDArray[np.intp]] = []
        with sqlite3.connect(self.path, isolation_level=None) as raw:
            raw.execute("PRAGMA synchronous=OFF")
            raw.execute("PRAGMA cache_size=-2000000")
            for lang, share in zip(LANGS, (0.4, 0.3, 0.3), strict=True):
                texts = made(lang, int((size - self.size) * share), size)
                for start in range(0, len(texts), _AT_ONCE):
                    part = texts[start : start + _AT_ONCE]
                    owners = [dice.choice(self.companies) for _ in part]
                    self.texts[lang] += part
                    self.owners[lang] += owners
                    made_keys, made_slots = _fill(raw, part, owners)
                    keys.append(made_keys)
                    slots.append(made_slots)
            self._keys, self._slots = np.concatenate(keys), np.concatenate(slots)
            order = np.argsort(self._keys, kind="stable")  # the earlier report comes first in its bucket
            begins = np.flatnonzero(np.concatenate([[True], np.diff(self._keys[order]) != 0]))
            place = np.arange(len(order)) - np.repeat(begins, np.diff(begins, append=len(order)))
            fresh.append(order[(place < BUCKET) & (order >= len(keys[0]))])
            raw.execute("BEGIN")
            for start in range(0, len(fresh[0]), 1_000_000):
                part = fresh[0][start : start + 1_000_000]
                cells = zip(self._keys[part].tolist(), self._slots[part].tolist(), strict=True)
                raw.executemany("INSERT INTO shingle_band (key, slot) VALUES (?, ?)", cells)
            raw.execute("COMMIT")
        self.size = size

    def per_report(self) -> float:
        """Return the bytes of index for each report."""
        return (self._bytes() - self.bytes_before) / self.size


def plain(respondent_id: uuid.UUID, lang: str, reference: str) -> Report:
    """Return a report without words; its text is handed to matching beside it."""
    return Report(
        reference=reference, respondent_id=respondent_id, key_id=uuid.UUID(int=7), issue_id="unspecified", lang=lang,
        happened_precision="unknown", money_kind="unknown", remedies=[], source="web", suggestion_first=False,
        submitted_at=clock.now(), left_with_person=False,
    )  # fmt: skip


def _fill(
    raw: sqlite3.Connection, texts: list[str], owners: list[uuid.UUID]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    key = crypto.derive_key("matching.shingles")[:KEY_BYTES]
    ready = prepare(texts, salts(owners), key, cores())
    slots = np.random.default_rng(abs(hash(texts[0])) % 2**32).integers(-(2**63), 2**63, len(texts), dtype=np.int64)
    ids = [uuid.uuid4().hex for _ in texts]
    held = [
        row[1] for row in raw.execute("PRAGMA table_info(report)") if row[1] not in {"id", "reference", "respondent_id"}
    ]
    names = ", ".join(held)
    raw.execute("BEGIN")
    raw.executemany(
        f"INSERT INTO report (id, reference, respondent_id, {names}) "  # noqa: S608
        f"SELECT ?, ?, ?, {names} FROM report WHERE reference = 'TEMPLATE'",
        ((one, one[:16], owner.hex) for one, owner in zip(ids, owners, strict=True)),
    )
    raw.executemany(
        "INSERT INTO report_shingles (id, report_id, respondent_id, slot, script, length, wording, grams, counts,"
        " gram_count, facts, matcher_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', ?)",
        (
            (one, one, owner.hex, slot, each.script, each.length, each.wording.tobytes(), each.grams.tobytes(),
             each.counts.tobytes(), len(each.grams), MATCHER_VERSION)
            for one, owner, slot, each in zip(ids, owners, slots.tolist(), ready.sketches, strict=True)
        ),
    )  # fmt: skip
    raw.execute("COMMIT")
    return ready.keys, slots[ready.owners]


def ask(grown: Grown, lang: str) -> tuple[list[float], list[int], float]:
    """Add edited copies of stored texts one by one: milliseconds each, candidates each, share of originals found."""
    dice, parts = random.Random(grown.size), clauses(lang)
    took: list[float] = []
    seen: list[int] = []
    hits = 0
    original = stored.words

    def counted(session: Session, slots: list[int]) -> list[stored.Words]:
        seen.append(len(slots))
        return original(session, slots)

    stored.words = counted
    for _ in range(ASKED):
        at = dice.randrange(len(grown.texts[lang]))
        text = edited(grown.texts[lang][at], parts, dice)
        started = time.process_time()
        with grown.database.write() as session:
            report = plain(grown.owners[lang][at], lang, uuid.uuid4().hex[:16])
            session.add(report)
            session.flush()
            found = index_reports(session, [Told(report, text)])
        took.append(1000 * (time.process_time() - started))
        hits += bool(found)
    stored.words = original
    return took, seen, hits / ASKED


def figures() -> Figures:
    """Grow a database step by step and ask at each size."""
    if not all(made(lang, 1, 1) for lang in LANGS):
        return {}
    measured: Figures = {}
    middle: dict[int, float] = {}
    with tempfile.TemporaryDirectory(dir=os.environ.get("JOINDER_BENCH_TEMP")) as folder:
        grown = Grown(Path(folder))
        print(f"  {RESPONDENTS} respondent(s); processor milliseconds to add a report and find its copies, committed")
        for size in SIZES:
            started = time.perf_counter()
            grown.grow(size)
            built = time.perf_counter() - started
            everyone: list[float] = []
            for lang in LANGS:
                ask(grown, lang) if size == SIZES[0] else None
                took, seen, hits = ask(grown, lang)
                everyone += took
                print(
                    f"  {size:8} {lang}: median {median(took):6.2f} ms, p95 {sorted(took)[-3]:7.2f} ms, candidates"
                    f" {mean(seen):6.1f} on average, {max(seen)} at most, copies found {hits:.2f}", flush=True,
                )  # fmt: skip
                measured[f"candidates_{lang}_{size}"] = mean(seen)
                measured[f"incremental_recall_{lang}_{size}"] = hits
            middle[size] = median(everyone)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"  {size:8} all: median {middle[size]:.2f} ms; built in {built:.0f} s, peak {peak} MB;", end=" ")
            print(f"{grown.per_report():.0f} bytes of index a report", flush=True)
            measured[f"incremental_ms_{size}"] = middle[size]
        measured["index_bytes_per_report"] = grown.per_report()
        grown.database.engine.dispose()
    measured["incremental_ms_1m"] = middle[SIZES[-1]]
    measured["incremental_growth"] = middle[SIZES[-1]] / middle[SIZES[1 if len(SIZES) > 1 else 0]]
    return measured


if __name__ == "__main__":
    run(figures)
