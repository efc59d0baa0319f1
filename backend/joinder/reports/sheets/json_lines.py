"""JSON lines: one object a line; a line that is not one is handed on as a broken row, never dropped."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from joinder.core import errors
from joinder.reports.sheets.rows import Cell, Row, Source, Tab

MAX_KEYS = 200


def open_json_lines(path: Path, name: str) -> Source:
    """Promise a source of one tab whose columns are all keys met in the file; refuses more than 200 keys."""
    columns: dict[str, None] = {}
    for _, found in _objects(path):
        if isinstance(found, dict):
            columns.update(dict.fromkeys(found))
        if len(columns) > MAX_KEYS:
            raise errors.Invalid("reports.sheet_too_wide", field="file", limit=MAX_KEYS)
    names = tuple(columns)
    return Source(
        kind="jsonl", tabs=(Tab(name=name, rows=lambda: _rows(path, names), columns=names),), encoding="utf-8"
    )


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any] | str | None]]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                found: object = json.loads(line)
                if "\\u" in line:  # half a character, which no database can keep
                    json.dumps(found, ensure_ascii=False).encode()
            except (ValueError, RecursionError):
                found = None
            yield number, cast("dict[str, Any]", found) if isinstance(found, dict) else line.strip()


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    for number, found in _objects(path):
        if isinstance(found, dict):
            yield Row(tab="", number=number, cells=tuple(_cell(found.get(name)) for name in columns))
        else:
            yield Row(tab="", number=number, cells=(found,), broken="not_json")


def _cell(value: Any) -> Cell:  # noqa: ANN401
    if value is None or isinstance(value, str | int | float):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:  # nested as deep as can just be read
        return None
