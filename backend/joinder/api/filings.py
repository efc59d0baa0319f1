"""Filings of a case: the public facts, what members see, and the organizers' verbs."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Lang, ReadSession, Scope, Uow, allow, live_case
from joinder.api.filing_views import FilingPublicRead, FilingRead, public_view, view
from joinder.api.repeats import Once, kept
from joinder.core.errors import NotFound
from joinder.filings import following, queries, service
from joinder.filings.reactions import Play, playbook
from joinder.filings.schemas import (
    FilingCreate,
    FilingEnd,
    ProofRecord,
    ReactionRecord,
    ResponseRecord,
    SendingRecord,
)

router = APIRouter(prefix="/api/cases/{reference}/filings", tags=["filings"])
ORGANIZERS = frozenset({"organizer", "co_organizer"})
FilingReference = Annotated[str, Path(max_length=16)]


@router.get("", dependencies=[allow("filing.read")])
def list_filings(scope: CaseScope, session: ReadSession, lang: Lang) -> list[FilingPublicRead]:
    """List what was sent for a case and what came back: facts and dates only."""
    found = queries.joint_filings(session, scope.case.id, sent_only=True)
    return [read for one in found if (read := public_view(one, lang))]


@router.get("/desk", dependencies=[allow("filing.desk")])
def list_desk_filings(scope: CaseScope, session: ReadSession, lang: Lang, response: Response) -> list[FilingRead]:
    """List everything prepared and sent, with what only organizers see."""
    response.headers["Cache-Control"] = "no-store"
    found = queries.joint_filings(session, scope.case.id)
    return view(session, found, lang, organizer=True)


@router.get("/playbook", dependencies=[allow("filing.playbook")])
def read_playbook(scope: CaseScope) -> list[Play]:  # noqa: ARG001  the scope checks who may
    """Read what each way of reacting means and what to do next."""
    return list(playbook().values())


@router.post("", dependencies=[allow("filing.prepare")], status_code=201)
def file_letter(scope: CaseScope, body: FilingCreate, session: Once, lang: Lang) -> FilingRead:
    """Prepare one sending of a sealed letter; refuses everything that `filings.service.file` refuses."""
    filing = service.file(session, scope.actor, live_case(session, scope), body)
    return kept(session, _one(session, scope, filing.reference, lang))


@router.get("/{filing}", dependencies=[allow("filing.detail")])
def read_filing(
    scope: CaseScope, filing: FilingReference, session: ReadSession, lang: Lang, response: Response
) -> FilingRead:
    """Read one filing; members see it once it was sent."""
    response.headers["Cache-Control"] = "no-store"
    return _one(session, scope, filing, lang)


@router.post("/{filing}/sending", dependencies=[allow("filing.send")])
def record_sending(
    scope: CaseScope, filing: FilingReference, body: SendingRecord, session: Uow, lang: Lang
) -> FilingRead:
    """Record how and when it went out."""
    row = queries.filing_of(session, scope.case.id, filing)
    service.record_sending(session, scope.actor, live_case(session, scope), row, body)
    return _one(session, scope, filing, lang)


@router.post("/{filing}/proofs", dependencies=[allow("filing.prove")], status_code=201)
def record_proof(scope: CaseScope, filing: FilingReference, body: ProofRecord, session: Once, lang: Lang) -> FilingRead:
    """Record what proves the delivery."""
    row = queries.filing_of(session, scope.case.id, filing)
    following.record_proof(session, scope.actor, live_case(session, scope), row, body)
    return kept(session, _one(session, scope, filing, lang))


@router.post("/{filing}/responses", dependencies=[allow("filing.respond")], status_code=201)
def record_response(
    scope: CaseScope, filing: FilingReference, body: ResponseRecord, session: Once, lang: Lang
) -> FilingRead:
    """Record what came back."""
    row = queries.filing_of(session, scope.case.id, filing)
    following.record_response(session, scope.actor, live_case(session, scope), row, body)
    return kept(session, _one(session, scope, filing, lang))


@router.put("/{filing}/reaction", dependencies=[allow("filing.label")])
def label_reaction(
    scope: CaseScope, filing: FilingReference, body: ReactionRecord, session: Uow, lang: Lang
) -> FilingRead:
    """Keep the organizers' private label."""
    row = queries.filing_of(session, scope.case.id, filing)
    following.label_reaction(session, scope.actor, live_case(session, scope), row, body)
    return _one(session, scope, filing, lang)


@router.post("/{filing}/end", dependencies=[allow("filing.end")])
def end_filing(scope: CaseScope, filing: FilingReference, body: FilingEnd, session: Uow, lang: Lang) -> FilingRead:
    """Stop following a filing."""
    row = queries.filing_of(session, scope.case.id, filing)
    service.end(session, scope.actor, live_case(session, scope), row, body)
    return _one(session, scope, filing, lang)


def _one(session: Session, scope: Scope, reference: str, lang: str) -> FilingRead:
    row = queries.filing_of(session, scope.case.id, reference)
    organizer = bool(scope.relations & ORGANIZERS)
    if row.membership_id is not None or (row.filed_on is None and not organizer):
        raise NotFound("filings.no_filing", field="filing")
    return view(session, queries.followed(session, [row]), lang, organizer=organizer)[0]
