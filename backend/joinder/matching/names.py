"""Names of companies in a text: found whole, whatever their case, width or script, the longer name first."""

import re
from collections.abc import Iterable

from joinder.core.folding import fold
from joinder.matching.facts import Fact

_LEAST = 2


class Names:
    """Known names, each standing for one value (a respondent's id, say); one pass finds them all."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        """Take (name, value) pairs; names of one character, or without a letter, are left out."""
        self._values: dict[str, str] = {}
        for name, value in known:
            folded = " ".join(fold(name).split())
            if len(folded) >= _LEAST and any(char.isalpha() for char in folded):
                self._values.setdefault(folded, value)
        longest = sorted(self._values, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, longest))) if longest else None

    def take(self, folded: str) -> tuple[str, list[Fact]]:
        """Promise the text without the names, and each name as a fact of kind "company"; refuses nothing."""
        found: list[Fact] = []
        if self._pattern is None:
            return folded, found

        def note(match: re.Match[str]) -> str:
            found.append(Fact("company", self._values[match.group()], match.group()))
            return " "

        return self._pattern.sub(note, folded), found


def _whole(name: str) -> str:
    """Return a name's pattern; one in spaced letters must not be the middle of another word."""
    before = r"(?<![a-z\d])" if name[0].isascii() else ""
    after = r"(?![a-z\d])" if name[-1].isascii() else ""
    return before + re.escape(name) + after


NO_NAMES = Names(())
