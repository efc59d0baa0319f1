"""Facts: every number, date and quotation of a letter, each with how it was obtained, as of when, from where."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

FactKind = Literal["count", "money", "date", "period", "breakdown", "quotation", "text"]
MARKER = re.compile(r"\{\{([a-z][a-zA-Z0-9_.-]{0,59})\}\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One traceable value; `query` says how it was obtained and `source` where it can be checked."""

    key: str
    kind: FactKind
    value: Any
    name: str
    query: str
    as_of: date | None
    source: str

    def to_json(self) -> dict[str, Any]:
        """Return the fact as plain JSON."""
        as_of = self.as_of.isoformat() if self.as_of else None
        return {
            "key": self.key,
            "kind": self.kind,
            "value": self.value,
            "name": self.name,
            "query": self.query,
            "as_of": as_of,
            "source": self.source,
        }


def from_json(data: dict[str, Any]) -> Fact:
    """Read a fact back from its JSON."""
    as_of = date.fromisoformat(data["as_of"]) if data["as_of"] else None
    return Fact(data["key"], data["kind"], data["value"], data["name"], data["query"], as_of, data["source"])


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """What a figure counts; approval binds to this, never to the number it gives."""

    key: str
    version: int
    kind: FactKind
    name: str
    query: str
    remedy: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the definition as plain JSON."""
        return {
            "key": self.key,
            "version": self.version,
            "kind": self.kind,
            "name": self.name,
            "query": self.query,
            "remedy": self.remedy,
        }


def definition_from_json(data: dict[str, Any]) -> FigureDefinition:
    """Read a figure definition back from its JSON."""
    return FigureDefinition(**data)


@lru_cache
def _catalog() -> dict[str, dict[str, Any]]:
    return yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text("utf-8"))


def define(key: str, lang: str, *, as_key: str | None = None, remedy: str | None = None) -> FigureDefinition:
    """Return the definition of a figure in a language; refuse (KeyError) a figure that does not exist."""
    entry = _catalog()[key]
    return FigureDefinition(
        as_key or key, entry["version"], entry["kind"], entry["name"][lang], entry["query"][lang], remedy
    )


def figure_keys() -> list[str]:
    """Return the figures any text may mention, apart from those that belong to one demand."""
    return [key for key in _catalog() if not key.startswith("demand.")]


def markers(text: str) -> list[str]:
    """Return the keys of the facts a text mentions, in order."""
    return MARKER.findall(text)
