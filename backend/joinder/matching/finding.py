"""Finding a report's near-copies: sketch it, look into its buckets, check exactly; the cost does not grow."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from joinder.core import crypto
from joinder.matching import queries
from joinder.matching.bands import band_keys
from joinder.matching.canonical import Canonical, canonical
from joinder.matching.copies import MATCHER_VERSION, Rarity, Reason, Score, compare, compare_facts
from joinder.matching.models import ReportShingles, shingle_band
from joinder.matching.shingles import Sketch, sketch
from joinder.matching.siphash import KEY_BYTES
from joinder.reports.models import Report

# A bucket this full takes no more: a campaign's ten-thousandth copy still meets sixty-four of the others.
BUCKET = 64
CANDIDATES = 200
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
    texts = [canonical(one.text) for one in fresh]
    key = crypto.derive_key("matching.shingles")[:KEY_BYTES]
    for one, text, made in zip(fresh, texts, sketch(texts, key) if texts else [], strict=True):
        row = _row(one, text, made)
        known[one.report.id] = row
        session.add(row)
    session.flush()
    return [Indexed(known[one.report.id], one.report, queries.sketch_of(known[one.report.id])) for one in told]


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
        if fact.kind != "date" or len(fact.value) == len("2026-01-31"):
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
    candidates = _candidates(session, indexed)
    here = {one.row.slot: one for one in indexed}
    away = {slot for slots in candidates.values() for slot in slots} - here.keys()
    others = {**_load(queries.stored(session, away).values()), **here}
    weigh = _Rarities(session)
    theirs = {key: _load(rows) for key, rows in queries.by_person(session, [one.row for one in indexed]).items()}
    for one in indexed:
        own = theirs.get((one.row.respondent_id, one.row.person or b""), {})
        pool = own | {slot: others[slot] for slot in candidates[one.row.slot] if slot in others}
        found = [_judge(one, other, weigh) for slot, other in pool.items() if slot != one.row.slot]
        ranked = sorted((f for f in found if f.score.is_copy), key=lambda f: (not f.same_person, -f.score.value))
        yield from ranked[:PROPOSALS]


def _load(rows: Iterable[tuple[ReportShingles, Report]]) -> dict[int, Indexed]:
    return {row.slot: Indexed(row, report, queries.sketch_of(row)) for row, report in rows}


def _candidates(session: Session, indexed: Sequence[Indexed]) -> Mapping[int, list[int]]:
    """Look into the buckets and fill them; who met in most buckets comes first."""
    keys = {one.row.slot: band_keys(one.sketch, one.row.respondent_id) for one in indexed}
    buckets: dict[int, set[int]] = {key: set() for each in keys.values() for key in each}
    for key, slot in queries.cells(session, buckets):
        buckets[key].add(slot)
    found: dict[int, list[int]] = {}
    added: list[dict[str, int]] = []
    for slot, own in keys.items():
        met = Counter(other for key in own for other in buckets[key] if other != slot)
        found[slot] = [other for other, _ in met.most_common(CANDIDATES)]
        for key in own:
            if slot not in buckets[key] and len(buckets[key]) < BUCKET:
                buckets[key].add(slot)
                added.append({"key": key, "slot": slot})
    if added:
        session.execute(insert(shingle_band), added)
    return found


class _Rarities:
    """The weights of short grams, read once a batch and only when a short text is compared."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, Rarity] = {}

    def __call__(self, script: str) -> Rarity:
        if script not in self._known:
            self._known[script] = queries.rarity(self._session, script)
        return self._known[script]


def _judge(one: Indexed, other: Indexed, weigh: _Rarities) -> Found:
    same = one.row.person is not None and one.row.person == other.row.person
    if one.row.respondent_id != other.row.respondent_id or one.row.matcher_version != other.row.matcher_version:
        return Found(one.report, other.report, Score(0.0, False, ()), same)
    textual = compare(one.sketch, other.sketch, weigh(one.row.script))
    reasons = (*textual.reasons, *compare_facts(one.row.facts, other.row.facts))
    if same:
        reasons = (*reasons, Reason("same_person", {}))
    return Found(one.report, other.report, Score(textual.value, textual.is_copy, reasons), same)
