"""Everything kept about one person, as they may take it away: a JSON of all rooms and their own files, streamed."""

import io
import json
import uuid
import zipfile
from collections.abc import Generator, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.accounts.notice_models import Notification, TopicChoice
from joinder.accounts.service import contacts_of, one_person
from joinder.core import sealed
from joinder.core.database import Base, Database
from joinder.core.errors import Gone
from joinder.evidence import access, intake
from joinder.evidence.models import Evidence, EvidenceAccess
from joinder.filings.models import Filing, OfferAnswer, OutcomeAnswer
from joinder.letters.models import AnnexLine, Approval
from joinder.letters.said_models import PollAnswer
from joinder.reports import queries as reports
from joinder.reports.import_models import ClaimRequest
from joinder.reports.models import Membership, Report, SetAside

HIDDEN = ("key_id", "account_id", "decided_by", "restored_by", "order_hash", "nickname_hash", "content_hash")
REPORT_WORDS = (
    "narrative", "happened_text", "amount_text", "ticket", "company_answer", "prior_authorities",
)  # fmt: skip


class _Pipe(io.RawIOBase):
    """Collects what the archive writes until somebody takes it; cannot go back, so nothing is kept."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:  # noqa: ANN401  any buffer
        self.pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        found, self.pieces = b"".join(self.pieces), []
        return found


def archive(database: Database, account_id: uuid.UUID) -> Generator[bytes]:
    """Yield a ZIP of one person's data and files; at most one piece of one file is in memory at a time."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        with database.read() as session:
            told, files = everything(session, account_id), own_files(session, account_id)
        made.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1, default=_say))
        yield pipe.take()
        for evidence_id in files:
            yield from _file(database, made, pipe, evidence_id)
    yield pipe.take()


def _file(database: Database, made: zipfile.ZipFile, pipe: _Pipe, evidence_id: uuid.UUID) -> Iterator[bytes]:
    with database.read() as session:
        row = session.get(Evidence, evidence_id)
        if row is None or row.storage_key is None:
            return
        name = f"files/{row.reference}-{_plain(row.filename or 'file')}"
        try:
            stream = access.contents(row, intake.ORIGINAL)
        except Gone:
            return
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_STORED  # pictures and PDFs do not get smaller
    with made.open(entry, "w", force_zip64=True) as out:
        for piece in stream:
            out.write(piece)
            yield pipe.take()
    yield pipe.take()


def _plain(name: str) -> str:
    return "".join(one if one.isalnum() or one in "._- " else "_" for one in name)[-80:]


def _say(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)


def own_files(session: Session, account_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the files a person gave, oldest first."""
    query = select(Evidence.id).join(Report, Report.id == Evidence.report_id)
    return list(session.scalars(query.where(Report.account_id == account_id).order_by(Evidence.received_at)))


def everything(session: Session, account_id: uuid.UUID) -> dict[str, Any]:
    """Gather what every room keeps about one person, in their own words; nobody else's account is named."""
    account = session.get_one(Account, account_id)
    mine = Membership.account_id.in_(one_person(session, account_id))
    members = list(session.scalars(select(Membership).where(mine).order_by(Membership.joined_at, Membership.id)))
    told = list(session.scalars(select(Report).where(Report.account_id == account_id).order_by(Report.submitted_at)))
    ids, report_ids = [one.id for one in members], [one.id for one in told]
    items = list(session.scalars(select(Evidence).where(Evidence.report_id.in_(report_ids))))
    opened = select(EvidenceAccess).where(EvidenceAccess.evidence_id.in_([one.id for one in items]))
    approvals = list(session.scalars(select(Approval).where(Approval.membership_id.in_(ids))))
    lines = list(session.scalars(select(AnnexLine).where(AnnexLine.membership_id.in_(ids))))
    asides = list(session.scalars(select(SetAside).where(SetAside.membership_id.in_(ids))))
    claims = list(session.scalars(select(ClaimRequest).where(ClaimRequest.account_id == account_id)))
    sealed.preload(session, [one for one in claims if one.details_sealed is not None])
    sealed.preload(session, [*members, *told, *items, *approvals, *lines, *asides])
    return {
        "account": {"lang": account.lang, "since": account.created_at, "notify": account.notify, "zone": account.zone},
        "contacts": [{"kind": one.kind, "value": one.value} for one in contacts_of(session, account_id)],
        "told": [row(one) for one in session.scalars(_of(Notification, account_id).order_by(Notification.at))],
        "topics": [row(one) for one in session.scalars(_of(TopicChoice, account_id))],
        "memberships": [row(one, "nickname") for one in members],
        "reports": [row(one, *REPORT_WORDS) for one in told],
        "files": [row(one, "filename", "description", "sha256") for one in items],
        "files_opened": [row(one) for one in session.scalars(opened.order_by(EvidenceAccess.at))],
        "consents": [row(one) for one in reports.consents_of(session, account_id)],
        "claims": [row(one, "details") for one in claims],
        "set_asides": [row(one, "reason", "appeal", "answer") for one in asides],
        "letter_decisions": [row(one, "name", "note") for one in approvals],
        "letter_lines": [json.loads(one.line_json) for one in lines],
        "outcome_answers": [
            row(one) for one in session.scalars(select(OutcomeAnswer).where(OutcomeAnswer.membership_id.in_(ids)))
        ],
        "offer_answers": [
            row(one) for one in session.scalars(select(OfferAnswer).where(OfferAnswer.membership_id.in_(ids)))
        ],
        "poll_answers": [
            row(one) for one in session.scalars(select(PollAnswer).where(PollAnswer.membership_id.in_(ids)))
        ],
        "own_packs": [row(one) for one in session.scalars(select(Filing).where(Filing.membership_id.in_(ids)))],
    }


def _of(table: type[Notification | TopicChoice], account_id: uuid.UUID):  # noqa: ANN202  a select of that table
    return select(table).where(table.account_id == account_id)


def row(one: Base, *opened: str) -> dict[str, Any]:
    """Return a row's plain columns and its opened texts; keys, hashes and other people's ids stay out."""
    plain = {
        column.key: getattr(one, column.key)
        for column in one.__table__.columns
        if not column.key.endswith(("_sealed", "_key", "_by")) and column.key not in HIDDEN
    }
    return {**plain, **{name: getattr(one, name) for name in opened}}
