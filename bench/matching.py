"""How well near-copies are found (bands and check together) and how well cases are suggested, on real texts.

Run: python bench/matching.py [DATA_FOLDER]   (or JOINDER_BENCH_DATA; a set that is missing is skipped)
The last line is one JSON object with all figures.
"""

import csv
import json
import os
import random
import sys
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
from joinder.matching.bands import band_keys
from joinder.matching.canonical import canonical
from joinder.matching.copies import Rarity, compare
from joinder.matching.shelf import Profile, Shelf
from joinder.matching.shingles import Sketch, sketch
from joinder.matching.terms import as_set, keyed, shared, terms
from numpy.typing import NDArray

KEY = bytes(range(16))
# The public titles an organizer might have given the loan issues (their names in the set are English codes).
TITLES = {
    "phone_change": "更换手机号码",
    "approval_rejected": "审批未通过，评分不足不能借款",
    "call_when": "什么时候打来确认电话",
    "cannot_open": "无法开通",
    "cash_out": "借款能不能提现到银行卡",
    "change_due": "更改还款日",
    "due_date": "还款日是几号",
    "hotline": "客服电话是多少",
    "id_error": "身份信息输入错误",
    "loan_failed": "借款失败",
    "missed_call": "没有接到确认电话",
    "no_quota": "没有额度，看不到额度",
    "settle_cert": "开具贷款结清证明",
    "wallet_repay": "用零钱或微信钱包还款",
}
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


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def near_copies(folder: Path) -> dict[str, float]:
    """Print the table of edits and return the figures."""
    sources, queries = _rows(folder / "sources.csv"), _rows(folder / "dev.csv")
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
    figures = {
        "near_copy_f1": 2 * precision * recall / (precision + recall),
        "near_copy_precision": precision,
        "near_copy_recall": recall,
        "near_copy_weakest_recall": weakest,
        "near_copy_candidates_per_query": candidates / len(queries),
        "near_copy_texts_per_second": len(texts) / seconds,
    }
    return {name: round(value, 4) for name, value in figures.items()}


def natural(folder: Path) -> dict[str, float]:
    """Near-copies that really happened, in the civic complaints: how many pairs, how many by one user."""
    rows = [row for path in sorted(folder.glob("complaints-*.csv")) for row in _rows(path)]
    started = time.perf_counter()
    sketches = sketch([canonical(f"{row['title']}。{row['text']}") for row in rows], KEY)
    index = Index(sketches)
    pairs = {(n, other) for n, each in enumerate(sketches) for other in index.copies(each)[0] if other < n}
    same = sum(rows[a]["user"] == rows[b]["user"] for a, b in pairs)
    return {
        "civic_pairs": len(pairs),
        "civic_pairs_same_user": same,
        "civic_seconds": round(time.perf_counter() - started, 2),
    }


def suggestions(folder: Path, label: str, titles: dict[str, str]) -> dict[str, float]:
    """Whether the right case is among the first of all, and whether a member's own text betrays the member.

    Each case: a public title and the terms shared by three or more of thirty members; asked with other people's texts.
    """
    (path,) = folder.glob("*.csv")
    rows = _rows(path)
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row[label]].append(row["text"])
    dice = random.Random(1)
    profiles: list[Profile] = []
    members: list[tuple[str, int]] = []
    strangers: list[tuple[str, int]] = []
    for at, (name, texts) in enumerate(groups.items()):
        dice.shuffle(texts)
        half = min(30, len(texts) // 2)
        public = as_set(keyed(terms(titles.get(name, name.replace("_", " "))), KEY))
        common = as_set(keyed(shared([[text] for text in texts[:half]]), KEY))
        profiles.append(Profile(uuid.UUID(int=at), RESPONDENT, "unspecified", "zh", public, common))
        members += [(text, at) for text in texts[:half]]
        strangers += [(text, at) for text in texts[half : half + 20]]
    shelf = Shelf(profiles)
    figures: dict[str, float] = {}
    for share in (1.0, 0.35):
        scored = [(_scores(shelf, text[: max(1, int(len(text) * share))]), at) for text, at in strangers]
        for first in (3, 5):
            right = sum(int((scores > scores[at]).sum()) < first for scores, at in scored)
            figures[f"suggest_top{first}_{folder.name}_{int(100 * share)}"] = right / len(scored)
    theirs = [_scores(shelf, text)[at] for text, at in members]
    others = [_scores(shelf, text)[at] for text, at in strangers]
    wins = sum((a > b) + 0.5 * (a == b) for a in theirs for b in others)
    figures[f"membership_auc_{folder.name}"] = float(wins) / (len(theirs) * len(others))
    return {name: round(value, 4) for name, value in figures.items()}


def _scores(shelf: Shelf, text: str) -> NDArray[np.float64]:
    found = terms(text)
    return shelf.near(dict(zip(keyed(found, KEY), found.values(), strict=True)))


def main() -> None:
    """Run every set that is there."""
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("JOINDER_BENCH_DATA", "")
    figures: dict[str, float] = {}
    runs: dict[str, Callable[[Path], dict[str, float]]] = {
        "near-copies": near_copies,
        "civic-complaints": natural,
        "bq-issues": lambda folder: suggestions(folder, "issue", TITLES),
        "banking77": lambda folder: suggestions(folder, "category", {}),
    }
    for name, run in runs.items():
        folder = Path(named) / name
        if not named or not folder.is_dir():
            print(f"{name}: not there, skipped")
            continue
        print(f"{name}:")
        figures |= run(folder)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
