"""Reads a stranger's text file (UTF-8, GB18030, UTF-16 with its mark) and writes its letters anew; runs locked in."""

import codecs
import re
import unicodedata
from typing import BinaryIO

from joinder.evidence.kinds import Refused

ENCODINGS = ("utf-8-sig", "gb18030")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_HIDDEN = re.compile(r"[\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
for _encoding in (*ENCODINGS, "utf-16"):
    codecs.lookup(_encoding)  # loaded before files are out of reach


def rebuild(_kind: str, source: BinaryIO) -> tuple[dict[str, int], bytes]:
    """Return the text as UTF-8 with plain line ends, without control, direction and zero-width characters.

    Refuses bytes that are not text, control characters, and a text of nothing but space.
    """
    text = _text(source.read())
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return {"characters": len(text)}, _HIDDEN.sub("", lines).encode("utf-8", "replace")


def _text(data: bytes) -> str:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    found = _decoded(data, ("utf-16",) if marked else ENCODINGS)
    if found is None or _CONTROL.search(found):
        raise Refused("text_unreadable")
    if not found.strip():
        raise Refused("empty")
    return found


def _decoded(data: bytes, encodings: tuple[str, ...]) -> str | None:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
