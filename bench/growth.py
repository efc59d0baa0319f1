"""One more report among 1 thousand to 1 million: what adding it and finding its copies costs, on SQLite, in process.

Run: python -m bench.growth [DATA_FOLDER]; once with sixty respondents, once with one that owns everything.
Matching: index the report, find candidates, check them, propose, in an open transaction. Whole: with the report's own
row and the commit. By the clock, so what is read from the disk counts; the processor's time is stated beside.
"""

import math
import os
import random
import resource
import sqlite3
import tempfile
import time
import uuid
from dataclasses import dataclass, field
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
from joinder.matching.copies import INDEX_VERSION
from joinder.matching.driver import Driver
from joinder.matching.finding import Told
from joinder.matching.keyed import KEY_BYTES
from joinder.matching.meeting import BUCKET
from joinder.matching.service import index_reports
from joinder.reports.models import Report
from numpy.typing import NDArray

from bench.corpus import clauses, edited, made
from bench.data import Figures, run

SIZES = [int(size) for size in os.environ.get("JOINDER_BENCH_SIZES", "1000,10000,100000,1000000").split(",")]
RESPONDENTS = [int(number) for number in os.environ.get("JOINDER_BENCH_RESPONDENTS", "60,1").split(",")]
ASKED = 60  # of each language, at each size
LANGS = ("zh", "en", "id")
_AT_ONCE = 40_000
Numbers = NDArray[np.int64]


class Grown:
    """A database with so many reports, filled in bulk, and what it would take to fill it further."""

    def __init__(self, folder: Path, respondent_count: int = 60) -> None:
        self.path = folder / "grown.db"
        crypto.use_root_key(bytes(32))
        load_rooms()
        self.database = Database(f"sqlite:///{self.path}")
        Base.metadata.create_all(self.database.engine)
        with self.database.write() as session:
            self.companies = [respondents.propose(session, f"公司{number}号").id for number in range(respondent_count)]
            session.add(plain(self.companies[0], "zh", "TEMPLATE"))
        self.texts: dict[str, list[str]] = {lang: [] for lang in LANGS}
        self.owners: dict[str, list[uuid.UUID]] = {lang: [] for lang in LANGS}
        self.ids: dict[str, list[str]] = {lang: [] for lang in LANGS}
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
                    ids = [uuid.uuid4().hex for _ in part]
                    self.ids[lang] += ids
                    made_keys, made_slots = _fill(raw, ids, part, owners)
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
    raw: sqlite3.Connection, ids: list[str], texts: list[str], owners: list[uuid.UUID]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    key = crypto.derive_key("matching.shingles")[:KEY_BYTES]
    ready = prepare(texts, salts(owners), key, cores())
    first = int(raw.execute("SELECT coalesce(max(slot), 0) + 1 FROM report_shingles").fetchone()[0])
    slots = np.arange(first, first + len(texts))
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
        "INSERT INTO report_shingles (report_id, respondent_id, slot, person, script, length, wording, grams,"
        " counts, gram_count, facts, matcher_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', ?)",
        (
            (one, owner.hex, slot, uuid.uuid4().bytes, each.script, each.length, each.wording.tobytes(),
             each.grams.tobytes(), each.counts.tobytes(), len(each.grams), INDEX_VERSION)
            for one, owner, slot, each in zip(ids, owners, slots.tolist(), ready.sketches, strict=True)
        ),
    )  # fmt: skip
    raw.execute("COMMIT")
    return ready.keys, slots[ready.owners]


@dataclass
class Asked:
    """What adding edited copies of stored texts one by one took, in milliseconds, and what it found."""

    matching: list[float] = field(default_factory=list[float])
    processor: list[float] = field(default_factory=list[float])
    whole: list[float] = field(default_factory=list[float])
    candidates: list[int] = field(default_factory=list[int])
    hits: int = 0


