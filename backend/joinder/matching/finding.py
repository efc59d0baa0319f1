"""Finding a report's near-copies: sketch it, look into its buckets, check exactly; the cost does not grow."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from sqlalchemy.orm import Session

from joinder.core import crypto
from joinder.matching import queries, stored
from joinder.matching.bands import band_keys, band_keys_many, salts
from joinder.matching.canonical import Canonical, canonical_many
from joinder.matching.checking import Checked, Checker, against_many
from joinder.matching.copies import (
    INDEX_VERSION,
    Rarity,
    Reason,
    Score,
    compare_facts,
    in_words,
    measure_of,
    nearness,
)
from joinder.matching.driver import Driver
from joinder.matching.facts import Fact
from joinder.matching.keyed import KEY_BYTES
from joinder.matching.meeting import Cells, Met, meet, meet_alone
from joinder.matching.names import Names
from joinder.matching.shingles import Sketch, columns, sketch, stacked
from joinder.matching.stored import Kept, Words
from joinder.reports.models import Report
from joinder.reports.service import order_number_hash

PROPOSALS = 25
_FEW = 12
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

    row: Kept
    report: Report
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Found:
    """A near-copy of a report: the other one, the score, and whether one person told both."""

    report: Report
    other: Kept
    score: Score
    same_person: bool


def keep(session: Session, told: Sequence[Told]) -> tuple[list[Indexed], set[uuid.UUID]]:
    """Store the sketches of reports as they stand and return all ready to compare, and whose words have changed."""
    session.flush()
    driver = Driver(session.connection())
    known = stored.known(driver, [one.report.id for one in told])
    texts = _canonical(driver, told)
    key = crypto.derive_key("matching.shingles")[:KEY_BYTES]
    made = {
        one.report.id: (_kept(one, text), sketched)
        for one, text, sketched in zip(told, texts, sketch(texts, key) if texts else (), strict=True)
    }
    fresh = stored.add(driver, [row for report_id, row in made.items() if report_id not in known])
    rows = {row.report_id: (row, made[row.report_id][1]) for row in fresh}
    rows |= {report_id: _in_step(known[report_id][0], made[report_id]) for report_id in known}
    moved = [one for one, was in known.items() if rows[one][0] != was[0] or not _alike(rows[one][1], was[1])]
    changed = {one for one in moved if not _alike(rows[one][1], known[one][1])}
    stored.empty(driver, [known[one] for one in changed])
    stored.change(driver, [rows[one] for one in moved])
    return [Indexed(rows[one.report.id][0], one.report, rows[one.report.id][1]) for one in told], changed


def _in_step(was: Kept, now: tuple[Kept, Sketch]) -> tuple[Kept, Sketch]:
    row, sketched = now
    return row._replace(slot=was.slot, person=row.person or was.person), sketched


def _alike(one: Sketch, other: Sketch) -> bool:
    same = (one.script, one.length) == (other.script, other.length)
    return same and np.array_equal(one.wording, other.wording) and np.array_equal(one.grams, other.grams)


def _canonical(driver: Driver, told: Sequence[Told]) -> list[Canonical]:
    """Canonical texts, each without the names of the company it is about."""
    texts: dict[uuid.UUID, list[int]] = {}
    for at, one in enumerate(told):
        texts.setdefault(one.report.respondent_id, []).append(at)
    found: dict[int, Canonical] = {}
    for respondent_id, known in queries.names_of(driver, texts).items():
        names, places = _names(respondent_id, known), texts[respondent_id]
        found |= dict(zip(places, canonical_many([told[at].text for at in places], names), strict=True))
    return [found[at] for at in range(len(told))]


@lru_cache(maxsize=1000)
def _names(respondent_id: uuid.UUID, known: tuple[str, ...]) -> Names:
    return Names((name, str(respondent_id)) for name in known)


def _kept(told: Told, text: Canonical) -> Kept:
    report = told.report
    return Kept(
        0,  # given when it is stored
        report.id,
        report.respondent_id,
        report.account_id,
        report.case_id,
        person_of(told),
        _facts(report, text),
        INDEX_VERSION,
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
            facts.setdefault(fact.kind, set()).add(_as_in_the_form(report, fact))
    if report.happened_on is not None and report.happened_precision == "day":
        facts["date"] = {report.happened_on.isoformat()}
    if report.amount_minor is not None:
        units = report.amount_minor / (1 if report.currency in _WHOLE_UNITS else 100)
        facts["amount"] = {f"{units:.2f} {report.currency or ''}".strip()}
    if report.order_hash is not None:
        facts["order"] = {report.order_hash.hex()}
    return {kind: sorted({_hashed(kind, value) for value in values}) for kind, values in facts.items()}


def _as_in_the_form(report: Report, fact: Fact) -> str:
    """Return a fact's value as the form's answers have it: of an order number only its keyed hash is kept there."""
    order = order_number_hash(report.respondent_id, fact.value) if fact.kind == "order" else None
    return order.hex() if order else fact.value


def _hashed(kind: str, value: str) -> str:
    """Hash a value; a sum with its currency also keeps the hash of its number, which others state without one."""
    number, _, currency = value.partition(" ") if kind == "amount" else (value, "", "")
    first = crypto.keyed_hash(f"matching.{kind}", number)[:8].hex()
    return first + (crypto.keyed_hash(f"matching.{kind}", value)[:8].hex() if currency else "")


def near_copies(session: Session, indexed: Sequence[Indexed]) -> Iterator[Found]:
    """Yield each report's near-copies about the same respondent, the nearest first, and put it into the buckets."""
    if not indexed:
        return
    driver = Driver(session.connection())
    met, others = _candidates(driver, indexed)
    checked = _check(driver, indexed, others, met)
    copies = np.flatnonzero(checked.is_copy)
    rows = _rows(driver, indexed, others, set(met.earlier[copies].tolist()))
    near: dict[int, list[tuple[bool, float, int]]] = {}
    for at in copies.tolist():
        one, other = int(met.later[at]), int(met.earlier[at])
        if other in rows and _comparable(rows[one], rows[other]):
            near.setdefault(one, []).append((not _same(rows[one], rows[other]), -float(checked.values[at]), other))
    for one in sorted(near):
        for _, value, other in sorted(near[one])[:PROPOSALS]:
            theirs = indexed[other].sketch if other < len(indexed) else stored.sketch_of(others[other - len(indexed)])
            yield _found(indexed[one], rows[other], theirs, -value)


