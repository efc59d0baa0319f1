"""A first look through a whole file: its tabs, where their tables begin, what their columns hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from joinder.core import errors
from joinder.reports.sheets.columns import FIELDS, Columns, guess, plain
from joinder.reports.sheets.header import Header, find_header
from joinder.reports.sheets.reading import Read, Rejected, Rules, read_row
from joinder.reports.sheets.rows import Note, Row, Source, Tab, as_text
from joinder.reports.sheets.secret_values import mask

SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Table:
    """One tab with its columns; `usable` tabs name somebody and something that happened."""

    tab: Tab
    header: Header
    columns: Columns

    @property
    def usable(self) -> bool:
        """Whether rows can be taken from this tab."""
        return self.columns.missing is None

    def rows(self) -> Iterator[Row]:
        """Go through the rows below the header, blank ones left out."""
        return (row for row in self.tab.rows() if row.number > self.header.last_row and not row.is_blank)

    def read(self, rules: Rules) -> Iterator[Read | Rejected]:
        """Go through what the rows say; one that reading trips over is rejected like any other, the rest come in."""
        return (self._read(row, rules) for row in self.rows())

    def _read(self, row: Row, rules: Rules) -> Read | Rejected:
        try:
            return read_row(row, self.columns, rules)
        except Exception:  # people write anything: what nobody thought of must not keep the other rows out
            return Rejected(row, "unexpected")


def survey(source: Source, stated: Mapping[str, str], rules: Rules, only: str | None = None) -> list[Table]:
    """Promise the tables of a file; refuses an unknown tab or stated column, and no usable table or rows."""
    tabs = [tab for tab in source.tabs if only is None or tab.name == only]
    if not tabs:
        raise errors.Invalid("reports.no_such_tab", field="tab", tabs=", ".join(tab.name for tab in source.tabs))
    tables = [table for tab in tabs if (table := _table(tab, stated, rules)) is not None]
    if not tables:
        raise errors.Invalid("reports.sheet_empty", field="file")
    _refuse_unmet(tables, stated)
    if not any(table.usable for table in tables):
        _refuse_missing(tables)
    if not any(True for table in tables if table.usable for _ in islice(table.rows(), 1)):
        raise errors.Invalid("reports.sheet_no_rows", field="file")
    return tables


def _table(tab: Tab, stated: Mapping[str, str], rules: Rules) -> Table | None:
    start = [row for row in islice(tab.rows(), SAMPLE) if not row.is_blank]
    if not start:
        return None
    header = (
        Header(tab.columns, 0)
        if tab.columns is not None
        else find_header(start, {column for columns in stated.values() for column in columns.split("|")})
    )
    sample = [row for row in start if row.number > header.last_row]
    return Table(tab, header, guess(header.names, sample, stated, rules.dates))


def _refuse_unmet(tables: list[Table], stated: Mapping[str, str]) -> None:
    names = {name for table in tables for name in table.columns.header}
    known = names | {plain(name) for name in names}
    for column in (one for columns in stated.values() for one in columns.split("|")):
        if column not in known:
            seen = ", ".join(sorted(name for name in names if name))
            raise errors.Invalid("reports.map_unknown_column", field="map", column=column, columns=seen)


def _refuse_missing(tables: list[Table]) -> None:
    largest = max(tables, key=lambda table: len(table.columns.header))
    columns = ", ".join(name for name in largest.columns.header if name)
    code = "reports.sheet_nobody" if largest.columns.missing == "who" else "reports.sheet_nothing_told"
    raise errors.Invalid(code, field="file", columns=columns, fields=", ".join(FIELDS))


def notes(tables: list[Table]) -> list[Note]:
    """Promise everything a reader of the file should know: pictures, hidden rows, refused columns, tabs passed over."""
    found: list[Note] = []
    for table in tables:
        found.extend(table.tab.notes)
        if not table.usable:
            found.append(Note("tab_skipped", table.tab.name, count=sum(1 for _ in table.rows())))
        found.extend(
            Note(f"{kind}_column", table.tab.name, table.columns.header[number])
            for number, kind in table.columns.refused.items()
        )
        if table.columns.unused:
            found.append(Note("unused_columns", table.tab.name, ", ".join(table.columns.unused)))
    return found


def preview(table: Table) -> list[dict[str, Any]]:
    """Promise each column with its field, how that was found, and up to three values, secrets masked."""
    fields = {number: name for name, number in table.columns.fields.items()}
    sample = list(islice(table.rows(), 3))
    return [
        {
            "column": name,
            "field": fields.get(number),
            "how": table.columns.how.get(fields.get(number, "")),
            "refused": table.columns.refused.get(number),
            "sample": [mask(as_text(row.at(number)))[:40] for row in sample] if number in fields else [],
        }
        for number, name in enumerate(table.columns.header)
    ]