def ask(grown: Grown, lang: str) -> Asked:
    """Add edited copies of stored texts one by one, each told by a person of its own."""
    dice, parts = random.Random(grown.size), clauses(lang)
    asked = Asked()
    original = stored.words

    def counted(driver: Driver, slots: list[int]) -> list[stored.Words]:
        asked.candidates.append(len(slots))
        return original(driver, slots)

    stored.words = counted
    for _ in range(ASKED):
        at = dice.randrange(len(grown.texts[lang]))
        text = edited(grown.texts[lang][at], parts, dice)
        began = time.perf_counter()
        with grown.database.write() as session:
            report = plain(grown.owners[lang][at], lang, uuid.uuid4().hex[:16])
            session.add(report)
            session.flush()
            started, clock_started = time.process_time(), time.perf_counter()
            found = index_reports(session, [Told(report, text, report.reference)])
            asked.processor.append(1000 * (time.process_time() - started))
            asked.matching.append(1000 * (time.perf_counter() - clock_started))
        asked.whole.append(1000 * (time.perf_counter() - began))
        asked.hits += grown.ids[lang][at] in {end.hex for match in found for end in (match.a_id, match.b_id)}
    stored.words = original
    return asked


def grown_by(respondent_count: int) -> Figures:
    """Grow a database step by step and ask at each size."""
    measured: Figures = {}
    name = "one_respondent_" if respondent_count == 1 else ""
    with tempfile.TemporaryDirectory(dir=os.environ.get("JOINDER_BENCH_TEMP")) as folder:
        grown = Grown(Path(folder), respondent_count)
        print(f"  {respondent_count} respondent(s); milliseconds to add a report and find its copies")
        for size in SIZES:
            started = time.perf_counter()
            grown.grow(size)
            built = time.perf_counter() - started
            everyone = Asked()
            for lang in LANGS:
                ask(grown, lang) if size == SIZES[0] else None
                one = ask(grown, lang)
                everyone.matching += one.matching
                everyone.processor += one.processor
                everyone.whole += one.whole
                print(
                    f"  {size:8} {lang}: median {median(one.matching):6.2f} ms, p95 {sorted(one.matching)[-3]:7.2f} ms,"
                    f" candidates {mean(one.candidates):6.1f} on average, {max(one.candidates)} at most,"
                    f" copies found {one.hits / ASKED:.2f}", flush=True,
                )  # fmt: skip
                measured[f"candidates_{name}{lang}_{size}"] = mean(one.candidates)
                measured[f"incremental_recall_{name}{lang}_{size}"] = one.hits / ASKED
            middle = median(everyone.matching)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"  {size:8} all: matching {middle:.2f} ms (processor {median(everyone.processor):.2f}), whole"
                f" {median(everyone.whole):.2f} ms; built in {built:.0f} s, peak {peak} MB;"
                f" {grown.per_report():.0f} bytes of index a report", flush=True,
            )  # fmt: skip
            measured[f"incremental_{name}ms_{size}"] = middle
            measured[f"incremental_{name}processor_ms_{size}"] = median(everyone.processor)
            measured[f"incremental_{name}whole_ms_{size}"] = median(everyone.whole)
        measured[f"index_{name}bytes_per_report"] = grown.per_report()
        grown.database.dispose()
    return measured


def figures() -> Figures:
    """Measure with many respondents and with one; what was not run is no number."""
    if not all(made(lang, 1, 1) for lang in LANGS):
        return {}
    measured: Figures = {}
    for count in RESPONDENTS:
        measured |= grown_by(count)
    for name in ("", "one_respondent_"):
        at = {size: measured.get(f"incremental_{name}ms_{size}", math.nan) for size in (10_000, 1_000_000)}
        measured[f"incremental_{name}ms_1m"] = at[1_000_000]
        measured[f"incremental_{name}growth"] = at[1_000_000] / at[10_000]
    return measured


if __name__ == "__main__":
    run(figures)
