"""A spreadsheet to be grouped: read as it was saved, written back with every column it had and four more."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from joinder.core.western import WESTERN, is_western

ADDED = ("copy_group", "issue_group", "score", "reason")
_MARK = b"\xef\xbb\xbf"
_LARGEST = 500_000_000
_LONGEST_FIELD = 10_000_000


class SheetError(ValueError):
    """A file that cannot be grouped; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns and rows of a file, the encoding it was in and what stood between its cells."""

    columns: list[str]
    rows: list[list[str]]
    encoding: str
    delimiter: str

    def column(self, name: str) -> list[str]:
        """Promise one column's values; refuse a name that is not there and say which are."""
        if name not in self.columns:
            raise SheetError(f'There is no column "{name}". The file has: {", ".join(self.columns)}.')
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


def read(path: Path) -> Sheet:
    """Promise the rows of a CSV file, short rows filled up; refuse an empty, unreadable or ragged one."""
    if not path.is_file():
        raise SheetError(f"There is no file {path}.")
    if path.stat().st_size > _LARGEST:
        raise SheetError("The file is larger than 500 MB: cut it into parts.")
    text, encoding = _decoded(path.read_bytes())
    if not text.strip():
        raise SheetError("The file is empty.")
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(text)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetError(f"The file is not a readable CSV table: {error}.") from None
    columns, rows = _checked([row for row in table if row])
    return Sheet(columns, rows, encoding, delimiter)


def _decoded(content: bytes) -> tuple[str, str]:
    first = "utf-8-sig" if content.startswith(_MARK) else "utf-8"
    for encoding in (first, *((WESTERN, "gb18030") if is_western(content) else ("gb18030",))):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise SheetError("The file's characters are neither UTF-8 nor GB18030 nor Windows-1252: save it as CSV in UTF-8.")


def _delimiter(text: str) -> str:
    """Tell comma, semicolon and tab apart by the first line alone."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _checked(table: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    columns, rows = table[0], [row for row in table[1:] if any(row)]
    if twice := [name for name, times in Counter(columns).items() if name.strip() and times > 1]:
        raise SheetError(f"Two columns have the same name: {', '.join(twice)}.")
    if taken := [name for name in ADDED if name in columns]:
        raise SheetError(f"The file already has {', '.join(taken)}: rename or remove them first.")
    if not rows:
        raise SheetError("The file has a header but no rows.")
    for number, row in enumerate(rows, start=2):
        if len(row) > len(columns):
            raise SheetError(f"Row {number} has {len(row)} cells, the header has {len(columns)}.")
        row.extend([""] * (len(columns) - len(row)))
    return columns, rows


Write = Callable[[Sequence[Sequence[object]]], None]


@contextmanager
def writing(path: Path, sheet: Sheet) -> Generator[Write]:
    """Promise what writes every column of the file and the added four, as the file was saved; Windows-1252 as UTF-8.

    Refuses at once a place that cannot be written, before any work is done; a cut write leaves no half file.
    """
    if path.is_dir():
        raise SheetError(f"{path} is a folder: name a file in it.")
    beside = path.with_name(f".{path.name}.part")
    try:
        file = beside.open("w", encoding=written_in(sheet.encoding), newline="")
    except OSError as error:
        raise SheetError(f"{path} cannot be written: {error.strerror}.") from None

    def write(added: Sequence[Sequence[object]]) -> None:
        out = csv.writer(file, delimiter=sheet.delimiter)
        out.writerow([*sheet.columns, *ADDED])
        out.writerows([*row, *more] for row, more in zip(sheet.rows, added, strict=True))

    try:
        with file:
            yield write
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def written_in(encoding: str) -> str:
    """Return the encoding a file comes back in: reasons need every character, and spreadsheets the mark of UTF-8."""
    return "gb18030" if encoding == "gb18030" else "utf-8-sig"
