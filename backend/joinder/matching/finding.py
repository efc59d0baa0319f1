"""Finding a report's near-copies: sketch it, look into its buckets, check exactly; the cost does not grow."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from joinder.cases.models import Respondent
from joinder.core import crypto
from joinder.matching import queries
from joinder.matching.bands import band_keys_many, salts
from joinder.matching.canonical import Canonical, canonical_many
from joinder.matching.checking import Checker
from joinder.matching.copies import MATCHER_VERSION, Rarity, Reason, Score, compare_facts, in_words, measure_of
from joinder.matching.keyed import KEY_BYTES
from joinder.matching.meeting import Cells, Met, meet
from joinder.matching.models import ReportShingles, shingle_band
from joinder.matching.names import Names
from joinder.matching.queries import Kept
from joinder.matching.shingles import Sketch, columns, sketch
from joinder.reports.models import Report

PROPOSALS = 25
_WHOLE_UNITS = frozenset({"JPY", "KRW", "VND"})


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its own words, and who told it when it has no account (an imported row's contact, say)."""

    report: Report
    text: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Indexed:
    """A stored report ready to compare."""

    row: ReportShingles
    report: Report
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Found:
    """A near-copy of a report: the other one, the score, and whether one person told both."""

    report: Report
    other: Report
    score: Score
    same_person: bool


def keep(session: Session, told: Sequence[Told]) -> list[Indexed]:
    """Store the sketches of reports (again only where the matcher changed) and return them ready to compare."""
    query = select(ReportShingles).where(ReportShingles.report_id.in_([one.report.id for one in told]))
    known = {row.report_id: row for row in session.scalars(query)}
    fresh = [one for one in told if one.report.id not in known]
    texts = _canonical(session, fresh)
    key = crypto.derive_key("matching.shingles")[:KEY_BYTES]
    for one, text, made in zip(fresh, texts, sketch(texts, key), strict=True):
        row = _row(one, text, made)
        known[one.report.id] = row
        session.add(row)
    session.flush()
    return [Indexed(known[one.report.id], one.report, queries.sketch_of(known[one.report.id])) for one in told]


def _canonical(session: Session, told: Sequence[Told]) -> list[Canonical]:
    """Canonical texts, each without the names of the company it is about."""
    texts: dict[uuid.UUID, list[int]] = {}
    for at, one in enumerate(told):
        texts.setdefault(one.report.respondent_id, []).append(at)
    found: dict[int, Canonical] = {}
    for respondent in session.scalars(select(Respondent).where(Respondent.id.in_(texts))):
        known = (*respondent.names.values(), *respondent.aliases, respondent.legal_name or "")
        names = Names((name, str(respondent.id)) for name in known)
        places = texts[respondent.id]
        found |= dict(zip(places, canonical_many([told[at].text for at in places], names), strict=True))
    return [found[at] for at in range(len(told))]


def _row(told: Told, text: Canonical, made: Sketch) -> ReportShingles:
    report = told.report
    return ReportShingles(
        report_id=report.id,
        respondent_id=report.respondent_id,
        slot=int.from_bytes(uuid.uuid4().bytes[:8], "big", signed=True),
        person=person_of(told),
        script=made.script,
        length=made.length,
        wording=made.wording.astype("<u4").tobytes(),
        grams=made.grams.astype("<u4").tobytes(),
        counts=made.counts.tobytes(),
        gram_count=len(made.grams),
        facts=_facts(report, text),
        matcher_version=MATCHER_VERSION,
    )


def person_of(told: Told) -> bytes | None:
    """Return the keyed name by which one person's reports are recognised: the account, else who is named in a sheet."""
    name = f"account:{told.report.account_id}" if told.report.account_id else told.person and f"named:{told.person}"
    return crypto.keyed_hash("matching.person", name)[:16] if name else None


def _facts(report: Report, text: Canonical) -> dict[str, list[str]]:
    """Keyed hashes of what is stated: the answers of the form where given, else what the words say."""
    facts: dict[str, set[str]] = {}
    for fact in text.facts:
        if fact.kind != "company" and (fact.kind != "date" or len(fact.value) == len("2026-01-31")):
            facts.setdefault(fact.kind, set()).add(fact.value)
    if report.happened_on is not None and report.happened_precision == "day":
        facts["date"] = {report.happened_on.isoformat()}
    if report.amount_minor is not None:
        units = report.amount_minor / (1 if report.currency in _WHOLE_UNITS else 100)
        facts["amount"] = {f"{units:.2f} {report.currency or ''}".strip()}
    if report.order_hash is not None:
        facts["order"] = {report.order_hash.hex()}
    hashed = {kind: {crypto.keyed_hash(f"matching.{kind}", value)[:8].hex() for value in facts[kind]} for kind in facts}
    return {kind: sorted(values) for kind, values in hashed.items()}


