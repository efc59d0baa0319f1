"""Where each notification leads in the web app: a report, the letters, the files, the account, or the case."""

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.notice_models import Notification
from joinder.cases.models import Case
from joinder.reports.models import Report

# whatever is not named here leads to its case
PLACES = {
    "letters.opened": "letters",
    "letters.shown": "letters",
    "letters.revised": "letters",
    "letters.elected": "report",
    "reports.note_approval": "letters",
    "reports.note_evidence": "report",
    "reports.rejected": "report",
    "reports.set_aside": "report",
    "reports.appeal_restored": "report",
    "reports.appeal_upheld": "report",
    "filings.files_end": "files",
    "accounts.contact_added": "account",
    "accounts.contact_removed": "account",
    "accounts.recovery_made": "account",
    "accounts.recovery_used": "account",
}
PAGES = {"letters": "/me/approvals", "files": "/me/evidence", "account": "/me/account"}


def reports_about(session: Session, account_id: uuid.UUID, about: Collection[uuid.UUID]) -> dict[uuid.UUID, Report]:
    """Return the account's own report for each case or report that it was told about; its latest one in a case."""
    mine = select(Report).where(Report.account_id == account_id)
    rows = list(session.scalars(mine.where(Report.case_id.in_(about) | Report.id.in_(about)).order_by(Report.id)))
    found = {row.case_id: row for row in rows if row.case_id in about}
    return {**{key: row for key, row in found.items() if key}, **{row.id: row for row in rows}}


def destination(row: Notification, report: Report | None, case: Case | None) -> str:
    """Return the page that a notification leads to, without the language; one's own place where there is none."""
    place = PLACES.get(row.template, "case")
    if place == "report" and report is not None:
        return f"/me/reports/{report.id}"
    return PAGES.get(place) or (f"/cases/{case.reference}" if case else "/me")
