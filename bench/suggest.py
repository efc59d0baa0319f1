"""Which case fits a text, among 5,000 public cases of 100,000 reports: the server's work on SQLite and PostgreSQL.

Run: python -m bench.suggest [DATA_FOLDER]   (JOINDER_BENCH_CASES cases, 5000 as it stands, twenty reports each)

One suggestion is what a request does: open a read transaction, see whether any profile moved, encode the words, rank
all cases, read those that fit. By the clock; what the first request of a process reads once is stated apart.
"""

import os
import random
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any, cast

import numpy as np
from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case
from joinder.cases.service import CaseData
from joinder.core import crypto
from joinder.core.database import Base, Database
from joinder.core.search import search_document
from joinder.matching import profiles, vectors
from joinder.matching.embedding import embedder
from joinder.matching.encoder import BuiltIn
from joinder.matching.meaning import Vectors, unit
from joinder.matching.models import CaseProfile
from joinder.matching.suggesting import Asked, suggest_cases
from joinder.matching.terms import as_set, keyed, terms
from joinder.reports.models import Report
from sqlalchemy import Table, insert, select

from bench.corpus import made
from bench.data import Figures, run
from bench.growth import plain
from tests.databases import Postgres, create_tables

CASES = int(os.environ.get("JOINDER_BENCH_CASES", "5000"))
REPORTS_EACH, COMPANIES, ASKED = 20, 200, 300
_LANGS = ("zh", "en", "id")
_AT_ONCE = 2000
_WIDE = 512


@contextmanager
def _databases() -> Iterator[dict[str, str]]:
    cluster = Postgres()
    try:
        with tempfile.TemporaryDirectory(dir=os.environ.get("JOINDER_BENCH_TEMP")) as folder:
            yield {"sqlite": f"sqlite:///{folder}/suggest.db", "postgresql": cluster.url(cluster.create())}
    finally:
        cluster.stop()


def _put(database: Database, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        with database.write() as session:
            session.execute(insert(table), rows[start : start + _AT_ONCE])


def _like(database: Database, model: type[Report] | type[Case], one_id: uuid.UUID) -> dict[str, Any]:
    table = cast("Table", model.__table__)
    with database.read() as session:
        return dict(session.execute(select(table).where(table.c.id == one_id)).one()._mapping)


def _first(database: Database) -> tuple[list[uuid.UUID], dict[str, Any], dict[str, Any]]:
    """Make the companies, and one case and one report whose columns the others take over."""
    with database.write() as session:
        listed = [respondents.propose(session, f"公司{number}号") for number in range(COMPANIES)]
        for one in listed:
            respondents.moderate(session, one, listed=True)
        companies = [one.id for one in listed]
        first = cases.open_case(session, None, CaseData(companies[0], "unspecified", "题", "", "zh", ["refund"]))
        cases.publish(session, first, HOUSE)
        told = plain(companies[0], "zh", "TEMPLATE")
        session.add(told)
        session.flush()
        case_id, report_id = first.id, told.id
    return companies, _like(database, Case, case_id), _like(database, Report, report_id)


def _fill(
    database: Database, texts: dict[str, list[str]], public: Sequence[tuple[str, str]], meanings: Vectors
) -> None:
    dice = random.Random(3)
    companies, like_case, like_report = _first(database)
    opened: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    frozen: list[dict[str, Any]] = []
    documents: list[dict[str, Any]] = []
    for number, (lang, text) in enumerate(public):
        title, _, summary = text.partition("\n")
        own, company = uuid.uuid4(), dice.choice(companies)
        mine = {"id": own, "reference": f"C{number}", "title": title[:120], "summary": summary}
        opened.append(like_case | mine | {"lang": lang, "respondent_id": company})
        documents.append({"kind": "case", "object_id": own, "revision": number})
        words = keyed({name for told in dice.sample(texts[lang], 5) for name in terms(told)}, profiles.key())
        one = {"id": uuid.uuid4(), "case_id": own, "revision": number, "released_at": like_report["submitted_at"]}
        frozen.append(one | {"terms": as_set(words).astype("<u8").tobytes()})
        member = {"case_id": own, "respondent_id": company, "lang": lang}
        members += [
            like_report | member | {"id": uuid.uuid4(), "reference": uuid.uuid4().hex[:16]} for _ in range(REPORTS_EACH)
        ]
    rows = ((Case, opened), (CaseProfile, frozen), (Report, members))
    for model, each in rows:
        _put(database, cast("Table", model.__table__), each)
    _put(database, search_document, documents)
    with database.write() as session:
        revisions = {row["object_id"]: row["revision"] for row in documents}
        vectors.keep_public(session, cast("BuiltIn", embedder()).model_id, revisions, meanings)


def _ask(database: Database, texts: Sequence[str], company: uuid.UUID | None) -> tuple[list[float], list[float]]:
    took: list[float] = []
    spent: list[float] = []
    for text in texts:
        started, began = time.perf_counter(), time.process_time()
        with database.read() as session:
            suggest_cases(session, Asked(text, company, None, "zh"))
        took.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - began))
    return took, spent


def figures() -> Figures:
    """Fill both databases alike and ask each the same beginnings of texts."""
    texts = {lang: made(lang, 2000, 21, copied=0) for lang in _LANGS}
    if not all(texts.values()):
        return {}
    crypto.use_root_key(bytes(32))
    dice = random.Random(4)
    public = [(lang, "\n".join(dice.sample(texts[lang], 2))) for lang in dice.choices(_LANGS, k=CASES)]
    meanings = unit(np.random.default_rng(5).normal(size=(CASES, _WIDE)).astype(np.float32))  # any will do to compare
    asked = [text[: dice.choice((40, 80, 200))] for lang in _LANGS for text in made(lang, ASKED // 3, 22, copied=0)]
    measured: Figures = {}
    with _databases() as urls:
        for name, url in urls.items():
            create_tables(url)
            database = Database(url)
            _fill(database, texts, public, meanings)
            cast("BuiltIn", embedder()).embed(["warm"])
            started = time.perf_counter()
            _ask(database, asked[:1], None)
            first = 1000 * (time.perf_counter() - started)
            took, spent = (sorted(each) for each in _ask(database, asked, None))
            p95 = took[int(0.95 * len(took))]
            print(
                f"  {name}: {CASES} cases, {CASES * REPORTS_EACH} reports: median {median(took):.1f} ms, p95 {p95:.1f}"
                f" (of our processor {spent[int(0.95 * len(spent))]:.1f}); the first, which reads all profiles,"
                f" {first:.0f} ms", flush=True,
            )  # fmt: skip
            measured[f"suggest_p95_ms_{name}"] = p95
            measured[f"suggest_p95_cpu_ms_{name}"] = spent[int(0.95 * len(spent))]
            measured[f"suggest_first_ms_{name}"] = first
            database.dispose()
    measured["suggest_p95_ms"] = max(measured[f"suggest_p95_ms_{name}"] for name in ("sqlite", "postgresql"))
    return measured


if __name__ == "__main__":
    Base.registry.configure()
    run(figures)
