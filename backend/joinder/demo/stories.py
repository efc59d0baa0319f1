"""Invented narratives put together from parts, each unlike all others, the same ones every time."""

import random
import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from pathlib import Path

import yaml

from joinder.matching.canonical import canonical
from joinder.matching.keyed import KEY_BYTES
from joinder.matching.shingles import sketch

_CHOICE = re.compile(r"\{([^{}]*)\}")
_TOO_NEAR = {"zh": 0.3, "en": 0.2, "id": 0.2}  # well below what matching takes for a near-copy
_TRIES = 25
_ANY_KEY = bytes(KEY_BYTES)


@lru_cache
def words() -> dict[str, dict[str, list[list[str]]]]:
    """Return the parts of stories by issue and language."""
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))


def chosen(rng: random.Random, pattern: str) -> str:
    """Replace every {a|b} by one of its choices, inner ones first."""
    while (hit := _CHOICE.search(pattern)) is not None:
        pattern = pattern[: hit.start()] + rng.choice(hit.group(1).split("|")) + pattern[hit.end() :]
    return pattern


class _Shelf:
    """What was told in one language about one issue, by the pieces it is made of."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._holders: dict[int, list[int]] = {}

    def nearest(self, grams: frozenset[int]) -> float:
        shared = Counter(chain.from_iterable(self._holders.get(gram, ()) for gram in grams))
        return max((n / (len(grams) + self._sizes[at] - n) for at, n in shared.items()), default=0.0)

    def add(self, grams: frozenset[int]) -> None:
        for gram in grams:
            self._holders.setdefault(gram, []).append(len(self._sizes))
        self._sizes.append(len(grams))


class Stories:
    """Tells story after story; a new one that is too near an earlier one is told again in other words."""

    def __init__(self, rng: random.Random) -> None:
        """Begin with nothing told."""
        self._rng = rng
        self._told: dict[tuple[str, str], _Shelf] = {}

    def tell(self, issue: str, lang: str, brand: str, amount: str) -> str:
        """Return a new narrative about an issue, naming the brand and the amount."""
        parts = [*words()["who"][lang], *words()[issue][lang], *words()["end"][lang]]
        told = self._told.setdefault((issue, lang), _Shelf())
        best: tuple[float, str, frozenset[int]] = (2.0, "", frozenset())
        for _ in range(_TRIES):
            text = (" " if lang != "zh" else "").join(chosen(self._rng, self._rng.choice(part)) for part in parts)
            grams = _grams(text)
            best = min(best, (told.nearest(grams), text, grams), key=lambda one: one[0])
            if best[0] < _TOO_NEAR[lang]:
                break
        told.add(best[2])
        return best[1].replace("[brand]", brand).replace("[amount]", amount)


def _grams(text: str) -> frozenset[int]:
    """Return what near-copies are compared by, so that invented stories never look like copies by chance."""
    [made] = sketch([canonical(text)], _ANY_KEY)
    return frozenset(made.wording.tolist())


def retold(text: str, lang: str) -> str:
    """Return the same story as its teller would paste it a second time: a word or two changed."""
    swaps = {
        "zh": (("客服", "客服人员"), ("也没有", "都没有"), ("钱", "款")),
        "en": (("never", "has never"), ("the app", "their app")),
        "id": (("tidak", "tak"),),
    }
    for old, new in swaps[lang][:2]:
        text = text.replace(old, new, 1)
    return text + {"zh": "请大家帮忙。", "en": " Please help.", "id": " Mohon bantuannya."}[lang]
