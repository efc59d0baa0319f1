"""Where the benchmark's texts are, and how a part is run: alone, or as one of many with one JSON line at the end."""

import csv
import json
import math
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

Figures = dict[str, float]  # what could not be measured is left out, or is not a number and printed as null
KEYS = [
    *("near_copy_f1", "near_copy_precision", "near_copy_weakest_recall", "bq_bcubed_f1", "banking77_bcubed_f1"),
    *("suggest_top5_zh", "suggest_top5_en", "membership_auc", "speed_vs_rensa", "speed_vs_datasketch"),
    *("memory_vs_rensa", "two_core_gain", "incremental_ms_1m", "incremental_growth", "speed_vs_pg_trgm"),
    "suggest_p95_ms",
]
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
    """Run parts, one after the other, and print one JSON object with all their figures as the last line.

    A part that fails is told and loses only its own figures; the command then ends with an error.
    """
    figures, failed = dict.fromkeys(KEYS if len(parts) > 1 else (), math.nan), 0
    for part in parts:
        module = part.__module__.rpartition(".")[2]
        name, started = Path(sys.argv[0]).stem if module == "__main__" else module, time.perf_counter()
        print(f"{name}: begun at {time.strftime('%H:%M:%S')}", flush=True)
        try:
            figures |= part()
        except Exception:
            failed += 1
            print(f"{name}: FAILED\n{traceback.format_exc()}", flush=True)
        figures[f"seconds_{name}"] = time.perf_counter() - started
        print(f"{name}: {figures[f'seconds_{name}']:.0f} s", flush=True)
    print(json.dumps({name: round(value, 4) if math.isfinite(value) else None for name, value in figures.items()}))
    if failed:
        raise SystemExit(1)
