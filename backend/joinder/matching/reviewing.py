"""The reviewers' desk: queues of pairs by list and kind, of one case or of the whole house."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Text, cast, func, select
from sqlalchemy.orm import Session, aliased

from joinder.cases.models import Case
from joinder.core import paging
from joinder.core.errors import NotFound
from joinder.matching import calibration
from joinder.matching.models import Match
from joinder.reports.models import Report

LISTS = ("open", "later", "weak", "confirmed", "dismissed")
KINDS = ("one_person", "two_people", "identical")
STATES_OF = {
    "open": ("proposed", "undone"),
    "weak": ("proposed", "undone"),
    "later": ("unsure",),
    "confirmed": ("confirmed",),
    "dismissed": ("dismissed",),
}
Row = tuple[Match, Report, Report]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which pairs somebody wants to see: a list, a kind (or all), and a case (or the whole house).

    Of identical ones also by one person's or two people's only, and without those that somebody told a side of.
    """

    shown: str
    kind: str | None = None
    case_id: uuid.UUID | None = None
    persons: str | None = None
    others_than: uuid.UUID | None = None


def page(session: Session, wish: Wish, cursor: str | None, limit: int | None) -> tuple[list[Row], str | None]:
    """Return one page of a list, newest first, and the next cursor; what no longer stands is not there to decide."""
    rows, following = paging.newest_first(session, _wished(session, wish), (Match.found_at, Match.id), cursor, limit)
    return [(row[0], row[1], row[2]) for row in rows], following


def count(session: Session, wish: Wish) -> int:
    """Return how many pairs all pages of a list hold together."""
    pairs = _wished(session, wish).with_only_columns(func.count(), maintain_column_froms=True)
    return session.scalar(pairs) or 0


def _wished(session: Session, wish: Wish) -> Select[Match, Report, Report]:
    first, second = aliased(Report), aliased(Report)
    query = select(Match, first, second).join(first, first.id == Match.a_id).join(second, second.id == Match.b_id)
    query = query.where(*_in_list(session, wish.shown, first, second), *_of_kind(wish.kind), *_of_kind(wish.persons))
    for side in (first, second):
        if wish.case_id is not None:
            query = query.where(side.case_id == wish.case_id)
        if wish.others_than is not None:
            query = query.where(side.account_id.is_distinct_from(wish.others_than))
    return query


def _in_list(session: Session, shown: str, first: type[Report], second: type[Report]) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Match.state.in_(STATES_OF[shown])]
    if shown in ("open", "weak", "later"):
        where += [side.withdrawn_at.is_(None) for side in (first, second)]
        where += [side.rejected_at.is_(None) for side in (first, second)]
    if shown in ("open", "weak"):
        rule = calibration.is_strong if shown == "open" else calibration.is_weak
        where.append(rule(session, first))
    return where


def _of_kind(kind: str | None) -> list[ColumnElement[bool]]:
    if kind is None:
        return []
    if kind == "identical":
        return [has_reason("identical_wording"), ~has_reason("different_%")]
    return [Match.same_person.is_(kind == "one_person")]


def has_reason(code: str) -> ColumnElement[bool]:
    """Return the condition that a match has a reason of this code (`%` stands for anything)."""
    return cast(Match.reasons, Text).like(f'%"code": "{code}"%')


def one(session: Session, match_id: uuid.UUID) -> Row:
    """Return one match anywhere in the house; refuse (NotFound) an unknown one."""
    first, second = aliased(Report), aliased(Report)
    query = select(Match, first, second).join(first, first.id == Match.a_id).join(second, second.id == Match.b_id)
    row = session.execute(query.where(Match.id == match_id)).one_or_none()
    if row is None:
        raise NotFound("matching.no_match")
    return row[0], row[1], row[2]


def case_of(row: Row) -> uuid.UUID | None:
    """Return the case that both reports of a pair lie in; None for a pair across cases or outside any."""
    _, first, second = row
    return first.case_id if first.case_id == second.case_id else None


def references(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, str]:
    """Return the public references of the cases that some pairs lie in."""
    ids = {report.case_id for _, *both in rows for report in both if report.case_id}
    query: Select[uuid.UUID, str] = select(Case.id, Case.reference).where(Case.id.in_(ids))
    return {case_id: reference for case_id, reference in session.execute(query)}


def bulk_size(session: Session, bulk_id: uuid.UUID) -> int:
    """Return how many pairs still stand as one bulk decided them."""
    return session.scalar(select(func.count()).where(Match.bulk_id == bulk_id, Match.state == "confirmed")) or 0
