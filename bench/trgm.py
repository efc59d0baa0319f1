"""Adding one more report and finding its copies beside pg_trgm on PostgreSQL: same texts, same queries, same core.

Run: python -m bench.trgm [DATA_FOLDER]   (JOINDER_BENCH_TRGM=100000,1000000 texts, as it stands)

Queries are edited copies of stored texts, of the kinds and strengths of the near-copy set (corpus.KINDS). Recall is the
share of them whose original is in the answer. pg_trgm gets our canonical texts, the better of its two kinds of index
(GIN both ways: new entries gathered first, as it comes, and written at once), and in each language the highest
similarity threshold at which its recall is no lower than ours; it need neither sort nor explain. Both insert the new
text and are asked in an open transaction that is rolled back afterwards; by the clock, in turn. Once one respondent
owns all texts, so that blocking helps neither; once there are sixty, and pg_trgm filters by respondent. Above 100,000
texts it is one respondent and GIN, the better index there (JOINDER_BENCH_GIST=1 adds the other, which takes an hour to
build). The figures without a number of texts are those of the most texts.
"""

import os
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import LiteralString

import psycopg
from joinder.matching.canonical import canonical_many
from joinder.matching.finding import Told
from joinder.matching.service import index_reports

from bench.corpus import KINDS, clauses, copied, made
from bench.data import Figures, run
from bench.growth import LANGS, Grown, plain
from tests.databases import Postgres

SIZES = [int(size) for size in os.environ.get("JOINDER_BENCH_TRGM", "100000,1000000").split(",")]
MANY = 100_000
GIST = os.environ.get("JOINDER_BENCH_GIST", "0") == "1"
ASKED = 30  # of each language
INDEXES: dict[str, dict[int, LiteralString]] = {
    "gin": {
        1: "gin (words gin_trgm_ops)",
        60: "gin (respondent, words gin_trgm_ops)",
    },
    "gist": {1: "gist (words gist_trgm_ops(siglen=64))", 60: "gist (respondent, words gist_trgm_ops(siglen=64))"},
}
LATER = "gin, written later"
_ROLLED_BACK = "measured"


@dataclass
class Query:
    """An edited copy of a stored text: its language, the original's place, its words and their canonical form."""

    lang: str
    at: int
    text: str
    canonical: str


class Trgm:
    """The canonical texts in a table with a trigram index."""

    def __init__(self, cluster: Postgres, grown: Grown, kind: str) -> None:
        self._open = psycopg.connect(f"postgresql://postgres@/{cluster.create()}?host={cluster.root}", autocommit=True)
        for name in ("pg_trgm", "btree_gin", "btree_gist"):
            self._open.execute(b"CREATE EXTENSION " + name.encode())
        self._open.execute("CREATE TABLE told (id text, respondent text, words text)")
        with self._open.cursor().copy("COPY told FROM STDIN") as copy:
            for lang in LANGS:
                ready = canonical_many(grown.texts[lang])
                for one, owner, text in zip(grown.ids[lang], grown.owners[lang], ready, strict=True):
                    copy.write_row((one, owner.hex, text.text))
        self._open.execute("SET maintenance_work_mem = '1GB'")
        self._blocked = len(grown.companies) > 1
        self._open.execute("CREATE INDEX told_words ON told USING " + INDEXES[kind][len(grown.companies)])
        self._open.execute("VACUUM ANALYZE told")

    def write_later(self, *, later: bool) -> None:
        """Let the GIN index gather new entries first, as it comes, or write each at once; nothing waits from before."""
        self._open.execute("SELECT gin_clean_pending_list('told_words')")
        self._open.execute(f"ALTER INDEX told_words SET (fastupdate = {'on' if later else 'off'})".encode())

    def similarities(self, grown: Grown, queries: list[Query]) -> list[float]:
        """Return how similar each query is to its original."""
        found: list[float] = []
        for one in queries:
            original = canonical_many([grown.texts[one.lang][one.at]])[0].text
            row = self._open.execute("SELECT similarity(%s, %s)", (one.canonical, original)).fetchone()
            found.append(float(row[0]) if row else 0.0)
        return found

    def ask(self, grown: Grown, query: Query, threshold: float) -> tuple[float, bool]:
        """Return the milliseconds to add a text and find what is similar, and whether the original was found."""
        own, respondent = grown.ids[query.lang][query.at], grown.owners[query.lang][query.at].hex
        self._open.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", (str(threshold),))
        with self._open.transaction(force_rollback=True):
            started = time.perf_counter()
            self._open.execute("INSERT INTO told VALUES ('', %s, %s)", (respondent, query.canonical))
            if self._blocked:
                search = "SELECT id FROM told WHERE respondent = %s AND words %% %s"
                rows = self._open.execute(search, (respondent, query.canonical))
            else:
                rows = self._open.execute("SELECT id FROM told WHERE words %% %s", (query.canonical,))
            found = {row[0] for row in rows}
            took = 1000 * (time.perf_counter() - started)
        return took, own in found


