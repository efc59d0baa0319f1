"""The sentences that go with every published number, in each language."""

from functools import lru_cache
from pathlib import Path

import yaml

ALWAYS = ("counted", "limits", "release")


@lru_cache
def sentences() -> dict[str, dict[str, str]]:
    """Return every sentence by its name and language."""
    return yaml.safe_load(Path(__file__).with_name("caveats.yaml").read_text("utf-8"))


def caveats(*more: str) -> dict[str, dict[str, str]]:
    """Return the sentences that always go with numbers, and those named besides."""
    return {name: sentences()[name] for name in (*ALWAYS, *more)}


def caveat_line(lang: str, *more: str) -> str:
    """Return the caveats as one paragraph in a language, for files that have no room for structure."""
    return " ".join(" ".join(texts[lang].split()) for texts in caveats(*more).values())
