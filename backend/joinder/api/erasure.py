"""Erasing a person through all rooms, as the routes need it."""

from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.cases.audit import Actor
from joinder.filings import forgetting

erase_report = forgetting.erase_report
withdraw_report = forgetting.withdraw_report
remove_item = forgetting.remove_item


def erase_account(session: Session, account: Account) -> None:
    """Withdraw a person everywhere, erase reports, evidence, copies and contacts, and shred every key."""
    forgetting.erase_account(session, account, Actor(account.id, "member"))
