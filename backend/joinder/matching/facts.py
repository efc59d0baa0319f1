"""What a text states apart from its story: dates, order numbers, phone numbers and amounts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from joinder.matching.figures import Figures, Run

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "januari", "jan"),
            ("february", "februari", "feb"),
            ("march", "maret", "mar"),
            ("april", "apr"),
            ("may", "mei"),
            ("june", "juni", "jun"),
            ("july", "juli", "jul"),
            ("august", "agustus", "aug", "agu"),
            ("september", "sept", "sep"),
            ("october", "oktober", "oct", "okt"),
            ("november", "nov"),
            ("december", "desember", "dec", "des"),
        ),
        start=1,
    )
    for name in names
}
_SCALES = {
    "百": 100,
    "千": 1000,
    "k": 1000,
    "rb": 1000,
    "ribu": 1000,
    "万": 10_000,
    "w": 10_000,
    "juta": 1_000_000,
    "jt": 1_000_000,
    "亿": 100_000_000,
}
_CURRENCIES = {
    "CNY": ("元", "块钱", "块", "人民币", "rmb", "cny", "yuan", "¥"),
    "IDR": ("rupiah", "idr", "rp"),
    "USD": ("美元", "美金", "dollars", "dollar", "usd", "us$", "$"),
    "HKD": ("港元", "港币", "hkd", "hk$"),
    "EUR": ("欧元", "euros", "euro", "eur", "€"),
}
_CODES = {word: code for code, words in _CURRENCIES.items() for word in words}
_BEFORE = ("人民币", "rmb", "cny", "¥", "rp", "idr", "us$", "usd", "$", "hk$", "hkd", "€", "eur")


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # pyright: ignore


_NUMBER = r"\d{1,12}(?:[.,]\d{3}){0,4}(?:[.,]\d{1,2})?(?!\d)"
_NAMED = _either(_MONTHS)
_CLOCK = r"(?:[ t,]{0,2}\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2})?(?![\d:]))?"
_DATE = (
    r"(?<!\d)(?:"
    r"(?:(?P<y1>(?:20|19)?\d\d) ?[年./-] ?)(?P<m1>1[0-2]|0?[1-9]) ?[月./-] ?(?P<d1>3[01]|[12]\d|0?[1-9])(?!\d) ?[日号]?"
    r"|(?:(?P<y2>(?:20|19)?\d\d) ?年 ?)?(?P<m2>1[0-2]|0?[1-9]) ?月(?: ?(?P<d2>3[01]|[12]\d|0?[1-9]) ?[日号])?"
    rf"|(?P<d3>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? (?P<m3>{_NAMED})\b\.?(?:,? (?P<y3>(?:20|19)\d\d)\b)?"
    rf"|(?P<d4>3[01]|[12]\d|0?[1-9])[/-](?P<m4>1[0-2]|0?[1-9])[/-](?P<y4>20\d\d)(?!\d)"
    rf"){_CLOCK}"
    rf"|\b(?P<m5>{_NAMED})\.? (?P<d5>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?:,? (?P<y5>(?:20|19)\d\d)\b)?{_CLOCK}"
)
_LABEL = (
    r"订单号|订单编号|交易号|交易单号|商户单号|转账单号|流水号|单号|"
    r"order (?:number|no|id)|order|transaction (?:number|no|id)|"
    r"(?:no|nomor|id) ?(?:transaksi|pesanan|order|ref(?:erensi)?)|reference (?:number|no)|ref"
)
_ORDER = (
    rf"(?:{_LABEL})[ .:#是为]{{0,4}}(?P<labelled>(?=[a-z-]{{0,39}}\d)[a-z\d][a-z\d-]{{4,39}})(?![a-z\d])"
    r"|(?<![a-z\d])(?P<bare>(?=[a-z]{0,8}\d{10})[a-z\d]{14,40})(?![a-z\d])"
)
_PHONE = (
    r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"
    r"|(?<!\d)(?:\+62|0)[ -]?8\d{2}(?:[ -]?\d{3,4}){2}(?!\d)"
    r"|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)"
)
_AMOUNT = (
    rf"(?P<before>{_either(_BEFORE)})[ .:]{{0,2}}(?P<n1>{_NUMBER}) ?(?P<s1>(?:{_either(_SCALES)})(?![a-z]))?(?:元|块)?"
    rf"|(?<![\d.])(?P<n2>{_NUMBER}) ?(?P<s2>(?:{_either(_SCALES)})(?![a-z]))? ?(?:多|余)?"
    rf"(?P<after>{_either(word for word in _CODES if word not in '¥$€')})(?![a-z])"
    rf"|(?<![\d.])(?P<n3>{_NUMBER}) ?(?P<s3>(?:万|亿|w|rb|ribu|jt|juta)(?![a-z]))"
)
# One pass, the more telling first: what a date or an order number takes is not read again as an amount.
# A fact begins with a figure, a sign, a label or a word, and has a figure soon: elsewhere nothing is tried.
_BEGINS = r"(?:(?<!\d)(?=[\d+])|(?=[¥$€人订交商转流单])|(?<![a-z])(?=[a-z]))"
_NEAR = rf"{_BEGINS}(?=\D{{0,12}}\d|(?:{_LABEL})\D{{0,45}}\d)"
_FACT = f"{_NEAR}(?:(?P<date>{_DATE})|(?P<order>{_ORDER})|(?P<phone>{_PHONE})|(?P<amount>{_AMOUNT}))"
_ALL = re.compile(_FACT)
# What begins in the few characters before a run of figures; only after a label may a fact begin farther from them.
_REACH = 12
_BEFORE_FIGURES = re.compile(rf"\D{{0,{_REACH}}}?(?P<fact>{_FACT})")
_IN_FACT = _BEFORE_FIGURES.groupindex["fact"]
_FIGURES = re.compile("[0-9]+")
_LABEL_PARTS = ("单号", "易号", "编号", "水号", "order", "ref", "transa", "pesanan")
# Beside its first figures every fact has one of these, but for phone and order numbers without separators.
_AFTER = frozenset("年月./-,: 多余abcdefghijklmnopqrstuvwxyz") | {word[0] for word in (*_CODES, *_SCALES)}
_AHEAD = frozenset(" .:+") | {word[-1] for word in (*_BEFORE, *_MONTHS)}
_LONG = 7
_RUNS = Figures(_AHEAD, _AFTER, _LONG)


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated fact: its kind (date, order, phone, amount, company), its normal form and its folded words."""

    kind: str
    value: str
    words: str


