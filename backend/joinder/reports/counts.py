"""The exact, private waterfall of one case, recomputed from sets; organizers and releases see the same."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from joinder.reports import queries


@dataclass(frozen=True)
class Tally:
    """One case's numbers at one instant; the two identities hold by construction and are asserted."""

    received: int
    rejected: int
    withdrawn: int
    repeated: int
    incidents: int
    people: int
    counted: int
    set_aside: int
    named_received: int
    named_rejected: int
    named_withdrawn: int
    named_repeated: int
    named_incidents: int

    def assert_identity(self) -> None:
        """Raise (ArithmeticError) unless received and people each equal the sum of their parts."""
        if self.received != self.rejected + self.withdrawn + self.repeated + self.incidents:
            raise ArithmeticError("received ≠ rejected + withdrawn + repeated + incidents")
        if self.people != self.counted + self.set_aside:
            raise ArithmeticError("people ≠ counted + set aside")


def tally(session: Session, case_id: uuid.UUID) -> Tally:
    """Count a case right now (private: organizers, moderators and the release job only)."""
    mine = _states(session, case_id, named=False)
    named = _states(session, case_id, named=True)
    people = session.scalar(select(func.count()).select_from(queries.people(case_id).subquery())) or 0
    counted = session.scalar(select(func.count()).select_from(queries.counted(case_id).subquery())) or 0
    aside = queries.people(case_id).where(queries.is_set_aside()).subquery()
    result = Tally(
        received=sum(mine.values()),
        rejected=mine.get("rejected", 0),
        withdrawn=mine.get("withdrawn", 0),
        repeated=mine.get("repeated", 0),
        incidents=mine.get("incident", 0),
        people=people,
        counted=counted,
        set_aside=session.scalar(select(func.count()).select_from(aside)) or 0,
        named_received=sum(named.values()),
        named_rejected=named.get("rejected", 0),
        named_withdrawn=named.get("withdrawn", 0),
        named_repeated=named.get("repeated", 0),
        named_incidents=named.get("incident", 0),
    )
    result.assert_identity()
    return result


def _states(session: Session, case_id: uuid.UUID, *, named: bool) -> dict[str, int]:
    base = queries.named_reports(case_id) if named else queries.received(case_id)
    state = queries.state_column().label("state")
    query = base.with_only_columns(state, func.count()).group_by(state)
    return {str(name): int(count) for name, count in session.execute(query)}
