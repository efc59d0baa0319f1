"""What the tests of joining share: a report to send, and the count of a case."""

from typing import Any

from joinder.cases.models import Case
from joinder.reports import counts
from sqlalchemy import select

from tests import world
from tests.client import Client


def body(case: dict[str, str], **changes: Any) -> dict[str, Any]:
    return world.report_body(case["respondent"], case_reference=case["reference"]) | changes


def tally(client: Client, case: dict[str, str]) -> counts.Tally:
    with client.database.read() as session:
        row = session.scalars(select(Case).where(Case.reference == case["reference"])).one()
        return counts.tally(session, row.id)
