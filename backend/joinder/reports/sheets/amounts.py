"""Amounts as people write them: 约1.2万, 1,234.5元, ￥500, Rp 1.250.000, 500rb. What is not certain is not guessed."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from joinder.reports.sheets.rows import Cell, as_text, is_nothing

ABOUT = re.compile(
    r"大约|大概|大致|约为|约|近|差不多|将近|接近|估计|左右|上下|多元|余元|多$|余$"
    r"|\babout\b|\baround\b|\bapprox\.?|\bca\.?\b|\bsekitar\b|\bkurang lebih\b|±|~|≈"
)
CURRENCIES = (
    ("IDR", re.compile(r"\bidr\b|\brp\.?(?=\s*\d|\b)|\brupiah\b")),
    ("HKD", re.compile(r"hk\$|\bhkd\b|港币|港元|港幣")),
    ("TWD", re.compile(r"nt\$|\btwd\b|\bntd\b|新台币|台币|臺幣|新臺幣")),
    ("SGD", re.compile(r"(?<![a-z])s\$|\bsgd\b|新加坡元|新币")),
    ("USD", re.compile(r"us\$|\busd\b|美元|美金")),
    ("MYR", re.compile(r"\brm(?=\s*\d)|\bmyr\b|林吉特")),
    ("EUR", re.compile(r"€|\beur\b|\beuros?\b|欧元")),
    ("GBP", re.compile(r"£|\bgbp\b|英镑")),
    ("JPY", re.compile(r"\bjpy\b|日元|円")),
    ("CNY", re.compile(r"cn¥|¥|\brmb\b|\bcny\b|\byuan\b|人民币|块钱|元整|元|块|圆")),
    ("USD", re.compile(r"\$")),
)
NO_CENTS = frozenset({"JPY", "KRW", "VND", "CLP"})
POINT_GROUPS = frozenset({"IDR", "EUR"})
UNITS = {"亿": 10**8, "万": 10**4, "w": 10**4, "千": 1000, "k": 1000, "百": 100, "十": 10} | {
    "juta": 10**6,
    "jt": 10**6,
    "ribu": 1000,
    "rb": 1000,
}
PART = re.compile(r"\s*([\d.,]+(?:\s\d{3})*)\s*(亿|万|w|千|k|百|juta|jt|ribu|rb)?\s*")
HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HAN_NUMBER = re.compile(r"^[零〇一二两三四五六七八九十百千万亿]+$")
INDONESIAN = re.compile(r"(?<=[\d\s])(juta|jt|ribu|rb)\b")
PHONE = re.compile(r"1[3-9]\d{9}")
CODES = frozenset(code for code, _ in CURRENCIES)
LARGEST = Decimal(10) ** 13


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in minor units with its currency; `about` when the person said it was not exact."""

    minor: int
    currency: str
    about: bool


@dataclass(frozen=True, slots=True)
class MoneyHints:
    """What a sheet says about its amounts outside the cell: the usual currency and a unit in the header (万元)."""

    currency: str | None = None
    unit: int = 1