def _check(driver: Driver, indexed: Sequence[Indexed], others: Sequence[Words], met: Met) -> Checked:
    """Check few pairs one by one, many at once: the same answer, each in its own way the sooner."""
    rarities = _Rarities(driver)
    if len(indexed) == 1 and len(met.later) > _FEW and not len(indexed[0].sketch.grams):
        return against_many(indexed[0].sketch, [others[at - 1] for at in met.earlier.tolist()])
    if len(met.later) > _FEW:
        sketches = stacked([columns(one.sketch for one in indexed), stored.columns_of(others)])
        return Checker(sketches, rarities).check(met.later, met.earlier)
    each = [*(one.sketch for one in indexed), *map(stored.sketch_of, others)]
    near = [
        nearness(each[later], each[earlier], rarities)
        for later, earlier in zip(met.later.tolist(), met.earlier.tolist(), strict=True)
    ]
    return Checked(np.array([value for value, _ in near]), np.array([is_copy for _, is_copy in near], np.bool_))


def _rows(driver: Driver, indexed: Sequence[Indexed], others: Sequence[Words], near: set[int]) -> dict[int, Kept]:
    """Return who told the reports that are near, by number; others only while they are live."""
    rows = {at: one.row for at, one in enumerate(indexed)}
    slots = {others[at - len(indexed)].slot: at for at in near if at >= len(indexed)}
    rows.update((slots[slot], row) for slot, row in (stored.live(driver, slots) if slots else {}).items())
    return rows