def extract(folded: str) -> tuple[str, tuple[Fact, ...]]:
    """Promise a folded text with each fact replaced by " 0 ", and the facts in their order; refuses nothing."""
    if any(part in folded for part in _LABEL_PARTS):
        return _all(folded)
    return next(_beside_figures([folded], folded, _runs_alone(folded)))


def extract_many(folded: Sequence[str], *, read: bool = True) -> list[tuple[str, tuple[Fact, ...]]]:
    """Promise the same for each of many texts; with `read` off the facts are taken out and not told."""
    together = "\n".join(folded)
    labels = [part for part in _LABEL_PARTS if part in together]
    told = list(_beside_figures(folded, together, _RUNS(folded), read=read))
    for at, text in enumerate(folded) if labels else ():
        if any(part in text for part in labels):
            told[at] = _all(text)
    return told


def _all(folded: str) -> tuple[str, tuple[Fact, ...]]:
    found: list[Fact] = []

    def take(match: re.Match[str]) -> str:
        found.append(_fact(match, 0))
        return " 0 "

    return _ALL.sub(take, folded), tuple(found)


def _beside_figures(
    folded: Sequence[str], together: str, runs: Iterable[Run], *, read: bool = True
) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Seek the facts beside figures in all texts at once; none goes over a line's end, so none leaves its text."""
    found: dict[int, list[re.Match[str]]] = {}
    done = begin = 0
    for owner, start, tried in runs:
        if start >= done:
            match = _BEFORE_FIGURES.match(together, max(tried, done, start - _REACH))
            if match:
                found.setdefault(owner, []).append(match)
                done = match.end()
    for at, text in enumerate(folded):
        matches = found.get(at, ())
        story = _without(text, begin, matches) if matches else text
        yield story, tuple(_fact(match, _IN_FACT) for match in matches) if read else ()
        begin += len(text) + 1


def _without(text: str, begin: int, matches: Sequence[re.Match[str]]) -> str:
    """Take out of a text, which begins there, what matched."""
    pieces: list[str] = []
    done = 0
    for match in matches:
        pieces += [text[done : match.start("fact") - begin], " 0 "]
        done = match.end() - begin
    return "".join([*pieces, text[done:]])


def _runs_alone(folded: str) -> Iterator[Run]:
    """Yield what `Figures` yields, for one text: arrays cost more there than they save."""
    tried, length = 0, len(folded)
    for run in _FIGURES.finditer(folded):
        start, end = run.span()
        beside = (end < length and folded[end] in _AFTER) or (start > 0 and folded[start - 1] in _AHEAD)
        if beside or end - start >= _LONG:
            yield 0, start, tried
        tried = end


def _fact(match: re.Match[str], group: int) -> Fact:
    kind = next(kind for kind, words in zip(_READERS, match.group(*_READERS), strict=True) if words is not None)
    return Fact(kind, _READERS[kind](match), match.group(group).strip())


def _date(match: re.Match[str]) -> str:
    year, month, day = (next(filter(None, match.group(*names)), "") for names in _DATE_PARTS)
    number = _MONTHS.get(month) or int(month)
    century = f"20{year}" if len(year) == 2 else year  # noqa: PLR2004
    return "-".join(part for part in (century, f"{number:02d}", day and f"{int(day):02d}") if part)


def _order(match: re.Match[str]) -> str:
    return (match.group("labelled") or match.group("bare")).replace("-", "")


def _phone(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return digits[2:] if digits.startswith(("86", "62")) and len(digits) > 11 else digits  # noqa: PLR2004


def _amount(match: re.Match[str]) -> str:
    first, second, third, before, after, *scales = match.group("n1", "n2", "n3", "before", "after", "s1", "s2", "s3")
    number = first or second or third
    scale = _SCALES.get(next(filter(None, scales), ""), 1)
    code = _CODES.get(before or after or "", "")
    return f"{_number(number) * scale:.2f} {code}".strip()


def _number(words: str) -> Decimal:
    """Read "1,234.50", "1.234,50" and "150.000": a last separator before one or two digits is the decimal one."""
    *whole, last = re.split("[.,]", words)
    if whole and len(last) <= 2:  # noqa: PLR2004
        return Decimal(f"{''.join(whole)}.{last}")
    return Decimal("".join([*whole, last]))


_DATE_PARTS = (("y1", "y2", "y3", "y4", "y5"), ("m1", "m2", "m3", "m4", "m5"), ("d1", "d2", "d3", "d4", "d5"))
_READERS = {"date": _date, "order": _order, "phone": _phone, "amount": _amount}