def currency_of(text: str) -> str | None:
    """Promise the ISO 4217 code a text names, or None."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return next((code for code, pattern in CURRENCIES if pattern.search(folded)), None)


def header_hints(header: str, fallback: str | None) -> MoneyHints:
    """Promise the hints of a header such as 金额（万元） or Nominal (Rp)."""
    header = unicodedata.normalize("NFKC", header)
    unit = next((UNITS[word] for word in ("万", "千") if f"{word}元" in header or f"({word})" in header), 1)
    return MoneyHints(currency_of(header) or fallback, unit)


def parse_amount(cell: Cell, hints: MoneyHints) -> Amount | None:
    """Promise the amount a cell states; None for anything not certain (two sums, a range, an unclear separator)."""
    if isinstance(cell, bool):
        return None
    if PHONE.fullmatch(as_text(cell)):
        return None
    if isinstance(cell, int | float):
        if not abs(cell) < float(LARGEST):  # also refuses NaN
            return None
        return _amount(round(Decimal(repr(cell)), 4), hints.currency, hints.unit, about=False)
    text = unicodedata.normalize("NFKC", as_text(cell)).lower().strip()
    if is_nothing(text):
        return None
    currency = currency_of(text) or ("IDR" if INDONESIAN.search(text) else hints.currency)
    bare, about = _strip(text)
    number, has_unit = _number(bare, grouped_by_points=currency in POINT_GROUPS, currency_known=currency is not None)
    return _amount(number, currency, 1 if has_unit or currency_of(text) else hints.unit, about=about)


def _strip(text: str) -> tuple[str, bool]:
    about = ABOUT.search(text) is not None
    text = ABOUT.sub(" ", text)
    for _, pattern in CURRENCIES:
        text = pattern.sub(" ", text)
    text = re.sub(
        r"^(共计|合计|总共|总计|共|金额|total|jumlah)\s*:?|,-\s*$|(整|正|钱)\s*$|(?<=[万千百\d])\s*多", "", text.strip()
    )
    return text.strip(), about or "多" in text


def _amount(number: Decimal | None, currency: str | None, unit: int, *, about: bool) -> Amount | None:
    if number is None or currency is None or number < 0:
        return None
    exact = number * unit * (1 if currency in NO_CENTS else 100)
    minor = int(exact.to_integral_value())
    if exact > LARGEST or abs(exact - minor) > Decimal("0.01"):
        return None
    return Amount(minor, currency, about)


def _number(text: str, *, grouped_by_points: bool, currency_known: bool) -> tuple[Decimal | None, bool]:
    if HAN_NUMBER.match(text):
        return _han(text), True
    total, last_unit, at = Decimal(0), 0, 0
    while at < len(text):
        part = PART.match(text, at)
        if part is None:
            return None, False
        value = _plain(part[1], grouped_by_points=grouped_by_points, currency_known=currency_known)
        unit = UNITS.get(part[2] or "", 1)
        if value is None or (last_unit and unit >= last_unit) or (at and not last_unit):
            return None, False
        if last_unit and unit == 1 and len(part[1]) == 1 and last_unit > 10:  # noqa: PLR2004  (1万2 is 12,000)
            unit = last_unit // 10
        total, last_unit, at = total + value * unit, unit if part[2] else 0, part.end()
    return (total, bool(re.search(r"[亿万w千k百]|juta|jt|ribu|rb", text))) if at else (None, False)


def _plain(text: str, *, grouped_by_points: bool, currency_known: bool) -> Decimal | None:
    """Read separators; 1.250 without a currency and 1,25 stay unread: people mean different things by them."""
    text = text.replace(" ", "")
    if "," in text and "." in text:
        point = max(text.rfind(","), text.rfind("."))
        whole, cents, group = text[:point], text[point + 1 :], "." if text[point] == "," else ","
        return _decimal(whole.replace(group, ""), cents) if _grouped(whole, group) else None
    if "," in text:
        if _grouped(text, ","):
            return _decimal(text.replace(",", ""))
        return _decimal(*text.split(",")) if grouped_by_points and text.count(",") == 1 else None
    if "." in text:
        if text.count(".") > 1 or (grouped_by_points and _grouped(text, ".")):
            return _decimal(text.replace(".", "")) if _grouped(text, ".") else None
        if not currency_known and _grouped(text, "."):
            return None
    return _decimal(text)


def _grouped(text: str, separator: str) -> bool:
    return re.fullmatch(rf"\d{{1,3}}(?:{re.escape(separator)}\d{{3}})+", text) is not None


def _decimal(whole: str, cents: str = "") -> Decimal | None:
    try:
        return Decimal(f"{whole}.{cents}" if cents else whole)
    except InvalidOperation:
        return None


def _han(text: str) -> Decimal | None:
    total, section, digit, last = 0, 0, 0, 1
    for char in text:
        if char in HAN_DIGITS:
            digit = HAN_DIGITS[char]
            last = 10 if digit == 0 else last
        elif UNITS[char] >= 10**4:
            total, section, digit, last = (total + section + digit or 1) * UNITS[char], 0, 0, UNITS[char]
        else:
            section, digit, last = section + (digit or 1) * UNITS[char], 0, UNITS[char]
    tail = digit * (last // 10) if digit and last > 10 else digit  # noqa: PLR2004  (一万二 is 12,000)
    return Decimal(total + section + tail)
