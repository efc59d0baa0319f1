"""One canonical spelling of a complaint, so that two ways of writing the same words compare equal."""

import re
from dataclasses import dataclass
from typing import Literal

from joinder.core.folding import UNSPACED
from joinder.matching.facts import Fact, extract

Script = Literal["han", "latin"]
SHORT = 60

_QUOTES = re.compile("['’ʼ`]")
_NOT_WORDS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_HAN = re.compile(f"[{UNSPACED}]")
_BLANK_BESIDE_HAN = re.compile(f"(?<=[{UNSPACED}]) | (?=[{UNSPACED}])")


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


def canonical(text: str) -> Canonical:
    """Promise one spelling: folded, facts and digit runs as "0", no punctuation or emoji; refuses no string."""
    story, facts = extract(text)
    words = _DIGITS.sub("0", _NOT_WORDS.sub(" ", _QUOTES.sub("", story))).strip()
    joined = _BLANK_BESIDE_HAN.sub("", words)
    return Canonical(joined, _script(joined), facts)


def _script(text: str) -> Script:
    """Chinese when it has at least as many Chinese characters as words of other scripts."""
    han = len(_HAN.findall(text))
    return "han" if han and han >= len(_HAN.sub(" ", text).split()) else "latin"
