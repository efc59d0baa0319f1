"""The selects of this room: letters of a case, versions, decisions, sealed issues, and who may still send what."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import sealed
from joinder.core.errors import Conflict, NotFound
from joinder.letters import approval, gathering, grants
from joinder.letters.approval import SHOWN_FOR, Course, Decision
from joinder.letters.lines import holds, still_true
from joinder.letters.models import (
    AnnexLine,
    Approval,
    FinalView,
    Letter,
    LetterOpening,
    LetterSending,
    LetterVersion,
    SealedLetter,
)
from joinder.reports import queries as reports
from joinder.reports.models import Membership


@dataclass(frozen=True, slots=True)
class Standing:
    """A letter with its current version and everything that has happened to it."""

    letter: Letter
    version: LetterVersion
    opening: LetterOpening | None
    view: FinalView | None
    issue: SealedLetter | None
    sending: LetterSending | None

    @property
    def course(self) -> Course:
        """The facts its state is derived from."""
        return Course(
            closing_on=self.opening.closing_on if self.opening else None,
            shown_at=self.view.shown_at if self.view else None,
            sealed_at=self.issue.sealed_at if self.issue else None,
            sent_at=self.sending.sent_at if self.sending else None,
            zone=approval.zone_of(self.version.region),
        )

    @property
    def composition(self) -> dict[str, Any]:
        """The composed letter."""
        return json.loads(self.version.composition_json)

    @property
    def recipient(self) -> dict[str, Any]:
        """Whom it goes to."""
        return json.loads(self.version.recipient_json)


def letter_of(session: Session, case_id: uuid.UUID, reference: str) -> Letter:
    """Return a letter of a case by its reference; refuse (NotFound) any other."""
    query = select(Letter).where(Letter.case_id == case_id, Letter.reference == reference.upper())
    letter = session.scalar(query)
    if letter is None:
        raise NotFound("letters.no_letter")
    return letter


def lock(session: Session, letter: Letter) -> None:
    """Hold a letter until this transaction ends, so that deciding, sealing and sending happen one after another."""
    session.execute(select(Letter.id).where(Letter.id == letter.id).with_for_update(key_share=True))


def letter_of_issue(session: Session, sealed_id: uuid.UUID) -> Letter:
    """Return the letter of a sealed issue; refuse (NotFound) an unknown one."""
    issue = session.get(SealedLetter, sealed_id)
    if issue is None:
        raise NotFound("letters.no_letter")
    return session.get_one(Letter, issue.letter_id)


def letters_of(session: Session, case_id: uuid.UUID) -> list[Letter]:
    """Return a case's letters, newest first."""
    query = select(Letter).where(Letter.case_id == case_id).order_by(Letter.created_at.desc(), Letter.id)
    return list(session.scalars(query.limit(200)))


def version_of(session: Session, letter_id: uuid.UUID) -> LetterVersion:
    """Return a letter's current version."""
    query = select(LetterVersion).where(LetterVersion.letter_id == letter_id)
    version = session.scalar(query.order_by(LetterVersion.number.desc()).limit(1))
    if version is None:
        raise NotFound("letters.no_letter")
    return version


def issue_of(session: Session, letter_id: uuid.UUID) -> SealedLetter | None:
    """Return the latest sealed issue of a letter; earlier ones were replaced before sending."""
    query = select(SealedLetter).where(SealedLetter.letter_id == letter_id)
    return session.scalar(query.order_by(SealedLetter.issue.desc()).limit(1))


def standing(session: Session, letter: Letter) -> Standing:
    """Return a letter with everything that has happened to its current version."""
    version = version_of(session, letter.id)
    openings = select(LetterOpening).where(LetterOpening.version_id == version.id)
    issue = issue_of(session, letter.id)
    sent = select(LetterSending).where(LetterSending.sealed_id == issue.id) if issue else None
    return Standing(
        letter=letter,
        version=version,
        opening=session.scalar(openings.order_by(LetterOpening.turn.desc()).limit(1)),
        view=session.scalar(select(FinalView).where(FinalView.version_id == version.id)),
        issue=issue,
        sending=session.scalar(sent) if sent is not None else None,
    )


