"""The moderator's desk: publish, hide, restore, appoint, flags, replies, respondents, appeals."""

import uuid
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import StringConstraints
from sqlalchemy import select

from joinder.api.cases import RemovalRead, removal
from joinder.api.deps import Caller, CaseScope, Cursor, Lang, Limit, ReadSession, Uow, allow, live_case
from joinder.api.moderation_views import (
    AppealRead,
    Desk,
    FlagRead,
    HiddenCase,
    ProposedRespondent,
    QueuedCase,
    WaitingReply,
    WrongContact,
    offered,
)
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import audit, contact_flags, queries, respondents, service
from joinder.cases.models import Case, CaseFlag, Removal, Reply, Respondent
from joinder.core import sealed
from joinder.core.errors import NotFound
from joinder.core.paging import Page
from joinder.letters import elections
from joinder.letters.describing import name_of
from joinder.reports import set_asides
from joinder.reports.models import SetAside

router = APIRouter(prefix="/api", tags=["moderation"])


class PublishBody(Body):
    """Which words the moderator read (`text_version` of the case or of the queue)."""

    text_version: Annotated[str, StringConstraints(max_length=64)]


class HideBody(Body):
    """Why a case is hidden."""

    reason_code: str


class RestoreBody(Body):
    """Why a hidden case is shown again; it stands in the trail."""

    reason_code: Annotated[str, StringConstraints(max_length=30)]


class FlagDecision(Body):
    """What became of a flag; "hidden" hides the case, for which a reason code is needed."""

    resolution: Annotated[str, StringConstraints(pattern="^(kept|hidden|edited)$")]
    reason_code: str | None = None


class AppealDecision(Body):
    """Whether the person is counted again, and why; the person reads the reason."""

    restore: bool
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]


class RespondentDecision(Body):
    """Whether a proposed company is listed, under which names."""

    listed: bool
    names: dict[Literal["zh", "en", "id"], str] | None = None


@router.get("/moderation", dependencies=[allow("case.queue")])
def read_desk(session: ReadSession, caller: Caller, lang: Lang) -> Desk:
    """Read everything that waits for a moderator."""
    flags = queries.open_flags(session)
    appealed = select(SetAside, Case).join(Case, Case.id == SetAside.case_id)
    appealed = appealed.where(SetAside.appealed_at.is_not(None), SetAside.restored_at.is_(None))
    appealed = appealed.where(SetAside.upheld_at.is_(None))
    appeals = list(session.execute(appealed.order_by(SetAside.appealed_at).limit(200)))
    contacts = contact_flags.waiting(session)
    offers = queries.waiting_offers(session)
    standing = elections.standings(session, [row for row, _ in offers])
    edited = service.edited_since(session, [flag for flag, _ in flags])
    sealed.preload(session, [*(flag for flag, _ in flags), *(row for row, _ in appeals), *contacts])
    return Desk(
        queue=_queue(session, lang),
        flags=[
            FlagRead(
                id=flag.id,
                case_reference=case.reference,
                case_title=case.title,
                case_summary=case.summary,
                edited=flag.id in edited,
                reason_code=flag.reason_code,
                text=flag.text or "",
                at=flag.at,
            )
            for flag, case in flags
        ],
        contacts=[
            WrongContact(
                id=one.id,
                channel_id=one.channel_id,
                contact=one.contact,
                reason_code=one.reason_code,
                text=one.text or "",
                at=one.at,
            )
            for one in contacts
        ],
        offers=[offered(row, case, standing.get(row.id)) for row, case in offers],
        replies=_replies(session, lang),
        respondents=[ProposedRespondent(id=row.id, names=row.names) for row in queries.proposed_respondents(session)],
        appeals=[
            AppealRead(
                id=row.id,
                case_reference=case.reference,
                case_title=case.title,
                reason_code=row.reason_code,
                reason=row.reason or "",
                appeal=row.appeal or "",
                appealed_at=row.appealed_at or row.at,
                decided_by_me=row.decided_by == caller.account_id,
            )
            for row, case in appeals
        ],
        removals=[
            HiddenCase(
                id=row.id, case_reference=case.reference, case_title=case.title, reason_code=row.reason_code, at=row.at
            )
            for row, case in queries.hidden_now(session)
        ],
    )


def _queue(session: ReadSession, lang: str) -> list[QueuedCase]:
    rows = queries.queue(session)
    companies = queries.respondents_of(session, [one.respondent_id for one in rows])
    found: list[QueuedCase] = []
    for one in rows:
        company = companies[one.respondent_id]
        found.append(
            QueuedCase(
                reference=one.reference,
                title=one.title,
                summary=one.summary,
                text_version=service.text_version(one),
                respondent=name_of(company, lang),
                respondent_listed=company.status == "listed",
                queued_at=one.queued_at,
            )
        )
    return found


