"""The demo year, shared by the tests of this room."""

from collections.abc import Iterator

import pytest
from joinder.core.database import Database

from tests.journeys.demo_told import told_in


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One filled demo for the tests that only read it."""
    database = told_in(tmp_path_factory.mktemp("demo"), b"\x01" * 32)
    yield database
    database.dispose()
