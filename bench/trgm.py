"""Finding the copies of one more report beside pg_trgm on PostgreSQL: the same texts, in turn, by the clock.

Run: python -m bench.trgm [DATA_FOLDER]   (JOINDER_BENCH_TRGM texts, 100000 as it stands)
"""

import os
import random
import tempfile
import time
from pathlib import Path
from statistics import median

import psycopg
from joinder.matching.finding import Told
from joinder.matching.service import index_reports

from bench.corpus import clauses, edited, made
from bench.data import Figures, run
from bench.growth import LANGS, Grown, plain
from tests.databases import Postgres

TEXTS = int(os.environ.get("JOINDER_BENCH_TRGM", "100000"))
ASKED = 20


class Trgm:
    """The texts in a table with a trigram index."""

    def __init__(self, cluster: Postgres, texts: list[str]) -> None:
        self._open = psycopg.connect(f"postgresql://postgres@/{cluster.create()}?host={cluster.root}", autocommit=True)
        self._open.execute("CREATE EXTENSION pg_trgm")
        self._open.execute("CREATE TABLE told (id serial, words text)")
        with self._open.cursor().copy("COPY told (words) FROM STDIN") as copy:
            for text in texts:
                copy.write_row((text.lower().replace("\0", ""),))
        self._open.execute("CREATE INDEX ON told USING gin (words gin_trgm_ops)")
        self._open.execute("ANALYZE told")
        self._open.execute("SET pg_trgm.similarity_threshold = 0.3")

    def ask(self, text: str) -> tuple[float, bool]:
        """Return the milliseconds to find what is similar, and whether anything was."""
        started = time.perf_counter()
        query = "SELECT id FROM told WHERE words %% %s ORDER BY similarity(words, %s) DESC LIMIT 25"
        found = self._open.execute(query, (text.lower(), text.lower())).fetchall()
        return 1000 * (time.perf_counter() - started), bool(found)


def _ours(grown: Grown, lang: str, at: int, text: str) -> tuple[float, bool]:
    started = time.perf_counter()
    with grown.database.write() as session:
        report = plain(grown.owners[lang][at], lang, f"{time.time_ns():x}"[-16:])
        session.add(report)
        session.flush()
        found = index_reports(session, [Told(report, text)])
    return 1000 * (time.perf_counter() - started), bool(found)


def figures() -> Figures:
    """Ask both for the same copies, one after the other."""
    if not all(made(lang, 1, 1) for lang in LANGS):
        return {}
    os.environ["LC_ALL"] = "C.UTF-8"  # in the C locale the extension knows no Chinese letter
    cluster = Postgres()
    ours: list[tuple[float, bool]] = []
    theirs: list[tuple[float, bool]] = []
    try:
        with tempfile.TemporaryDirectory(dir=os.environ.get("JOINDER_BENCH_TEMP")) as folder:
            grown = Grown(Path(folder))
            grown.grow(TEXTS)
            trgm = Trgm(cluster, [text for lang in LANGS for text in grown.texts[lang]])
            for lang in LANGS:
                dice, parts = random.Random(5), clauses(lang)
                for _ in range(ASKED):
                    at = dice.randrange(len(grown.texts[lang]))
                    text = edited(grown.texts[lang][at], parts, dice)
                    theirs.append(trgm.ask(text))
                    ours.append(_ours(grown, lang, at, text))
            grown.database.engine.dispose()
    finally:
        cluster.stop()
    middle = [median(took for took, _ in each) for each in (ours, theirs)]
    recall = [sum(hit for _, hit in each) / len(each) for each in (ours, theirs)]
    for name, took, share in zip(("ours", "pg_trgm"), middle, recall, strict=True):
        print(f"  {TEXTS} texts, {name}: {took:.2f} ms, found {share:.2f}")
    return {
        "speed_vs_pg_trgm": middle[1] / middle[0],
        "pg_trgm_recall": recall[1],
        "recall_beside_pg_trgm": recall[0],
    }


if __name__ == "__main__":
    run(figures)
