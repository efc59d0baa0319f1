"""Erasing a person's part in filing: own packs are shredded, answers deleted; joint filings stay facts."""

import uuid
from collections.abc import Collection

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from joinder.core.sealed import shred
from joinder.filings.models import DeliveryProof, Filing, OfferAnswer, OutcomeAnswer, Response


def erase_members(session: Session, membership_ids: Collection[uuid.UUID]) -> None:
    """Erase what some people sent alone and answered; what was filed jointly is a fact and stays."""
    session.execute(delete(OfferAnswer).where(OfferAnswer.membership_id.in_(membership_ids)))
    session.execute(delete(OutcomeAnswer).where(OutcomeAnswer.membership_id.in_(membership_ids)))
    for pack in session.scalars(select(Filing).where(Filing.membership_id.in_(membership_ids))):
        pack.number = None
        session.execute(update(DeliveryProof).where(DeliveryProof.filing_id == pack.id).values(note_sealed=None))
        session.execute(update(Response).where(Response.filing_id == pack.id).values(text_sealed=None, summary=None))
        session.flush()
        shred(session, pack.key_id)
