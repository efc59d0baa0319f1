"""Consent: one row a purpose and recipient, bound to the exact text shown; giving and taking back are one step."""

import hashlib
import uuid
from functools import lru_cache
from pathlib import Path

import yaml
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from joinder.core import clock
from joinder.core.errors import Conflict, Invalid
from joinder.reports.models import Consent, Report

REQUIRED = ("sensitive_data", "counting")
CHOICES = ("counted_only", "named_to_regulator", "named_to_company")
SHARE = "share_with_organizer"
SHAREABLE = ("nickname", "contact", "narrative", "evidence", "ticket")


@lru_cache
def texts() -> dict[str, dict[str, str]]:
    """Return every consent text by purpose and language."""
    return yaml.safe_load((Path(__file__).parent / "consents.yaml").read_text("utf-8"))


def text_hash(purpose: str, lang: str) -> bytes:
    """Return the hash of the text a person saw (SHA-256; the texts are public)."""
    return hashlib.sha256(texts()[purpose][lang].encode()).digest()


def purposes_for(choice: str) -> list[str]:
    """Return the purposes that one of the three plain choices stands for; refuse (Invalid) another choice."""
    if choice not in CHOICES:
        raise Invalid("reports.bad_choice", field="choice")
    return [*REQUIRED, *([] if choice == "counted_only" else [choice])]


def grant(session: Session, report: Report, purposes: list[str], lang: str) -> None:
    """Record consents for one report; purposes already granted stay as they are."""
    query = select(Consent.purpose).where(Consent.report_id == report.id, Consent.withdrawn_at.is_(None))
    held = set(session.scalars(query))
    for purpose in purposes:
        if purpose in held:
            continue
        session.add(
            Consent(
                account_id=report.account_id,
                report_id=report.id,
                membership_id=report.membership_id,
                purpose=purpose,
                fields=[],
                text_hash=text_hash(purpose, lang),
                granted_at=clock.now(),
            )
        )
    session.flush()


def choose(session: Session, report: Report, choice: str, lang: str) -> tuple[list[Consent], list[Consent]]:
    """Let exactly one of the three plain choices stand for a report; returns what was taken back and what was given.

    What was given for one letter by its recipient's name is another consent and stays. Choosing what stands changes
    nothing. Refuses (Conflict) a withdrawn report, and (Invalid) another choice.
    """
    named = [one for one in purposes_for(choice) if one not in REQUIRED]
    session.execute(select(Report.id).where(Report.id == report.id).with_for_update(key_share=True))
    session.refresh(report, ["withdrawn_at"])
    if report.withdrawn_at is not None:
        raise Conflict("reports.choice_of_withdrawn", field="choice")
    standing = _standing(session, report)
    gone = [row for row in standing if row.purpose not in named]
    for row in gone:
        row.withdrawn_at = clock.now()
    session.flush()
    grant(session, report, named, lang)
    return gone, [row for row in _standing(session, report) if row not in standing]


def _standing(session: Session, report: Report) -> list[Consent]:
    return list(session.scalars(select(Consent).where(*_chosen([report.id]))))


def choices_of(session: Session, report_ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return, for each of some reports, which of the three plain choices stands (of two, the one that goes further)."""
    found = dict.fromkeys(report_ids, CHOICES[0])
    for report_id, purpose in session.execute(select(Consent.report_id, Consent.purpose).where(*_chosen(report_ids))):
        if report_id is not None:
            found[report_id] = max(found[report_id], purpose, key=CHOICES.index)
    return found


def _chosen(report_ids: list[uuid.UUID]) -> tuple[ColumnElement[bool], ...]:
    return (
        Consent.report_id.in_(report_ids),
        Consent.purpose.in_(CHOICES[1:]),
        Consent.recipient.is_(None),
        Consent.withdrawn_at.is_(None),
    )


def share(
    session: Session,
    account_id: uuid.UUID,
    membership_id: uuid.UUID,
    organizer: uuid.UUID,
    fields: list[str],
    lang: str,
) -> Consent | None:
    """Grant named fields to one named organizer, replacing an earlier grant; none takes it back.

    Refuses (Invalid) an unknown field.
    """
    if any(field not in SHAREABLE for field in fields):
        raise Invalid("reports.bad_choice", field="fields")
    where = (Consent.membership_id == membership_id, Consent.purpose == SHARE, Consent.recipient == str(organizer))
    session.execute(update(Consent).where(*where, Consent.withdrawn_at.is_(None)).values(withdrawn_at=clock.now()))
    if not fields:
        return None
    row = Consent(
        account_id=account_id,
        membership_id=membership_id,
        purpose=SHARE,
        recipient=str(organizer),
        fields=fields,
        text_hash=text_hash(SHARE, lang),
        granted_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def shared_by(session: Session, membership_id: uuid.UUID) -> dict[str, list[str]]:
    """Return, by organizer, what a member lets each see right now."""
    where = (Consent.membership_id == membership_id, Consent.purpose == SHARE, Consent.withdrawn_at.is_(None))
    rows = session.execute(select(Consent.recipient, Consent.fields).where(*where))
    return {recipient: list(fields) for recipient, fields in rows if recipient}


def take_back(session: Session, account_id: uuid.UUID, consent_id: uuid.UUID) -> bool:
    """Withdraw one consent; tells whether there was one to withdraw."""
    where = (Consent.id == consent_id, Consent.account_id == account_id, Consent.withdrawn_at.is_(None))
    row = session.scalar(select(Consent).where(*where))
    if row is None:
        return False
    row.withdrawn_at = clock.now()
    session.flush()
    return True


def agreed(session: Session, report_ids: list[uuid.UUID]) -> list[uuid.UUID]:
    """Return those of some reports for which every required consent stands."""
    query = select(Consent.report_id, Consent.purpose).where(
        Consent.report_id.in_(report_ids), Consent.purpose.in_(REQUIRED), Consent.withdrawn_at.is_(None)
    )
    held = {(report_id, purpose) for report_id, purpose in session.execute(query)}
    return [one for one in report_ids if all((one, purpose) in held for purpose in REQUIRED)]
