"""Values nobody may hand over: identity numbers, cards, passwords and one-time codes, in columns and in free text.

Order numbers look alike, so a number alone is refused only when it proves itself: region, birth date and check digit
of an identity number (GB 11643-1999), issuer prefix and Luhn check of a card (ISO/IEC 7812-1); otherwise a word must
say what it is.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from joinder.core import clock

ID_NUMBER, CARD_NUMBER, PASSWORD, CODE = "id_number", "card_number", "password", "code"
REMOVED = "［…］"
# Full-width digits, letters and signs, one for one, so that positions stay true.
NARROW = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
REGIONS = re.compile(r"^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
GROWN_UP = 14
ISSUERS = re.compile(
    r"^(62\d{14,17}|4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|35\d{14}|6011\d{12}|65\d{14}|81\d{14,17})$"
)

RUN = re.compile(r"(?<![0-9A-Za-z])\d(?:[ \-]?\d){12,20}[Xx]?(?![0-9A-Za-z])")
ORDER_BEFORE = re.compile(
    r"(订单|单号|流水|交易号|交易单|商户号|工单|编号|凭证|运单|快递|order|trans\w*|invoice|ref\w*|ticket|pesanan|resi|no\.?\s*tiket)"
    r"[^\n。；;]{0,12}$",
    re.IGNORECASE,
)
CARD_BEFORE = re.compile(
    r"(卡号|银行卡|储蓄卡|借记卡|信用卡|账号|帐号|card|rekening|kartu|\brek\b)[^\n。；;\d]{0,12}$", re.IGNORECASE
)
ID_BEFORE = re.compile(
    r"(身份证|证件|身分证|护照|id\s*card|identity|passport|\bktp\b|\bnik\b|\bpaspor\b)[^\n。；;\d]{0,10}$",
    re.IGNORECASE,
)
ID_WORDED = re.compile(
    r"(?:身份证|身分证|证件|护照|通行证|passport|paspor|\bktp|\bnik)(?:号码?|编号|\s*(?:no|number|nomor)\.?)?\s*(?:是|为|[:：=])?\s*"
    r"([A-Za-z]{0,2}\d{7,18}[Xx]?)(?![0-9A-Za-z*])",
    re.IGNORECASE,
)
PASSWORD_WORDED = re.compile(
    r"(?:密码|口令|passwords?|passwd|\bpwd|kata\s*sandi|\bsandi|\bpin)\s*"
    r"(?:(?:[:：=]|是[:：]?|为[:：]?)\s*([!-~]{4,64})|(?:\bis\b|\badalah\b|\bsaya\b)?\s*((?=[!-~]*\d)[!-~]{4,64}))",
    re.IGNORECASE,
)
CODE_WORDED = re.compile(
    r"(?:验证码|校验码|动态码|认证码|安全码|\bcvv2?|\bcvc2?|\botp|verification\s+codes?|security\s+codes?|kode\s+(?:verifikasi|otp))"
    r"\s*(?:是|为|is|adalah|[:：=])?\s*(\d{3,8})(?!\d|\s*[年月/\-.次元个块条])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A refused value: what it is and where in the text it stands."""

    kind: str
    start: int
    end: int


def find_secrets(text: str, *, order_column: bool = False) -> list[Finding]:
    """Promise every refused value in a text; in a column of order numbers only an adult's identity number is one."""
    flat = text.translate(NARROW)
    found = [*_worded(flat, CODE_WORDED, CODE), *_worded(flat, PASSWORD_WORDED, PASSWORD)]
    found += _worded(flat, ID_WORDED, ID_NUMBER)
    for match in RUN.finditer(flat):
        kind = _kind_of(match, flat, order_column=order_column)
        if kind:
            found.append(Finding(kind, match.start(), match.end()))
    return _apart(found)


def _apart(found: list[Finding]) -> list[Finding]:
    """Join findings that overlap, so that taking them out removes nothing else."""
    apart: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, -each.end)):
        if apart and finding.start < apart[-1].end:
            apart[-1] = Finding(apart[-1].kind, apart[-1].start, max(apart[-1].end, finding.end))
        else:
            apart.append(finding)
    return apart


