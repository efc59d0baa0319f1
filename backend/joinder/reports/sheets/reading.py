"""One row of a sheet to what it says: who, what, when, how much — or the reason why it cannot be taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from joinder.core.folding import fold
from joinder.reports.sheets.amounts import CODES, Amount, MoneyHints, currency_of, header_hints, parse_amount
from joinder.reports.sheets.areas import parse_area
from joinder.reports.sheets.columns import NUMBERED, Columns, plain
from joinder.reports.sheets.contacts import parse_contact
from joinder.reports.sheets.dates import DateRules, When, parse_date
from joinder.reports.sheets.rows import Cell, Row, as_text, has_value, is_nothing
from joinder.reports.sheets.secret_values import find_secrets, refused_cell
from joinder.reports.sheets.workbook import is_heading

CARRIED = ("person", "name", "nickname", "phone", "email", "contact", "group_name", "area")
TEXT_LIMIT = 20_000
SUM_ROW = re.compile(
    r"^(合计|总计|小计|共计|汇总|总人数|total|subtotal|sum|jumlah|total keseluruhan)\s*[:：]?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What reading the rows of one file needs to know."""

    dates: DateRules
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not taken, with the reason and the column it is about."""

    row: Row
    reason: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What one row says; `doubts` keeps, as text, what could not be read with certainty."""

    row: Row
    person: str
    name: str = ""
    nickname: str = ""
    phone: str | None = None
    email: str | None = None
    narrative: str = ""
    happened: When | None = None
    happened_text: str = ""
    asked: When | None = None
    amount: Amount | None = None
    amount_text: str = ""
    area: str | None = None
    ticket: str = ""
    company_answer: str = ""
    order: str = ""
    group_name: str = ""
    external_id: str = ""
    doubts: Mapping[str, str] = field(default_factory=dict[str, str])

    def content(self) -> tuple[str, ...]:
        """Return everything the row says, in one order, for telling whether it changed."""
        return (
            *(self.person, self.name, self.nickname, self.phone or "", self.email or "", self.narrative),
            *(self.happened_text, str(self.asked.on) if self.asked else "", self.amount_text, self.area or ""),
            *(self.amount.currency if self.amount else "", self.ticket, self.company_answer, self.order),
            *(self.group_name, self.external_id, *(f"{name}={text}" for name, text in sorted(self.doubts.items()))),
        )


def read_row(row: Row, columns: Columns, rules: Rules) -> Read | Rejected:
    """Promise what a row says; one that is broken, holds a refused value, names nobody or tells nothing is Rejected."""
    if reason := _unusable(row, columns):
        return Rejected(row, reason)
    if found := _secret(row, columns):
        return Rejected(row, *found)
    values = {name: _value(row, name, column) for name, column in columns.fields.items()}
    read = _read(row, values, columns, rules)
    if not read.person:
        return Rejected(row, "nobody")
    if not (read.narrative or read.amount_text or read.happened_text or read.order):
        return Rejected(row, "nothing_told")
    if len(read.narrative) > TEXT_LIMIT:
        return Rejected(row, "text_too_long", columns.header[columns.fields.get("text", columns.fields.get("note", 0))])
    return read


def _unusable(row: Row, columns: Columns) -> str | None:
    if row.broken:
        return row.broken
    texts = [text for cell in row.cells if (text := as_text(cell))]
    if any(has_value(cell) for cell in row.cells[len(columns.header) :]):
        return "too_many_cells"
    if texts and SUM_ROW.match(texts[0]) and len(texts[0]) <= 12:  # noqa: PLR2004
        return "sum_row"
    if is_heading(row):
        return "heading"
    names = {plain(name) for name in columns.header if name}
    return "header_again" if len(texts) > 1 and all(plain(text) in names for text in texts) else None


