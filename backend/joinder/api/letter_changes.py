"""What changed in a letter since the version its reader approved."""

import json
from dataclasses import asdict
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.letters import changes, queries
from joinder.letters.queries import Standing
from joinder.reports.models import Membership


class ChangedLine(BaseModel):
    """One line that was added or removed."""

    kind: str
    text: str


class ChangedTurn(BaseModel):
    """What something was and is."""

    before: str
    after: str


class ChangesRead(BaseModel):
    """What is not as it was in the version the caller approved; that approval no longer stands."""

    version: int
    approved_at: datetime
    lines: list[ChangedLine]
    recipient: ChangedTurn | None
    channel: ChangedTurn | None
    demands: bool
    figures: list[ChangedLine]


def changes_view(session: Session, found: Standing, member: Membership, lang: str) -> ChangesRead | None:
    """Show what changed since the member's last approval; None for whoever approved no earlier version."""
    earlier = queries.approved_before(session, found, member.id)
    if earlier is None:
        return None
    version, approved = earlier
    old = changes.Wording(json.loads(version.composition_json), json.loads(version.recipient_json), found.letter.lang)
    new = changes.Wording(found.composition, found.recipient, found.letter.lang)
    told = asdict(changes.between(old, new, lang))
    return ChangesRead(version=version.number, approved_at=approved.at, **told)
