"""Erasing a person or a report through all rooms in one transaction, and again when a restore brought them back."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts import service as accounts
from joinder.accounts.models import Account
from joinder.cases import audit, followers
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Follower
from joinder.core import backup, idempotency
from joinder.evidence import erasing as evidence
from joinder.evidence import service as evidence_service
from joinder.evidence.models import Evidence
from joinder.filings import erasing as filings
from joinder.letters import copies
from joinder.letters import erasing as letters
from joinder.letters import service as letter_service
from joinder.letters.models import SealedLetter
from joinder.matching import service as matching
from joinder.matching import stopping
from joinder.reports import claim_requests, claims, nicknames, persons
from joinder.reports.import_models import ClaimRequest, NamedPerson
from joinder.reports.models import Membership, Report


def erase_account(session: Session, account: Account, actor: Actor) -> None:
    """Withdraw a person everywhere, erase reports, evidence, copies and contacts, and shred every key.

    What hangs on accounts that were merged into this one is the same person's and goes with it.
    """
    ids = accounts.one_person(session, account.id)
    members = list(session.scalars(select(Membership.id).where(Membership.account_id.in_(ids))))
    report_ids = persons.erase(session, account)
    letters.erase_members(session, members)
    erase_copies(session, report_ids)
    filings.erase_members(session, members)
    followers.forget_account(session, account.id)
    idempotency.forget(session, account.id)
    accounts.close(session, account)
    audit.write(session, None, actor, "account.erase", account.id)


def erase_report(session: Session, report: Report) -> None:
    """Withdraw one report and erase its content, files and copies for good."""
    withdraw_report(session, report)
    if report.membership_id is not None:
        letters.erase_report(session, report.id, report.membership_id)
    erase_copies(session, [report.id])
    persons.erase_report(session, report)
    _forget_answers(session, report)


def _forget_answers(session: Session, report: Report) -> None:
    """Forget what its person was answered to earlier requests: the words of a report and its files stand in it."""
    if report.account_id is not None:
        idempotency.forget_answers(session, report.account_id)


def withdraw_report(session: Session, report: Report) -> None:
    """Withdraw one report; unsent letters are recomputed without it, or without whoever leaves the case with it."""
    stopping.withdraw(session, report)
    if report.membership_id is not None:
        member = session.get_one(Membership, report.membership_id)
        if member.withdrawn_at is not None:
            letter_service.on_withdrawn(session, member.id)
        letter_service.on_report_changed(session, report.id, member.id)


def remove_item(session: Session, item: Evidence, actor: Actor) -> None:
    """Remove one item for good; unsent letters that list it are recomputed without it."""
    report = session.get_one(Report, item.report_id)
    evidence_service.remove(session, item, actor)
    _forget_answers(session, report)
    if report.membership_id is not None:
        letter_service.on_report_changed(session, report.id, report.membership_id)


def erase_copies(session: Session, report_ids: list[uuid.UUID]) -> None:
    """Erase the files of some reports and what was stored to compare their words."""
    evidence.erase_reports(session, report_ids)
    matching.forget(session, report_ids)


@backup.on_replayed_erasure
def erase_again(session: Session, key_id: uuid.UUID) -> None:
    """Erase what a destroyed key belonged to: an account, report, named person, follower, claim, group name, or copies.

    Whether a named person objected or ran out of time is not in the ledger: they are kept out of later imports too.
    """
    for account in session.scalars(select(Account).where(Account.key_id == key_id, Account.closed_at.is_(None))).all():
        erase_account(session, account, HOUSE)
    for report in session.scalars(select(Report).where(Report.key_id == key_id)).all():
        erase_report(session, report)
    for person in session.scalars(select(NamedPerson).where(NamedPerson.key_id == key_id)).all():
        matching.forget(session, claims.erase_person(session, person, objected=True))
    for follower in session.scalars(select(Follower).where(Follower.key_id == key_id)).all():
        followers.end(session, follower)
    claim_requests.forget(session, ClaimRequest.key_id == key_id)
    for member in session.scalars(select(Membership).where(Membership.key_id == key_id)).all():
        nicknames.name(session, member, None)
    for letter in session.scalars(select(SealedLetter).where(SealedLetter.recipient_key_id == key_id)).all():
        copies.destroy_recipient_copies(session, letter)
