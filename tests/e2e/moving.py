"""The command `joinder` with a clock that stands as many hours ahead as a file says: time passes without waiting."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from joinder.__main__ import main
from joinder.core import clock

AHEAD = "E2E_HOURS_AHEAD"


def move(file: Path) -> None:
    """Let the clock of this process run ahead by what stands in the file, now and whenever that changes."""
    real = clock.now

    def moved() -> datetime:
        return real() + timedelta(hours=float(file.read_text()))

    clock.now = moved


if __name__ == "__main__":
    move(Path(os.environ[AHEAD]))
    main()
