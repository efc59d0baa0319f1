"""Reading a whole sheet once to decide what each row means against what is already here."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.reports import import_queries
from joinder.reports.import_hashes import Hasher
from joinder.reports.import_models import ImportBatch, ImportedRow, NamedPerson
from joinder.reports.import_plan import Fresh, Known, Plan, plan
from joinder.reports.import_sheet import Opened
from joinder.reports.import_writing import Item
from joinder.reports.models import Report
from joinder.reports.sheets.columns import Columns
from joinder.reports.sheets.reading import Read, Rejected


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The identity and meaning of every accepted row, which rows are of people who objected, and two totals."""

    fresh: list[Fresh]
    plan: Plan
    objected: frozenset[int]
    read: int
    doubtful: int

    def entries(
        self, opened: Opened, start: int = 0, stop: int | None = None
    ) -> Iterator[Item | tuple[Rejected, Columns]]:
        """Go through the rows again, each with what was decided about it, from one position to another."""
        accepted = 0
        for at, (entry, columns) in enumerate(islice(opened.entries(), stop)):
            taken = isinstance(entry, Read) and at not in self.objected
            if at >= start:
                yield self._item(entry, accepted) if isinstance(entry, Read) and taken else (_refused(entry), columns)
            accepted += taken

    def _item(self, read: Read, position: int) -> Item:
        decision, known_id = self.plan.decisions[position]
        return Item(read, self.fresh[position], decision, known_id)


def _refused(entry: Read | Rejected) -> Rejected:
    return entry if isinstance(entry, Rejected) else Rejected(entry.row, "objected")


def reconcile(session: Session, batch: ImportBatch, opened: Opened) -> Reconciled:
    """Promise a decision for every row of a file; nothing is written."""
    hasher = Hasher(batch.respondent_id, {})
    away = _who_objected(session, batch.respondent_id)
    fresh: list[Fresh] = []
    objected: set[int] = set()
    read = doubtful = 0
    for at, (entry, _columns) in enumerate(opened.entries()):
        read += 1
        if not isinstance(entry, Read):
            continue
        if away and hasher.person(entry.person) in away:
            objected.add(at)
            continue
        fresh.append(hasher.row(entry))
        doubtful += _is_doubtful(entry)
    return Reconciled(fresh, plan(_known(session, batch), fresh), frozenset(objected), read, doubtful)


def _is_doubtful(read: Read) -> bool:
    unread_date = bool(read.happened_text) and read.happened is None
    return unread_date or (bool(read.amount_text) and read.amount is None) or bool(read.doubts)


def _who_objected(session: Session, respondent_id: uuid.UUID) -> frozenset[bytes]:
    where = (NamedPerson.respondent_id == respondent_id, NamedPerson.objected_at.is_not(None))
    return frozenset(session.scalars(select(NamedPerson.person_hash).where(*where)))


def _known(session: Session, batch: ImportBatch) -> list[Known]:
    row = ImportedRow
    query = select(row.id, row.row_hash, row.person_hash, row.external_hash, import_queries.same_sheet(batch))
    query = query.join(Report, Report.id == row.report_id).join(ImportBatch, ImportBatch.id == row.batch_id)
    query = query.where(row.respondent_id == batch.respondent_id).order_by(row.row_number, row.id)
    found = session.execute(query.execution_options(yield_per=2000))
    return [Known(one[0], one[1], one[2], one[3], bool(one[4])) for one in found]