def _replies(session: ReadSession, lang: str) -> list[WaitingReply]:
    rows = queries.waiting_replies(session)
    companies = queries.respondents_of(session, [case.respondent_id for _, case in rows])
    return [
        WaitingReply(
            id=row.id,
            case_reference=case.reference,
            case_title=case.title,
            respondent=name_of(companies[case.respondent_id], lang),
            category=row.category,
            text=row.text,
        )
        for row, case in rows
    ]


@router.post("/cases/{reference}/publish", dependencies=[allow("case.publish")])
def publish_case(body: PublishBody, scope: CaseScope, session: Uow) -> Done:
    """Publish a case in the words that were read: from now on it is found, suggested and counted in releases."""
    service.publish(session, live_case(session, scope), scope.actor, body.text_version)
    return DONE


@router.post("/cases/{reference}/hide", dependencies=[allow("case.hide")])
def hide_case(body: HideBody, scope: CaseScope, session: Uow) -> Done:
    """Hide a case with a reason code; the removal log shows it."""
    service.hide(session, live_case(session, scope), scope.actor, body.reason_code)
    return DONE


@router.post("/cases/{reference}/restore", dependencies=[allow("case.hide")])
def restore_case(body: RestoreBody, scope: CaseScope, session: Uow) -> Done:
    """Undo the latest hiding of a case, with a reason code."""
    query = select(Removal).where(Removal.case_id == scope.case.id, Removal.restored_at.is_(None))
    row = session.scalar(query.order_by(Removal.at.desc()).limit(1))
    if row is None:
        raise NotFound("cases.no_removal")
    service.restore(session, live_case(session, scope), scope.actor, row, body.reason_code)
    return DONE


@router.post("/cases/{reference}/organizers/{organizer_id}/appoint", dependencies=[allow("organizer.appoint")])
def appoint_organizer(organizer_id: uuid.UUID, scope: CaseScope, session: Uow) -> Done:
    """Appoint whoever declared; in place of an idle organizer only whom the members elected, after the vote."""
    elections.confirm(session, live_case(session, scope), organizer_id, scope.actor)
    return DONE


@router.post("/moderation/flags/{flag_id}", dependencies=[allow("flag.resolve")])
def resolve_flag(flag_id: uuid.UUID, body: FlagDecision, session: Uow, caller: Caller) -> Done:
    """Decide a flag; hiding its case is the same step."""
    row = session.get(CaseFlag, flag_id)
    if row is None:
        raise NotFound("cases.no_flag")
    service.resolve_flag(session, row, caller.actor, body.resolution, body.reason_code)
    return DONE


@router.post("/moderation/replies/{reply_id}/publish", dependencies=[allow("reply.publish")])
def publish_reply(reply_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """Publish a respondent's answer beside its case."""
    row = session.get(Reply, reply_id)
    if row is None:
        raise NotFound("cases.no_reply")
    service.publish_reply(session, row, caller.actor)
    return DONE


@router.post("/moderation/respondents/{respondent_id}", dependencies=[allow("respondent.moderate")])
def moderate_respondent(respondent_id: uuid.UUID, body: RespondentDecision, session: Uow, caller: Caller) -> Done:
    """List a proposed company or hide it."""
    row = session.get(Respondent, respondent_id)
    if row is None:
        raise NotFound("cases.no_respondent")
    respondents.moderate(session, row, listed=body.listed, names=body.names)
    service.publish_waiting(session, row)
    audit.write(session, None, caller.actor, "respondent.moderate", row.id, "listed" if body.listed else "hidden")
    return DONE


@router.post("/moderation/appeals/{decision_id}", dependencies=[allow("appeal.decide")])
def decide_appeal(decision_id: uuid.UUID, body: AppealDecision, session: Uow, caller: Caller) -> Done:
    """Decide an appeal, or lift a decision that nobody appealed, with a reason that the person reads.

    An appeal is not for whoever set the person aside; their own mistake they may lift as long as nobody appealed.
    """
    row = session.get(SetAside, decision_id)
    if row is None:
        raise NotFound("reports.no_decision")
    set_asides.decide_appeal(session, row, caller.actor, body.reason, restore=body.restore)
    return DONE


@router.get("/removals", dependencies=[allow("removal.read")])
def read_removals(session: ReadSession, cursor: Cursor = None, limit: Limit = None) -> Page[RemovalRead]:
    """Read the public removal log of the whole house, newest first; it names no case."""
    rows, following = queries.removal_log(session, cursor, limit)
    return Page(items=[removal(row) for row in rows], next_cursor=following)
