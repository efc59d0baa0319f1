"""Correcting one's own report: facts only; letters, comparing and checks follow through all rooms."""

import uuid
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from joinder.api.deps import Caller, Lang, Uow, allow
from joinder.api.report_views import ReportRead, show
from joinder.api.reports import Long, Short, own
from joinder.api.schemas import Body
from joinder.core import limits
from joinder.evidence import service as evidence
from joinder.letters import service as letters
from joinder.matching import service as matching
from joinder.reports import correcting

router = APIRouter(prefix="/api/me/reports", tags=["reports"])


class ReportCorrect(Body):
    """What is to be stated anew; what is left out stays as it is, null takes it out."""

    happened_on: date | None = None
    happened_precision: Literal["day", "month", "about", "unknown"] | None = None
    amount_minor: int | None = Field(default=None, ge=0, le=10**15)
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    area: Annotated[str, StringConstraints(pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = None
    asked_on: date | None = None
    company_answer: Long | None = None
    order_number: Short | None = None


@router.patch("/{report_id}", dependencies=[allow("report.own")])
def correct_report(report_id: uuid.UUID, body: ReportCorrect, session: Uow, caller: Caller, lang: Lang) -> ReportRead:
    """Correct the facts of one own report; repeating changes nothing, and published numbers move with the next release.

    Unsent letters are made anew, and files that were checked against the old facts wait to be checked again.
    """
    limits.hit(session, "report_correct", str(caller.account_id), 60, 3600)
    report = own(session, caller.account_id, report_id)
    changed = correcting.correct(session, report, body.model_dump(exclude_unset=True))
    if changed & set(correcting.PROVEN):
        evidence.lapse_checks(session, report.id)
        matching.index(session, report)
    if changed and report.membership_id is not None:
        letters.on_report_changed(session, report.id, report.membership_id)
    return show(session, report, lang)
