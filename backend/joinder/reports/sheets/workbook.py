"""XLSX workbooks through openpyxl, row by row: stored values of formulas, merged cells carried, pictures listed."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from joinder.core import errors
from joinder.reports.sheets.rows import Cell, Note, Row, Source, Tab, as_text, has_value
from joinder.reports.sheets.workbook_layout import PICTURE_FORMULA, Layout, layouts, letters

UNPACKED_LIMIT = 1_500_000_000
# What unpacking and reading a damaged, locked or odd workbook raises: SyntaxError is XML that is none, RuntimeError a
# locked part, one packed in an unknown way or nested without end, the rest values that are not what they say.
DAMAGE = (
    *(BadZipFile, LZMAError, zlib.error, struct.error, EOFError, OSError, RuntimeError, InvalidFileException),
    *(SyntaxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
)


def open_workbook(path: Path) -> Source:
    """Promise a source with every tab; refuses damaged files and ones that unpack to more than 1.5 GB."""
    try:
        with ZipFile(path) as archive:
            _refuse_traps(archive)
            found = layouts(archive)
    except DAMAGE as error:
        raise errors.Invalid("reports.sheet_damaged", field="file") from error
    tabs = tuple(_tab(path, layout) for layout in found if "/worksheets/" in layout.path)
    if not tabs:
        raise errors.Invalid("reports.sheet_damaged", field="file")
    return Source(kind="xlsx", tabs=tabs)


def _refuse_traps(archive: ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
        raise errors.TooLarge("reports.sheet_too_large", field="file")
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if b"<!DOCTYPE" in file.read(2_000):
                    raise errors.Invalid("reports.sheet_damaged", field="file")


def _tab(path: Path, layout: Layout) -> Tab:
    notes = [Note("picture", layout.name, place) for place in layout.pictures]
    if layout.hidden:
        notes.append(Note("hidden_tab", layout.name))
    if layout.hidden_rows:
        notes.append(Note("hidden_rows", layout.name, count=layout.hidden_rows))
    uncomputed = [f"{letters(column)}{row}" for row, cells in layout.formulas.items() for column in cells]
    if uncomputed:
        where = ", ".join(uncomputed[:5])
        notes.append(Note("formula", layout.name, where, len(uncomputed)))
    return Tab(name=layout.name, rows=lambda: _rows(path, layout), notes=tuple(notes))


def _rows(path: Path, layout: Layout) -> Iterator[Row]:
    with path.open("rb") as file:  # by path, openpyxl would judge a kept upload by an ending it does not have
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
                sheet = book[layout.name]
                sheet.reset_dimensions()
        except DAMAGE as error:
            raise errors.Invalid("reports.sheet_damaged", field="file") from error
        merges = _Merges(layout)
        try:
            for number, cells in enumerate(_quietly(sheet.iter_rows(values_only=True)), start=1):
                yield merges.row(number, _trimmed(cells, number, layout))
        finally:
            book.close()


def _quietly(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Read on without openpyxl's remarks about features it does not keep; a date out of range comes as text anyway."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                row = next(rows, None)
            except DAMAGE as error:
                raise errors.Invalid("reports.sheet_damaged", field="file") from error
        if row is None:
            return
        yield row


def _trimmed(cells: tuple[Any, ...], number: int, layout: Layout) -> list[Cell]:
    row: list[Cell] = list(cells)
    for column, formula in layout.formulas.get(number, {}).items():
        row.extend([None] * (column + 1 - len(row)))
        row[column] = formula
    row = [None if isinstance(cell, str) and PICTURE_FORMULA.match(cell) else cell for cell in row]
    while row and not has_value(row[-1]):
        row.pop()
    return row


class _Merges:
    """Values of merged cells, carried down the rows and across the columns they cover."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.starts: dict[int, list[tuple[int, int, int]]] = {}
        for top, left, bottom, right in layout.merged:
            self.starts.setdefault(top, []).append((left, bottom, right))
        self.open: list[tuple[int, int, Cell]] = []

    def row(self, number: int, cells: list[Cell]) -> Row:
        """Return the row with what merged cells add to it."""
        self.open = [(left, bottom, value) for left, bottom, value in self.open if bottom >= number]
        carried = {left: value for left, _, value in self.open if left >= len(cells) or not has_value(cells[left])}
        spread: dict[int, Cell] = {}
        for left, bottom, right in self.starts.get(number, ()):
            value = cells[left] if left < len(cells) else None
            if has_value(value):
                spread.update(dict.fromkeys(range(left + 1, right + 1), value))
                if bottom > number:
                    self.open.append((left, bottom, value))
        return Row(self.layout.name, number, tuple(cells), carried, spread)


def is_heading(row: Row) -> bool:
    """Promise True for a row that is one merged line across at least three columns and nothing else."""
    filled = [index for index, cell in enumerate(row.cells) if has_value(cell) and as_text(cell)]
    return len(filled) == 1 and len(row.spread) >= 2  # noqa: PLR2004
