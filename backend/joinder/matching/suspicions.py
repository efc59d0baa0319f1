"""Who is under an open flag: such people are counted, but never help a number to be published."""

import uuid
from collections.abc import Hashable, Iterable
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from joinder.matching import signal_queries
from joinder.matching.links import UNDECIDED
from joinder.matching.models import Match
from joinder.matching.signal_queries import Cleared, Told, key_of
from joinder.reports.models import Report

K = TypeVar("K", bound=Hashable)


def flagged(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    """Return who shares an order or file, has an undecided near-copy, or is under a signal, unless a human cleared it.

    What two people share flags them at once; the job that finds signals may come an hour later.
    """
    cleared = signal_queries.cleared(session, case_id)
    shared = {
        "same_order": signal_queries.orders(session, case_id),
        "same_file": signal_queries.files(session, case_id),
    }
    found = signal_queries.open_people(session, case_id) | _near_copies(session, case_id, cleared)
    for kind, rows in shared.items():
        found |= _uncleared(kind, rows, cleared)
    return found


def several(rows: Iterable[tuple[K, uuid.UUID]]) -> dict[K, set[uuid.UUID]]:
    """Return what more than one person gave, and who."""
    owners: dict[K, set[uuid.UUID]] = {}
    for what, who in rows:
        owners.setdefault(what, set()).add(who)
    return {what: people for what, people in owners.items() if len(people) > 1}


def _uncleared(kind: str, rows: Iterable[Told], cleared: Cleared) -> set[uuid.UUID]:
    return {
        member
        for what, members in several(rows).items()
        for member in members
        if (kind, key_of(kind, what), member) not in cleared
    }


def _near_copies(session: Session, case_id: uuid.UUID, cleared: Cleared) -> set[uuid.UUID]:
    """Return both people of every pair that nobody decided, unless both were cleared under one template."""
    first, second = aliased(Report), aliased(Report)
    query = (
        select(first.membership_id, second.membership_id)
        .select_from(Match)
        .join(first, first.id == Match.a_id)
        .join(second, second.id == Match.b_id)
        .where(Match.state.in_(UNDECIDED), first.case_id == case_id, second.case_id == case_id)
        .where(first.membership_id != second.membership_id)
    )
    for side in (first, second):  # a pair that is no longer there to decide flags nobody
        query = query.where(side.withdrawn_at.is_(None), side.rejected_at.is_(None))
    templates: dict[uuid.UUID, set[bytes]] = {}
    for kind, key, member in cleared:
        if kind == "template":
            templates.setdefault(member, set()).add(key)
    nothing: set[bytes] = set()
    return {
        member
        for a, b in session.execute(query)
        if a is not None and b is not None and not templates.get(a, nothing) & templates.get(b, nothing)
        for member in (a, b)
    }
