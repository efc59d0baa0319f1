"""Erasing a person through all rooms in one transaction (composition; each room erases its own)."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts import service as accounts
from joinder.accounts.models import Account
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.evidence import erasing
from joinder.filings import erasing as filings
from joinder.letters import erasing as letter_copies
from joinder.letters import service as letters
from joinder.matching import service as matching
from joinder.reports import persons, service
from joinder.reports.models import Membership, Report


def erase_account(session: Session, account: Account) -> None:
    """Withdraw a person everywhere, erase reports, evidence, copies and contacts, and shred every key."""
    members = list(session.scalars(select(Membership.id).where(Membership.account_id == account.id)))
    report_ids = persons.erase(session, account)
    letter_copies.erase_members(session, members)
    _erase_copies(session, report_ids)
    filings.erase_members(session, members)
    accounts.close(session, account)
    audit.write(session, None, Actor(account.id, "member"), "account.erase", account.id)


def erase_report(session: Session, report: Report) -> None:
    """Withdraw one report and erase its content, files and copies for good."""
    _erase_copies(session, [report.id])
    persons.erase_report(session, report)


def withdraw_report(session: Session, report: Report) -> None:
    """Withdraw one report; whoever leaves the case with it leaves its unsent letters too."""
    service.withdraw_report(session, report)
    if report.membership_id is not None:
        member = session.get_one(Membership, report.membership_id)
        if member.withdrawn_at is not None:
            letters.on_withdrawn(session, member.id)


def _erase_copies(session: Session, report_ids: list[uuid.UUID]) -> None:
    erasing.erase_reports(session, report_ids)
    matching.forget(session, report_ids)
