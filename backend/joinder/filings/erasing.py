"""Erasing a person's part in filing: own packs are shredded, answers to outcomes deleted; joint filings stay facts."""

import uuid

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from joinder.core.sealed import shred
from joinder.filings.models import DeliveryProof, Filing, OutcomeAnswer, Response
from joinder.reports.models import Report


def erase_reports(session: Session, report_ids: list[uuid.UUID]) -> None:
    """Erase what the people of these reports sent alone and answered; what was filed jointly is a fact and stays."""
    members = select(Report.membership_id).where(Report.id.in_(report_ids), Report.membership_id.is_not(None))
    session.execute(delete(OutcomeAnswer).where(OutcomeAnswer.membership_id.in_(members)))
    for pack in session.scalars(select(Filing).where(Filing.membership_id.in_(members))):
        pack.number = None
        session.execute(update(DeliveryProof).where(DeliveryProof.filing_id == pack.id).values(note_sealed=None))
        session.execute(update(Response).where(Response.filing_id == pack.id).values(text_sealed=None, summary=None))
        session.flush()
        shred(session, pack.key_id)
