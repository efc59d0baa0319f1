"""Words, numbers and days of server-made pages and pictures, in the page's language."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import yaml

from joinder.letters import formats
from joinder.reference.schema.base import LangCode

TAGS = {"zh": "zh-CN", "en": "en", "id": "id"}
LANGUAGES = {"zh": "中文", "en": "English", "id": "Bahasa Indonesia"}


@lru_cache
def _all() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))


class Words:
    """Says things in one language; refuses (KeyError) what nobody wrote."""

    def __init__(self, lang: str) -> None:
        """Speak a language."""
        self.lang = lang

    @property
    def code(self) -> LangCode:
        """Return the language as the reference room names it."""
        return cast("LangCode", self.lang)

    def __call__(self, key: str, **params: object) -> str:
        """Return the words of a key with its blanks filled."""
        found = self.part(key)
        return str(found).format_map(params)

    def part(self, key: str) -> Any:  # noqa: ANN401 (a branch or a leaf)
        """Return a branch of words."""
        found: Any = _all()[self.lang]
        for name in key.split("."):
            found = found[name]
        return found

    def number(self, value: int) -> str:
        """Write a whole number."""
        return formats.count(value, self.lang)

    def day(self, on: str | date | None) -> str:
        """Write a day; nothing for none."""
        if on is None:
            return ""
        return formats.day(date.fromisoformat(on[:10]) if isinstance(on, str) else on, "day", self.lang)

    def as_of(self, on: str | None) -> str:
        """Say as of which day; nothing for none."""
        return self("common.asOf", date=self.day(on)) if on else ""

    def released(self, line: Mapping[str, Any] | None) -> str:
        """Say a printed line: exact, "at least", or fewer than ten."""
        if line is None or line["at_least"] is None:
            return self("common.fewer")
        if line["value"] is not None:
            return self.number(line["value"])
        return self("common.atLeast", n=self.number(line["at_least"]))

    def name(self, names: Mapping[str, str]) -> str:
        """Choose a name in this language, else in one a reader may know."""
        return names.get(self.lang) or names.get("en") or names.get("zh") or next(iter(names.values()))
