"""The rejects file: every row not taken, with its number and reason; refused values are taken out of it."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Protocol

from joinder.core.cells import plain_cell
from joinder.reports.import_texts import say
from joinder.reports.sheets.columns import Columns
from joinder.reports.sheets.reading import Rejected
from joinder.reports.sheets.rows import as_text
from joinder.reports.sheets.secret_values import REMOVED, mask, refused_cell


class Sink(Protocol):
    """Anything that takes text."""

    def write(self, text: str, /) -> int:
        """Take text."""
        ...


class RejectsWriter:
    """Writes rejects as CSV that a sheet program opens: number, tab, column, reason, then the row as it was."""

    def __init__(self, file: Sink, lang: str, header: Sequence[str]) -> None:
        """Begin the file with the names of its columns."""
        self.lang = lang
        self.count = 0
        self._writer = csv.writer(file)
        file.write("\ufeff")
        self._writer.writerow([*say("rejects.header", lang).split("|"), *map(plain_cell, header)])

    def write(self, rejected: Rejected, columns: Columns) -> None:
        """Add one rejected row."""
        self.count += 1
        reason = say(f"reason.{rejected.reason}", self.lang, column=rejected.column)
        row = rejected.row
        cells = [plain_cell(_cleared(as_text(cell), columns.refused.get(at))) for at, cell in enumerate(row.cells)]
        self._writer.writerow([row.number, row.tab, rejected.column, reason, *cells])


def _cleared(text: str, refused: str | None) -> str:
    return REMOVED if refused and refused_cell(refused, text) else mask(text)


def rejects_text(rejects: Sequence[tuple[Rejected, Columns]], lang: str, header: Sequence[str]) -> str:
    """Return a whole rejects file as text."""
    out = StringIO(newline="")
    writer = RejectsWriter(out, lang, header)
    for rejected, columns in rejects:
        writer.write(rejected, columns)
    return out.getvalue()