def recipients_named(session: Session, keys: Collection[str]) -> dict[str, list[str]]:
    """Return, by the key under which members give something, how the letter's versions named that recipient."""
    references = {key.rpartition("/")[2] for key in keys if "/" in key}
    query = select(Letter.reference, LetterVersion).join(LetterVersion, LetterVersion.letter_id == Letter.id)
    rows = session.execute(query.where(Letter.reference.in_(references)).order_by(LetterVersion.number)).all()
    sealed.preload(session, [version for _, version in rows])
    found: dict[str, list[str]] = {}
    for reference, version in rows:
        names = found.setdefault(grants.recipient_key(version.channel_id, reference), [])
        name = str(json.loads(version.recipient_json or "{}").get("name", ""))
        if name and name not in names:
            names.append(name)
    return found


def decisions_of(session: Session, version_id: uuid.UUID) -> list[Decision]:
    """Return every decision about a version as plain values."""
    query = select(Approval).where(Approval.version_id == version_id)
    return [
        Decision(one.membership_id, one.turn, one.decision, one.binding_hash, one.at) for one in session.scalars(query)
    ]


def own_decision(session: Session, version_id: uuid.UUID, membership_id: uuid.UUID) -> Approval | None:
    """Return a member's last decision about a version."""
    query = select(Approval).where(Approval.version_id == version_id, Approval.membership_id == membership_id)
    return session.scalar(query.order_by(Approval.turn.desc()).limit(1))


def notes_of(session: Session, version_id: uuid.UUID) -> list[tuple[Approval, str]]:
    """Return the decisions that came with a note, newest first, with each member's code."""
    query = select(Approval, Membership.pseudonym).join(Membership, Membership.id == Approval.membership_id)
    where = (Approval.version_id == version_id, Approval.note_sealed.is_not(None), Membership.withdrawn_at.is_(None))
    return list(session.execute(query.where(*where).order_by(Approval.at.desc()).limit(200)))


def approving(session: Session, found: Standing) -> set[uuid.UUID]:
    """Return exactly who stands behind a letter now: approved in time, still counted in the case, not stepped out."""
    if found.opening is None:
        return set()
    closes = approval.closes_at(found.opening.closing_on, approval.zone_of(found.version.region))
    willing = approval.standing(decisions_of(session, found.version.id), found.version.binding_hash, closes)
    return willing & gathering.counted_ids(session, found.letter.case_id)


