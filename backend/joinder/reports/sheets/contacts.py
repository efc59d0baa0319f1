"""Phone numbers and e-mail addresses out of a cell that may hold both, or that became a quantity (1.38E+10)."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from joinder.reports.sheets.rows import Cell, as_text

EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")
SCIENTIFIC = re.compile(r"^\d\.\d+e\+?\d{2}$", re.IGNORECASE)
CHINA = re.compile(r"(?<!\d)(?:(?:\+|00)?86[ \-]?)?(1[3-9]\d(?:[ \-]?\d){8})(?!\d)")
INDONESIA = re.compile(r"(?<!\d)(?:\+?62[ \-]?|0)(8\d{1,3}(?:[ \-]?\d){5,9})(?!\d)")
ABROAD = re.compile(r"(?<![\d+])\+(\d(?:[ \-()]?\d){7,14})(?!\d)")


@dataclass(frozen=True, slots=True)
class Reached:
    """The contacts found in a cell, phones in international form (+86…)."""

    phone: str | None
    email: str | None


def parse_contact(cell: Cell) -> Reached:
    """Promise the first phone number and the first address in a cell; None for what is not complete (1.38E+10)."""
    text = unicodedata.normalize("NFKC", as_text(cell)).replace("\u200b", "")
    if SCIENTIFIC.match(text):
        text = _unscientific(text)
    if re.fullmatch(r"\d+\.0+", text):
        text = text.split(".")[0]
    email = EMAIL.search(text)
    rest = EMAIL.sub(" ", text)
    return Reached(_phone(rest), email[0].lower() if email else None)


def _unscientific(text: str) -> str:
    """Write 1.3812345678E10 out; one that lost its digits (1.38E+10) stays as it is."""
    try:
        digits = len(text.lower().split("e")[0]) - 1
        number = Decimal(text)
    except InvalidOperation:
        return text
    whole = format(number, "f")
    return whole if "." not in whole and digits >= len(whole) - 1 else text


def _phone(text: str) -> str | None:
    for pattern, prefix in ((CHINA, "+86"), (INDONESIA, "+62"), (ABROAD, "+")):
        if match := pattern.search(text):
            return prefix + re.sub(r"\D", "", match[1])
    return None
