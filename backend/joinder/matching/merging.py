"""Two accounts turned out to be one person: their reports are compared again as one person's."""

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import sealed
from joinder.matching.finding import Told
from joinder.matching.service import index_reports, lock_companies, regroup
from joinder.reports.models import Report


def lock(session: Session, account_ids: Collection[uuid.UUID]) -> None:
    """Let others who tell or decide about the companies of some accounts' reports wait until the end."""
    lock_companies(session, session.scalars(select(Report.id).where(Report.account_id.in_(account_ids))).all())


def one_person(session: Session, account_id: uuid.UUID) -> None:
    """Promise that an account's own retellings are folded, also those told from an account merged into it."""
    lock(session, [account_id])
    query = select(Report).where(Report.account_id == account_id, Report.withdrawn_at.is_(None))
    reports = list(session.scalars(query.order_by(Report.submitted_at, Report.id)))
    sealed.preload(session, reports)
    index_reports(session, [Told(report, report.narrative or "") for report in reports])
    regroup(session, [report.id for report in reports])
