"""Dates as people write them, each with its precision: 2019/2/28 11:25:05, 25年3月, 3月初, a sheet's serial number."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from joinder.reports.sheets.rows import Cell, as_text

FIRST_YEAR = 1990
SERIAL_START = date(1899, 12, 30)
SERIALS = range(36526, 60000)
SEP = r"\s*[-/.年]\s*"
YMD = re.compile(
    rf"^(\d{{4}}|\d{{2}}(?=年)){SEP}(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})(?:\s*[日号])?(?:[t\s,]+.*|\s*(?:上午|下午|早|晚|中午|凌晨).*)?$"
)
YM = re.compile(r"^(\d{4}|\d{2}(?=年))\s*[-/.年]\s*(\d{1,2})\s*月?\s*份?$")
OCTOBER_OR_JANUARY = re.compile(r"^\d{4}\.1$")  # 2025.10 becomes 2025.1 when a sheet program takes it for a number
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
DMY = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?:[t\s,]+.*)?$")
MONTH_PART = re.compile(
    r"^(?:(\d{4}|\d{2})年\s*)?(\d{1,2})\s*月\s*份?\s*(初|上旬|中旬|中|下旬|底|末|月底|份左右|左右)$"
)
MD = re.compile(r"^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?(?:\s.*)?$|^(\d{1,2})[/](\d{1,2})$")
M_ONLY = re.compile(r"^(\d{1,2})\s*月\s*份?$")
YEAR_PART = re.compile(r"^(\d{4}|\d{2})\s*年?\s*(初|底|末|年初|年底|年末)$")
RELATIVE_YEAR = re.compile(r"^(今年|去年|前年)\s*(\d.*)$")
NAMED_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,})\.?,?\s+(\d{4})(?:[\s,]+.*)?$")
NAMED_MONTH_FIRST = re.compile(r"^([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[\s,]+.*)?$")
NAMED_MONTH = re.compile(r"^([a-z]{3,})\.?,?\s+(\d{4})$")
ABOUT = re.compile(
    r"^(?:大约|大概|约|差不多|about|around|sekitar|approx\.?|early|mid|late|awal|akhir|pertengahan)\s*|(?:左右|前后|上下)$"
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari",
            "mar march maret",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august agustus agu ags",
            "sep sept september",
            "oct october okt oktober",
            "nov november nopember",
            "dec december des desember",
        ),
        start=1,
    )
    for name in names.split()
}
PART_DAYS = {"初": 1, "上旬": 5, "中": 15, "中旬": 15, "下旬": 25, "底": 28, "月底": 28, "末": 28}
PART_MONTHS = {"初": 1, "年初": 1, "底": 12, "末": 12, "年底": 12, "年末": 12}


@dataclass(frozen=True, slots=True)
class When:
    """A date with the precision the person gave: day, month or about."""

    on: date
    precision: str


@dataclass(frozen=True, slots=True)
class DateRules:
    """What reading a date needs to know: today, and whether 3/4/2025 means 3 April (Indonesian use)."""

    today: date
    day_first: bool = False


def parse_date(cell: Cell, rules: DateRules) -> When | None:
    """Promise the date a cell states; None for a range, a year alone, a future date or anything not certain."""
    found = _from_typed(cell, rules) if not isinstance(cell, str) else _from_text(cell, rules)
    if found is None or found.on.year < FIRST_YEAR or found.on > rules.today:
        return None
    return found


def _from_typed(cell: Cell, rules: DateRules) -> When | None:
    if isinstance(cell, datetime):
        return When(cell.date(), "day")
    if isinstance(cell, date):
        return When(cell, "day")
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    if SERIALS.start <= cell < SERIALS.stop:
        return When(SERIAL_START + timedelta(days=int(cell)), "day")
    return _from_text(as_text(cell), rules)


def _from_text(raw: str, rules: DateRules) -> When | None:
    text = unicodedata.normalize("NFKC", raw).lower().strip()
    if text.isdecimal() and len(text) == 5 and int(text) in SERIALS:  # noqa: PLR2004
        return When(SERIAL_START + timedelta(days=int(text)), "day")
    if OCTOBER_OR_JANUARY.match(text):
        return None
    bare = ABOUT.sub("", text).strip()
    found = _relative(bare, rules) or _numeric(bare, rules) or _partial(bare, rules) or _named(bare)
    if found is not None and bare != text:
        return When(found.on, "about")
    return found


def _relative(text: str, rules: DateRules) -> When | None:
    match = RELATIVE_YEAR.match(text)
    if match is None:
        return None
    year = rules.today.year - ("今年", "去年", "前年").index(match[1])
    return _from_text(f"{year}年{match[2]}", rules)


def _numeric(text: str, rules: DateRules) -> When | None:
    for pattern in (YMD, COMPACT):
        if match := pattern.match(text):
            return _day(_year(match[1]), int(match[2]), int(match[3]))
    if match := YM.match(text):
        found = _day(_year(match[1]), int(match[2]), 1)
        return When(found.on, "month") if found else None
    if match := DMY.match(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if second > 12 >= first:  # noqa: PLR2004
            return _day(year, first, second)
        certain = first > 12 or first == second or rules.day_first  # noqa: PLR2004
        return _day(year, second, first) if certain else None
    return None


def _partial(text: str, rules: DateRules) -> When | None:
    if match := MONTH_PART.match(text):
        return _about(match[1], int(match[2]), PART_DAYS.get(match[3], 15), rules)
    if match := YEAR_PART.match(text):
        return _about(match[1], PART_MONTHS[match[2]], 15, rules)
    if match := M_ONLY.match(text):
        return _about(None, int(match[1]), 1, rules)
    if match := MD.match(text):
        month, day = (match[1], match[2]) if match[1] else (match[3], match[4])
        swapped = rules.day_first and match[3]
        return _about(None, int(day if swapped else month), int(month if swapped else day), rules)
    return None


def _about(year: str | None, month: int, day: int, rules: DateRules) -> When | None:
    """Take the latest such date that has passed when no year is given; it stays 'about' until confirmed."""
    if not 1 <= month <= 12:  # noqa: PLR2004
        return None
    number = _year(year) if year else rules.today.year
    found = _day(number, month, min(day, monthrange(number, month)[1]))
    if found and not year and found.on > rules.today:
        found = _day(number - 1, month, min(day, monthrange(number - 1, month)[1]))
    return When(found.on, "about") if found else None


def _named(text: str) -> When | None:
    if (match := NAMED_DAY.match(text)) and match[2] in MONTHS:
        return _day(int(match[3]), MONTHS[match[2]], int(match[1]))
    if (match := NAMED_MONTH_FIRST.match(text)) and match[1] in MONTHS:
        return _day(int(match[3]), MONTHS[match[1]], int(match[2]))
    if (match := NAMED_MONTH.match(text)) and match[1] in MONTHS:
        found = _day(int(match[2]), MONTHS[match[1]], 1)
        return When(found.on, "month") if found else None
    return None


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)  # noqa: PLR2004


def _day(year: int, month: int, day: int) -> When | None:
    try:
        return When(date(year, month, day), "day")
    except ValueError:
        return None
