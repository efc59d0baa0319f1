"""Whether bytes that GB18030 would also take are Windows-1252: what Excel saves in Europe and America."""

import re
from collections import Counter
from string import ascii_letters

WESTERN = "cp1252"
_RUN = re.compile(rb"[\x80-\xff]+")
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_LETTERS_EACH = 4  # so many Latin letters stand beside one accent or curly quote at least


def is_western(content: bytes) -> bool:
    """Tell "don’t" in Windows-1252 from Chinese, for which GB18030 takes it ("don抰").

    Chinese stands in pairs of high bytes, or in GB18030's fours; accents and curly quotes stand alone among letters.
    """
    rest, fours = _FOUR_BYTES.subn(b"", content)
    runs = Counter(len(run) for run in _RUN.findall(rest))
    high = sum(length * times for length, times in runs.items())
    letters = len(content) - len(content.translate(None, ascii_letters.encode()))
    return runs[1] > (runs.total() + fours) / 2 and letters >= _LETTERS_EACH * high
