"""Reports: submit and join, read and withdraw one's own, consents, appeals."""

import json
import uuid
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select

from joinder.accounts.models import Account
from joinder.api import erasure
from joinder.api.consent_views import ConsentRead, show_consents
from joinder.api.deps import Caller, Cursor, Lang, Limit, OptionalCaller, ReadSession, Uow, allow, scope_in
from joinder.api.repeats import Once, kept
from joinder.api.report_views import ReportRead, show, show_all
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import audit, respondents
from joinder.cases import service as cases
from joinder.cases.models import Case
from joinder.core import limits
from joinder.core.errors import NotFound
from joinder.core.paging import Page
from joinder.core.settings import get_settings
from joinder.matching import service as matching
from joinder.reports import consents, counts, queries, service
from joinder.reports.models import Consent
from joinder.reports.service import ReportData

router = APIRouter(prefix="/api", tags=["reports"])
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]


class Approach(Body):
    """An authority, court or mediator already approached."""

    body: Short
    on: date | None = None
    number: Short | None = None


class ReportCreate(Body):
    """One person's account of one incident, and what may be done with it."""

    respondent_id: uuid.UUID
    issue_id: str
    narrative: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
    happened_on: date | None = None
    happened_precision: Literal["day", "month", "about", "unknown"] = "unknown"
    happened_text: Short | None = None
    amount_minor: int | None = Field(default=None, ge=0, le=10**15)
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    amount_text: Short | None = None
    area: Annotated[str, StringConstraints(pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = None
    asked_on: date | None = None
    asked_how: str | None = None
    ticket: Short | None = None
    company_answer: Long | None = None
    prior_authorities: list[Approach] = Field(default_factory=list[Approach], max_length=20)
    money_kind: Literal["licensed", "virtual", "unknown"] = "unknown"
    remedies: list[str] = Field(default_factory=list[str], max_length=6)
    fee_demanded: bool | None = None
    order_number: Short | None = None
    suggestion_first: bool = False
    case_reference: str | None = None
    choice: Literal["counted_only", "named_to_regulator", "named_to_company"] = "counted_only"
    consent_sensitive: Literal[True]
    consent_counting: Literal[True]


class JoinBody(Body):
    """Which case a report goes into."""

    case_reference: str


class ConsentText(BaseModel):
    """The exact text of one consent."""

    purpose: str
    text: str


@router.get("/consent-texts", dependencies=[allow("consent.text")])
def read_consent_texts(lang: Lang) -> list[ConsentText]:
    """Read every consent text as it is recorded."""
    return [ConsentText(purpose=purpose, text=by_lang[lang]) for purpose, by_lang in consents.texts().items()]


def data_of(body: ReportCreate, lang: str) -> ReportData:
    """Turn a request body into what the reports room keeps."""
    values: dict[str, Any] = body.model_dump(
        exclude={"case_reference", "choice", "consent_sensitive", "consent_counting", "prior_authorities"}
    )
    approaches = [one.model_dump(mode="json") for one in body.prior_authorities]
    prior = json.dumps(approaches, ensure_ascii=False) if approaches else None
    return ReportData(**values, prior_authorities=prior, lang=lang)


@router.post("/reports", dependencies=[allow("report.submit")], status_code=201)
def submit_report(body: ReportCreate, session: Once, caller: Caller, lang: Lang) -> ReportRead:
    """Submit one's own report, joining a case if one is named; nothing is kept unless everything is."""
    account = session.get_one(Account, caller.account_id)
    limits.hit(session, "report_submit", str(account.id), 30, 3600)
    respondents.get(session, body.respondent_id)
    case = _case(session, caller, body.case_reference)
    report = service.submit(session, account, data_of(body, lang), case, body.choice, lang)
    _after_joining(session, report, case)
    return kept(session, show(session, report, lang))


def _case(session: Uow, caller: OptionalCaller, reference: str | None) -> Case | None:
    if reference is None:
        return None
    return session.get_one(Case, scope_in(session, reference, caller).case.id)


def _after_joining(session: Uow, report: Any, case: Case | None) -> None:  # noqa: ANN401
    matching.index(session, report)
    if case is not None:
        queue_if_ready(session, case)


def queue_if_ready(session: Uow, case: Case) -> None:
    """Queue a private case for publishing once enough people are counted in it."""
    if case.visibility == "private":
        session.flush()
        cases.lock(session, case)  # of those who join at the same moment, the last sees all
        cases.queue_if_ready(session, case, ready=counts.at_least(session, case.id, get_settings().queue_at))


@router.post("/me/reports/{report_id}/join", dependencies=[allow("report.own")], status_code=201)
def join_case(report_id: uuid.UUID, body: JoinBody, session: Once, caller: Caller, lang: Lang) -> ReportRead:
    """Put an own report that has no case yet into one."""
    report = own(session, caller.account_id, report_id)
    case = _case(session, caller, body.case_reference)
    if case is None:
        raise NotFound("cases.no_case")
    service.join_later(session, session.get_one(Account, caller.account_id), report, case)
    _after_joining(session, report, case)
    return kept(session, show(session, report, lang))


def own(session: ReadSession, account_id: uuid.UUID, report_id: uuid.UUID) -> Any:  # noqa: ANN401
    """Return one of the caller's own reports; refuse (NotFound) any other."""
    report = queries.own_report(session, account_id, report_id)
    if report is None:
        raise NotFound("reports.no_report")
    return report


@router.get("/me/reports", dependencies=[allow("report.own")])
def list_own_reports(
    session: ReadSession, caller: Caller, lang: Lang, response: Response, cursor: Cursor = None, limit: Limit = None
) -> Page[ReportRead]:
    """List the own reports, newest first."""
    response.headers["Cache-Control"] = "no-store"
    rows, following = queries.own_reports(session, caller.account_id, cursor, limit)
    return Page(items=show_all(session, rows, lang), next_cursor=following)


@router.get("/me/reports/{report_id}", dependencies=[allow("report.own")])
def read_own_report(
    report_id: uuid.UUID, session: ReadSession, caller: Caller, lang: Lang, response: Response
) -> ReportRead:
    """Read one own report."""
    response.headers["Cache-Control"] = "no-store"
    return show(session, own(session, caller.account_id, report_id), lang)


@router.post("/me/reports/{report_id}/withdraw", dependencies=[allow("report.own")])
def withdraw_report(report_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """Withdraw one own report; repeating is harmless."""
    erasure.withdraw_report(session, own(session, caller.account_id, report_id))
    return DONE


@router.delete("/me/reports/{report_id}", dependencies=[allow("report.own")])
def erase_own_report(report_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """Withdraw one own report and erase its content and files for good."""
    erasure.erase_report(session, own(session, caller.account_id, report_id))
    return DONE


@router.get("/me/consents", dependencies=[allow("report.own")])
def list_consents(
    session: ReadSession, caller: Caller, lang: Lang, cursor: Cursor = None, limit: Limit = None
) -> Page[ConsentRead]:
    """List what the caller consented to and who receives it, newest first."""
    rows, following = queries.consents_page(session, caller.account_id, cursor, limit)
    return Page(items=show_consents(session, rows, lang), next_cursor=following)


@router.delete("/me/consents/{consent_id}", dependencies=[allow("report.own")])
def withdraw_consent(consent_id: uuid.UUID, session: Uow, caller: Caller) -> Done:
    """Take back one consent; taking back *counting* or *sensitive data* withdraws the report it was for."""
    row = session.scalar(select(Consent).where(Consent.id == consent_id, Consent.account_id == caller.account_id))
    if row is None or not consents.take_back(session, caller.account_id, consent_id):
        raise NotFound("reports.no_consent")
    if row.purpose in consents.REQUIRED and row.report_id is not None:
        erasure.withdraw_report(session, own(session, caller.account_id, row.report_id))
    audit.write(session, None, caller.actor, "consent.withdraw", consent_id)
    return DONE
