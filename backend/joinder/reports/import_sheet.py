"""A sheet opened for import: the organizer's options, its tables, every row read under the same rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from joinder.core import clock
from joinder.core.errors import Invalid
from joinder.reports.sheets.columns import Columns
from joinder.reports.sheets.dates import DateRules
from joinder.reports.sheets.opening import open_sheet
from joinder.reports.sheets.reading import Read, Rejected, Rules
from joinder.reports.sheets.rows import Source
from joinder.reports.sheets.survey import Table, survey

CURRENCIES = {"CN": "CNY", "ID": "IDR", "HK": "HKD", "TW": "TWD", "SG": "SGD", "MY": "MYR"}
Entry = tuple[Read | Rejected, Columns]


@dataclass(frozen=True, slots=True)
class Options:
    """How the organizer wants a file read: stated columns, one tab only, the currency of bare amounts, the language."""

    stated: Mapping[str, str] = field(default_factory=dict[str, str])
    tab: str | None = None
    currency: str | None = None
    lang: str = "zh"

    def stored(self) -> dict[str, object]:
        """Return the options as they are kept with a batch."""
        return {"map": dict(self.stated), "tab": self.tab, "currency": self.currency, "lang": self.lang}

    @classmethod
    def kept(cls, stored: Mapping[str, object]) -> "Options":
        """Return the options that were kept with a batch."""
        stated = stored.get("map")
        return cls(
            stated={str(k): str(v) for k, v in stated.items()} if isinstance(stated, dict) else {},
            tab=_text(stored.get("tab")),
            currency=_text(stored.get("currency")),
            lang=_text(stored.get("lang")) or "zh",
        )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet that was looked through: its tables and the rules its values are read by."""

    source: Source
    tables: list[Table]
    rules: Rules

    def entries(self) -> Iterator[Entry]:
        """Go through every row of every usable table."""
        for table in self.tables:
            if table.usable:
                for entry in table.read(self.rules):
                    yield entry, table.columns

    def row_count(self) -> int:
        """Count the rows that will be read."""
        return sum(1 for table in self.tables if table.usable for _ in table.rows())

    def titles(self) -> list[list[str]]:
        """Return [title, field] of the columns that are read, in the order of the first usable table."""
        columns = next((table.columns for table in self.tables if table.usable), None)
        if columns is None:
            return []
        placed = sorted(columns.fields.items(), key=lambda one: one[1])
        return [[columns.header[number][:80], field] for field, number in placed]

    @property
    def header(self) -> tuple[str, ...]:
        """Return the widest header, for the rejects file."""
        return max((table.columns.header for table in self.tables), key=len)


def parse_map(maps: Sequence[str]) -> dict[str, str]:
    """Return field → column of `--map amount=金额,text=内容`; the same field twice joins by |; refuses other forms."""
    stated: dict[str, str] = {}
    for part in (part for text in maps for part in text.split(",") if part.strip()):
        name, equals, column = part.partition("=")
        key = name.strip()
        if not equals or not key or not column.strip():
            raise Invalid("reports.map_unreadable", field="map", text=part)
        stated[key] = f"{stated[key]}|{column.strip()}" if key in stated else column.strip()
    return stated


def look_through(path: Path, name: str, region: str, options: Options) -> Opened:
    """Open a sheet and find its tables; refuses what cannot be imported at all, before anything is written."""
    rules = Rules(DateRules(clock.today(), day_first=region == "ID"), options.currency or CURRENCIES.get(region))
    source = open_sheet(path, name)
    return Opened(source, survey(source, options.stated, rules, options.tab), rules)
