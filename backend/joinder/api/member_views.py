"""How members look to their organizer: a light row for the table, everything granted for one member."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel
from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from joinder.accounts.models import Contact
from joinder.accounts.policy import STAFF
from joinder.api.deps import Scope
from joinder.core import sealed
from joinder.evidence import queries as evidence
from joinder.letters import roster
from joinder.reports import consents, queries, set_asides
from joinder.reports.models import Membership, Report


class MemberReport(BaseModel):
    """One of a member's reports as the table shows it: facts, never words."""

    id: uuid.UUID
    reference: str
    state: str
    issue_id: str
    happened_on: date | None
    happened_precision: str
    amount_minor: int | None
    currency: str | None
    area: str | None
    asked_on: date | None
    remedies: list[str]
    evidence_files: int


class MemberRead(BaseModel):
    """One member as the organizer may see it."""

    id: uuid.UUID
    pseudonym: str
    nickname: str | None
    granted: list[str]
    set_aside: bool
    evidence_checked: bool
    approval: str | None
    reports: list[MemberReport]


class MemberWords(BaseModel):
    """What one report says, as far as its member lets this organizer read it."""

    id: uuid.UUID
    narrative: str | None
    ticket: str | None


class AsideRead(BaseModel):
    """The decision that stands against a member, as moderators read it; an appealed one is for another to lift."""

    id: uuid.UUID
    reason_code: str
    reason: str
    at: datetime
    appealed: bool
    decided_by_me: bool


class MemberDetail(MemberRead):
    """One member with all that was granted to the reader; `decision` is for moderators only."""

    contacts: list[str]
    words: list[MemberWords]
    decision: AsideRead | None


FACTS = (
    Report.id, Report.membership_id, Report.reference, queries.state_column().label("state"), Report.issue_id,
    Report.happened_on, Report.happened_precision, Report.amount_minor, Report.currency, Report.area, Report.asked_on,
    Report.remedies,
)  # fmt: skip
SHOWN = tuple(name for name in MemberReport.model_fields if name != "evidence_files")


def rows_view(session: Session, scope: Scope, members: Sequence[Membership]) -> list[MemberRead]:
    """Show members as rows, in the order given, with a fixed number of queries."""
    if not members:
        return []
    ids = [one.id for one in members]
    facts = _facts(session, ids)
    files = evidence.file_counts(session, [one["id"] for found in facts.values() for one in found])
    there = [one.id for one in members if one.withdrawn_at is None]
    granted = queries.granted(session, there, consents.SHARE, _reader(scope))
    checked = evidence.checked_among(session, ids)
    aside = set_asides.all_standing(session, ids)
    said = roster.decisions(session, scope.case.id, ids)
    named = [one for one in members if "nickname" in granted.get(one.id, ())]
    sealed.preload(session, named)
    names = {one.id: one.nickname for one in named}
    return [
        MemberRead(
            id=one.id,
            pseudonym=one.pseudonym,
            nickname=names.get(one.id),
            granted=sorted(granted.get(one.id, set())),
            set_aside=one.id in aside,
            evidence_checked=one.id in checked,
            approval=said.get(one.id),
            reports=[_report(row, files) for row in facts[one.id]],
        )
        for one in members
    ]


def _reader(scope: Scope) -> str:
    return str(scope.identity.account_id) if scope.identity else ""


def _facts(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[RowMapping]]:
    found: dict[uuid.UUID, list[RowMapping]] = {one: [] for one in ids}
    query = select(*FACTS).where(Report.membership_id.in_(ids)).order_by(Report.submitted_at, Report.id)
    for row in session.execute(query).mappings():
        found[row["membership_id"]].append(row)
    return found


def _report(row: RowMapping, files: dict[uuid.UUID, int]) -> MemberReport:
    values = {name: row[name] for name in SHOWN}
    return MemberReport(**values, evidence_files=files.get(row["id"], 0))


def detail_view(session: Session, scope: Scope, member: Membership) -> MemberDetail:
    """Show one member with the words, tickets and contacts that were granted to the reader."""
    row = rows_view(session, scope, [member])[0]
    words = words_of(session, [row]).get(row.id, [])
    contacts = contacts_of(session, [member])[member.account_id] if "contact" in row.granted else []
    decision = _decision(session, scope, member)
    return MemberDetail(**row.model_dump(), contacts=contacts, words=words, decision=decision)


def _decision(session: Session, scope: Scope, member: Membership) -> AsideRead | None:
    if scope.identity is None or not scope.identity.roles & STAFF:
        return None
    row = set_asides.all_standing(session, [member.id]).get(member.id)
    return row and AsideRead(
        id=row.id,
        reason_code=row.reason_code,
        reason=row.reason or "",
        at=row.at,
        appealed=row.appealed_at is not None,
        decided_by_me=row.decided_by == scope.identity.account_id,
    )


def words_of(session: Session, rows: Sequence[MemberRead]) -> dict[uuid.UUID, list[MemberWords]]:
    """Return what members' reports say, by member, as far as granted to the reader; nothing that was withdrawn."""
    granted = {one.id: set(one.granted) for one in rows if {"narrative", "ticket"} & set(one.granted)}
    told = queries.readable_of(session, list(granted))
    sealed.preload(session, [one for each in told.values() for one in each])
    return {
        member: [
            MemberWords(
                id=one.id,
                narrative=one.narrative if "narrative" in granted[member] else None,
                ticket=one.ticket if "ticket" in granted[member] else None,
            )
            for one in each
        ]
        for member, each in told.items()
    }


def contacts_of(session: Session, members: Sequence[Membership]) -> dict[uuid.UUID, list[str]]:
    """Return the contacts of members by account; only for members who granted them."""
    found: dict[uuid.UUID, list[str]] = {one.account_id: [] for one in members}
    rows = list(session.scalars(select(Contact).where(Contact.account_id.in_(found)).order_by(Contact.verified_at)))
    sealed.preload(session, rows)
    for row in rows:
        found[row.account_id].append(row.value)
    return found