def members_of(session: Session, sealed_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the memberships one sealed issue speaks for."""
    return set(session.scalars(select(AnnexLine.membership_id).where(AnnexLine.sealed_id == sealed_id)))


def own_line(session: Session, sealed_id: uuid.UUID, membership_id: uuid.UUID) -> AnnexLine | None:
    """Return a member's own line of a sealed issue, that of an account merged into theirs if they have no other."""
    mine = AnnexLine.membership_id.in_(reports.same_person(session, membership_id))
    query = select(AnnexLine).where(AnnexLine.sealed_id == sealed_id, mine)
    return session.scalar(query.order_by(AnnexLine.membership_id != membership_id).limit(1))


def is_current(session: Session, found: Standing) -> bool:
    """Tell whether the latest issue speaks for exactly those who stand, with what each gives, says and still has."""
    if found.issue is None:
        return False
    lines = list(session.scalars(select(AnnexLine).where(AnnexLine.sealed_id == found.issue.id)))
    if {line.membership_id for line in lines} != approving(session, found):
        return False
    recipient = grants.recipient_key(found.version.channel_id, found.letter.reference)
    return still_true(session, lines, recipient)


def lines_with(session: Session, membership_id: uuid.UUID, report_id: uuid.UUID) -> list[AnnexLine]:
    """Return a member's lines, of any issue, that one of their reports is in."""
    lines = lines_of(session, reports.same_person(session, membership_id))
    sealed.preload(session, lines)
    return [one for one in lines if holds(one, report_id)]


@dataclass(frozen=True, slots=True)
class Sendable:
    """A sealed issue that may go out: to whom, for whom, from when, and which reply period it asks for."""

    sealed_id: uuid.UUID
    reference: str
    channel_id: str
    channel_version: int
    people: int
    members: frozenset[uuid.UUID]
    sealed_at: datetime
    sendable_from: datetime
    reply_days: int | None


def sendable(session: Session, case_id: uuid.UUID, reference: str) -> Sendable:
    """Return a letter's issue for sending; refuses one not sealed, sent already, or waiting to be recomputed."""
    found = standing(session, letter_of(session, case_id, reference))
    if found.issue is None or found.view is None:
        raise Conflict("letters.not_sealed")
    if found.sending is None and not is_current(session, found):
        raise Conflict("letters.being_recomputed")
    return _sendable(session, found, found.issue, found.view)


def sendable_issue(session: Session, sealed_id: uuid.UUID) -> Sendable:
    """Return one issue for sending; refuses (Conflict) one that was replaced or is waiting to be recomputed."""
    letter = letter_of_issue(session, sealed_id)
    answer = sendable(session, letter.case_id, letter.reference)
    if answer.sealed_id != sealed_id:
        raise Conflict("letters.being_recomputed")
    return answer


def _sendable(session: Session, found: Standing, issue: SealedLetter, view: FinalView) -> Sendable:
    days = next((one["value"] for one in found.composition["facts"] if one["key"] == "reply_days"), None)
    return Sendable(
        sealed_id=issue.id,
        reference=found.letter.reference,
        channel_id=issue.channel_id,
        channel_version=issue.channel_version,
        people=issue.people,
        members=frozenset(members_of(session, issue.id)),
        sealed_at=issue.sealed_at,
        sendable_from=view.shown_at + SHOWN_FOR,
        reply_days=days,
    )


def unsent(session: Session) -> list[Letter]:
    """Return the letters with a sealed issue that was not sent."""
    issued = select(SealedLetter.letter_id).outerjoin(LetterSending, LetterSending.sealed_id == SealedLetter.id)
    return list(session.scalars(select(Letter).where(Letter.id.in_(issued.where(LetterSending.id.is_(None))))))


def lines_of(session: Session, membership_ids: list[uuid.UUID]) -> list[AnnexLine]:
    """Return every line of these memberships, in issues sent or not."""
    return list(session.scalars(select(AnnexLine).where(AnnexLine.membership_id.in_(membership_ids))))


def approved_before(
    session: Session, found: Standing, membership_id: uuid.UUID
) -> tuple[LetterVersion, Approval] | None:
    """Return the latest earlier version that a member approved, and when; None when there is none."""
    query = select(LetterVersion, Approval).join(Approval, Approval.version_id == LetterVersion.id)
    mine = query.where(Approval.membership_id == membership_id, Approval.decision == "approve")
    earlier = mine.where(LetterVersion.letter_id == found.letter.id, LetterVersion.number < found.version.number)
    row = session.execute(earlier.order_by(LetterVersion.number.desc(), Approval.turn.desc()).limit(1)).first()
    return (row[0], row[1]) if row else None


def was_open_before(session: Session, letter_id: uuid.UUID, number: int) -> bool:
    """Tell whether an earlier version of a letter was ever shown to the members."""
    query = select(LetterOpening.id).join(LetterVersion, LetterVersion.id == LetterOpening.version_id)
    where = (LetterVersion.letter_id == letter_id, LetterVersion.number < number)
    return session.scalar(query.where(*where).limit(1)) is not None
