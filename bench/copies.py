"""How well near-copies are found: bands and exact check together, on edited copies and on real complaints.

Run: python -m bench.copies [DATA_FOLDER]
"""

import time
import uuid
from collections import Counter
from pathlib import Path

from joinder.matching.bands import salts
from joinder.matching.bulk import cores, near_copies_among

from bench import data
from bench.data import Figures, rows, run

KEY = bytes(range(16))
RESPONDENT = uuid.UUID(int=1)


def near_copies(folder: Path) -> Figures:
    """Print the table of edits and return the figures."""
    sources, queries = rows(folder / "sources.csv"), rows(folder / "dev.csv")
    started = time.perf_counter()
    told = [row["text"] for row in [*sources, *queries]]
    found = near_copies_among(told, salts([RESPONDENT] * len(told)), KEY, cores())
    hits, totals = Counter[str](), Counter[str](row["edit"] for row in queries)
    wrong = 0
    for later, earlier in zip(found.later.tolist(), found.earlier.tolist(), strict=True):
        if later < len(sources) or earlier >= len(sources):
            continue  # copies of one text are copies of each other too
        row = queries[later - len(sources)]
        if sources[earlier]["id"] == row["source_id"]:
            hits[row["edit"]] += 1
        else:
            wrong += 1
    seconds = time.perf_counter() - started
    right_count = hits.total()
    precision, recall = right_count / (right_count + wrong), right_count / len(queries)
    for edit in sorted(totals):
        print(f"  {edit:14} recall {hits[edit] / totals[edit]:.3f}  ({totals[edit]})")
    weakest = min(hits[edit] / totals[edit] for edit in totals)
    return {
        "near_copy_f1": 2 * precision * recall / (precision + recall),
        "near_copy_precision": precision,
        "near_copy_recall": recall,
        "near_copy_weakest_recall": weakest,
        "near_copy_pairs_checked": found.checked,
        "near_copy_texts_per_second": len(told) / seconds,
    }


def natural(folder: Path) -> Figures:
    """Near-copies that really happened, in the civic complaints: how many pairs, how many by one user."""
    told = [row for path in sorted(folder.glob("complaints-*.csv")) for row in rows(path)]
    started = time.perf_counter()
    found = near_copies_among(
        [f"{row['title']}。{row['text']}" for row in told], salts([RESPONDENT] * len(told)), KEY, cores()
    )
    pairs = list(zip(found.later.tolist(), found.earlier.tolist(), strict=True))
    same = sum(told[a]["user"] == told[b]["user"] for a, b in pairs)
    return {
        "civic_pairs": len(pairs),
        "civic_pairs_same_user": same,
        "civic_seconds": round(time.perf_counter() - started, 2),
    }


def figures() -> Figures:
    """Measure every set that is there."""
    measured: Figures = {}
    if folder := data.found("near-copies"):
        measured |= near_copies(folder)
    if folder := data.found("civic-complaints"):
        measured |= natural(folder)
    return measured


if __name__ == "__main__":
    run(figures)
