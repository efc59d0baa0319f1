"""The words that stand on the screens, read from the web app's own language files."""

import json
from functools import cache
from pathlib import Path
from typing import Any

I18N = Path(__file__).parents[2] / "frontend" / "src" / "i18n"


@cache
def _file(lang: str, name: str) -> dict[str, Any]:
    return json.loads((I18N / lang / f"{name}.json").read_text())


def _found(words: Any, path: str) -> Any:
    for part in path.split("."):
        words = words.get(part) if isinstance(words, dict) else None
    return words


class Words:
    """One language: `words("report:start.begin")` is what a person reads there."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        name, _, path = key.partition(":")
        found = _found(_file(self.lang, name), path)
        if found is None and self.lang == "id":  # as in the app: English where only organizers look
            found = _found(_file("en", name), path)
        assert found is not None, f"no words in {self.lang}: {key}"
        for value, put in values.items():
            found = found.replace("{{" + value + "}}", str(put))
        return found