def _secret(row: Row, columns: Columns) -> tuple[str, str] | None:
    for number, kind in columns.refused.items():
        if refused_cell(kind, as_text(row.at(number))):
            return f"{kind}_column", columns.header[number]
    for name, number in columns.fields.items():
        cell = _value(row, name, number)
        if found := find_secrets(as_text(cell), order_column=name in NUMBERED):
            return found[0].kind, columns.header[number]
    return None


def _value(row: Row, name: str, column: int) -> Cell:
    """Return a field's cell; merged cells name the person of every row they cover, but their money counts once."""
    cell = row.at(column)
    if not has_value(cell) and name in CARRIED:
        return row.carried.get(column)
    return cell


def _read(row: Row, values: Mapping[str, Cell], columns: Columns, rules: Rules) -> Read:
    doubts: dict[str, str] = {}
    text = {name: _words(cell) for name, cell in values.items()}
    phone, email = _contacts(values, text, doubts)
    hints = _hints(columns, text, rules)
    happened_text, amount_text = text.get("happened_on", ""), text.get("amount", "")
    asked = _when("asked_on", values, text, doubts, rules)
    area = parse_area(text.get("area", ""))
    if text.get("area") and area is None:
        doubts["area"] = text["area"]
    return Read(
        row=row,
        person=_person(text, phone, email),
        name=text.get("name", ""),
        nickname=text.get("nickname") or text.get("person", ""),
        phone=phone,
        email=email,
        narrative=_narrative(text),
        happened=parse_date(values.get("happened_on"), rules.dates) if happened_text else None,
        happened_text=happened_text,
        asked=asked,
        amount=parse_amount(values.get("amount"), hints) if amount_text else None,
        amount_text=amount_text,
        area=area,
        ticket=text.get("ticket", ""),
        company_answer=text.get("company_answer", ""),
        order=text.get("order", ""),
        group_name=text.get("group_name", ""),
        external_id=text.get("external_id", ""),
        doubts=doubts,
    )


def _words(cell: Cell) -> str:
    text = as_text(cell)
    return "" if is_nothing(text) else text


def _contacts(
    values: Mapping[str, Cell], text: Mapping[str, str], doubts: dict[str, str]
) -> tuple[str | None, str | None]:
    phone = email = None
    for name in ("phone", "email", "contact"):
        found = parse_contact(values.get(name))
        phone, email = phone or found.phone, email or found.email
        if text.get(name) and not (found.phone or found.email):
            doubts[name] = text[name]
    return phone, email


def _hints(columns: Columns, text: Mapping[str, str], rules: Rules) -> MoneyHints:
    number = columns.fields.get("amount")
    hints = header_hints(columns.header[number], rules.currency) if number is not None else MoneyHints(rules.currency)
    stated = text.get("currency")
    if not stated:
        return hints
    code = stated.upper() if stated.upper() in CODES else currency_of(stated)
    return MoneyHints(code or hints.currency, hints.unit)


def _when(
    name: str, values: Mapping[str, Cell], text: Mapping[str, str], doubts: dict[str, str], rules: Rules
) -> When | None:
    found = parse_date(values.get(name), rules.dates) if text.get(name) else None
    if text.get(name) and found is None:
        doubts[name] = text[name]
    return found


def _person(text: Mapping[str, str], phone: str | None, email: str | None) -> str:
    """Return what tells this person from others in the group: an account name, else a contact, else the names given."""
    if text.get("person"):
        return "user:" + fold(text["person"])
    if phone or email:
        return "contact:" + (phone or email or "")
    unread = text.get("phone") or text.get("contact") or text.get("email")
    names = [fold(text[name]) for name in ("name", "nickname", "group_name") if text.get(name)]
    if unread:
        names.append(fold(unread))
    return "name:" + "|".join(names) if text.get("name") or text.get("nickname") or unread else ""


def _narrative(text: Mapping[str, str]) -> str:
    """Return the person's words: the title on its own line unless the text begins with it, then text and remarks."""
    title, words, note = text.get("title", ""), text.get("text", ""), text.get("note", "")
    parts = ([] if words.startswith(title) else [title]) + [words, note]
    return "\n".join(part for part in parts if part)
