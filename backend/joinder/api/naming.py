"""Whom a report may name its person to: one of three plain choices, changeable at any time."""

import uuid

from fastapi import APIRouter

from joinder.api.deps import Caller, Lang, Uow, allow
from joinder.api.report_views import Choice, ReportRead, show
from joinder.api.reports import own
from joinder.api.schemas import Body
from joinder.cases import audit
from joinder.reports import consents

router = APIRouter(prefix="/api", tags=["reports"])


class ChoiceBody(Body):
    """How far one wants to go with a report: only counted, named to a regulator, or named to the company."""

    choice: Choice


@router.put("/me/reports/{report_id}/choice", dependencies=[allow("report.own")])
def choose_naming(report_id: uuid.UUID, body: ChoiceBody, session: Uow, caller: Caller, lang: Lang) -> ReportRead:
    """Change whom an own report may name its person to; letters already sealed never change. Refuses a withdrawn one.

    The consents of the last choice stand, with the text shown in the caller's language; the others are taken back.
    """
    report = own(session, caller.account_id, report_id)
    gone, given = consents.choose(session, report, body.choice, lang)
    for row in gone:
        audit.write(session, None, caller.actor, "consent.withdraw", row.id)
    for row in given:
        audit.write(session, None, caller.actor, "consent.give", row.id)
    return show(session, report, lang)
