"""Which column holds what: guessed from its name, else from its values; what the organizer states wins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

import yaml

from joinder.core import errors
from joinder.core.folding import fold
from joinder.reports.sheets.amounts import MoneyHints, currency_of, parse_amount
from joinder.reports.sheets.contacts import parse_contact
from joinder.reports.sheets.dates import DateRules, parse_date
from joinder.reports.sheets.rows import Cell, Row, as_text, has_value
from joinder.reports.sheets.secret_values import refused_header

WHO = ("person", "name", "nickname", "phone", "email", "contact")
WHAT = ("text", "title", "amount", "happened_on", "order", "note")
FIELDS = (
    *("person", "name", "nickname", "phone", "email", "contact", "title", "text", "note", "happened_on", "asked_on"),
    *("amount", "currency", "area", "ticket", "company_answer", "order", "group_name", "external_id"),
)
NUMBERED = ("order", "ticket", "external_id")
LONG_TEXT = 25
SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one tab: field → column number, and which columns are refused or left out."""

    header: tuple[str, ...]
    fields: Mapping[str, int]
    how: Mapping[str, str]
    refused: Mapping[int, str] = field(default_factory=dict[int, str])
    ignored: tuple[int, ...] = ()

    @property
    def missing(self) -> str | None:
        """Name what no import can do without: somebody, and something that happened."""
        if not any(name in self.fields for name in WHO):
            return "who"
        return None if any(name in self.fields for name in WHAT) else "what"

    @property
    def unused(self) -> tuple[str, ...]:
        """Name the columns that are not imported."""
        used = set(self.fields.values()) | set(self.refused)
        return tuple(name for number, name in enumerate(self.header) if number not in used and name)


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    content = resources.files("joinder.reports.sheets").joinpath("columns.yaml").read_text(encoding="utf-8")
    table: dict[str, list[object]] = yaml.safe_load(content)
    return {plain(str(word)): name for name, words in table.items() for word in words}


def plain(header: str) -> str:
    """Promise a header without case, width, marks, brackets and what stands in them."""
    text = re.sub(r"[（(【\[][^）)】\]]*[）)】\]]", " ", fold(header))
    return re.sub(r"[\s_\-:：*/、.。?？]+", " ", text).strip()


def field_of(header: str) -> tuple[str, int] | None:
    """Promise the field a header names and how surely (longer is surer); None when it names none."""
    text, words = plain(header), _words()
    if text in words:
        return words[text], 1000 + len(text)
    close = text.replace(" ", "")
    if close in words:
        return words[close], 1000 + len(close)
    found = [(len(word), name) for word, name in words.items() if len(word) > 1 and _contains(text, word)]
    best = max(found, default=None)
    return (best[1], best[0]) if best else None


def _contains(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None if word.isascii() else word in text


def guess(header: Sequence[str], sample: Sequence[Row], stated: Mapping[str, str], rules: DateRules) -> Columns:
    """Promise the columns of a tab; refuses an unknown field and a stated column of refused values."""
    fields, how, ignored = _stated(header, stated)
    refused = {
        number: kind
        for number, name in enumerate(header)
        if number not in ignored and number not in fields.values() and (kind := refused_header(name))
    }
    taken = set(fields.values()) | set(refused) | set(ignored)
    for _, number, name in sorted(_named(header, taken)):
        if name == "ignore":
            taken.add(number)
        elif name not in fields:
            fields[name], how[name] = number, "header"
            taken.add(number)
    named = {number for number, name in enumerate(header) if number not in taken and field_of(name)}
    for number in range(len(header)):
        if number not in taken | named and (name := _by_values(number, sample, rules)) and name not in fields:
            fields[name], how[name] = number, "values"
    return Columns(tuple(header), fields, how, refused, tuple(ignored))


def _stated(header: Sequence[str], stated: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str], list[int]]:
    fields: dict[str, int] = {}
    ignored: list[int] = []
    for name, columns in stated.items():
        if name not in FIELDS and name != "ignore":
            raise errors.Invalid("reports.map_unknown_field", field="map", name=name, fields=", ".join(FIELDS))
        wanted = columns.split("|")
        numbers = [number for number, column in enumerate(header) if column in wanted or plain(column) in wanted]
        if name == "ignore":
            ignored.extend(numbers)
        elif numbers:
            fields[name] = numbers[0]
            if name not in NUMBERED and refused_header(header[numbers[0]]):
                raise errors.Invalid("reports.map_refused_column", field="map", column=header[numbers[0]])
    return fields, dict.fromkeys(fields, "stated"), ignored


def _named(header: Sequence[str], taken: set[int]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for number, name in enumerate(header):
        match = field_of(name) if number not in taken else None
        if match:
            found.append((-match[1], number, match[0]))
    return found


def _by_values(number: int, sample: Sequence[Row], rules: DateRules) -> str | None:
    cells = [cell for row in sample if has_value(cell := row.at(number))]
    if len(cells) < 3:  # noqa: PLR2004
        return None
    tests = (
        ("email", lambda cell: parse_contact(cell).email is not None),
        ("phone", lambda cell: parse_contact(cell).phone is not None and len(as_text(cell)) < LONG_TEXT),
        ("happened_on", lambda cell: _is_dated(cell, rules)),
        ("amount", _is_priced),
        ("text", lambda cell: isinstance(cell, str) and len(cell) >= LONG_TEXT),
    )
    return next((name for name, test in tests if sum(map(test, cells)) >= SHARE * len(cells)), None)


def _is_priced(cell: Cell) -> bool:
    """Count texts that name a currency; plain numbers could be anything."""
    return isinstance(cell, str) and currency_of(cell) is not None and parse_amount(cell, MoneyHints()) is not None


def _is_dated(cell: Cell, rules: DateRules) -> bool:
    """Count typed dates and texts with a separator; plain numbers could be anything."""
    if isinstance(cell, int | float):
        return False
    return parse_date(cell, rules) is not None and not as_text(cell).isdigit()
