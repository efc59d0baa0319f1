"""The database driver itself, for the few statements that every new report runs: building them cost the most."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb
from sqlalchemy.engine import Connection

_AT_ONCE = 4000


class Spelling(NamedTuple):
    """How a driver marks a parameter, and how it takes and gives ids, JSON and instants."""

    mark: str
    of_id: Callable[[uuid.UUID], Any]
    to_id: Callable[[Any], uuid.UUID]
    of_json: Callable[[Any], Any]
    to_json: Callable[[Any], Any]
    of_time: Callable[[datetime], Any]


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def _clock(value: datetime) -> str:
    """Write an instant as the tables hold it on SQLite: in UTC, with microseconds."""
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _hex(value: uuid.UUID) -> str:
    return value.hex


_SQLITE = Spelling("?", _hex, uuid.UUID, json.dumps, json.loads, _clock)
_POSTGRES = Spelling("%s", _same, _same, Jsonb, _same, _same)


class Driver:
    """Plain statements in the open transaction; a `?` stands for a parameter, `??` for a list of them."""

    def __init__(self, link: Connection) -> None:
        """Take the connection whose transaction is open."""
        self.spell = _POSTGRES if link.dialect.name == "postgresql" else _SQLITE
        self._cursor: Any = link.connection.cursor()

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        """Return what a statement finds."""
        self._cursor.execute(self._marked(statement), values)
        return self._cursor.fetchall()

    def among(self, statement: str, wanted: Iterable[Any], *others: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
        """Yield what a statement finds for a list of values, which come first, in parts short enough for one."""
        left = iter(wanted)
        while part := tuple(islice(left, _AT_ONCE)):
            marks = ", ".join([self.spell.mark] * len(part))
            self._cursor.execute(self._marked(statement.replace("??", marks)), part + others)
            yield from self._cursor.fetchall()

    def run(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of parameters."""
        if rows:
            self._cursor.executemany(self._marked(statement), rows)

    def _marked(self, statement: str) -> str:
        return statement if self.spell.mark == "?" else statement.replace("?", self.spell.mark)
