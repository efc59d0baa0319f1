"""The respondent's side: a verified representative answers in public; verification by moderators."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts import notifying
from joinder.accounts import service as accounts
from joinder.accounts.challenges import contact_hash
from joinder.accounts.contacts import parse
from joinder.accounts.models import Account
from joinder.api.deps import Caller, CaseScope, Lang, ReadSession, Uow, allow, live_case
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import organizers, queries, service
from joinder.cases.models import Case, Reply, Representative, Respondent
from joinder.core.errors import Conflict, NotFound
from joinder.reports.models import Membership

router = APIRouter(prefix="/api", tags=["cases"])


class ReplyCreate(Body):
    """A respondent's public answer."""

    category: str
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]


class ReplyCreated(BaseModel):
    """The answer waits for the check for personal data."""

    id: uuid.UUID


class ReturnedReply(BaseModel):
    """An answer that was sent back: its words, and why."""

    id: uuid.UUID
    category: str
    text: str
    reason_code: str
    note: str
    returned_at: datetime


class ReturnBody(Body):
    """Why an answer is sent back, and what should be changed."""

    reason_code: str
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""


class RepresentativeCreate(Body):
    """Whom a moderator verified as a respondent's representative (an existing account's contact)."""

    contact: str
    respondent_slug: str


class RepresentativeEnd(RepresentativeCreate):
    """Who no longer answers for a respondent, and why."""

    reason_code: str


@router.post("/cases/{reference}/replies", dependencies=[allow("reply.submit")], status_code=201)
def submit_reply(body: ReplyCreate, scope: CaseScope, session: Once, caller: Caller, lang: Lang) -> ReplyCreated:
    """Answer a case as its respondent's verified representative."""
    case = live_case(session, scope)
    representative = organizers.represents(session, caller.account_id, case.respondent_id)
    if representative is None:
        raise NotFound("cases.no_case")
    row = service.reply(session, case, representative, body.category, body.text, lang)
    return kept(session, ReplyCreated(id=row.id))


@router.get("/cases/{reference}/replies/returned", dependencies=[allow("reply.own")])
def read_returned(scope: CaseScope, session: ReadSession, caller: Caller) -> list[ReturnedReply]:
    """Read one's own answers that were sent back, each with its reason."""
    representative = organizers.represents(session, caller.account_id, scope.case.respondent_id)
    rows = queries.returned_replies(session, scope.case.id, representative.id) if representative else []
    return [
        ReturnedReply(
            id=row.id,
            category=row.category,
            text=row.text,
            reason_code=row.return_code or "other",
            note=row.return_note or "",
            returned_at=row.returned_at or row.at,
        )
        for row in rows
    ]


@router.post("/moderation/replies/{reply_id}/return", dependencies=[allow("reply.return")])
def return_reply(reply_id: uuid.UUID, body: ReturnBody, session: Uow, caller: Caller) -> Done:
    """Send a respondent's answer back to its representative with a reason; it never becomes public."""
    row = session.get(Reply, reply_id)
    if row is None:
        raise NotFound("cases.no_reply")
    service.return_reply(session, row, caller.actor, body.reason_code, body.note)
    speaker = session.get_one(Representative, row.representative_id)
    notifying.notify(session, [speaker.account_id], "cases.reply_returned", row.case_id)
    return DONE


@router.post("/moderation/representatives", dependencies=[allow("representative.verify")], status_code=201)
def verify_representative(body: RepresentativeCreate, session: Once, caller: Caller) -> ReplyCreated:
    """Make an account a respondent's representative; refuse a member of one of its cases."""
    account, respondent = _whom(session, body)
    joined = select(Membership.id).join(Case, Case.id == Membership.case_id)
    where = (Membership.account_id == account.id, Case.respondent_id == respondent.id)
    if session.scalar(joined.where(*where).limit(1)):
        raise Conflict("cases.member_cannot_represent")
    row = organizers.verify(session, caller.actor, account.id, respondent.id)
    return kept(session, ReplyCreated(id=row.id))


@router.post("/moderation/representatives/end", dependencies=[allow("representative.end")])
def end_representative(body: RepresentativeEnd, session: Uow, caller: Caller) -> ReplyCreated:
    """End who answers for a respondent, with a reason that stands in the trail; rights end on the next request."""
    account, respondent = _whom(session, body)
    row = organizers.end_representing(session, caller.actor, account.id, respondent.id, body.reason_code)
    return ReplyCreated(id=row.id)


def _whom(session: Session, body: RepresentativeCreate) -> tuple[Account, Respondent]:
    """Return the account and the respondent that a moderator named; refuse (NotFound) an unknown one."""
    respondent = session.scalar(select(Respondent).where(Respondent.slug == body.respondent_slug))
    account = accounts.account_of(session, contact_hash(parse(body.contact).canonical))
    if respondent is None or account is None:
        raise NotFound("cases.no_respondent")
    return account, respondent
