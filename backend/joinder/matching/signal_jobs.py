"""Looking for signals of coordination: an hourly job finds the cases that changed, one job each looks through them."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock, crypto, jobs
from joinder.core.database import Database
from joinder.matching import signal_queries, signals
from joinder.matching.facts import extract
from joinder.matching.signal_models import Signal, SignalLook, SignalPerson
from joinder.matching.signal_queries import Told
from joinder.matching.signals import RULE_VERSION, Sign
from joinder.reference import catalog

BEFORE_A_BURST = timedelta(hours=24)
LASTING = frozenset({"burst"})  # a burst stays one, however long ago; the others go when what they rest on goes
Name = tuple[str, bytes]
People = dict[uuid.UUID, SignalPerson]


@jobs.periodic_outside("matching.look_for_signals", minutes=60)
def look_for_signals(database: Database) -> None:
    """Queue a look through every case that is not as it was at the last look."""
    with database.read() as session:
        known = {row.case_id: row.state for row in session.scalars(select(SignalLook))}
        states = signal_queries.states(session)
    changed: dict[uuid.UUID, str] = {}
    for case_id, state in states.items():
        digest = hashlib.sha256(repr(state).encode()).digest()[:16]
        if known.get(case_id) != digest:
            changed[case_id] = digest.hex()
    if not changed:
        return
    with database.write() as session:
        for case_id, state in changed.items():
            wanted = f"look:{case_id}:{state}:{clock.now():%Y%m%d%H}"
            jobs.enqueue(session, "matching.look_through", {"case_id": str(case_id), "state": state}, dedupe=wanted)


@jobs.handler("matching.look_through")
def look_through(session: Session, payload: dict[str, Any]) -> None:
    """Look through one case and note how it was."""
    case_id = uuid.UUID(payload["case_id"])
    look(session, case_id)
    row = session.scalar(select(SignalLook).where(SignalLook.case_id == case_id))
    if row is None:
        row = SignalLook(case_id=case_id)
        session.add(row)
    row.state, row.at = bytes.fromhex(payload["state"]), clock.now()
    session.flush()


def look(session: Session, case_id: uuid.UUID) -> None:
    """Keep what a case shows now: new signals, new people under known ones, what is gone; repeating is harmless."""
    query = select(Signal).where(Signal.case_id == case_id).with_for_update()
    known = {(row.kind, row.key): row for row in session.scalars(query)}
    people = _people(session, [row.id for row in known.values()])
    standing: set[Name] = set()
    for name, sign in named(find(session, case_id), known, people):
        row = known.get(name) or _new(session, case_id, name)
        row.gone_at, row.rule_version = None, RULE_VERSION
        row.reasons = [{"code": code, "params": dict(params)} for code, params in sign.reasons]
        _gather(session, row, people.get(row.id, {}), sign)
        standing.add(name)
    for name, row in known.items():
        if name not in standing and row.kind not in LASTING and row.gone_at is None:
            row.gone_at = clock.now()
    session.flush()


def _people(session: Session, signal_ids: list[uuid.UUID]) -> dict[uuid.UUID, People]:
    found: dict[uuid.UUID, People] = {one: {} for one in signal_ids}
    for person in session.scalars(select(SignalPerson).where(SignalPerson.signal_id.in_(signal_ids))):
        found[person.signal_id][person.membership_id] = person
    return found


def named(found: list[Sign], known: dict[Name, Signal], people: dict[uuid.UUID, People]) -> Iterator[tuple[Name, Sign]]:
    """Name each sign as no other; a template that goes on keeps its name, so that who was reviewed stays reviewed."""
    earlier = {key.hex(): frozenset(people[row.id]) for (kind, key), row in known.items() if kind == "template"}
    names: set[Name] = set()
    fresh: list[Sign] = []
    for sign in found:
        going_on = signals.same_as(earlier, sign.people) if sign.kind == "template" else None
        if going_on is not None:
            del earlier[going_on]
            names.add((sign.kind, bytes.fromhex(going_on)))
            yield (sign.kind, bytes.fromhex(going_on)), sign
        else:
            fresh.append(sign)
    for sign in fresh:
        name = _free(sign, names)
        names.add(name)
        yield name, sign


def _free(sign: Sign, names: set[Name]) -> Name:
    """Name what is new; the half of a template may begin with whom the other half, which goes on, is named after."""
    about = sign.about
    while (name := (sign.kind, signal_queries.key_of(sign.kind, about))) in names:
        about += "+"
    return name


def _new(session: Session, case_id: uuid.UUID, name: Name) -> Signal:
    kind, key = name
    row = Signal(case_id=case_id, kind=kind, key=key, reasons=[], rule_version=RULE_VERSION, found_at=clock.now())
    session.add(row)
    return row


def _gather(session: Session, row: Signal, known: People, sign: Sign) -> None:
    session.flush()
    for member in sorted(sign.people - known.keys()):
        session.add(SignalPerson(signal_id=row.id, membership_id=member, added_at=clock.now()))
    for member, person in known.items():
        if member in sign.people:
            person.left_at = None
        elif row.kind not in LASTING:
            person.left_at = person.left_at or clock.now()


def find(session: Session, case_id: uuid.UUID) -> list[Sign]:
    """Return every sign that a case shows now among the people who are in it."""
    joined = signal_queries.members(session, case_id)
    here = {member for _, member in joined}
    orders, numbers = _stated(session, case_id)

    def inside(rows: list[Told]) -> list[Told]:
        return [(what, member) for what, member in rows if member in here]

    alike = [pair for pair in signal_queries.copies(session, case_id) if pair[0] in here and pair[1] in here]
    return [
        *signals.templates(alike),
        *signals.shared("same_file", inside(signal_queries.files(session, case_id))),
        *signals.shared("same_order", inside([*signal_queries.orders(session, case_id), *orders])),
        *signals.shared("contact", inside(numbers), signals.most_sharing(len(here))),
        *(_explained(session, case_id, sign) for sign in signals.bursts(joined, clock.now())),
    ]


def _stated(session: Session, case_id: uuid.UUID) -> tuple[list[Told], list[Told]]:
    """Return the orders and phone numbers that people's words state; the published ones of companies say nothing."""
    orders: list[Told] = []
    numbers: list[Told] = []
    public = _published()
    for facts, gave_order, member in signal_queries.stated(session, case_id):
        if not gave_order:  # the form's own number stands for the report then, and is looked at already
            orders += [(f"text:{value}", member) for value in facts.get("order", [])]
        numbers += [(value, member) for value in facts.get("phone", []) if value not in public]
    return orders, numbers


def _published() -> frozenset[str]:
    """Return the hashes of every number in the reference data, as facts of a text are hashed."""
    return frozenset(crypto.keyed_hash("matching.phone", number)[:8].hex() for number in _published_numbers())


@lru_cache
def _published_numbers() -> frozenset[str]:
    values = [str(contact.value or "") for channel in catalog.channels() for contact in channel.contacts]
    return frozenset(fact.value for value in values for fact in extract(value)[1] if fact.kind == "phone")


def _explained(session: Session, case_id: uuid.UUID, sign: Sign) -> Sign:
    """Say which public step just before a burst may be its cause."""
    start = datetime.fromisoformat(sign.about)
    steps = signal_queries.causes(session, case_id, start - BEFORE_A_BURST, start + signals.HOUR)
    return replace(sign, reasons=(*sign.reasons, *((f"after_{step.replace('.', '_')}", {}) for step in steps)))