def near_copies(session: Session, indexed: Sequence[Indexed]) -> Iterator[Found]:
    """Yield each report's near-copies about the same respondent, the nearest first, and put it into the buckets."""
    if not indexed:
        return
    met, others = _candidates(session, indexed)
    rows = [*(one.row for one in indexed), *others]
    checked = Checker(columns(map(queries.sketch_of, rows)), _Rarities(session)).check(met.later, met.earlier)
    near: dict[int, list[tuple[bool, float, int]]] = {}
    for at in np.flatnonzero(checked.is_copy).tolist():
        one, other = int(met.later[at]), int(met.earlier[at])
        if _comparable(rows[one], rows[other]):
            near.setdefault(one, []).append((not _same(rows[one], rows[other]), -float(checked.values[at]), other))
    best = {one: sorted(found)[:PROPOSALS] for one, found in near.items()}
    reports = queries.reports_by_id(session, {rows[at].report_id for found in best.values() for _, _, at in found})
    for one in sorted(best):
        for _, nearness, other in best[one]:
            yield _found(indexed[one], rows[other], reports[rows[other].report_id], -nearness)


def _candidates(session: Session, indexed: Sequence[Indexed]) -> tuple[Met, list[Kept]]:
    """Look into the buckets and fill them; add each person's own reports, which are always compared.

    Numbers below the count of the indexed are these, higher ones the other reports, which are returned.
    """
    numbers = {one.row.slot: at for at, one in enumerate(indexed)}
    met = _in_buckets(session, indexed, numbers)
    own = queries.by_person(session, [one.row for one in indexed])
    mine = [(at, row) for at, one in enumerate(indexed) for row in own.get((one.row.respondent_id, one.row.person), ())]
    pairs = {(at, numbers.setdefault(row.slot, len(numbers))) for at, row in mine if row.slot != indexed[at].row.slot}
    pairs.update(zip(met.later.tolist(), met.earlier.tolist(), strict=True))
    others = queries.kept(session, list(numbers)[len(indexed) :])
    place = {at: at for at in range(len(indexed))}
    place |= {numbers[row.slot]: len(indexed) + at for at, row in enumerate(others)}
    there = sorted((one, place[other]) for one, other in pairs if other in place)
    both = np.array(there, np.intp).reshape(-1, 2)
    return Met(both[:, 0], both[:, 1]), others


def _in_buckets(session: Session, indexed: Sequence[Indexed], numbers: dict[int, int]) -> Met:
    """Meet what lies in the buckets, numbering it, and put the new ones in."""
    sketches = columns(one.sketch for one in indexed)
    keys, owners = band_keys_many(sketches, salts([one.row.respondent_id for one in indexed]))
    stored = list(queries.cells(session, dict.fromkeys(keys.tolist())))
    held = [numbers.setdefault(slot, len(numbers)) for _, slot in stored]
    cells = Cells(np.array([key for key, _ in stored], np.int64), np.array(held, np.intp))
    met, room = meet(cells, Cells(keys, owners))
    known = {cell for cell in stored if numbers[cell[1]] < len(indexed)}
    slots = [one.row.slot for one in indexed]
    fresh = zip(keys[room].tolist(), owners[room].tolist(), strict=True)
    added = [{"key": key, "slot": slots[at]} for key, at in fresh if (key, slots[at]) not in known]
    if added:
        session.execute(insert(shingle_band), added)
    return met


class _Rarities:
    """The weights of short grams, read once a batch and only when a short text is compared."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, Rarity] = {}

    def __call__(self, script: str) -> Rarity:
        if script not in self._known:
            self._known[script] = queries.rarity(self._session, script)
        return self._known[script]


def _same(one: ReportShingles | Kept, other: ReportShingles | Kept) -> bool:
    return one.person is not None and one.person == other.person


def _comparable(one: ReportShingles | Kept, other: ReportShingles | Kept) -> bool:
    return one.respondent_id == other.respondent_id and one.matcher_version == other.matcher_version


def _found(one: Indexed, row: ReportShingles | Kept, other: Report, value: float) -> Found:
    theirs = queries.sketch_of(row)
    reasons = (in_words(one.sketch, theirs), *compare_facts(one.row.facts, row.facts))
    same = _same(one.row, row)
    if same:
        reasons = (*reasons, Reason("same_person", {}))
    score = Score(value, is_copy=True, reasons=reasons, measure=measure_of(one.sketch, theirs))
    return Found(one.report, other, score, same)
