"""What is stored of reports to compare them, read and written as rows: objects would cost more than comparing does."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, cast

import numpy as np
from sqlalchemy import Select, Table, bindparam, insert, select
from sqlalchemy.engine import Connection

from joinder.matching.copies import Rarity
from joinder.matching.models import ReportShingles
from joinder.matching.shingles import Sets, Sketch, Sketches
from joinder.reports.models import Report

CHUNK = 4000
SAMPLE = 64
OWN_REPORTS = 50
Cell = tuple[int, int]
Own = tuple[uuid.UUID, bytes]


class Kept(NamedTuple):
    """Who told a stored report and what it states."""

    slot: int
    report_id: uuid.UUID
    respondent_id: uuid.UUID
    account_id: uuid.UUID | None
    case_id: uuid.UUID | None
    person: bytes | None
    facts: Mapping[str, Sequence[str]]
    matcher_version: str


class Words(NamedTuple):
    """A stored report's keyed hashes."""

    slot: int
    script: str
    length: int
    wording: bytes
    grams: bytes
    counts: bytes


def chunks(values: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Cut values into lists short enough for one statement's parameters."""
    left = iter(values)
    while part := list(islice(left, size)):
        yield part


class _Statements:
    """The statements of one more report, put together once: putting them together cost more than running them."""

    def __init__(self) -> None:
        sketch, report = _table(ReportShingles).c, _table(Report).c
        among = bindparam("among", expanding=True)
        kept = [report[name] if name in ("account_id", "case_id") else sketch[name] for name in Kept._fields]
        words = [sketch[name] for name in Words._fields]
        joined = select(*kept).join_from(_table(ReportShingles), _table(Report), report.id == sketch.report_id)
        is_live = (report.withdrawn_at.is_(None), report.rejected_at.is_(None))
        self.words = select(*words).where(sketch.slot.in_(among))
        self.known = joined.add_columns(*words[1:]).where(sketch.report_id.in_(among))
        self.live = joined.where(sketch.slot.in_(among), *is_live)
        own = joined.with_only_columns(sketch.slot, sketch.person).where(*is_live)
        own = own.where(sketch.respondent_id == bindparam("respondent"), sketch.person.in_(among))
        self.own = own.order_by(report.submitted_at, report.id).limit(bindparam("most"))
        short = select(sketch.grams).where(sketch.script == bindparam("script"), sketch.gram_count > 0)
        self.short = short.order_by(sketch.slot).limit(SAMPLE)
        self.add = insert(_table(ReportShingles))


def _table(model: type[ReportShingles] | type[Report]) -> Table:
    return cast("Table", model.__table__)


@lru_cache(maxsize=1)
def _statements() -> _Statements:
    return _Statements()


def _read(link: Connection, statement: Select[*tuple[Any, ...]], values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for part in chunks(values):
        yield from link.execute(statement, {"among": part})


def cells(link: Connection, keys: Iterable[int]) -> list[Cell]:
    """Return (key, slot) of everything that lies in these buckets."""
    found: list[Cell] = []
    for part in chunks(keys):
        marks = ", ".join([_mark(link)] * len(part))
        query = f"SELECT key, slot FROM shingle_band WHERE key IN ({marks})"  # noqa: S608
        found += [(row[0], row[1]) for row in link.exec_driver_sql(query, tuple(part))]
    return found


def fill(link: Connection, cells: Sequence[Cell]) -> None:
    """Put slots into buckets they are not in."""
    if cells:
        mark = _mark(link)
        link.exec_driver_sql(f"INSERT INTO shingle_band (key, slot) VALUES ({mark}, {mark})", list(cells))  # noqa: S608


def _mark(link: Connection) -> str:
    """Return the driver's placeholder: the two statements above are the most frequent ones and have integers alone."""
    return "?" if link.dialect.paramstyle == "qmark" else "%s"


def add(link: Connection, rows: Sequence[tuple[Kept, Sketch]]) -> None:
    """Store the sketches of reports that have none."""
    if rows:
        link.execute(_statements().add, [_values(kept, made) for kept, made in rows])


def _values(kept: Kept, made: Sketch) -> dict[str, Any]:
    return {
        "id": uuid.uuid4(),
        "report_id": kept.report_id,
        "respondent_id": kept.respondent_id,
        "slot": kept.slot,
        "person": kept.person,
        "script": made.script,
        "length": made.length,
        "wording": made.wording.astype("<u4").tobytes(),
        "grams": made.grams.astype("<u4").tobytes(),
        "counts": made.counts.tobytes(),
        "gram_count": len(made.grams),
        "facts": kept.facts,
        "matcher_version": kept.matcher_version,
    }


def known(link: Connection, report_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[Kept, Sketch]]:
    """Return what is stored of these reports, live or not, by report."""
    found: dict[uuid.UUID, tuple[Kept, Sketch]] = {}
    for row in _read(link, _statements().known, report_ids):
        kept = Kept(*row[: len(Kept._fields)])
        found[kept.report_id] = kept, sketch_of(Words(kept.slot, *row[len(Kept._fields) :]))
    return found


def words(link: Connection, slots: Collection[int]) -> list[Words]:
    """Return the hashes in these slots, live or not."""
    return [Words(*row) for row in _read(link, _statements().words, slots)]


def live(link: Connection, slots: Collection[int]) -> dict[int, Kept]:
    """Return the live reports (neither withdrawn nor rejected) among these slots."""
    return {row[0]: Kept(*row) for row in _read(link, _statements().live, slots)}


def by_person(link: Connection, rows: Iterable[Kept]) -> dict[Own, list[int]]:
    """Return the slots of live reports by the people who told these, by respondent and person (about fifty each)."""
    wanted: dict[uuid.UUID, set[bytes]] = {}
    for row in rows:
        if row.person is not None:
            wanted.setdefault(row.respondent_id, set()).add(row.person)
    found: dict[Own, list[int]] = {}
    for respondent_id, people in wanted.items():
        asked = {"respondent": respondent_id, "among": list(people), "most": OWN_REPORTS * len(people)}
        for row in link.execute(_statements().own, asked):
            found.setdefault((respondent_id, row.person), []).append(row.slot)
    return found


def rarity(link: Connection, script: str) -> Rarity:
    """Weigh short texts' grams by a sample of stored short texts (slots are random, so the first are a fair sample)."""
    rows = link.execute(_statements().short, {"script": script}).scalars()
    return Rarity([np.frombuffer(row, dtype="<u4") for row in rows])


def sketch_of(row: ReportShingles | Words) -> Sketch:
    """Return a stored row as the sketch it was made from."""
    script = "han" if row.script == "han" else "latin"
    wording, grams = np.frombuffer(row.wording, dtype="<u4"), np.frombuffer(row.grams, dtype="<u4")
    return Sketch(script, row.length, wording, grams, np.frombuffer(row.counts, dtype=np.uint8))


def columns_of(rows: Sequence[Words]) -> Sketches:
    """Return many stored rows as columns."""
    grams, counts = _joined([row.grams for row in rows]), b"".join(row.counts for row in rows)
    wording = _joined([row.wording for row in rows])
    return Sketches(
        np.array([row.script == "han" for row in rows], np.bool_),
        np.array([row.length for row in rows], np.intp),
        Sets(wording.values, np.ones(len(wording.values), np.uint8), wording.starts),
        Sets(grams.values, np.frombuffer(counts, np.uint8), grams.starts),
    )


def _joined(each: Sequence[bytes]) -> Sets:
    values = np.frombuffer(b"".join(each), dtype="<u4")
    starts = np.zeros(len(each) + 1, np.intp)
    np.cumsum([len(one) // 4 for one in each], out=starts[1:])
    return Sets(values, np.empty(0, np.uint8), starts)
