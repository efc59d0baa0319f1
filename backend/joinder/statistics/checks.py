"""Who vouches for checked evidence: the page names them, for an organizer's word alone is less."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Literal

from joinder.accounts.policy import STAFF

CheckedBy = Literal["organizers", "moderators"]


def checked_by(found: Mapping[uuid.UUID, Iterable[str]]) -> CheckedBy:
    """Return who vouches for *all* of these: "moderators", or "organizers" as soon as one rests on them alone."""
    by_house = all(STAFF & set(roles) for roles in found.values())
    return "moderators" if found and by_house else "organizers"
