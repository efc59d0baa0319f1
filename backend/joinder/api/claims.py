"""Claiming the own row of a group's sheet by the group's link; objecting without an account."""

import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select

from joinder.accounts import challenges, contacts
from joinder.accounts.models import Account, Contact
from joinder.api.deps import Caller, Db, IdempotencyKey, Lang, OptionalCaller, ReadSession, Uow, address_of, allow
from joinder.api.import_views import group_of
from joinder.api.repeats import Once, answered, keep_apart, kept
from joinder.api.report_views import ReportRead, Unread, show_all
from joinder.api.schemas import DONE, Body, Done
from joinder.api.sign_in import CodeSent
from joinder.cases import service as cases
from joinder.cases.models import Case, Respondent
from joinder.core import limits
from joinder.core.errors import Invalid
from joinder.core.settings import get_settings
from joinder.matching.imported import index_claimed
from joinder.matching.service import forget
from joinder.reports import claims, counts
from joinder.reports.models import Report

router = APIRouter(prefix="/api/claims/{token}", tags=["claims"])
Choice = Literal["counted_only", "named_to_regulator", "named_to_company"]
Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
PURPOSE = "object"


class ClaimPage(BaseModel):
    """What a claim link leads to; it never tells who or how many are in the sheet."""

    respondent_names: dict[str, str]
    case_reference: str | None
    case_title: str | None
    agreed: str | None
    claim_days: int
    signed_in: bool
    verified: bool


class ClaimBody(Body):
    """What the person lets the reports be used for."""

    choice: Choice
    consent_sensitive: Literal[True]
    consent_counting: Literal[True]


class DetailsBody(ClaimBody):
    """What the person says to find their own row."""

    name: Annotated[Said, StringConstraints(min_length=1)]
    amount: Said = ""
    happened: Said = ""
    order: Said = ""


class Claimed(BaseModel):
    """The rows that are now the person's own reports, and what to confirm in them."""

    reports: list[ReportRead]
    unread: list[Unread]


class ObjectionBody(Body):
    """Whose data is to be erased: the own phone number or address."""

    contact: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]


class ProofBody(Body):
    """The code that proves the contact."""

    challenge_id: uuid.UUID
    code: str = Field(min_length=1, max_length=20)


@router.get("", dependencies=[allow("claim.see")])
def read_claim_page(token: str, session: ReadSession, caller: OptionalCaller, response: Response) -> ClaimPage:
    """Read what the link is about."""
    response.headers["Cache-Control"] = "no-store"
    batch = claims.batch_of_link(session, token)
    case = group_of(session, batch)
    mine = select(Contact.id).where(Contact.account_id == (caller.account_id if caller else None)).limit(1)
    return ClaimPage(
        respondent_names=session.get_one(Respondent, batch.respondent_id).names,
        case_reference=case.reference if case else None,
        case_title=case.title if case else None,
        agreed=batch.agreed,
        claim_days=get_settings().import_claim_days,
        signed_in=caller is not None,
        verified=caller is not None and session.scalar(mine) is not None,
    )


@router.post("", dependencies=[allow("claim.own")], status_code=201)
def claim_rows(token: str, body: ClaimBody, session: Once, caller: Caller, lang: Lang) -> Claimed:
    """Claim the rows that carry one's own verified contact; an empty list means there are none."""
    batch = claims.batch_of_link(session, token)
    account = session.get_one(Account, caller.account_id)
    taken = claims.claim_by_contact(session, batch, account, body.choice, lang)
    index_claimed(session, taken)
    _queue_cases(session, taken)
    shown = show_all(session, taken, lang)
    return kept(session, Claimed(reports=shown, unread=[value for report in shown for value in report.unread]))


def _queue_cases(session: Uow, taken: list[Report]) -> None:
    for case_id in {report.case_id for report in taken if report.case_id}:
        cases.queue_if_ready(
            session, session.get_one(Case, case_id), ready=counts.at_least(session, case_id, get_settings().queue_at)
        )


@router.post("/details", dependencies=[allow("claim.own")], status_code=202)
def claim_by_details(token: str, body: DetailsBody, session: Once, caller: Caller) -> Done:
    """Ask the organizer for one's row by its details; the answer is the same whether there is such a row."""
    batch = claims.batch_of_link(session, token)
    account = session.get_one(Account, caller.account_id)
    details = claims.Details(body.name, body.amount, body.happened, body.order)
    claims.ask_by_details(session, batch, account, details, body.choice)
    return kept(session, DONE, 202)


@router.post("/objections", dependencies=[allow("claim.object")], status_code=201)
def begin_objection(
    token: str, request: Request, body: ObjectionBody, database: Db, lang: Lang, key: IdempotencyKey
) -> CodeSent:
    """Send a code to a contact whose owner wants to be erased; the answer is the same whether it is in a sheet."""
    route = f"POST {request.url.path}"
    answered(database, key, route, body)
    with database.read() as session:
        claims.batch_of_link(session, token)
    address = address_of(request)
    row = challenges.request(database, body.contact, lang=lang, address=address, purpose=PURPOSE)
    parsed = contacts.parse(body.contact)
    masked = contacts.masked(parsed.kind, parsed.value)
    sent = CodeSent(challenge_id=row.id, kind=row.kind, masked=masked, expires_at=row.expires_at)
    return keep_apart(database, key, route, body, sent)


@router.post("/objections/confirm", dependencies=[allow("claim.object")])
def confirm_objection(token: str, request: Request, body: ProofBody, database: Db) -> Done:
    """Erase everything any sheet says about the owner of the proven contact; they are never imported again."""
    address = address_of(request)
    limits.spend(database, "object_address", address, 30, 300)
    proven = challenges.prove_by_code(database, body.challenge_id, body.code)
    if proven.purpose != PURPOSE:
        raise Invalid("accounts.code_wrong", field="code", left=0)
    with database.write() as session:
        claims.batch_of_link(session, token)
        forget(session, claims.object_by_contact(session, proven.contact_hash))
    return DONE
