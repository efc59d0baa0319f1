"""The caller's own packs: own words for channels that take complaints one by one, sent alone from the own account."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.api.channels import PreconditionRead, check_views
from joinder.api.deps import Caller, Identity, Lang, ReadSession, Uow, allow
from joinder.api.filing_views import DueRead, ResponseRead, channel_name, due_view, response_views
from joinder.api.repeats import Once, kept
from joinder.cases.audit import Actor
from joinder.core import clock
from joinder.filings import following, packs, queries, service
from joinder.filings.calendars import zone_of
from joinder.filings.pack_text import as_text
from joinder.filings.queries import Followed
from joinder.filings.schemas import FilingEnd, PackCreate, ProofRecord, ResponseRecord, SendingRecord
from joinder.filings.states import overdue

router = APIRouter(prefix="/api/me/packs", tags=["filings"])
PackReference = Annotated[str, Path(max_length=16)]


class PackRead(BaseModel):
    """One own pack and what became of it."""

    reference: str
    case_reference: str
    channel_id: str
    channel_name: str
    prepared_at: datetime
    filed_on: date | None
    method: str | None
    number: str | None
    delivered_on: date | None
    due: DueRead | None
    responses: list[ResponseRead]
    ended_on: date | None
    end_reason: str | None


class PackSectionRead(BaseModel):
    """One field of the channel's form; `yours` is filled in on the official page."""

    code: str
    title: str
    lines: list[str]
    yours: bool


class PackContent(BaseModel):
    """A pack's content in the reader's language: by field, and as one text to copy or print."""

    sections: list[PackSectionRead]
    text: str
    warnings: list[PreconditionRead]


@router.get("", dependencies=[allow("pack.own")])
def list_my_packs(session: ReadSession, caller: Caller, lang: Lang, response: Response) -> list[PackRead]:
    """List the caller's own packs."""
    response.headers["Cache-Control"] = "no-store"
    return [_read(session, one, lang) for one, _ in queries.own_packs(session, caller.account_id)]


@router.post("", dependencies=[allow("pack.own")], status_code=201)
def open_pack(body: PackCreate, session: Once, caller: Caller, lang: Lang) -> PackRead:
    """Prepare an own pack for one channel; nothing is sent."""
    case, member = packs.membership_in(session, caller.account_id, body.case_reference)
    filing = packs.open_pack(session, case, member, body.channel_id, body.warnings_read)
    return kept(session, _one(session, caller, filing.reference, lang))


@router.get("/{pack}", dependencies=[allow("pack.own")])
def read_pack(pack: PackReference, session: ReadSession, caller: Caller, lang: Lang, response: Response) -> PackContent:
    """Read a pack's content, written afresh from the caller's own reports."""
    response.headers["Cache-Control"] = "no-store"
    filing, _ = packs.own_pack(session, caller.account_id, pack)
    sections = packs.content(session, filing, lang)
    return PackContent(
        sections=[
            PackSectionRead(code=one.code, title=one.title, lines=list(one.lines), yours=one.yours) for one in sections
        ],
        text=as_text(sections, lang),
        warnings=check_views(packs.cautions(session, filing), lang),
    )


@router.post("/{pack}/sending", dependencies=[allow("pack.own")])
def record_pack_sending(pack: PackReference, body: SendingRecord, session: Uow, caller: Caller, lang: Lang) -> PackRead:
    """Record that the caller sent it."""
    filing, case = packs.own_pack(session, caller.account_id, pack)
    service.record_sending(session, _actor(caller), case, filing, body)
    return _one(session, caller, pack, lang)


@router.post("/{pack}/proofs", dependencies=[allow("pack.own")], status_code=201)
def record_pack_proof(pack: PackReference, body: ProofRecord, session: Once, caller: Caller, lang: Lang) -> PackRead:
    """Record what proves the delivery."""
    filing, case = packs.own_pack(session, caller.account_id, pack)
    following.record_proof(session, _actor(caller), case, filing, body)
    return kept(session, _one(session, caller, pack, lang))


@router.post("/{pack}/responses", dependencies=[allow("pack.own")], status_code=201)
def record_pack_response(
    pack: PackReference, body: ResponseRecord, session: Once, caller: Caller, lang: Lang
) -> PackRead:
    """Record what came back; only the caller sees it."""
    filing, case = packs.own_pack(session, caller.account_id, pack)
    following.record_response(session, _actor(caller), case, filing, body)
    return kept(session, _one(session, caller, pack, lang))


@router.post("/{pack}/end", dependencies=[allow("pack.own")])
def end_pack(pack: PackReference, body: FilingEnd, session: Uow, caller: Caller, lang: Lang) -> PackRead:
    """Stop following an own pack, or drop one never sent."""
    filing, case = packs.own_pack(session, caller.account_id, pack)
    service.end(session, _actor(caller), case, filing, body)
    return _one(session, caller, pack, lang)


def _actor(caller: Identity) -> Actor:
    return Actor(caller.account_id, "participant")


def _one(session: Session, caller: Identity, reference: str, lang: str) -> PackRead:
    filing, _ = packs.own_pack(session, caller.account_id, reference)
    return _read(session, queries.followed(session, [filing])[0], lang)


def _read(session: Session, one: Followed, lang: str) -> PackRead:
    filing = one.filing
    late = overdue(one.facts, clock.today(zone_of(filing.region)))
    return PackRead(
        reference=filing.reference,
        case_reference=packs.case_reference(session, filing),
        channel_id=filing.channel_id,
        channel_name=channel_name(filing.channel_id, lang),
        prepared_at=filing.prepared_at,
        filed_on=filing.filed_on,
        method=filing.method,
        number=filing.number,
        delivered_on=one.facts.delivered_on,
        due=due_view(one, late=late),
        responses=response_views(one, with_text=True),
        ended_on=filing.ended_on,
        end_reason=filing.end_reason,
    )
