"""Hourly checkpoints over all audit chains: whoever rewrites a chain later contradicts them."""

from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.core import jobs


@jobs.periodic("cases.checkpoint", minutes=60)
def keep_checkpoint(session: Session) -> None:
    """Put the heads of all chains under one root, once an hour."""
    audit.checkpoint(session)
