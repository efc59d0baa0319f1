"""Texts in the caller's language: every room's errors.yaml and messages.yaml, and which language to use."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LANGS = ("zh", "en", "id")
ROOT = Path(__file__).parent.parent


@lru_cache
def catalog(file_name: str) -> dict[str, dict[str, Any]]:
    """Merge one kind of text file over all rooms; refuse a key that two rooms define."""
    merged: dict[str, dict[str, Any]] = {}
    for path in sorted(ROOT.glob(f"*/{file_name}")):
        for key, texts in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            if key in merged:
                raise ValueError(f"{key} is defined twice ({path}).")
            merged[key] = texts
    return merged


def error_text(code: str, lang: str, params: dict[str, object]) -> str:
    """Return a refusal's sentence in a language; the code itself when nobody wrote one."""
    texts = catalog("errors.yaml").get(code)
    if texts is None:
        return code
    return str(texts[lang]).format_map(_Blank(params))


def message(template: str, lang: str, params: dict[str, object]) -> tuple[str, str]:
    """Return a message's subject and body in a language; refuse (KeyError) an unknown template."""
    texts: dict[str, str] = catalog("messages.yaml")[template][lang]
    return texts["subject"].format_map(_Blank(params)), texts["body"].format_map(_Blank(params))


def choose_lang(accept: str | None, fallback: str = "zh") -> str:
    """Pick the first language of an Accept-Language header that we speak."""
    for part in (accept or "").split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in LANGS:
            return tag
        if tag in ("in",):
            return "id"
    return fallback


def joined(words: Iterable[str], lang: str) -> str:
    """Put words side by side as a language does."""
    return ("、" if lang == "zh" else ", ").join(words)


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""