def _ours(grown: Grown, query: Query) -> tuple[float, bool]:
    took, hit = 0.0, False
    try:
        with grown.database.write() as session:
            report = plain(grown.owners[query.lang][query.at], query.lang, f"{time.time_ns():x}"[-16:])
            session.add(report)
            session.flush()
            started = time.perf_counter()
            found = index_reports(session, [Told(report, query.text, report.reference)])
            took = 1000 * (time.perf_counter() - started)
            hit = grown.ids[query.lang][query.at] in {end.hex for one in found for end in (one.a_id, one.b_id)}
            raise InterruptedError(_ROLLED_BACK)
    except InterruptedError:
        return took, hit


def _queries(grown: Grown) -> dict[str, list[Query]]:
    asked: dict[str, list[Query]] = {}
    for lang in LANGS:
        dice, parts = random.Random(5), clauses(lang)
        places = [dice.randrange(len(grown.texts[lang])) for _ in range(ASKED)]
        texts = [
            copied(grown.texts[lang][at], KINDS[number % len(KINDS)], parts, dice) for number, at in enumerate(places)
        ]
        ready = canonical_many(texts)
        asked[lang] = [Query(lang, *each, one.text) for *each, one in zip(places, texts, ready, strict=True)]
    return asked


def beside(grown: Grown, cluster: Postgres) -> Figures:
    """Ask both, language by language, and print the table."""
    respondents = len(grown.companies)
    peers: dict[str, Trgm] = {}
    for kind in INDEXES if grown.size <= MANY or GIST else ("gin",):
        started = time.perf_counter()
        peers[kind] = Trgm(cluster, grown, kind)
        print(f"  {grown.size} texts in {kind}, built in {time.perf_counter() - started:.0f} s", flush=True)
    peers[LATER] = peers["gin"]
    asked, took = _queries(grown), {name: list[float]() for name in ("ours", *peers)}
    measured: Figures = {}
    blocked = "" if respondents == 1 else "_blocked"
    hits, recall = dict.fromkeys(took, 0), dict.fromkeys(LANGS, 0)
    for lang, queries in asked.items():
        recall[lang] = sum(_ours(grown, one)[1] for one in queries)
        similar = sorted(peers["gin"].similarities(grown, queries), reverse=True)
        threshold = similar[max(0, recall[lang] - 1)] - 0.0001
        for one in queries:
            for name, each in took.items():
                if name.startswith("gin"):
                    peers[name].write_later(later=name == LATER)
                ms, hit = _ours(grown, one) if name == "ours" else peers[name].ask(grown, one, threshold)
                each.append(ms)
                hits[name] += hit
        middle = {name: median(each[-ASKED:]) for name, each in took.items()}
        shown = ", ".join(f"{name} {ms:.2f} ms" for name, ms in middle.items())
        best = min(middle[kind] for kind in peers)
        measured[f"speed_vs_pg_trgm{blocked}_{lang}_{grown.size}"] = best / middle["ours"]
        print(
            f"  {grown.size} texts of {respondents} respondent(s), {lang}: threshold {threshold:.3f}; {shown}",
            flush=True,
        )
    middle = {name: median(each) for name, each in took.items()}
    print(f"  all: {middle}, recall { ({name: hit / len(took[name]) for name, hit in hits.items()}) }", flush=True)
    best = min(peers, key=lambda kind: middle[kind])
    total = len(took["ours"])
    found = {
        f"speed_vs_pg_trgm{blocked}": middle[best] / middle["ours"],
        f"speed_vs_pg_trgm_mean{blocked}": sum(took[best]) / sum(took["ours"]),
        f"pg_trgm_ms{blocked}": middle[best],
        f"beside_pg_trgm_ms{blocked}": middle["ours"],
        f"pg_trgm_recall{blocked}": hits[best] / total,
        f"recall_beside_pg_trgm{blocked}": hits["ours"] / total,
    }
    return measured | found | {f"{key}_{grown.size}": value for key, value in found.items()}


def figures() -> Figures:
    """Ask both for the same copies, one after the other, with one respondent and with sixty."""
    if not all(made(lang, 1, 1) for lang in LANGS):
        return {}
    before = os.sched_getaffinity(0)
    os.environ["LC_ALL"] = "C.UTF-8"  # in the C locale the extension knows no Chinese letter
    os.sched_setaffinity(0, {max(before)})  # the cluster inherits it
    cluster = Postgres()
    measured: Figures = {}
    try:
        for size, respondents in [(size, number) for size in sorted(SIZES) for number in (1, 60)]:
            if size > MANY and respondents > 1:
                continue
            with tempfile.TemporaryDirectory(dir=os.environ.get("JOINDER_BENCH_TEMP")) as folder:
                started, grown = time.perf_counter(), Grown(Path(folder), respondents)
                grown.grow(size)
                print(f"  {size} texts, ours built in {time.perf_counter() - started:.0f} s", flush=True)
                measured |= beside(grown, cluster)
                grown.database.dispose()
    finally:
        cluster.stop()
        os.sched_setaffinity(0, before)
    return measured


if __name__ == "__main__":
    run(figures)
