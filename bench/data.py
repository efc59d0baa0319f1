"""Where the benchmark's texts are, and how a part is run: alone, or as one of many with one JSON line at the end."""

import csv
import json
import math
import os
import sys
from collections.abc import Callable
from pathlib import Path

Figures = dict[str, float]  # what could not be measured is left out, or is not a number and printed as null
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data"


def folder() -> Path:
    """Return the data folder: first argument, JOINDER_BENCH_DATA, or ../shared/data beside the repository."""
    named = next((one for one in sys.argv[1:] if not one.startswith("-")), os.environ.get("JOINDER_BENCH_DATA"))
    return Path(named) if named else DEFAULT


def found(name: str) -> Path | None:
    """Return one set's folder, or say clearly that it is absent and what therefore is not measured."""
    at = folder() / name
    if at.is_dir():
        return at
    print(f"{name}: ABSENT, not measured (looked in {at}; name the data folder as argument or JOINDER_BENCH_DATA)")
    return None


def rows(path: Path) -> list[dict[str, str]]:
    """Return a CSV file's rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(*parts: Callable[[], Figures]) -> None:
    """Run parts, one after the other, and print one JSON object with all their figures as the last line."""
    figures: Figures = {}
    for part in parts:
        figures |= part()
    print(json.dumps({name: round(value, 4) if math.isfinite(value) else None for name, value in figures.items()}))
