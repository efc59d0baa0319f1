"""The fixed sentences of letters, looked up by path and language."""

from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any

import yaml


@lru_cache
def _catalog() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text("utf-8"))


def say(path: str, lang: str, **fields: object) -> str:
    """Return a sentence in a language with its fields filled; refuse (KeyError) one that is not written."""
    entry: Any = _catalog()
    for step in path.split("/"):
        entry = entry[step]
    return Template(entry[lang]).substitute(fields) if fields else str(entry[lang])


def knows(path: str) -> bool:
    """Tell whether a sentence is written."""
    entry: Any = _catalog()
    for step in path.split("/"):
        if not isinstance(entry, dict) or step not in entry:
            return False
        entry = entry[step]
    return True
