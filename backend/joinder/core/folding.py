"""One spelling for every way of writing the same character: width, case, marks and traditional Chinese folded away."""

import json
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import numpy as np

from joinder.core.points import BREAK, Points, PointTable, parts, to_points, to_texts

# Scripts written without blanks between words (Thai, Lao, Burmese, Khmer, kana, Chinese), for use inside [...].
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)

_REMEMBERED = 30_000
_LONGEST = 4  # one Arabic ligature spells 18 letters: a text must not grow without bound
# Used for two words in traditional Chinese, so the single-character table leaves it alone.
_EXTRA = {"著": "着", "妳": "你", "祂": "他", "牠": "它"}


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """Traditional → simplified, one character at a time (MediaWiki's table, as zhconv ships it)."""
    content = resources.files("zhconv").joinpath("zhcdict.json").read_text(encoding="utf-8")
    words: dict[str, str] = json.loads(content)["zh2Hans"]
    return {**{old: new for old, new in words.items() if len(old) == 1}, **_EXTRA}


class _FoldTable(dict[int, str]):
    """Code point → its folded spelling, worked out once per code point.

    One code point at a time, so time is linear in the text; whole-text normalisation is quadratic on long
    runs of combining marks.
    """

    def __missing__(self, code: int) -> str:
        folded = _spelling(chr(code))
        if len(self) >= _REMEMBERED:
            self.clear()
        self[code] = folded
        return folded


def _spelling(char: str) -> str:
    simplified = _simplified()
    apart = unicodedata.normalize("NFKD", char).lower()
    apart = unicodedata.normalize("NFKD", apart)
    kept = "".join(char for char in apart if unicodedata.category(char) not in {"Mn", "Me", "Cf"})
    joined = unicodedata.normalize("NFC", kept)[:_LONGEST]
    return "".join(simplified.get(char, _digit(char)) for char in joined)


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Promise the same characters for every width, case, accent and Chinese script of them; refuses nothing."""
    return text.translate(_TABLE)


# For many texts at once: a character's one folded character plus one, or nothing, or a row of several.
_NOTHING, _SEVERAL = 1 << 21, 1 << 22
_rows: dict[str, int] = {}
_spelled = np.zeros((1 << 14, _LONGEST), np.uint32)


def _folded_point(code: int) -> int:
    if code == BREAK:
        return BREAK + 1
    folded = _spelling(chr(code))
    if len(folded) == 1:
        return ord(folded) + 1
    if not folded:
        return _NOTHING
    row = _rows.setdefault(folded, len(_rows))
    _spelled[row, : len(folded)] = [ord(char) + 1 for char in folded]
    return _SEVERAL + row


_POINTS = PointTable(_folded_point, np.uint32)


def fold_many(texts: Sequence[str]) -> list[str]:
    """Promise what `fold` gives for each text, a hundred times sooner for many; refuses nothing."""
    return [text for part in parts(texts) for text in to_texts(_fold_points(to_points(texts[part.start : part.stop])))]


def _fold_points(points: Points) -> Points:
    folded = _POINTS(points)
    several = np.flatnonzero(folded >= _SEVERAL)
    if len(several):
        spelled = _spelled[folded[several] - _SEVERAL]
        counts = np.ones(len(folded), np.intp)
        counts[several] = (spelled > 0).sum(axis=1)
        starts = np.cumsum(counts)[several] - counts[several]
        folded = np.repeat(folded, counts)
        for at in range(_LONGEST):
            there = spelled[:, at] > 0
            folded[starts[there] + at] = spelled[there, at]
    return (folded[folded != _NOTHING] - 1).astype(np.uint32)
