"""Whose evidence is checked: at least one item, unique in the case, that a reviewer accepted on every point."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.evidence.models import Evidence, EvidenceCheck
from joinder.reports import queries
from joinder.reports.models import Report

HOUSE_REVIEWERS = frozenset({"moderator", "admin"})


def checked(session: Session, case_id: uuid.UUID) -> dict[uuid.UUID, set[str]]:
    """Return the memberships of a case with checked evidence, and the roles of those who accepted it."""
    rows = session.execute(
        select(EvidenceCheck, Evidence.content_hash, Report.membership_id)
        .join(Evidence, Evidence.id == EvidenceCheck.evidence_id)
        .join(Report, Report.id == Evidence.report_id)
        .where(Report.case_id == case_id, Report.membership_id.is_not(None), queries.is_incident())
        .order_by(EvidenceCheck.at, EvidenceCheck.id)
    )
    words: dict[uuid.UUID, list[EvidenceCheck]] = {}
    member_of: dict[uuid.UUID, uuid.UUID] = {}
    shared = _shared(session, case_id)
    for check, content, member in rows:
        if member is not None and content is not None and content not in shared:
            words.setdefault(check.evidence_id, []).append(check)
            member_of[check.evidence_id] = member
    found: dict[uuid.UUID, set[str]] = {}
    for item, said in words.items():
        last = last_word(said)
        if accepts(last):
            found.setdefault(member_of[item], set()).add(last.reviewer_role)
    return found


def _shared(session: Session, case_id: uuid.UUID) -> set[bytes]:
    """Return the contents that more than one person of the case handed in: they count for nobody."""
    query = (
        select(Evidence.content_hash, Report.account_id)
        .join(Report, Report.id == Evidence.report_id)
        .where(Report.case_id == case_id, Evidence.content_hash.is_not(None))
        .distinct()
    )
    owners = Counter(content for content, _ in session.execute(query) if content is not None)
    return {content for content, people in owners.items() if people > 1}


def last_word(said: list[EvidenceCheck]) -> EvidenceCheck:
    """Return the check that counts: the latest of a moderator, else the latest of an organizer (in order of time)."""
    by_house = [one for one in said if one.reviewer_role in HOUSE_REVIEWERS]
    return (by_house or said)[-1]


def accepts(check: EvidenceCheck) -> bool:
    """Tell whether a check accepts an item on every point of the definition."""
    points = (check.readable, check.names_respondent, check.shows_date, check.shows_amount_or_order)
    return all(points) and check.matches_report and check.accepted


def checked_by(found: Mapping[uuid.UUID, Iterable[str]]) -> str:
    """Return who vouches for *all* of these: "moderators", or "organizers" as soon as one rests on them alone."""
    by_house = all(HOUSE_REVIEWERS & set(roles) for roles in found.values())
    return "moderators" if found and by_house else "organizers"
