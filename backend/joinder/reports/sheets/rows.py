"""What a reader hands on: tabs of rows of cells, and notes about what it could not bring along."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

Cell = str | int | float | bool | datetime | date | time | timedelta | None

WHOLE_LIMIT = 1e21
ERROR_CELLS = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!"})
BLANK_WORDS = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "無", "空", "暂无", "没有", "none", "null", "nan", "n/a", "na"}
) | {
    "tidak ada",
    "nil",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file: `number` is what the sheet program shows beside it."""

    tab: str
    number: int
    cells: tuple[Cell, ...]
    carried: Mapping[int, Cell] = field(default_factory=dict[int, Cell])
    spread: Mapping[int, Cell] = field(default_factory=dict[int, Cell])
    broken: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is written in this row."""
        return self.broken is None and not any(has_value(cell) for cell in self.cells)

    def at(self, column: int | None) -> Cell:
        """Return the cell of a column, or None where the row is shorter."""
        return self.cells[column] if column is not None and 0 <= column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the file that is not imported or was read in a special way (a code with what it mentions)."""

    code: str
    tab: str
    where: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a file; `rows()` starts reading again from the top each time."""

    name: str
    rows: Callable[[], Iterator[Row]]
    columns: tuple[str, ...] | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its kind, how its text is encoded, and its tabs."""

    kind: str
    tabs: tuple[Tab, ...]
    encoding: str | None = None
    delimiter: str | None = None


def has_value(cell: Cell) -> bool:
    """Promise False for None and for text of spaces alone."""
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def as_text(cell: Any) -> str:  # noqa: ANN401
    """Promise a cell as a person reads it: 1.3812345678E10 is 13812345678, a midnight instant is a date."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < WHOLE_LIMIT else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).replace("\x00", "").strip()


def is_nothing(text: str) -> bool:
    """Promise True for an empty text and for the words people write instead of leaving a cell empty."""
    word = text.strip().lower()
    return word in BLANK_WORDS or word in ERROR_CELLS
