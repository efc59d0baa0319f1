"""Who is under an open flag: such people are counted, but never help a number to be published."""

import uuid
from collections.abc import Iterable

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from joinder.evidence.models import Evidence
from joinder.matching.models import Match
from joinder.reports import queries
from joinder.reports.models import Report


def flagged(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the memberships that share an order or a file with another, or have an undecided near-copy."""
    return _same_order(session, case_id) | _same_file(session, case_id) | _near_copies(session, case_id)


def _same_order(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    query = queries.received(case_id).where(queries.is_incident(), Report.order_hash.is_not(None))
    return _several(session.execute(query.with_only_columns(Report.order_hash, Report.membership_id)))


def _same_file(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    query = select(Evidence.content_hash, Report.membership_id).join(Report, Report.id == Evidence.report_id)
    return _several(session.execute(query.where(Report.case_id == case_id, queries.is_incident())))


def _several(rows: Iterable[Row[bytes | None, uuid.UUID | None]]) -> set[uuid.UUID]:
    owners: dict[bytes, set[uuid.UUID]] = {}
    for what, member in rows:
        if what is not None and member is not None:
            owners.setdefault(what, set()).add(member)
    return {member for members in owners.values() if len(members) > 1 for member in members}


def _near_copies(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    first, second = aliased(Report), aliased(Report)
    query = (
        select(first.membership_id, second.membership_id)
        .select_from(Match)
        .join(first, first.id == Match.a_id)
        .join(second, second.id == Match.b_id)
        .where(Match.state == "proposed", first.case_id == case_id, second.case_id == case_id)
        .where(first.membership_id != second.membership_id)
    )
    return {member for pair in session.execute(query) for member in pair if member is not None}
