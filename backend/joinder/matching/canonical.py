"""One canonical spelling of a complaint, so that two ways of writing the same words compare equal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np
import yaml
from numpy.typing import NDArray

from joinder.core.folding import UNSPACED, fold, fold_many
from joinder.core.points import BREAK, Points, PointTable, parts, to_points, to_texts
from joinder.matching.facts import Fact, extract, extract_many
from joinder.matching.names import NO_NAMES, Names

Script = Literal["han", "latin"]
SHORT = 60

_HAN = re.compile(f"[{UNSPACED}]")
_TAKEN_OUT, _APART, _LETTER, _FIGURE, _UNSPACED, _END = range(1, 7)
_DRAWN, _REMEMBERED = {_TAKEN_OUT: "", _APART: " ", _FIGURE: "0"}, 30_000
_SPACE, _ZERO = np.uint32(ord(" ")), np.uint32(ord("0"))


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical text, the kind of script it is mostly in, and the facts taken out of it."""

    text: str
    script: Script
    facts: tuple[Fact, ...]

    @property
    def is_short(self) -> bool:
        """Whether the rule for short texts applies."""
        return len(self.text) < SHORT


def canonical(text: str, names: Names = NO_NAMES) -> Canonical:
    """Promise one spelling: folded, our own form's words and punctuation out, each fact and number as "0".

    Refuses no string. Company names count as facts where they are given.
    """
    folded, companies = names.take(fold(text))
    story, found = extract(folded)
    spelled = _spelled_alone(_without_form([story])[0])
    return Canonical(spelled, "han" if _mostly_han_alone(spelled) else "latin", (*companies, *found))


def canonical_many(texts: Sequence[str], names: Names = NO_NAMES, *, read: bool = True) -> list[Canonical]:
    """Promise the same of every text, worked out over all their characters at once; unless `read`, without the facts.

    Facts are taken out of the text in either case: who only compares wording need not have them read.
    """
    if len(texts) == 1:
        return [canonical(texts[0], names)]
    return [one for part in parts(texts) for one in _part(texts[part.start : part.stop], names, read=read)]


def _part(texts: Sequence[str], names: Names, *, read: bool) -> Iterator[Canonical]:
    named = [names.take(folded) for folded in fold_many(texts)]
    told = extract_many([text for text, _ in named], read=read)
    facts = [(*companies, *found) for (_, companies), (_, found) in zip(named, told, strict=True)]
    stories = _without_form([story for story, _ in told])
    points, is_han = _spelled(to_points(stories))
    for text, han, found in zip(to_texts(points), is_han.tolist(), facts, strict=True):
        yield Canonical(text, "han" if han else "latin", found)


def _class_of(code: int) -> int:
    if code == BREAK:
        return _END
    char = chr(code)
    if char in "'’ʼ`":
        return _TAKEN_OUT
    if not char.isalnum():
        return _APART
    if char.isdecimal():
        return _FIGURE
    return _UNSPACED if _HAN.match(char) else _LETTER


_CLASSES = PointTable(_class_of, np.uint8)


class _SpellTable(dict[int, str]):
    """The same classes for one text alone: code point → what stands for it before blanks and figures are drawn in."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[code] = spelled = _DRAWN.get(_class_of(code), chr(code))
        return spelled


_SPELLING = _SpellTable()
_RUNS_OF_FIGURES, _RUNS_OF_BLANKS = re.compile("00+"), re.compile("  +")
_NOT_BETWEEN_WORDS = re.compile(f"^ | $| (?=[{UNSPACED}])|(?<=[{UNSPACED}]) ")
_SPACED = re.compile(f"[^ {UNSPACED}]+")


def _spelled_alone(story: str) -> str:
    """Do what `_spelled` does to many."""
    drawn = _RUNS_OF_BLANKS.sub(" ", _RUNS_OF_FIGURES.sub("0", story.translate(_SPELLING)))
    return _NOT_BETWEEN_WORDS.sub("", drawn)


def _mostly_han_alone(spelled: str) -> bool:
    words = _SPACED.findall(spelled)
    chinese = len(spelled) - spelled.count(" ") - sum(map(len, words))
    return chinese > 0 and chinese >= len(words)


def _spelled(points: Points) -> tuple[Points, NDArray[np.bool_]]:
    """Take punctuation out, write each run of figures as one 0, and keep blanks only between spaced words."""
    classes = _CLASSES(points)
    kept = classes != _TAKEN_OUT
    kept[1:] &= ~((classes[1:] == _FIGURE) & _before(classes, kept, _FIGURE))
    points, classes = points[kept], classes[kept]
    kept = ~((classes == _APART) & (np.concatenate([[_END], classes[:-1]]) == _APART))
    points, classes = points[kept], classes[kept]
    tight = (classes == _UNSPACED) | (classes == _END)
    beside = np.concatenate([[True], tight[:-1]]) | np.concatenate([tight[1:], [True]])
    kept = ~((classes == _APART) & beside)
    points, classes = points[kept], classes[kept]
    spelled = np.where(classes == _APART, _SPACE, np.where(classes == _FIGURE, _ZERO, points))
    return spelled.astype(np.uint32), _mostly_han(classes)


def _before(classes: NDArray[np.uint8 | np.uint32], kept: NDArray[np.bool_], wanted: int) -> NDArray[np.bool_]:
    """Whether the last kept character before each (from the second on) is of the wanted class."""
    if kept.all():
        return classes[:-1] == wanted
    last = np.maximum.accumulate(np.where(kept, np.arange(len(kept)), -1))[:-1]
    return (classes[last] == wanted) & (last >= 0)


def _mostly_han(classes: NDArray[np.uint8 | np.uint32]) -> NDArray[np.bool_]:
    """Chinese when a text has at least as many Chinese characters as words of other scripts."""
    ends = np.flatnonzero(classes == _END)
    han = classes == _UNSPACED
    spaced = (classes == _LETTER) | (classes == _FIGURE)
    words = spaced & ~np.concatenate([[False], spaced[:-1]])
    chinese = np.diff(np.cumsum(han)[ends], prepend=0)
    return (chinese > 0) & (chinese >= np.diff(np.cumsum(words)[ends], prepend=0))


def _form() -> tuple[list[str], re.Pattern[str]]:
    table = yaml.safe_load(resources.files("joinder.matching").joinpath("boilerplate.yaml").read_text("utf-8"))
    prompts, labels = (sorted(map(fold, table[kind]), key=len, reverse=True) for kind in ("prompts", "labels"))
    either = "|".join(map(re.escape, labels))
    return prompts, re.compile(rf"(?:\A|(?<=\n))[ \t]{{0,8}}(?:{either})[ \t]{{0,8}}:")


_PROMPTS, _LABELS = _form()


def _without_form(stories: list[str]) -> list[str]:
    together = "\n".join(stories)
    for prompt in _PROMPTS:
        if prompt in together:
            stories = [story.replace(prompt, " ") for story in stories]
    return [_LABELS.sub(" ", story) if ":" in story else story for story in stories] if ":" in together else stories
