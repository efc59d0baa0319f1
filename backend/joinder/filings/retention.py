"""Files behind a closed case end: their owners are told a month before, then the files go; counts and letters stay."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from joinder.accounts import notifying
from joinder.accounts.notice_models import Notification
from joinder.cases.models import Case
from joinder.core import clock, jobs
from joinder.core.settings import get_settings
from joinder.evidence import erasing
from joinder.evidence.models import Evidence
from joinder.filings import queries
from joinder.filings.models import Filing
from joinder.filings.states import answered_on
from joinder.reports.models import Report

NOTICE = timedelta(days=30)
TEMPLATE = "filings.files_end"
JOB = "filings.end_files"
BATCH = 500


@jobs.periodic("filings.closed_files", minutes=24 * 60)
def end_closed(session: Session) -> None:
    """Queue every case closed long enough that has files left: for telling their owners, and for erasing."""
    closed = clock.now() - _kept() + NOTICE
    left = exists(select(Evidence.id).join(Report, Report.id == Evidence.report_id).where(*_left(Case.id)))
    for case_id in session.scalars(select(Case.id).where(Case.closed_at <= closed, left)):
        jobs.enqueue(session, JOB, {"case_id": str(case_id)})


def _kept() -> timedelta:
    return timedelta(days=get_settings().closed_files_days)


def _left(case_id: Any) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401  a value or the column of an outer query
    return Report.case_id == case_id, Evidence.storage_key.is_not(None)


@jobs.handler(JOB)
def end_files(session: Session, payload: dict[str, Any]) -> None:
    """Tell the owners of a closed case's files, and erase those whose owner was told a month ago; some at a time.

    A case that is open, or that waits for an answer to a filing, keeps its files.
    """
    case = session.get(Case, uuid.UUID(payload["case_id"]))
    if case is None or case.closed_at is None or _pending(session, case.id):
        return
    _tell(session, case.id, case.closed_at)
    if clock.now() < case.closed_at + _kept():
        return
    items = select(Evidence).join(Report, Report.id == Evidence.report_id).where(*_left(case.id))
    told = or_(Report.account_id.is_(None), exists(_notice(case.id, case.closed_at, clock.now() - NOTICE)))
    rows = list(session.scalars(items.where(told).order_by(Evidence.id).limit(BATCH)))
    erasing.end_files(session, case.id, rows)
    if len(rows) == BATCH:
        jobs.enqueue(session, JOB, payload)


def _pending(session: Session, case_id: uuid.UUID) -> bool:
    """Tell whether a filing of the case still waits for its answer."""
    waiting = select(Filing).where(Filing.case_id == case_id, Filing.filed_on.is_not(None), Filing.ended_on.is_(None))
    found = queries.followed(session, list(session.scalars(waiting)))
    return any(answered_on(one.facts) is None for one in found)


def _notice(case_id: uuid.UUID, since: datetime, until: datetime) -> Any:  # noqa: ANN401
    about = and_(Notification.template == TEMPLATE, Notification.about_id == case_id)
    return select(Notification.id).where(
        about, Notification.account_id == Report.account_id, Notification.at >= since, Notification.at <= until
    )


def _tell(session: Session, case_id: uuid.UUID, closed_at: datetime) -> None:
    owners = select(Report.account_id).join(Evidence, Evidence.report_id == Report.id)
    untold = ~exists(_notice(case_id, closed_at, clock.now()))
    query = owners.where(*_left(case_id), Report.account_id.is_not(None), untold).distinct()
    accounts: Collection[uuid.UUID] = [one for one in session.scalars(query) if one is not None]
    if accounts:
        notifying.notify(session, accounts, TEMPLATE, case_id)
