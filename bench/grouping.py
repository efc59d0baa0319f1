"""How well texts are put together by issue (B-cubed), with every setting chosen on other groups than are scored.

Run: python -m bench.grouping [DATA_FOLDER]

Two protocols. `…_bcubed_f1`: the issues are cut in halves five times; the setting that is best on one half scores the
other, both ways, mean of ten. `…_all_issues`: all texts at once with the setting that the other language's set picks.
"""

import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from joinder.matching.encoder import BuiltIn
from joinder.matching.grouping import USUAL, Setting, groups
from joinder.matching.sameness import Nearest, nearest

from bench.areas import AREA
from bench.data import Figures, found, rows, run

SPLITS = 5
GRID = [
    Setting(neighbours, above, resolution)
    for neighbours in (15, 20)
    for above, resolution in ((0.5, 0.03), (0.5, 0.05), (0.5, 0.065), (0.5, 0.09), (1.0, 0.045))
]
MOST_NEIGHBOURS = max(setting.neighbours for setting in GRID)


@dataclass(frozen=True)
class Text:
    """One text, its place among the vectors, its true issue and the block it is compared in."""

    at: int
    words: str
    issue: str
    block: str


class Corpus:
    """Texts with their vectors; the nearest others are worked out once for every choice of issues."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = texts
        started = time.perf_counter()
        self.vectors = BuiltIn().embed([one.words for one in texts])
        self.embed_ms = 1000 * (time.perf_counter() - started) / len(texts)

    def blocks(self, issues: Iterable[str] | None = None) -> list[tuple[list[str], Nearest]]:
        """Return the true issues and nearest others block by block, of these issues' texts alone."""
        wanted = None if issues is None else set(issues)
        kept = [one for one in self.texts if wanted is None or one.issue in wanted]
        made: list[tuple[list[str], Nearest]] = []
        for block in sorted({one.block for one in kept}):
            inside = [one for one in kept if one.block == block]
            near = nearest([one.words for one in inside], self.vectors[[one.at for one in inside]], MOST_NEIGHBOURS)
            made.append(([one.issue for one in inside], near))
        return made


def score(blocks: list[tuple[list[str], Nearest]], setting: Setting) -> float:
    """Return the B-cubed F1 over all blocks."""
    gold: list[str] = []
    said: list[tuple[int, int]] = []
    for number, (issues, near) in enumerate(blocks):
        gold += issues
        said += [(number, label) for label in groups(near, setting).tolist()]
    return b_cubed(gold, said)


def b_cubed(gold: Sequence[object], said: Sequence[object]) -> float:
    """Return F1 of B-cubed precision and recall."""
    true, found_, both = Counter(gold), Counter(said), Counter(zip(gold, said, strict=True))
    precision = sum(n * n / found_[group] for (_, group), n in both.items()) / len(gold)
    recall = sum(n * n / true[issue] for (issue, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def halves(corpus: Corpus) -> tuple[float, float]:
    """Return mean and spread of the score on issues that had no part in choosing the setting."""
    scores: list[float] = []
    for seed in range(SPLITS):
        both: list[list[str]] = [[], []]
        for block in sorted({one.block for one in corpus.texts}):
            issues = sorted({one.issue for one in corpus.texts if one.block == block})
            random.Random(f"{seed}{block}").shuffle(issues)
            both[0] += issues[: len(issues) // 2]
            both[1] += issues[len(issues) // 2 :]
        table = [[score(blocks, setting) for setting in GRID] for blocks in map(corpus.blocks, both)]
        scores += [table[1][int(np.argmax(table[0]))], table[0][int(np.argmax(table[1]))]]
    return float(np.mean(scores)), float(np.std(scores))


def figures() -> Figures:
    """Print the table and return the figures of every set that is there."""
    corpora: dict[str, Corpus] = {}
    for name, place, label, area in (("bq", "bq-issues", "issue", {}), ("banking77", "banking77", "category", AREA)):
        if folder := found(place):
            read = [row for path in sorted(folder.glob("*.csv")) for row in rows(path)]
            corpora[name] = Corpus([Text(n, r["text"], r[label], area.get(r[label], "")) for n, r in enumerate(read)])
    made: Figures = {}
    whole = {name: corpus.blocks() for name, corpus in corpora.items()}
    tables = {name: [score(blocks, setting) for setting in GRID] for name, blocks in whole.items()}
    for name, corpus in corpora.items():
        mean, spread = halves(corpus)
        made[f"{name}_bcubed_f1"], made[f"{name}_bcubed_sd"] = mean, spread
        for other in tables.keys() - {name}:
            made[f"{name}_bcubed_all_issues"] = tables[name][int(np.argmax(tables[other]))]
        made[f"{name}_bcubed_usual"] = score(whole[name], USUAL)
        made[f"{name}_embed_ms"] = corpus.embed_ms
        print(f"{name}: B³ F1 {mean:.3f} (sd {spread:.3f}) on issues that had no part in choosing the setting")
        for setting, value in zip(GRID, tables[name], strict=True):
            print(f"  all issues, {setting}: {value:.3f}")
    return made


if __name__ == "__main__":
    run(figures)
