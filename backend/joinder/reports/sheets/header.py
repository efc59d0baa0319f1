"""Where a tab's table begins: below titles and remarks, sometimes in two rows, sometimes without any header."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from joinder.reports.sheets.columns import field_of, plain
from joinder.reports.sheets.rows import Row, as_text, has_value
from joinder.reports.sheets.secret_values import refused_header
from joinder.reports.sheets.workbook_layout import letters

SEARCHED = 40
LONGEST = 40
FEW = 3
SHORT = 12


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns and the number of the row after which the data begin (0: there is no header)."""

    names: tuple[str, ...]
    last_row: int


def find_header(rows: Sequence[Row], stated: Container[str] = ()) -> Header:
    """Promise the row that names the most columns (a stated one decides); without one, columns are letters."""
    best = max(rows[:SEARCHED], key=lambda row: (_stated_in(row, stated), _names_in(row), -row.number), default=None)
    if best is None or not (_stated_in(best, stated) or _is_header(best)):
        if rows and _looks_like_names(rows[0], rows[1:]):
            return Header(tuple(as_text(cell) for cell in rows[0].cells), rows[0].number)
        width = max((len(row.cells) for row in rows), default=0)
        return Header(tuple(letters(number) for number in range(width)), 0)
    at = rows.index(best)
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is not None and best.spread and _is_second_line(below):
        return Header(_joined(best, below), below.number)
    return Header(tuple(as_text(cell) for cell in best.cells), best.number)


def _stated_in(row: Row, stated: Container[str]) -> int:
    return sum(text in stated for text in _filled(row))


def _is_header(row: Row) -> bool:
    names = _names_in(row)
    return names > 1 or (names == 1 and len(_filled(row)) <= FEW)


def _looks_like_names(first: Row, rest: Sequence[Row]) -> bool:
    """Tell short, different words without digits above a column that is mostly numbers, dates or contacts."""
    texts = _filled(first)
    if len(texts) != len(first.cells) or len(set(texts)) != len(texts) or len(texts) < 2:  # noqa: PLR2004
        return False
    if any(len(text) > SHORT or any(char.isdigit() for char in text) for text in texts):
        return False
    numeric = [sum(any(c.isdigit() for c in as_text(row.at(at))) for row in rest) for at in range(len(texts))]
    return bool(rest) and max(numeric) > 0.8 * len(rest)


def _filled(row: Row) -> list[str]:
    return [text for cell in row.cells if isinstance(cell, str) and (text := as_text(cell))]


def _names_in(row: Row) -> int:
    """Count the columns a row names; sentences and numbers are not names."""
    if any(has_value(cell) and not isinstance(cell, str) for cell in row.cells):
        return 0
    names = [text for text in _filled(row) if len(text) <= LONGEST]
    found = {match[0] for text in names if (match := _match(text))}
    return len(found) if len(names) > 1 else 0


def _match(text: str) -> tuple[str, int] | None:
    kind = refused_header(text)
    match = field_of(text)
    if kind:
        return (kind, 0)
    # a long cell that merely contains a word ("请填写手机号，谢谢") names no column
    return match if match and (match[1] >= 1000 or len(plain(text)) <= match[1] * 3 + 4) else None  # noqa: PLR2004


def _is_second_line(second: Row) -> bool:
    texts = _filled(second)
    return (
        bool(texts) and _names_in(second) >= min(2, len(texts)) and not any(char.isdigit() for char in "".join(texts))
    )


def _joined(first: Row, second: Row) -> tuple[str, ...]:
    names: list[str] = []
    for number in range(max(len(first.cells), len(second.cells))):
        above, below = as_text(first.at(number)), as_text(second.at(number))
        names.append(below or above or as_text(first.spread.get(number)))
    return tuple(names)
