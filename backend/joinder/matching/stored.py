"""What is stored of reports to compare them, read and written as rows: objects would cost more than comparing does."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from joinder.matching.bands import band_keys
from joinder.matching.copies import Rarity
from joinder.matching.driver import Driver
from joinder.matching.shingles import Sets, Sketch, Sketches

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


_KEPT = "s.slot, s.report_id, s.respondent_id, r.account_id, r.case_id, s.person, s.facts, s.matcher_version"
_WORDS = "s.slot, s.script, s.length, s.wording, s.grams, s.counts"
_JOINED = "FROM report_shingles s JOIN report r ON r.id = s.report_id"
_IS_LIVE = "r.withdrawn_at IS NULL AND r.rejected_at IS NULL"
_CELLS = "SELECT key, slot FROM shingle_band WHERE key IN (??)"
_FILL = "INSERT INTO shingle_band (key, slot) VALUES (?, ?)"
_EMPTY = "DELETE FROM shingle_band WHERE key = ? AND slot = ?"
_KNOWN = f"SELECT {_KEPT}, {_WORDS} {_JOINED} WHERE s.report_id IN (??)"
_FOUND = f"SELECT {_WORDS} FROM report_shingles s WHERE s.slot IN (??)"  # noqa: S608
_LIVE = f"SELECT {_KEPT} {_JOINED} WHERE s.slot IN (??) AND {_IS_LIVE}"
_OWN = (
    f"SELECT s.slot, s.person {_JOINED} WHERE s.person IN (??) AND s.respondent_id = ? AND {_IS_LIVE}"
    " ORDER BY r.submitted_at, r.id LIMIT ?"
)
_SHORT = "SELECT grams FROM report_shingles WHERE script = ? AND gram_count > 0 ORDER BY report_id LIMIT ?"
_NAMES = "report_id", "respondent_id", "person", "script", "length", "wording", "grams", "counts", "gram_count"
_ADD = (
    f"INSERT INTO report_shingles ({', '.join(_NAMES)}, facts, matcher_version)"  # noqa: S608
    f" VALUES ({', '.join('?' for _ in range(len(_NAMES) + 2))}) RETURNING slot"
)
_CHANGE = f"UPDATE report_shingles SET {' = ?, '.join(_NAMES)} = ?, facts = ?, matcher_version = ? WHERE slot = ?"  # noqa: S608
_FORGET = "DELETE FROM report_shingles WHERE slot = ?"


def cells(driver: Driver, keys: Iterable[int]) -> list[Cell]:
    """Return (key, slot) of everything that lies in these buckets."""
    return [(key, slot) for key, slot in driver.among(_CELLS, keys)]


def fill(driver: Driver, cells: Iterable[Cell]) -> None:
    """Put slots into buckets they are not in."""
    driver.run(_FILL, sorted(cells))


def empty(driver: Driver, rows: Iterable[tuple[Kept, Sketch]]) -> None:
    """Take reports out of the buckets in which their sketches put them."""
    driver.run(_EMPTY, sorted((key, kept.slot) for kept, made in rows for key in band_keys(made, kept.respondent_id)))


def add(driver: Driver, rows: Sequence[tuple[Kept, Sketch]]) -> list[Kept]:
    """Store the sketches of reports that have none; returns each with the slot it was given."""
    return [kept._replace(slot=driver.rows(_ADD, *_values(driver, kept, made))[0][0]) for kept, made in rows]


def change(driver: Driver, rows: Sequence[tuple[Kept, Sketch]]) -> None:
    """Store what reports say now in place of what they said."""
    driver.run(_CHANGE, [(*_values(driver, kept, made), kept.slot) for kept, made in rows])


def forget(driver: Driver, report_ids: Collection[uuid.UUID]) -> None:
    """Erase what is stored of these reports, buckets and all."""
    rows = list(known(driver, report_ids).values())
    empty(driver, rows)
    driver.run(_FORGET, [(kept.slot,) for kept, _ in rows])


def _values(driver: Driver, kept: Kept, made: Sketch) -> tuple[Any, ...]:
    spell = driver.spell
    return (
        spell.of_id(kept.report_id),
        spell.of_id(kept.respondent_id),
        kept.person,
        made.script,
        made.length,
        made.wording.astype("<u4").tobytes(),
        made.grams.astype("<u4").tobytes(),
        made.counts.tobytes(),
        len(made.grams),
        spell.of_json(kept.facts),
        kept.matcher_version,
    )


def _kept(driver: Driver, row: tuple[Any, ...]) -> Kept:
    slot, report_id, respondent_id, account_id, case_id, person, facts, version = row
    to_id = driver.spell.to_id
    return Kept(
        slot,
        to_id(report_id),
        to_id(respondent_id),
        account_id and to_id(account_id),
        case_id and to_id(case_id),
        person,
        driver.spell.to_json(facts),
        version,
    )


def known(driver: Driver, report_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[Kept, Sketch]]:
    """Return what is stored of these reports, live or not, by report."""
    found: dict[uuid.UUID, tuple[Kept, Sketch]] = {}
    wide = len(Kept._fields)
    for row in driver.among(_KNOWN, map(driver.spell.of_id, report_ids)):
        kept = _kept(driver, row[:wide])
        found[kept.report_id] = kept, sketch_of(Words(*row[wide:]))
    return found


def words(driver: Driver, slots: Collection[int]) -> list[Words]:
    """Return the hashes in these slots, live or not."""
    return [Words(*row) for row in driver.among(_FOUND, slots)]


def live(driver: Driver, slots: Collection[int]) -> dict[int, Kept]:
    """Return the live reports (neither withdrawn nor rejected) among these slots."""
    return {row[0]: _kept(driver, row) for row in driver.among(_LIVE, slots)}


def by_person(driver: Driver, rows: Iterable[Kept]) -> dict[Own, list[int]]:
    """Return the slots of live reports by the people who told these, by respondent and person (about fifty each)."""
    wanted: dict[uuid.UUID, set[bytes]] = {}
    for row in rows:
        if row.person is not None:
            wanted.setdefault(row.respondent_id, set()).add(row.person)
    found: dict[Own, list[int]] = {}
    for respondent_id, people in wanted.items():
        others = driver.spell.of_id(respondent_id), OWN_REPORTS * len(people)
        for slot, person in driver.among(_OWN, people, *others):
            found.setdefault((respondent_id, bytes(person)), []).append(slot)
    return found


def rarity(driver: Driver, script: str) -> Rarity:
    """Weigh short texts' grams by a sample of stored short texts (ids are random, so the first are a fair sample)."""
    return Rarity([np.frombuffer(row[0], dtype="<u4") for row in driver.rows(_SHORT, script, SAMPLE)])


def sketch_of(row: Words) -> Sketch:
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
