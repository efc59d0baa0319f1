"""A corrected report in matching: compared by its present facts; folds of the house that they contradict part."""

from sqlalchemy.orm import Session

from joinder.cases.audit import HOUSE
from joinder.matching import queries, service
from joinder.matching.finding import Told, keep, near_copies
from joinder.reports.models import Report


def index_corrected(session: Session, report: Report) -> None:
    """Compare a report by what it states now; a human's decisions about it stand."""
    service.index(session, report)
    indexed, _changed = keep(session, [Told(report, report.narrative or "")])
    against = [found for found in near_copies(session, indexed) if found.score.contradicts]
    pairs = [(min(ids), max(ids)) for ids in ((report.id, found.other.report_id) for found in against)]
    for match in queries.matches_of(session, pairs).values():
        if match.state == "confirmed" and match.decided_role == HOUSE.role:
            service.act_on(session, match, report.case_id, HOUSE, "undo")
