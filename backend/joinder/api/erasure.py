"""Erasing a person through all rooms in one transaction (composition; each room erases its own)."""

import importlib

from sqlalchemy.orm import Session

from joinder.accounts import service as accounts
from joinder.accounts.models import Account
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.reports import persons


def erase_account(session: Session, account: Account) -> None:
    """Withdraw a person everywhere, erase reports, evidence, copies and contacts, and shred every key."""
    report_ids = persons.erase(session, account)
    for room in ("joinder.evidence.erasing", "joinder.matching.erasing", "joinder.letters.erasing"):
        importlib.import_module(room).erase_reports(session, report_ids)
    accounts.close(session, account)
    audit.write(session, None, Actor(account.id, "member"), "account.erase", account.id)
