"""Writing a few rows of a sheet in one transaction: named people, their reports, and what was not certain."""

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import respondents
from joinder.core import clock
from joinder.core.sealed import new_data_keys, preload
from joinder.core.settings import get_settings
from joinder.reports import import_queries, service
from joinder.reports.import_hashes import hash_contact
from joinder.reports.import_models import ImportBatch, ImportedRow, NamedPerson
from joinder.reports.import_plan import CHANGED, UNCHANGED, Fresh
from joinder.reports.models import Report
from joinder.reports.service import ReportData
from joinder.reports.sheets.reading import Read

HAN = re.compile(r"[\u3400-\u9fff]")
INDONESIAN = re.compile(r"\b(yang|saya|tidak|dan|sudah|dengan|untuk|dana|uang|belum|bisa|akun)\b")
CONTENT = (
    *("lang", "narrative", "happened_on", "happened_precision", "happened_text", "amount_minor", "currency"),
    *("amount_text", "area", "asked_on", "ticket", "company_answer"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One accepted row with its identity and what the plan decided about it."""

    read: Read
    fresh: Fresh
    decision: str
    known_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Written:
    """What one transaction did, and the reports it made."""

    added: int
    copies: int
    changed: int
    unchanged: int
    reports: tuple[uuid.UUID, ...]
    adopted: tuple[uuid.UUID, ...]
    reworded: tuple[uuid.UUID, ...]


def write_rows(session: Session, batch: ImportBatch, issue_id: str, items: Sequence[Item]) -> Written:
    """Keep rows as reports of named people; rows another import brought meanwhile are unchanged, so nothing doubles."""
    respondents.lock(session, batch.respondent_id)
    here = _rows_by_hash(session, batch, [hashed for item in items for hashed in _hashes(item)])
    people = _people(session, batch, items)
    counts = {"added": 0, "copies": 0, CHANGED: 0, UNCHANGED: 0}
    made: list[Report] = []
    rows: list[ImportedRow] = []
    adopted: list[uuid.UUID] = []
    reworded: list[uuid.UUID] = []
    keys = new_data_keys(session, sum(item.decision != UNCHANGED for item in items))
    with session.no_autoflush:
        for item in items:
            if item.fresh.row_hash in here:
                counts[UNCHANGED] += 1
                if _adopt(session, batch, here[item.fresh.row_hash]):
                    adopted.append(here[item.fresh.row_hash].report_id)
            elif (
                item.decision == CHANGED
                and item.known_id
                and (report_id := _change(session, batch, item, issue_id)) is not None
            ):
                counts[CHANGED] += 1
                reworded.append(report_id)
            else:
                first = here.get(item.fresh.first) if item.fresh.first else None
                here[item.fresh.row_hash] = row = _new_row(batch, item, people[item.fresh.person_hash], keys.pop())
                report = _new_report(batch, issue_id, item, row)
                report.repeated_of_id = first.report_id if first else None
                counts["copies" if first else "added"] += 1
                made.append(report)
                session.add(report)
                rows.append(row)
    session.flush()
    session.add_all(rows)
    session.flush()
    return Written(
        added=counts["added"],
        copies=counts["copies"],
        changed=counts[CHANGED],
        unchanged=counts[UNCHANGED],
        reports=tuple(report.id for report in made),
        adopted=tuple(adopted),
        reworded=tuple(reworded),
    )


def _hashes(item: Item) -> list[bytes]:
    return [item.fresh.row_hash, *([item.fresh.first] if item.fresh.first else [])]


def _rows_by_hash(session: Session, batch: ImportBatch, hashes: list[bytes]) -> dict[bytes, ImportedRow]:
    where = (ImportedRow.respondent_id == batch.respondent_id, ImportedRow.row_hash.in_(hashes))
    return {row.row_hash: row for row in session.scalars(select(ImportedRow).where(*where))}


def _people(session: Session, batch: ImportBatch, items: Sequence[Item]) -> dict[bytes, NamedPerson]:
    """Return the named person of every row that needs one, making those not met before and completing the others."""
    wanted = {item.fresh.person_hash: item.read for item in items if item.decision != UNCHANGED}
    where = (NamedPerson.respondent_id == batch.respondent_id, NamedPerson.person_hash.in_(list(wanted)))
    found = {person.person_hash: person for person in session.scalars(select(NamedPerson).where(*where))}
    preload(session, [one for one in found.values() if one.erased_at is None])
    missing = {hashed for hashed in wanted if hashed not in found}
    keys = new_data_keys(session, len(missing))
    for hashed in missing:
        found[hashed] = NamedPerson(
            respondent_id=batch.respondent_id,
            batch_id=batch.id,
            key_id=keys.pop(),
            person_hash=hashed,
            expires_at=_deadline(),
        )
        session.add(found[hashed])
    for item in items:
        if item.fresh.person_hash in wanted:
            _complete(found[item.fresh.person_hash], item.read)
    session.flush()
    return found


def _deadline() -> datetime:
    return clock.now() + timedelta(days=get_settings().import_claim_days)


def _complete(person: NamedPerson, read: Read) -> None:
    if person.claimed_at is not None or person.erased_at is not None:
        return
    for name in ("name", "nickname", "phone", "email", "group_name"):
        if getattr(read, name) and getattr(person, f"{name}_sealed") is None:
            setattr(person, name, getattr(read, name))
    person.phone_hash = person.phone_hash or hash_contact(read.phone)
    person.email_hash = person.email_hash or hash_contact(read.email)


def _new_row(batch: ImportBatch, item: Item, person: NamedPerson, key_id: uuid.UUID) -> ImportedRow:
    if person.claimed_at is not None:  # the time for what they claimed may be over; this row has its own
        person.expires_at = max(person.expires_at, _deadline())
    row = ImportedRow(
        respondent_id=batch.respondent_id,
        batch_id=batch.id,
        named_person_id=person.id,
        report_id=uuid.uuid4(),
        key_id=key_id,
        source_hash=batch.source_hash,
        **_identity(item),
    )
    row.doubts = json.dumps(dict(item.read.doubts), ensure_ascii=False) if item.read.doubts else None
    return row


def _new_report(batch: ImportBatch, issue_id: str, item: Item, row: ImportedRow) -> Report:
    report = service.build_report(report_data(item.read, batch, issue_id), None, row.key_id)
    row.report_id, report.case_id = report.id, batch.case_id
    return report


def _identity(item: Item) -> dict[str, object]:
    fresh = item.fresh
    return {
        "row_hash": fresh.row_hash,
        "person_hash": fresh.person_hash,
        "external_hash": fresh.external_hash,
        "row_number": item.read.row.number,
    }


def _change(session: Session, batch: ImportBatch, item: Item, issue_id: str) -> uuid.UUID | None:
    """Bring an unclaimed report in step with its row and return it; words that a person has claimed stay theirs."""
    row = session.get(ImportedRow, item.known_id)
    report = session.get(Report, row.report_id) if row else None
    if row is None or report is None or report.withdrawn_at is not None:
        return None
    if report.account_id is None and not import_queries.in_reach(batch, report):
        return None
    for name, value in _identity(item).items():
        setattr(row, name, value)
    if report.account_id is None:
        data = report_data(item.read, batch, issue_id)
        for name in CONTENT:
            setattr(report, name, getattr(data, name))
        report.order_hash = service.order_hash(data)
        row.doubts = json.dumps(dict(item.read.doubts), ensure_ascii=False) if item.read.doubts else None
    session.flush()
    return report.id


def _adopt(session: Session, batch: ImportBatch, row: ImportedRow) -> bool:
    """Put an unclaimed report without a case into the case this import is for."""
    report = session.get(Report, row.report_id) if batch.case_id else None
    if report is None or report.case_id or report.account_id or report.withdrawn_at:
        return False
    report.case_id = batch.case_id
    return True


def report_data(read: Read, batch: ImportBatch, issue_id: str) -> ReportData:
    """Return what a row says as a report; texts not read with certainty are kept for the person to confirm."""
    happened, amount = read.happened, read.amount
    return ReportData(
        respondent_id=batch.respondent_id,
        issue_id=issue_id,
        lang=lang_of(read.narrative, batch.options.get("lang", "zh")),
        narrative=read.narrative,
        happened_on=happened.on if happened else None,
        happened_precision=happened.precision if happened else "unknown",
        happened_text=None if happened and happened.precision == "day" else read.happened_text or None,
        amount_minor=amount.minor if amount else None,
        currency=amount.currency if amount else None,
        amount_text=None if amount and not amount.about else read.amount_text or None,
        area=read.area,
        asked_on=read.asked.on if read.asked else None,
        ticket=read.ticket or None,
        company_answer=read.company_answer or None,
        order_number=read.order or None,
        source="import",
    )


def lang_of(text: str, fallback: str) -> str:
    """Return zh for words in Chinese script, id for Indonesian, en for other Latin script, else the fallback."""
    if HAN.search(text[:2000]):
        return "zh"
    if not any(char.isalpha() for char in text[:2000]):
        return fallback
    return "id" if len(set(INDONESIAN.findall(text[:2000].lower()))) > 1 else "en"
