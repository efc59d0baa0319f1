"""Keeps tests that share something costly on one worker: `--dist loadgroup` groups nothing under pytest 9.2."""

from xdist.scheduler import LoadGroupScheduling

# xdist 3.8 writes a test's group into its node id, which pytest 9.2 no longer lets it change; so the place decides.
TOGETHER = ("tests/e2e/", "tests/faults/", "tests/journeys/test_demo")


class ByPlace(LoadGroupScheduling):
    """Tests of a place named above are one unit of work; every other test is its own."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), super()._split_scope(nodeid))
