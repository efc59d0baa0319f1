"""The organizer's roster: who is in a case, by pseudonym, filtered inside the database; never in order of joining."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from joinder.core import paging
from joinder.core.errors import Invalid
from joinder.evidence import queries as evidence
from joinder.letters import queries as letters
from joinder.letters.models import Approval, Letter, LetterOpening, LetterVersion
from joinder.reports import nicknames, queries
from joinder.reports.consents import SHAREABLE
from joinder.reports.models import Membership, Report

EVIDENCE = ("none", "given", "checked")
APPROVAL = ("approve", "object", "withdrawn", "none")
STATE = ("counted", "set_aside", "not_counted")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which members to show: by alias, report number or granted group name, evidence, approval, grant and state."""

    find: str = ""
    evidence: str | None = None
    approval: str | None = None
    grants: str | None = None
    state: str | None = None

    def __post_init__(self) -> None:
        """Refuse (Invalid) a value that the table does not know."""
        known = (("evidence", EVIDENCE), ("approval", APPROVAL), ("grants", SHAREABLE), ("state", STATE))
        for field, choices in known:
            if getattr(self, field) not in (None, *choices):
                raise Invalid("reports.bad_choice", field=field)


@dataclass(frozen=True, slots=True)
class Outline:
    """How many members fit, and where each page of the table begins (the first needs no cursor)."""

    total: int
    cursors: list[str]


def asked_version(session: Session, case_id: uuid.UUID) -> LetterVersion | None:
    """Return the letter version whose approvals the roster shows: the one opened last, as it stands now."""
    query = (
        select(Letter)
        .join(LetterVersion, LetterVersion.letter_id == Letter.id)
        .join(LetterOpening, LetterOpening.version_id == LetterVersion.id)
        .where(Letter.case_id == case_id)
        .order_by(LetterOpening.opened_at.desc(), LetterOpening.id)
    )
    letter = session.scalars(query.limit(1)).first()
    return letters.version_of(session, letter.id) if letter else None


def _last(version: LetterVersion) -> Select[uuid.UUID, str]:
    """Select each member's last word about a version."""
    later = aliased(Approval)
    newer = exists(
        select(later.id).where(
            later.version_id == version.id,
            later.membership_id == Approval.membership_id,
            later.turn > Approval.turn,
        )
    )
    return select(Approval.membership_id, Approval.decision).where(Approval.version_id == version.id, ~newer)


def _fits(
    session: Session, case_id: uuid.UUID, reader: uuid.UUID, wanted: Wanted, *, whole: bool = False
) -> list[ColumnElement[bool]]:
    """Return the conditions of the filters; `whole` when every member is asked about, not the first page's."""
    found = [Membership.case_id == case_id, Membership.withdrawn_at.is_(None)]
    if wanted.find.strip():
        found.append(_named(case_id, reader, wanted.find.strip()))
    if wanted.evidence:
        found.append(_covered(case_id, wanted.evidence, whole=whole))
    if wanted.approval:
        found.append(_decided(asked_version(session, case_id), wanted.approval, whole=whole))
    if wanted.grants:
        found.append(queries.shares(wanted.grants, reader))
    if wanted.state:
        found.append(_counts(wanted.state))
    return found


def _named(case_id: uuid.UUID, reader: uuid.UUID, find: str) -> ColumnElement[bool]:
    report = select(Report.id).where(Report.membership_id == Membership.id, Report.reference == find.upper())
    by_name = and_(Membership.nickname_hash == nicknames.hashed(case_id, find), queries.shares("nickname", reader))
    return or_(Membership.pseudonym.startswith(find.upper(), autoescape=True), exists(report), by_name)


def _covered(case_id: uuid.UUID, coverage: str, *, whole: bool) -> ColumnElement[bool]:
    given = Membership.id.in_(evidence.those_with_files(case_id)) if whole else evidence.has_files()
    if coverage == "none":
        return ~given
    checked = Membership.id.in_(evidence.those_with_checked(case_id)) if whole else evidence.has_checked()
    return checked if coverage == "checked" else and_(given, ~checked)


def _decided(version: LetterVersion | None, decision: str, *, whole: bool) -> ColumnElement[bool]:
    if version is None:
        return literal(decision == "none").is_(True)
    last = _last(version)
    if not whole:
        said = last.where(Approval.membership_id == Membership.id)
        return ~exists(said) if decision == "none" else exists(said.where(Approval.decision == decision))
    said = last.with_only_columns(Approval.membership_id)
    return (
        Membership.id.not_in(said)
        if decision == "none"
        else Membership.id.in_(said.where(Approval.decision == decision))
    )


def _counts(state: str) -> ColumnElement[bool]:
    if state == "set_aside":
        return queries.is_set_aside()
    counted = queries.is_counted()
    return counted if state == "counted" else and_(~counted, ~queries.is_set_aside())


def outline(session: Session, case_id: uuid.UUID, reader: uuid.UUID, wanted: Wanted, size: int) -> Outline:
    """Return how many members fit and the cursor of every page after the first, in one statement."""
    order = (Membership.pseudonym, Membership.id)
    place = func.row_number().over(order_by=order).label("place")
    rows = select(*order, place, func.count().over().label("total"))
    inner = rows.where(*_fits(session, case_id, reader, wanted, whole=True)).subquery()
    ends = select(inner).where(or_(inner.c.place % size == 0, inner.c.place == inner.c.total))
    found = session.execute(ends.order_by(inner.c.place)).all()
    total = found[-1].total if found else 0
    cursors = [paging.encode(row.pseudonym, str(row.id)) for row in found if row.place % size == 0]
    return Outline(total, cursors if total % size else cursors[:-1])


def page(
    session: Session, case_id: uuid.UUID, reader: uuid.UUID, wanted: Wanted, cursor: str | None, limit: int | None
) -> tuple[list[Membership], str | None]:
    """Return one page of the members that fit, by pseudonym."""
    size = paging.limit_of(limit)
    query = select(Membership).where(*_fits(session, case_id, reader, wanted))
    if cursor:
        pseudonym, last = paging.decode_text(cursor)
        query = query.where(tuple_(Membership.pseudonym, Membership.id) > tuple_(literal(pseudonym), literal(last)))
    rows = list(session.scalars(query.order_by(Membership.pseudonym, Membership.id).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    return rows, paging.encode(rows[-1].pseudonym, str(rows[-1].id)) if more else None


def fitting(case_id: uuid.UUID, session: Session, reader: uuid.UUID, wanted: Wanted) -> Select[Membership]:
    """Select every member that fits, for an export or a message."""
    return select(Membership).where(*_fits(session, case_id, reader, wanted))


def decisions(session: Session, case_id: uuid.UUID, members: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the last word of each of some members about the letter that was opened last."""
    version = asked_version(session, case_id)
    if version is None:
        return {}
    last = _last(version).where(Approval.membership_id.in_(members))
    rows: Sequence[Any] = session.execute(last).all()
    return {member: decision for member, decision in rows}
