"""Which case fits a text, among 5,000 public cases of 100,000 reports: the server's work on SQLite and PostgreSQL.

Run: python -m bench.suggest [DATA_FOLDER]   (JOINDER_BENCH_CASES cases, 5000 as it stands, twenty reports each)

One suggestion is a whole request: through the application, its limits (a write), the search, released numbers, JSON;
beside it the search alone: see whether any profile moved, encode, rank all cases, read those that fit. By the clock.
"""

import gc
import json
import os
import random
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import cycle
from statistics import median
from typing import Any, cast

import numpy as np
from anyio.from_thread import start_blocking_portal
from joinder.__main__ import SELDOM
from joinder.api.rooms import load_rooms
from joinder.app import assemble
from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case
from joinder.cases.service import CaseData
from joinder.core import crypto
from joinder.core.database import Base, Database
from joinder.core.logs import configure
from joinder.core.search import search_document
from joinder.matching import profiles, vectors
from joinder.matching.embedding import embedder
from joinder.matching.encoder import BuiltIn
from joinder.matching.meaning import Vectors, unit
from joinder.matching.models import CaseProfile
from joinder.matching.suggesting import Asked, suggest_cases
from joinder.matching.terms import as_set, keyed, terms
from joinder.reports.models import Report
from joinder.statistics.board import PEOPLE
from joinder.statistics.models import Release
from sqlalchemy import Table, insert, select

from bench.corpus import made
from bench.data import Figures, run
from bench.growth import plain
from tests.client import Client
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


def _printed(case: uuid.UUID, at: datetime) -> dict[str, Any]:
    """Return a case's first release, with the headline that a suggestion shows."""
    people = {"state": "exact", "value": 20, "at_least": None, "as_of": at.date().isoformat()}
    signed = {
        "hash": bytes(32),
        "prev_hash": None,
        "signature": bytes(64),
        "body": json.dumps({"lines": {PEOPLE: people}}),
    }
    scope = {"id": uuid.uuid4(), "scope": "case", "scope_id": str(case), "number": 1, "at": at, "method_version": "1"}
    return scope | signed


def _fill(
    database: Database, texts: dict[str, list[str]], public: Sequence[tuple[str, str]], meanings: Vectors
) -> None:
    dice = random.Random(3)
    companies, like_case, like_report = _first(database)
    opened: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    frozen: list[dict[str, Any]] = []
    documents: list[dict[str, Any]] = []
    printed: list[dict[str, Any]] = []
    for number, (lang, text) in enumerate(public):
        title, _, summary = text.partition("\n")
        own, company = uuid.uuid4(), dice.choice(companies)
        mine = {"id": own, "reference": f"C{number}", "title": title[:120], "summary": summary}
        opened.append(like_case | mine | {"lang": lang, "respondent_id": company})
        documents.append({"kind": "case", "object_id": own, "revision": number})
        words = keyed({name for told in dice.sample(texts[lang], 5) for name in terms(told)}, profiles.key())
        one = {"id": uuid.uuid4(), "case_id": own, "revision": number, "released_at": like_report["submitted_at"]}
        frozen.append(one | {"terms": as_set(words).astype("<u8").tobytes()})
        printed.append(_printed(own, like_report["submitted_at"]))
        member = {"case_id": own, "respondent_id": company, "lang": lang}
        members += [
            like_report | member | {"id": uuid.uuid4(), "reference": uuid.uuid4().hex[:16]} for _ in range(REPORTS_EACH)
        ]
    rows = ((Case, opened), (CaseProfile, frozen), (Report, members), (Release, printed))
    for model, each in rows:
        _put(database, cast("Table", model.__table__), each)
    _put(database, search_document, documents)
    with database.write() as session:
        revisions = {row["object_id"]: row["revision"] for row in documents}
        vectors.keep_public(session, cast("BuiltIn", embedder()).model_id, revisions, meanings)


def _search(database: Database, text: str) -> None:
    with database.read() as session:
        suggest_cases(session, Asked(text, None, None, "zh"))


def _request(asking: Iterator[Client], text: str) -> None:
    answer = next(asking).post("/api/suggestions", {"text": text, "respondent_id": None, "issue_id": None})
    answer.raise_for_status()


def _timed(work: Callable[[str], None], texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return how long each text took by the clock and of our processor, in milliseconds, the shortest first."""
    took: list[float] = []
    spent: list[float] = []
    for text in texts:
        started, began = time.perf_counter(), time.process_time()
        work(text)
        took.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - began))
    return sorted(took), sorted(spent)


def _measure(name: str, database: Database, asked: Sequence[str]) -> Figures:
    """Ask everything twice: the search alone, and over HTTP from several addresses, as each may ask only so often."""
    cast("BuiltIn", embedder()).embed(["warm"])
    app = assemble(database, runs_jobs=False)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)  # as a server has it
    (first,), _ = _timed(lambda text: _search(database, text), asked[:1])
    searched, _ = _timed(lambda text: _search(database, text), asked)
    with start_blocking_portal() as portal:
        asking = cycle(Client(portal, app, address=f"127.0.1.{place}") for place in range(5))
        took, spent = _timed(lambda text: _request(asking, text), asked)
    p95, alone, cpu = (each[int(0.95 * len(each))] for each in (took, searched, spent))
    print(
        f"  {name}: {CASES} cases, {CASES * REPORTS_EACH} reports: request median {median(took):.1f} ms, p95 {p95:.1f}"
        f" (processor {cpu:.1f}); the search alone {median(searched):.1f} and {alone:.1f}; the first, which reads all"
        f" profiles, {first:.0f} ms", flush=True,
    )  # fmt: skip
    figures = {"p95_ms": p95, "p95_cpu_ms": cpu, "search_p95_ms": alone, "first_ms": first}
    return {f"suggest_{kind}_{name}": value for kind, value in figures.items()}


def figures() -> Figures:
    """Fill both databases alike and ask each the same beginnings of texts."""
    texts = {lang: made(lang, 2000, 21, copied=0) for lang in _LANGS}
    if not all(texts.values()):
        return {}
    crypto.use_root_key(bytes(32))
    load_rooms()
    configure("CRITICAL")
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
            measured |= _measure(name, database, asked)
            database.dispose()
    measured["suggest_p95_ms"] = max(measured[f"suggest_p95_ms_{name}"] for name in ("sqlite", "postgresql"))
    return measured


if __name__ == "__main__":
    Base.registry.configure()
    run(figures)
