"""Published numbers as a table: one row a printed line or cell, each with its date, meaning and caveats."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from joinder.statistics.board import CORE
from joinder.statistics.breakdown import DIMENSIONS
from joinder.statistics.texts import caveat_line

COLUMNS: tuple[str, ...] = (
    "scope", "case", "respondent", "issue", "release", "released_at", "line", "dimension", "cell", "state", "value",
    "at_least", "as_of", "method", "caveats",
)  # fmt: skip


def rows_of(release: Mapping[str, Any], lang: str) -> Iterable[dict[str, Any]]:
    """Return the rows of one case release."""
    shared = {
        "scope": release["scope"], "case": release["case"], "respondent": release["respondent"],
        "issue": release["issue"], "release": release["number"], "released_at": release["released_at"],
        "method": release["method"], "caveats": caveat_line(lang, release["checked_by"]),
    }  # fmt: skip
    for line in CORE:
        yield {**shared, "line": line, **release["lines"][line]}
    yield {**shared, "line": "received", "state": "sum", "at_least": release["received"]["at_least"]}
    for name in DIMENSIONS:
        for row in release["breakdowns"][name]:
            yield {
                **shared, "line": "people", "dimension": name, "cell": row["cell"], "state": "exact",
                "value": row["value"], "at_least": row["value"], "as_of": row["as_of"],
            }  # fmt: skip


def as_csv(releases: Iterable[Mapping[str, Any]], lang: str) -> str:
    """Return case releases as CSV (UTF-8 with a mark, so that spreadsheets read Chinese)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for release in releases:
        for row in rows_of(release, lang):
            writer.writerow({name: "" if value is None else value for name, value in row.items()})
    return "\ufeff" + out.getvalue()