def _candidates(driver: Driver, indexed: Sequence[Indexed]) -> tuple[Met, list[Words]]:
    """Look into the buckets and fill them; add each person's own reports, which are always compared.

    Numbers below the count of the indexed are these, higher ones the other reports, which are returned.
    """
    numbers = {one.row.slot: at for at, one in enumerate(indexed)}
    pairs = _in_buckets(driver, indexed, numbers)
    own = stored.by_person(driver, [one.row for one in indexed])
    for at, one in enumerate(indexed):
        for slot in own.get((one.row.respondent_id, one.row.person or b""), ()):
            if slot != one.row.slot:
                pairs.add((at, numbers.setdefault(slot, len(numbers))))
    slots = list(numbers)
    asked = sorted({other for _, other in pairs if other >= len(indexed)})
    others = stored.words(driver, [slots[at] for at in asked])
    place = {at: at for at in range(len(indexed))}
    place |= {numbers[row.slot]: len(indexed) + at for at, row in enumerate(others)}
    there = sorted((one, place[other]) for one, other in pairs if other in place)
    both = np.array(there, np.intp).reshape(-1, 2)
    return Met(both[:, 0], both[:, 1]), others


def _in_buckets(driver: Driver, indexed: Sequence[Indexed], numbers: dict[int, int]) -> set[tuple[int, int]]:
    """Meet what lies in the buckets, numbering it, and put the new ones in."""
    if len(indexed) == 1:
        return _alone_in_buckets(driver, indexed[0], numbers)
    respondents = salts([one.row.respondent_id for one in indexed])
    keys, owners = band_keys_many(columns(one.sketch for one in indexed), respondents)
    there = stored.cells(driver, dict.fromkeys(keys.tolist()))
    known = {cell for cell in there if cell[1] in numbers}
    held = [numbers.setdefault(slot, len(numbers)) for _, slot in there]
    cells = Cells(np.array([key for key, _ in there], np.int64), np.array(held, np.intp))
    met, room = meet(cells, Cells(keys, owners))
    slots = [one.row.slot for one in indexed]
    fresh = [(key, slots[at]) for key, at in zip(keys[room].tolist(), owners[room].tolist(), strict=True)]
    stored.fill(driver, [cell for cell in fresh if cell not in known])
    return set(zip(met.later.tolist(), met.earlier.tolist(), strict=True))


def _alone_in_buckets(driver: Driver, one: Indexed, numbers: dict[int, int]) -> set[tuple[int, int]]:
    keys, own = dict.fromkeys(band_keys(one.sketch, one.row.respondent_id)), one.row.slot
    there = stored.cells(driver, keys)
    known = {key for key, slot in there if slot == own}
    often, free = meet_alone(there, own, keys)
    stored.fill(driver, [(key, own) for key in free if key not in known])
    return {(0, numbers.setdefault(slot, len(numbers))) for slot in often}


class _Rarities:
    """The weights of short grams, read once a batch and only when a short text is compared."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._known: dict[str, Rarity] = {}

    def __call__(self, script: str) -> Rarity:
        if script not in self._known:
            self._known[script] = stored.rarity(self._driver, script)
        return self._known[script]


def _same(one: Kept, other: Kept) -> bool:
    return one.person is not None and one.person == other.person


def _comparable(one: Kept, other: Kept) -> bool:
    return one.respondent_id == other.respondent_id and one.matcher_version == other.matcher_version


def _found(one: Indexed, other: Kept, theirs: Sketch, value: float) -> Found:
    reasons = (in_words(one.sketch, theirs), *compare_facts(one.row.facts, other.facts))
    same = _same(one.row, other)
    if same:
        reasons = (*reasons, Reason("same_person", {}))
    score = Score(value, is_copy=True, reasons=reasons, measure=measure_of(one.sketch, theirs))
    return Found(one.report, other, score, same)
