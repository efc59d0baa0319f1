"""Complaint-like texts of about 100 characters in three languages, made of real clauses, with copies."""

import random
import re
from collections.abc import Sequence

from bench.data import found, rows

_SOURCES = {
    "zh": ("civic-complaints", "complaints-*.csv", "text"),
    "en": ("cfpb-narratives", "*.csv", ""),
    "id": ("id-wallet-reviews", "*.csv", ""),
}
_CLAUSES = re.compile(r"[，。！？；：,.!?;:\n\r]+\s*")
COPIED = 0.18
_LEAST = 90


def clauses(lang: str) -> list[str]:
    """Return the clauses of a language's real texts; none when the set is absent."""
    name, pattern, column = _SOURCES[lang]
    folder = found(name)
    told = [row for path in sorted(folder.glob(pattern)) for row in rows(path)] if folder else []
    texts = [row[column] if column else max(row.values(), key=lambda value: len(value or "")) for row in told]
    parts = {part.strip() for text in texts for part in _CLAUSES.split(text)}
    return sorted(part for part in parts if 4 <= len(part) <= 60)


def made(lang: str, count: int, seed: int, copied: float = COPIED) -> list[str]:
    """Return so many texts; a share of them is an edited copy of an earlier one."""
    dice, parts = random.Random(seed), clauses(lang)
    texts: list[str] = []
    for _ in range(count if parts else 0):
        if texts and dice.random() < copied:
            texts.append(edited(dice.choice(texts), parts, dice))
        else:
            texts.append(_text(parts, dice, "，" if lang == "zh" else ", "))
    return texts


def _text(parts: Sequence[str], dice: random.Random, between: str) -> str:
    words = dice.choice(parts)
    least = _LEAST + dice.randrange(-25, 25)
    while len(words) < least:
        words += between + dice.choice(parts)
    return words


KINDS = ("typed_5", "typed_15", "cut_65", "cut_40", "reordered", "longer")


def copied(text: str, kind: str, parts: Sequence[str], dice: random.Random) -> str:
    """Return a copy of one kind, as strong as in the near-copy set: mistyped, cut, reordered or with a clause more."""
    if kind.startswith("typed"):
        letters = list(text)
        for at in dice.sample(range(len(letters)), max(1, len(letters) * int(kind[6:]) // 100)):
            letters[at] = dice.choice(text)
        return "".join(letters)
    if kind.startswith("cut"):
        return text[: max(1, len(text) * int(kind[4:]) // 100)]
    if kind == "longer":
        return f"{dice.choice(parts)}。{text}"
    clauses_ = [part for part in _CLAUSES.split(text) if part]
    dice.shuffle(clauses_)
    return "，".join(clauses_)


def edited(text: str, parts: Sequence[str], dice: random.Random) -> str:
    """Return a copy as people make them: mistyped, with a clause more, or without its end."""
    kind = dice.randrange(3)
    if kind == 0:
        letters = list(text)
        for at in dice.sample(range(len(letters)), max(1, len(letters) // 16)):
            letters[at] = dice.choice(text)
        return "".join(letters)
    return f"{dice.choice(parts)}。{text}" if kind == 1 else text[: len(text) * 7 // 10]
