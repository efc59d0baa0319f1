"""What filing needs of the letters room: a sealed letter that may leave now, and whom it speaks for."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from joinder.core import clock
from joinder.core.errors import Conflict
from joinder.letters import queries as letters
from joinder.letters import service
from joinder.letters.models import AnnexLine, Letter, LetterVersion, SealedLetter
from joinder.letters.plan import LetterPlan


@dataclass(frozen=True, slots=True)
class SendableLetter:
    """A sealed letter whose members had their 48 hours."""

    sealed_id: uuid.UUID
    channel_id: str
    people: int
    members: frozenset[uuid.UUID]
    reply_days: int | None
    reply_period_law: str | None


def sendable(session: Session, case_id: uuid.UUID, reference: str) -> SendableLetter:
    """Return the current issue of a letter; refuses an unknown, unsealed, still shown, replaced or deserted one."""
    found = letters.sendable(session, case_id, reference)
    if clock.now() < found.sendable_from:
        until = found.sendable_from.strftime("%Y-%m-%d %H:%M UTC")
        raise Conflict("filings.letter_showing", field="letter_reference", until=until)
    if not found.members:
        raise Conflict("filings.nobody_left", field="letter_reference")
    version_id = session.get_one(SealedLetter, found.sealed_id).version_id
    plan = LetterPlan.model_validate_json(session.get_one(LetterVersion, version_id).plan_json)
    return SendableLetter(
        found.sealed_id, found.channel_id, found.people, found.members, found.reply_days, plan.reply_period_law
    )


def sendable_from(session: Session, sealed_id: uuid.UUID) -> datetime:
    """Return from when an issue may be sent; refuses (Conflict) one that was replaced or waits to be recomputed."""
    found = letters.sendable_issue(session, sealed_id)
    return max(found.sendable_from, found.sealed_at)


def note_sending(session: Session, sealed_id: uuid.UUID) -> None:
    """Tell the letters room that an issue left the house: from now on nobody can step out of it."""
    service.note_sending(session, sealed_id)


def references(session: Session, sealed_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return which letters these issues are the latest of, in one query; a replaced issue is none's."""
    newer = aliased(SealedLetter)
    replaced = exists().where(newer.letter_id == SealedLetter.letter_id, newer.issue > SealedLetter.issue)
    query = select(SealedLetter.id, Letter.reference).join(Letter, Letter.id == SealedLetter.letter_id)
    found = session.execute(query.where(SealedLetter.id.in_(list(sealed_ids)), ~replaced))
    return {sealed_id: reference for sealed_id, reference in found}


def members(session: Session, sealed_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Return whom each sealed letter speaks for, in one query."""
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    query = select(AnnexLine.sealed_id, AnnexLine.membership_id).where(AnnexLine.sealed_id.in_(list(sealed_ids)))
    for sealed_id, member in session.execute(query):
        found[sealed_id].add(member)
    return {sealed_id: frozenset(behind) for sealed_id, behind in found.items()}
