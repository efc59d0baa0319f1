"""A report stops counting or counts again: whom it stood for, and whom it leaned on, follows at once."""

from sqlalchemy.orm import Session

from joinder.cases import respondents
from joinder.cases.audit import Actor
from joinder.matching.service import regroup
from joinder.reports import service as reports
from joinder.reports.models import Report


def withdraw(session: Session, report: Report) -> None:
    """Withdraw one report; of what it stood for, only what humans and the house hold to be the same stays together."""
    respondents.lock(session, report.respondent_id)
    reports.withdraw_report(session, report)
    regroup(session, [report.id])


def reject(session: Session, report: Report, actor: Actor, reason_code: str) -> None:
    """Reject a report with a reason code, and bring what it stood for in step as when it is withdrawn."""
    respondents.lock(session, report.respondent_id)
    reports.reject(session, report, actor, reason_code)
    regroup(session, [report.id])


def accept(session: Session, report: Report, actor: Actor) -> None:
    """Undo a rejection; the report stands again for what it stood for."""
    respondents.lock(session, report.respondent_id)
    reports.accept(session, report, actor)
    regroup(session, [report.id])
