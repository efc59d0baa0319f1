"""Server-made pages say what the web app says, in the same words, in three languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joinder.web.wording import Words

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "frontend" / "src" / "i18n"
SHARED = ("common", "home", "case", "statistics", "reference")


def leaves(part: Any, before: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from leaves(value, f"{before}.{name}" if before else str(name))
    elif isinstance(part, list):
        for at, value in enumerate(part):
            yield f"{before}.{at}", value
    else:
        yield before, part


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
@pytest.mark.parametrize("namespace", SHARED)
def test_shared_words_are_the_apps_words(lang: str, namespace: str) -> None:
    theirs = dict(leaves(json.loads((WORDS / lang / f"{namespace}.json").read_text("utf-8"))))
    for key, text in leaves(Words(lang).part(namespace)):
        assert re.sub(r"\{\{(\w+)\}\}", r"{\1}", theirs[key]) == text, f"{lang} {namespace}.{key}"


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_language_has_the_same_words_with_the_same_blanks(lang: str) -> None:
    for namespace in (*SHARED, "page"):
        chinese = dict(leaves(Words("zh").part(namespace)))
        other = dict(leaves(Words(lang).part(namespace)))
        assert chinese.keys() == other.keys()
        for key, text in chinese.items():
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", other[key])), key


def test_numbers_and_days_are_written_as_people_write_them() -> None:
    line = {"value": None, "at_least": 1200, "as_of": "2026-11-02"}
    assert Words("zh").released(line) == "至少 1,200"
    assert Words("id").released(line) == "paling sedikit 1.200"
    assert Words("en").released({"value": 31, "at_least": 31}) == "31"
    assert Words("en").released(None) == "fewer than 10, or not yet published"
    assert Words("en").as_of("2026-11-02") == "As of 2 November 2026"
    assert Words("en").as_of(None) == ""
