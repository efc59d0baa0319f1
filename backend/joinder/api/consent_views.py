"""How consents are shown to who gave them: what was agreed to, who receives it, given and taken back when."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeVar

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.models import Case, Respondent
from joinder.cases.queries import respondents_of
from joinder.core import clock
from joinder.core.texts import LANGS
from joinder.letters import grants
from joinder.letters import queries as letters
from joinder.letters.describing import name_of
from joinder.reports import consents
from joinder.reports.models import Consent, Membership, Report

RecipientKind = Literal["house", "nobody", "company", "regulator", "channel", "organizer"]
KINDS: dict[str, RecipientKind] = {
    "sensitive_data": "house",
    "counting": "nobody",
    "named_to_company": "company",
    "named_to_regulator": "regulator",
    consents.SHARE: "organizer",
}


class ConsentRead(BaseModel):
    """A consent of the caller's: its words (none if they have changed since), and who receives what it allows.

    `house` is this service alone, `nobody` a count without names, `channel` one recipient of one letter; `company` and
    `regulator` are asked for again by name before anything is sent; an organizer is never named. `ends_report`: its
    report can not be without it, so taking it back takes the report out for good.
    """

    id: uuid.UUID
    purpose: str
    text: str | None
    recipient_kind: RecipientKind
    recipient_name: str | None
    letter: str | None
    case_reference: str | None
    case_title: str | None
    report_id: uuid.UUID | None
    report_reference: str | None
    ends_report: bool
    fields: list[str]
    granted_on: date
    withdrawn_on: date | None


class _About:
    """The reports, cases and companies that some consents are about, read in a fixed number of selects."""

    def __init__(self, session: Session, rows: list[Consent]) -> None:
        self.reports = _by_id(session, Report, (row.report_id for row in rows))
        self.members = _by_id(session, Membership, (row.membership_id for row in rows))
        ids = [one.case_id for one in [*self.reports.values(), *self.members.values()]]
        self.cases = _by_id(session, Case, ids)
        respondents = [one.respondent_id for one in [*self.reports.values(), *self.cases.values()]]
        self.respondents = respondents_of(session, respondents)

    def report(self, row: Consent) -> Report | None:
        """Return the report that a consent was given with."""
        return self.reports.get(row.report_id) if row.report_id else None

    def case(self, row: Consent) -> Case | None:
        """Return the case that a consent belongs to."""
        holder = self.members.get(row.membership_id) if row.membership_id else self.report(row)
        return self.cases.get(holder.case_id) if holder and holder.case_id else None

    def company(self, row: Consent) -> Respondent | None:
        """Return the company that a consent's report or case is about."""
        holder = self.report(row) or self.case(row)
        return self.respondents.get(holder.respondent_id) if holder else None


Row = TypeVar("Row", Report, Membership, Case)


def _by_id(session: Session, table: type[Row], ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, Row]:
    wanted = {one for one in ids if one is not None}
    return {row.id: row for row in session.scalars(select(table).where(table.id.in_(wanted)))} if wanted else {}


def show_consents(session: Session, rows: list[Consent], lang: str) -> list[ConsentRead]:
    """Show consents to who gave them, with a fixed number of queries."""
    about = _About(session, rows)
    named = letters.recipients_named(session, [row.recipient or "" for row in rows if row.purpose != consents.SHARE])
    return [_show(about, row, named.get(row.recipient or "", []), lang) for row in rows]


def _show(about: _About, row: Consent, named: list[str], lang: str) -> ConsentRead:
    case, report = about.case(row), about.report(row)
    kind: RecipientKind = "channel" if named else KINDS[row.purpose]
    text, agreed = _agreed(row, named, lang)
    return ConsentRead(
        id=row.id,
        purpose=row.purpose,
        text=text,
        recipient_kind=kind,
        recipient_name=_company(about, row, lang) if kind == "company" else agreed,
        letter=row.recipient.rpartition("/")[2] if named and row.recipient else None,
        case_reference=case.reference if case else None,
        case_title=case.title if case else None,
        report_id=report.id if report else None,
        report_reference=report.reference if report else None,
        ends_report=row.withdrawn_at is None and row.purpose in consents.REQUIRED and _still_in(report),
        fields=row.fields,
        granted_on=clock.day_of(row.granted_at),
        withdrawn_on=clock.day_of(row.withdrawn_at) if row.withdrawn_at else None,
    )


def _agreed(row: Consent, named: list[str], lang: str) -> tuple[str | None, str | None]:
    """Return the words that were agreed to in the reader's language, and the recipient they name.

    No words when those shown today are not the ones that were: of them only the hash is kept.
    """
    fixed: list[tuple[str | None, dict[str, str]]] = [(None, consents.texts()[row.purpose])]
    by_name = [(name, {one: grants.text(name, one) for one in LANGS}) for name in named]
    for name, said in by_name or fixed:
        if row.text_hash in {hashlib.sha256(text.encode()).digest() for text in said.values()}:
            return said[lang], name
    return None, named[-1] if named else None


def _still_in(report: Report | None) -> bool:
    """Return whether a report counts or may come back with its person: whether there is still something to lose."""
    return report is not None and (report.withdrawn_at is None or report.left_with_person)


def _company(about: _About, row: Consent, lang: str) -> str | None:
    company = about.company(row)
    return name_of(company, lang) if company else None
