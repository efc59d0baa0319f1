"""How an import is shown to its organizer: columns, what is not imported, progress, people, claims."""

import json
import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.core import sealed
from joinder.reports import import_jobs, import_queries
from joinder.reports.import_models import ClaimRequest, ImportBatch, NamedPerson
from joinder.reports.import_sheet import Opened
from joinder.reports.import_texts import say
from joinder.reports.imports import NUMBERS
from joinder.reports.sheets.survey import notes, preview

MAX_NOTES = 100


class ColumnRead(BaseModel):
    """One column: what it is read as (None: not imported), why, and a few values."""

    column: str
    field: str | None
    how: str | None
    refused: str | None
    sample: list[str]


class TabRead(BaseModel):
    """One tab of the sheet that is read."""

    name: str
    rows: int
    columns: list[ColumnRead]


class Numbers(BaseModel):
    """What came of an import; added + repeated + rejected = read."""

    read: int
    added: int
    repeated: int
    rejected: int
    changed: int
    unchanged: int
    gone: int
    doubtful: int


class ImportRead(BaseModel):
    """One import of a case."""

    reference: str
    file_name: str
    agreed: str | None
    state: str
    rows: int
    done: int
    numbers: Numbers | None
    has_file: bool
    has_rejects: bool
    has_link: bool
    created_at: datetime
    finished_at: datetime | None


class ImportPreview(ImportRead):
    """An uploaded sheet before it is run: how its columns are read and what will not be imported."""

    tabs: list[TabRead]
    currency: str | None
    notes: list[str]


class NamedPersonRead(BaseModel):
    """One person a sheet names, for the organizer who brought it; contact data is not repeated here."""

    id: uuid.UUID
    name: str | None
    nickname: str | None
    rows: int
    claimed: bool


class ClaimRead(BaseModel):
    """Somebody's wish to take over a row, beside the person it seems to be."""

    id: uuid.UUID
    name: str
    amount: str
    happened: str
    order: str
    proposed: NamedPersonRead | None
    created_at: datetime


def shown(batch: ImportBatch) -> dict[str, Any]:
    """Return what every view of a batch holds."""
    done = batch.state == "done"
    return {
        "reference": batch.reference,
        "file_name": batch.file_name,
        "agreed": batch.agreed,
        "state": batch.state,
        "rows": batch.rows_read,
        "done": batch.rows_done,
        "numbers": Numbers(**{name: batch.outcome.get(name, 0) for name in NUMBERS}) if done else None,
        "has_file": batch.file_key is not None,
        "has_rejects": batch.rejects_key is not None,
        "has_link": batch.link_hash is not None,
        "created_at": batch.created_at,
        "finished_at": batch.finished_at,
    }


def show_preview(session: Session, batch: ImportBatch, lang: str) -> ImportPreview:
    """Show how an uploaded sheet will be read."""
    with import_jobs.opened_again(session, batch) as opened:
        return ImportPreview(
            **shown(batch),
            tabs=_tabs(opened),
            currency=opened.rules.currency,
            notes=[
                say(f"note.{note.code}", lang, tab=note.tab, where=note.where, count=note.count)
                for note in notes(opened.tables)[:MAX_NOTES]
            ],
        )


def _tabs(opened: Opened) -> list[TabRead]:
    return [
        TabRead(
            name=table.tab.name,
            rows=sum(1 for _ in table.rows()),
            columns=[ColumnRead(**column) for column in preview(table)],
        )
        for table in opened.tables
        if table.usable
    ]


def show_people(session: Session, batch: ImportBatch, people: list[NamedPerson]) -> list[NamedPersonRead]:
    """Show named people with how many rows each has in the batch's case."""
    sealed.preload(session, people)
    rows = import_queries.rows_in_reach(session, batch, people)
    return [
        NamedPersonRead(
            id=person.id,
            name=person.name,
            nickname=person.nickname,
            rows=rows.get(person.id, 0),
            claimed=person.claimed_at is not None,
        )
        for person in people
    ]


def show_claims(session: Session, batch: ImportBatch, requests: list[ClaimRequest]) -> list[ClaimRead]:
    """Show waiting claims, each with the person it seems to be."""
    sealed.preload(session, requests)
    meant = [one.named_person_id for one in requests if one.named_person_id]
    people = list(session.scalars(import_queries.named_in(batch).where(NamedPerson.id.in_(meant))))
    shown_people = {one.id: one for one in show_people(session, batch, people)}
    found: list[ClaimRead] = []
    for request in requests:
        details: dict[str, str] = json.loads(request.details or "{}")
        proposed = shown_people.get(request.named_person_id) if request.named_person_id else None
        found.append(
            ClaimRead(
                id=request.id,
                name=details.get("name", ""),
                amount=details.get("amount", ""),
                happened=details.get("happened", ""),
                order=details.get("order", ""),
                proposed=proposed,
                created_at=request.created_at,
            )
        )
    return found


def group_of(session: Session, batch: ImportBatch) -> Case | None:
    """Return the case that a batch was brought to."""
    return session.get(Case, batch.case_id) if batch.case_id else None
