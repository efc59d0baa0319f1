"""Fault tests run a real server, so time runs for them too."""

import pytest


@pytest.fixture(autouse=True)
def _frozen_clock() -> None:
    """Let the clock run: a frozen one would not be the server's."""
