"""A spreadsheet to be grouped: read in UTF-8 or GB18030, written back with every column it had and four more."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ADDED = ("copy_group", "issue_group", "score", "reason")
_MARK = b"\xef\xbb\xbf"
_LARGEST = 500_000_000
_LONGEST_FIELD = 10_000_000


class SheetError(ValueError):
    """A file that cannot be grouped; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns and rows of a file, and the encoding it was in."""

    columns: list[str]
    rows: list[list[str]]
    encoding: str

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
    try:
        table = list(csv.reader(text.splitlines(keepends=True), _dialect(text), strict=True))
    except csv.Error as error:
        raise SheetError(f"The file is not a readable CSV table: {error}.") from None
    return _checked(table, encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig" if content.startswith(_MARK) else "utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise SheetError("The file's characters are neither UTF-8 nor GB18030: save it as CSV in UTF-8.")


def _dialect(text: str) -> type[csv.Dialect]:
    """Tell comma, semicolon and tab apart by the first line alone."""
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return type("Found", (csv.excel,), {"delimiter": delimiter})


def _checked(table: list[list[str]], encoding: str) -> Sheet:
    columns, rows = table[0], [row for row in table[1:] if any(row)]
    if len(set(columns)) < len(columns):
        raise SheetError("Two columns have the same name.")
    if taken := [name for name in ADDED if name in columns]:
        raise SheetError(f"The file already has {', '.join(taken)}: rename or remove them first.")
    if not rows:
        raise SheetError("The file has a header but no rows.")
    for number, row in enumerate(rows, start=2):
        if len(row) > len(columns):
            raise SheetError(f"Row {number} has {len(row)} cells, the header has {len(columns)}.")
        row.extend([""] * (len(columns) - len(row)))
    return Sheet(columns, rows, encoding)


def write(path: Path, sheet: Sheet, added: Sequence[Sequence[object]]) -> None:
    """Write every column of the file and the added four, in the file's encoding; a cut write leaves no half file."""
    encoding = "utf-8-sig" if sheet.encoding == "utf-8" else sheet.encoding  # so that spreadsheets read it rightly
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding=encoding, newline="") as file:
            out = csv.writer(file)
            out.writerow([*sheet.columns, *ADDED])
            out.writerows([*row, *more] for row, more in zip(sheet.rows, added, strict=True))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
