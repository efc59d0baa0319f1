"""A whole running Joinder for the browser: real server, real worker, a data directory of its own."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from tests.e2e import moving
from tests.faults.server import Server

ROOT = Path(__file__).parents[2]


class House(Server):
    """One server (and on PostgreSQL its worker) with what was put into it before it opened."""

    def __init__(self, folder: Path, database_url: str, *, demo: bool = False) -> None:
        super().__init__(folder, database_url)
        (folder / "data").mkdir(parents=True, exist_ok=True)
        # A copy, so that building the web app anew does not pull its files away under an open page.
        shutil.copytree(ROOT / "frontend" / "dist", folder / "dist", dirs_exist_ok=True)
        self.environment["JOINDER_STATIC_DIR"] = str(folder / "dist")
        if demo:
            self.environment["JOINDER_DEMO"] = "true"
        self.worker: subprocess.Popen[bytes] | None = None
        self.seeded: dict[str, str] = {}
        self.cookies: dict[str, Any] = {}
        self.ahead = timedelta()

    def copied(self, folder: Path, database_url: str) -> "House":
        """Another house with all that was put into this one, which has not opened yet; a copied database is given."""
        other = House(folder, database_url)
        shutil.copytree(self.folder / "data", folder / "data", dirs_exist_ok=True)
        shutil.copy(self.folder / "root.key", folder / "root.key")
        other.seeded = self.seeded
        return other

    def by_its_own_clock(self) -> None:
        """Let its clock be moved from now on: before it opens."""
        self.module = moving.__name__
        self.environment[moving.AHEAD] = str(self.folder / "ahead")
        self.passes(timedelta())

    def passes(self, time: timedelta) -> None:
        """Let time pass, for the house alone."""
        self.ahead += time
        written = self.folder / "ahead.new"
        written.write_text(str(self.ahead / timedelta(hours=1)))
        written.replace(self.folder / "ahead")

    def today(self) -> datetime:
        """The present as the house knows it."""
        return datetime.now(UTC) + self.ahead

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str) -> str:
        """Run one Python module in this house's environment; its words are the answer."""
        call = [sys.executable, "-m", *command]
        done = subprocess.run(
            call, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def seed(self, world: str = "tests.e2e.seed") -> None:
        """Put a small world into it."""
        self.seeded = json.loads(self.run(world).splitlines()[-1])

    def fill(self) -> None:
        """Put the demo year into it, by the commands of the README."""
        self.run("joinder", "migrate")
        self.run("joinder", "demo")

    def start(self) -> None:
        """Open it."""
        super().start()
        working = self.worker is not None and self.worker.poll() is None  # a server that was killed starts alone
        if self.environment["JOINDER_DATABASE_URL"].startswith("postgresql") and not working:
            command = [sys.executable, "-m", self.module, "worker"]
            with (self.folder / "worker.log").open("ab") as log:
                self.worker = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)

    def stop(self) -> None:
        """Close it."""
        if self.worker is not None and self.worker.poll() is None:
            self.worker.terminate()
            self.worker.wait(30)
        super().stop()

    def ended(self) -> int | None:
        """Return how the server ended, if it did."""
        return self.process.poll() if self.process else None

    def answers(self, path: str) -> Any:
        """Ask the API as anybody may."""
        return httpx.get(self.address + path, timeout=60).raise_for_status().json()
