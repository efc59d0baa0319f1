"""The exact, private waterfall of one case, recomputed from sets; organizers and releases see the same."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from joinder.reports import import_queries, queries
from joinder.reports.models import Membership


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
    named_people: int

    def assert_identity(self) -> None:
        """Raise (ArithmeticError) unless received and people each equal the sum of their parts."""
        if self.received != self.rejected + self.withdrawn + self.repeated + self.incidents:
            raise ArithmeticError("received ≠ rejected + withdrawn + repeated + incidents")
        if self.people != self.counted + self.set_aside:
            raise ArithmeticError("people ≠ counted + set aside")


STATES = ("rejected", "withdrawn", "repeated", "incident")


def tally(session: Session, case_id: uuid.UUID) -> Tally:
    """Count a case right now, in one statement and so on one snapshot (organizers, moderators, the release job)."""
    mine, named = queries.received(case_id), queries.named_reports(case_id)
    people, counted = queries.people(case_id), queries.counted(case_id)
    aside = people.where(queries.is_set_aside())
    columns = [_number(rows.where(queries.state_column() == state)) for rows in (mine, named) for state in STATES]
    lists = _number(import_queries.named_people(case_id))
    row = session.execute(select(*columns, _number(people), _number(counted), _number(aside), lists)).one()
    own, theirs, (persons, sure, out, on_lists) = row[:4], row[4:8], row[8:]
    result = Tally(sum(own), *own, persons, sure, out, sum(theirs), *theirs, on_lists)
    result.assert_identity()
    return result


def _number(rows: Select[Any]) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


def at_least(session: Session, case_id: uuid.UUID, people: int) -> bool:
    """Tell whether a case has that many counted people, looking at no more of them."""
    found = queries.counted(case_id).with_only_columns(Membership.id).limit(people)
    return len(session.scalars(found).all()) >= people
