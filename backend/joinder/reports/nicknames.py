"""A member's name in the group: said by the member or a claimed sheet, read only by whom the member grants it."""

import uuid

from sqlalchemy.orm import Session

from joinder.core import crypto
from joinder.core.folding import fold
from joinder.core.sealed import new_data_key, shred
from joinder.reports.models import Membership

LONGEST = 60


def name(session: Session, member: Membership, nickname: str | None) -> None:
    """Keep a member's name in the group under a key of its own, or forget it (None)."""
    if member.key_id is not None:
        shred(session, member.key_id)
    member.nickname_sealed = member.nickname_hash = member.key_id = None
    if nickname and nickname.strip():
        member.key_id = new_data_key(session, "nickname")
        member.nickname = nickname.strip()
        member.nickname_hash = hashed(member.case_id, nickname)
    session.flush()


def hashed(case_id: uuid.UUID, nickname: str) -> bytes:
    """Return the keyed hash under which exactly this name in this case is found."""
    return crypto.keyed_hash("nickname", f"{case_id}:{fold(nickname)}")
