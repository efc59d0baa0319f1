"""The members as a workbook in the group's own column order: only granted fields, no formula ever runs."""

import tempfile
import uuid
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Db, Lang, ReadSession, Scope, allow
from joinder.api.member_columns import COLUMNS, GRANTED, TITLES, WORDS, Line, group_order, lines_of, value_of
from joinder.api.member_views import contacts_of, rows_view, words_of
from joinder.api.members import reader_of
from joinder.api.schemas import Body
from joinder.cases import audit
from joinder.core.errors import Invalid
from joinder.letters import roster
from joinder.letters.roster import Wanted
from joinder.reports.models import Membership

router = APIRouter(prefix="/api/cases/{reference}/members", tags=["reports"])
BATCH, PIECE, IN_MEMORY = 200, 65_536, 2 * 1024 * 1024
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MemberColumnRead(BaseModel):
    """One column of a workbook: its title (the sheet's own where it had one) and whether it needs a grant."""

    id: str
    title: str
    needs_grant: bool
    suggested: bool


class ExportBody(Body):
    """Which columns in which order, and which members."""

    columns: Annotated[list[str], Field(min_length=1, max_length=20)]
    find: Annotated[str, Field(max_length=80)] = ""
    evidence: str | None = None
    approval: str | None = None
    grants: str | None = None
    state: str | None = None


@router.get("/columns", dependencies=[allow("member.export")])
def list_columns(scope: CaseScope, session: ReadSession, lang: Lang) -> list[MemberColumnRead]:
    """List the columns, those of the group's last sheet first and in its order."""
    order = group_order(session, scope.case.id)
    rest = [one for one in COLUMNS if one not in order]
    return [
        MemberColumnRead(
            id=one, title=order.get(one) or TITLES[one][lang], needs_grant=one in GRANTED, suggested=one in order
        )
        for one in [*order, *rest]
    ]


@router.post("/export", dependencies=[allow("member.export")], response_class=StreamingResponse)
def export_members(body: ExportBody, scope: CaseScope, database: Db, lang: Lang) -> StreamingResponse:
    """Make the workbook; who took which columns stands in the audit trail before the first byte leaves."""
    if len(set(body.columns)) != len(body.columns) or not set(body.columns) <= set(COLUMNS):
        raise Invalid("reports.bad_choice", field="columns")
    wanted = Wanted(body.find, body.evidence, body.approval, body.grants, body.state)
    with database.write() as session:
        what = ",".join(body.columns)
        audit.write(session, scope.case.id, scope.actor, "member.export", scope.case.reference, what[:300])
    book = Workbook(write_only=True)
    sheet = book.create_sheet("members")
    with database.read() as session:
        order = group_order(session, scope.case.id)
        sheet.append([_cell(sheet, order.get(one) or TITLES[one][lang]) for one in body.columns])
        for line in _lines(session, scope, wanted, body.columns):
            sheet.append([_cell(sheet, value_of(one, line, lang)) for one in body.columns])
    kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed when the answer was sent
    book.save(kept)
    kept.seek(0)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="members-{scope.case.reference}.xlsx"',
    }
    return StreamingResponse(_pieces(kept), media_type=SHEET, headers=headers)


def _cell(sheet: Any, value: Any) -> Any:  # noqa: ANN401
    cell: Any = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = stays a text
        cell.quotePrefix = value[:1] in "=+-@\t\r"
    return cell


def _pieces(kept: tempfile.SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with kept:
        while piece := kept.read(PIECE):
            yield piece


def _lines(session: Session, scope: Scope, wanted: Wanted, columns: Sequence[str]) -> Iterator[Line]:
    cursor: str | None = None
    while True:
        members, cursor = roster.page(session, scope.case.id, reader_of(scope), wanted, cursor, BATCH)
        yield from _batch(session, scope, members, columns)
        session.expunge_all()
        if cursor is None:
            return


def _batch(session: Session, scope: Scope, members: list[Membership], columns: Sequence[str]) -> Iterator[Line]:
    rows = rows_view(session, scope, members)
    givers = {one.id for one in rows if "contact" in one.granted} if "contact" in columns else set[uuid.UUID]()
    contacts = contacts_of(session, [one for one in members if one.id in givers])
    words = words_of(session, rows) if WORDS & set(columns) else {}
    for member, row in zip(members, rows, strict=True):
        yield from lines_of(row, contacts.get(member.account_id, []), words.get(row.id, []))
