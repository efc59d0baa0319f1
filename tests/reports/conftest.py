"""A public case to report to."""

import pytest

from tests import world
from tests.client import Client


@pytest.fixture
def case(client: Client) -> dict[str, str]:
    """A public case's reference and respondent."""
    with client.database.write() as session:
        row = world.make_case(session)
        other = world.respondent(session, "whale")
        return {"reference": row.reference, "respondent": str(row.respondent_id), "other": str(other.id)}
