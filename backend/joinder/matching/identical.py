"""Confirming identical pairs together: what it would do is shown first, done exactly so, and undone as one."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from joinder.cases import respondents
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.core import sealed
from joinder.core.errors import Conflict, NotFound
from joinder.matching import queries, reviewing, service
from joinder.matching.canonical import canonical
from joinder.matching.links import stand_ins
from joinder.matching.models import Match
from joinder.matching.reviewing import Row, Wish
from joinder.reports.models import Report

MOST = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What confirming would do: the pairs, how many reports would fold as repeats, and a digest of exactly this."""

    rows: Sequence[Row]
    folds: int
    more: bool
    digest: str


def preview(session: Session, case_id: uuid.UUID, kind: str, reader: uuid.UUID | None) -> Preview:
    """Promise the identical, undecided pairs of a case (at most 200): the same canonical text, no fact against it.

    Pairs with the reader's own report are left to others.
    """
    wish = Wish("open", "identical", case_id, persons=kind, others_than=reader)
    wanted, following = reviewing.page(session, wish, None, MOST)
    told = [report for _, *both in wanted for report in both]
    sealed.preload(session, told)
    rows = [row for row in wanted if _says(row[1]) == _says(row[2]) != ""]
    told_ids = sorted(f"{match.id}:{match.state}" for match, _, _ in rows)
    digest = hashlib.sha256(f"{case_id}:{kind}:{told_ids}".encode()).hexdigest()[:32]
    return Preview(rows, folds_by(session, [row[0] for row in rows]), following is not None, digest)


def _says(report: Report) -> str:
    """Return a report's canonical text; the facts taken out of it are compared by the reasons of the match."""
    return canonical(report.narrative or "").text


def folds_by(session: Session, matches: Sequence[Match]) -> int:
    """Return by how many the repeated reports would grow if these matches were confirmed now."""
    ends = {end for match in matches for end in (match.a_id, match.b_id)}
    members, links = service.group(session, ends)
    known = [one.id for one in members.values() if one.withdrawn_at is None and one.rejected_at is None]
    before = stand_ins(known, service.standing(members, links))
    after = stand_ins(known, service.standing(members, [*links, *matches]))
    return sum(one is not None for one in after.values()) - sum(one is not None for one in before.values())


def _lock(session: Session, case_id: uuid.UUID) -> None:
    """Read nothing before others who tell or decide about the company are done."""
    respondents.lock(session, session.get_one(Case, case_id).respondent_id)


def confirm(session: Session, case_id: uuid.UUID, kind: str, digest: str, actor: Actor) -> tuple[uuid.UUID, int]:
    """Confirm exactly what was previewed and return the bulk's id and size; refuse (Conflict) when it has changed."""
    _lock(session, case_id)
    shown = preview(session, case_id, kind, actor.account_id)
    if shown.digest != digest or not shown.rows:
        raise Conflict("matching.bulk_changed")
    bulk_id = uuid.uuid4()
    for match, _, _ in shown.rows:
        service.act_on(session, match, case_id, actor, "confirm", bulk_id)
    return bulk_id, len(shown.rows)


def undo(session: Session, case_id: uuid.UUID, bulk_id: uuid.UUID, actor: Actor) -> int:
    """Take back what still stands of a bulk; what somebody decided anew since then is left alone.

    Refuse (NotFound) a bulk of another case, or one of which nothing stands.
    """
    _lock(session, case_id)
    found = queries.both_in(case_id).where(Match.bulk_id == bulk_id, Match.state == "confirmed")
    matches = [row[0] for row in session.execute(found.order_by(Match.id))]
    if not matches:
        raise NotFound("matching.no_bulk")
    for match in matches:
        service.act_on(session, match, case_id, actor, "undo")
    return len(matches)
