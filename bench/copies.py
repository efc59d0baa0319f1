"""How well near-copies are found: bands and exact check together, on edited copies and on real complaints.

Run: python -m bench.copies [DATA_FOLDER]
"""

import time
import uuid
from collections import Counter, defaultdict
from pathlib import Path

from joinder.matching.bands import band_keys
from joinder.matching.canonical import canonical
from joinder.matching.copies import Rarity, compare
from joinder.matching.shingles import Sketch, sketch

from bench.data import Figures, found, rows, run

KEY = bytes(range(16))
RESPONDENT = uuid.UUID(int=1)


class Index:
    """The same candidates and the same check as the service, in memory."""

    def __init__(self, sketches: list[Sketch]) -> None:
        self.sketches = sketches
        self.rarity = Rarity([each.grams for each in sketches if len(each.grams)][:64])
        self.buckets: dict[int, list[int]] = defaultdict(list)
        for number, each in enumerate(sketches):
            for key in band_keys(each, RESPONDENT):
                self.buckets[key].append(number)

    def copies(self, query: Sketch) -> tuple[set[int], int]:
        """Return the near-copies of a text and how many candidates were checked."""
        found = {number for key in band_keys(query, RESPONDENT) for number in self.buckets.get(key, ())}
        return {n for n in found if compare(query, self.sketches[n], self.rarity).is_copy}, len(found)


def near_copies(folder: Path) -> Figures:
    """Print the table of edits and return the figures."""
    sources, queries = rows(folder / "sources.csv"), rows(folder / "dev.csv")
    started = time.perf_counter()
    texts = [canonical(row["text"]) for row in [*sources, *queries]]
    sketches = sketch(texts, KEY)
    index = Index(sketches[: len(sources)])
    hits, totals = Counter[str](), Counter[str]()
    wrong = candidates = 0
    for row, query in zip(queries, sketches[len(sources) :], strict=True):
        found, checked = index.copies(query)
        right = {n for n in found if sources[n]["id"] == row["source_id"]}
        totals[row["edit"]] += 1
        hits[row["edit"]] += len(right)
        wrong += len(found) - len(right)
        candidates += checked
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
        "near_copy_candidates_per_query": candidates / len(queries),
        "near_copy_texts_per_second": len(texts) / seconds,
    }


def natural(folder: Path) -> Figures:
    """Near-copies that really happened, in the civic complaints: how many pairs, how many by one user."""
    told = [row for path in sorted(folder.glob("complaints-*.csv")) for row in rows(path)]
    started = time.perf_counter()
    sketches = sketch([canonical(f"{row['title']}。{row['text']}") for row in told], KEY)
    index = Index(sketches)
    pairs = {(n, other) for n, each in enumerate(sketches) for other in index.copies(each)[0] if other < n}
    same = sum(told[a]["user"] == told[b]["user"] for a, b in pairs)
    return {
        "civic_pairs": len(pairs),
        "civic_pairs_same_user": same,
        "civic_seconds": round(time.perf_counter() - started, 2),
    }


def figures() -> Figures:
    """Measure every set that is there."""
    measured: Figures = {}
    if folder := found("near-copies"):
        measured |= near_copies(folder)
    if folder := found("civic-complaints"):
        measured |= natural(folder)
    return measured


if __name__ == "__main__":
    run(figures)