def mask(text: str) -> str:
    """Promise the text with every refused value taken out."""
    for finding in reversed(find_secrets(text)):
        text = text[: finding.start] + REMOVED + text[finding.end :]
    return text


def _worded(text: str, pattern: re.Pattern[str], kind: str) -> list[Finding]:
    found: list[Finding] = []
    for match in pattern.finditer(text):
        group = next(number for number, value in enumerate(match.groups(), start=1) if value)
        found.append(Finding(kind, match.start(group), match.end(group)))
    return found


def _kind_of(match: re.Match[str], text: str, *, order_column: bool) -> str | None:
    number = re.sub(r"[ \-]", "", match[0])
    before = text[max(0, match.start() - 30) : match.start()]
    order, card = ORDER_BEFORE.search(before), CARD_BEFORE.search(before)
    ordered = order_column or (order is not None and (card is None or card.start() < order.start()))
    if is_id_number(number, grown_up=ordered) or (ID_BEFORE.search(before) and len(number) in (15, 16, 18)):
        return ID_NUMBER
    if number[-1] in "Xx" or not 13 <= len(number) <= 19 or not luhn(number):  # noqa: PLR2004
        return None
    return CARD_NUMBER if not ordered and (card or ISSUERS.match(number)) else None


def is_id_number(number: str, *, grown_up: bool = False) -> bool:
    """Promise True for an 18-digit mainland identity number, also one whose last digits became zeros in a sheet.

    With `grown_up`, only one whose birth date is at least 14 years ago: order numbers often hold the date of the order.
    """
    if not re.fullmatch(r"\d{17}[\dXx]", number) or not REGIONS.match(number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    age = clock.today().year - born.year
    if not (GROWN_UP if grown_up else 0) <= age <= 120:  # noqa: PLR2004
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return number[-1].upper() == CHECK_DIGITS[total % 11] or number.endswith("000")


def luhn(number: str) -> bool:
    """Promise True when the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2]]  # noqa: PLR2004
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


REFUSED_HEADERS = (
    (CODE, re.compile(r"验证码|校验码|动态码|安全码|\bcvv|\bcvc|\botp\b|verification code|kode verifikasi|kode otp")),
    (PASSWORD, re.compile(r"密码|口令|password|passwd|\bpwd\b|kata sandi|\bpin\b")),
    (
        ID_NUMBER,
        re.compile(
            r"身份证|身分证|证件号|证件编号|护照"
            r"|id card|identity (no|number)|passport|\bktp\b|\bnik\b|\bssn\b|paspor"
        ),
    ),
    (
        CARD_NUMBER,
        re.compile(
            r"银行卡|卡号|储蓄卡|信用卡|银行账[号户]|银行帐[号户]"
            r"|card (no|number)|bank account|nomor (kartu|rekening)|\biban\b"
        ),
    ),
)
HARMLESS_CARDS = re.compile(r"会员卡|礼品卡|交通卡|公交卡|购物卡|储值卡|手机卡|gift|member|尾号|后四位|last (4|four)")
LONG_ENOUGH = {ID_NUMBER: re.compile(r"(?:\d[ \-]?){6,}"), CARD_NUMBER: re.compile(r"(?:\d[ \-]?){8,}")}


def refused_header(header: str) -> str | None:
    """Promise the kind of value a column's name says it holds, if that kind is refused."""
    text = unicodedata.normalize("NFKC", header).lower().replace("_", " ").strip()
    if HARMLESS_CARDS.search(text):
        return None
    return next((kind for kind, pattern in REFUSED_HEADERS if pattern.search(text)), None)


def refused_cell(kind: str, text: str) -> bool:
    """Promise True when a cell of such a column really holds the value ("尾号 1234" and "忘了" are not it)."""
    flat = unicodedata.normalize("NFKC", text)
    if kind in LONG_ENOUGH:
        return LONG_ENOUGH[kind].search(flat) is not None
    return re.search(r"[!-~]{3,}", flat) is not None and flat.strip().lower() not in {"none", "n/a", "null"}
