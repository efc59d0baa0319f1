"""Published numbers as a table: one row a printed line or cell, each with its date, meaning and caveats."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from joinder.core.cells import plain_cell
from joinder.statistics.board import CORE
from joinder.statistics.breakdown import DIMENSIONS
from joinder.statistics.texts import caveat_line

COLUMNS: tuple[str, ...] = (
    "scope", "case", "case_title", "respondent", "respondent_name", "issue", "issue_name", "release", "released_at",
    "line", "dimension", "cell", "state", "value", "at_least", "as_of", "method", "caveats",
)  # fmt: skip


class Names(NamedTuple):
    """What the case, the company and the issue of a release are called today: a release itself holds only codes."""

    case: str
    respondent: str
    issue: str


def rows_of(release: Mapping[str, Any], names: Names, lang: str) -> Iterable[dict[str, Any]]:
    """Return the rows of one case release."""
    shared = {
        "scope": release["scope"], "case": release["case"], "case_title": names.case,
        "respondent": release["respondent"], "respondent_name": names.respondent,
        "issue": release["issue"], "issue_name": names.issue, "release": release["number"],
        "released_at": release["released_at"], "method": release["method"],
        "caveats": caveat_line(lang, release["checked_by"]),
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


def as_csv(releases: Iterable[tuple[Mapping[str, Any], Names]], lang: str) -> str:
    """Return case releases as CSV (UTF-8 with a mark, so that spreadsheets read Chinese; no cell runs as a formula)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for release, names in releases:
        for row in rows_of(release, names, lang):
            writer.writerow({name: plain_cell("" if value is None else str(value)) for name, value in row.items()})
    return "\ufeff" + out.getvalue()
