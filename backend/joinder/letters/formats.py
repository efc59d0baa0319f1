"""How the values of facts are written out in a letter's language: counts, money, dates, periods."""

from datetime import date
from typing import Any

from joinder.core.texts import joined

_NO_DECIMALS = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF"}
_THREE_DECIMALS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}
_EN_MONTHS = "January,February,March,April,May,June,July,August,September,October,November,December"
_ID_MONTHS = "Januari,Februari,Maret,April,Mei,Juni,Juli,Agustus,September,Oktober,November,Desember"
_MONTHS = {"en": _EN_MONTHS.split(","), "id": _ID_MONTHS.split(",")}
_ZH_CURRENCY = {"CNY": "人民币", "USD": "美元", "HKD": "港元", "IDR": "印尼盾", "EUR": "欧元", "GBP": "英镑"}
_ABOUT = {"zh": "约", "en": "about ", "id": "sekitar "}


def digits_of(currency: str) -> int:
    """Return how many decimal digits a currency has (ISO 4217)."""
    return 0 if currency in _NO_DECIMALS else 3 if currency in _THREE_DECIMALS else 2


def count(value: int, lang: str) -> str:
    """Write a whole number with the thousands separator of the language."""
    text = f"{value:,}"
    return text.replace(",", ".") if lang == "id" else text


def money(currency: str, minor: int, lang: str) -> str:
    """Write one amount with its currency."""
    digits = digits_of(currency)
    whole, rest = divmod(minor, 10**digits)
    point = "," if lang == "id" else "."
    text = count(whole, lang) + (f"{point}{rest:0{digits}d}" if digits else "")
    if lang == "zh":
        return (
            f"{_ZH_CURRENCY[currency]}{text}元"
            if currency == "CNY"
            else f"{_ZH_CURRENCY.get(currency, currency)}{text}"
        )
    return f"{currency} {text}"


def moneys(sums: list[dict[str, Any]], lang: str) -> str:
    """Write the totals of several currencies side by side; they are never added together."""
    return joined((money(one["currency"], one["minor"], lang) for one in sums), lang)


def day(on: date, precision: str, lang: str) -> str:
    """Write a date as precisely as it is known (day, month, about)."""
    about = _ABOUT[lang] if precision == "about" else ""
    if lang == "zh":
        return f"{about}{on.year}年{on.month}月" + ("" if precision in ("month", "about") else f"{on.day}日")
    month = f"{_MONTHS[lang][on.month - 1]} {on.year}"
    return about + (month if precision in ("month", "about") else f"{on.day} {month}")


def _dated(value: dict[str, Any], lang: str) -> str:
    return day(date.fromisoformat(value["on"]), value["precision"], lang)


def period(value: dict[str, Any], lang: str) -> str:
    """Write a period; one day alone is written once."""
    first, last = _dated(value["first"], lang), _dated(value["last"], lang)
    if lang == "zh":
        return first if first == last else f"{first}至{last}"
    if first == last:
        on = "on" if value["first"]["precision"] == "day" else "in"
        return {"en": f"{on} {first}", "id": f"pada {first}"}[lang]
    return {"en": f"between {first} and {last}", "id": f"antara {first} dan {last}"}[lang]


def breakdown(value: dict[str, Any], lang: str) -> str:
    """Write the cells of a breakdown and what remains."""
    unit = {"zh": "人", "en": "", "id": ""}[lang]
    cells = [f"{one['label']} {count(one['people'], lang)}{unit}" for one in value["cells"]]
    if value["rest"]:
        cells.append(f"{value['rest_label']} {count(value['rest'], lang)}{unit}")
    return joined(cells, lang)


def write(kind: str, value: Any, lang: str) -> str:  # noqa: ANN401
    """Write any fact's value in a language."""
    if kind == "count":
        return count(value, lang)
    if kind == "date":
        return _dated(value, lang)
    writers = {"money": moneys, "period": period, "breakdown": breakdown}
    if kind in writers:
        return writers[kind](value, lang)
    if kind == "quotation":
        return {"zh": f"“{value}”", "en": f"“{value}”", "id": f"“{value}”"}[lang]
    return str(value)
