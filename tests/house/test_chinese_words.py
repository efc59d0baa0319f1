"""Chinese has one word for one thing: what the glossary says never to write stands on no screen and in no paper."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Quoted law, official names and what others are not to write have words of their own.
OTHERS = ("reference/data", "letters/lint", "matching/boilerplate")


def banned() -> dict[str, str]:
    """Return each word never to be written, and the right one."""
    table = (ROOT / "docs" / "glossary.md").read_text("utf-8").split("## In Chinese")[1]
    rows = re.findall(r"^\| [a-z].*? \| ([^a-z|]+?) \| ([^a-z|]+?) \|$", table, re.M)
    return {word: right for right, words in rows for word in words.split("、")}


def texts() -> Iterator[Path]:
    """Return every file in which the product speaks Chinese."""
    yield from (ROOT / "frontend" / "src" / "i18n" / "zh").glob("*.json")
    yield ROOT / "README.zh-CN.md"
    for pattern in ("*.yaml", "*.py", "*.zh.md"):
        for path in (ROOT / "backend" / "joinder").rglob(pattern):
            if not any(part in path.as_posix() for part in OTHERS):
                yield path


def test_no_screen_message_or_paper_uses_a_second_word_for_one_thing() -> None:
    words, files = banned(), list(texts())
    assert len(words) >= 8
    assert len(files) > 200
    found = [
        f"{path.relative_to(ROOT)}: {word} (write {right})"
        for path in files
        for word, right in words.items()
        if word in path.read_text("utf-8")
    ]
    assert found == []
