"""Areas as people write them to ISO 3166-2 codes: the provinces of China and Indonesia (areas.yaml)."""

import re
import unicodedata
from functools import lru_cache
from importlib import resources

import yaml

CODE = re.compile(r"^(CN|ID)-[A-Z]{2}$")


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    content = resources.files("joinder.reports.sheets").joinpath("areas.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(content)


@lru_cache(maxsize=1)
def area_codes() -> frozenset[str]:
    """Return the codes of all areas a report may name."""
    return frozenset(_table())


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    """Return (name, code), longer names first: 'papua barat' is not 'papua'."""
    return tuple(sorted(((name, code) for code, names in _table().items() for name in names), key=lambda x: -len(x[0])))


def parse_area(raw: str) -> str | None:
    """Promise the province code of a place such as 广东省深圳市, 深圳 or Jawa Barat; None when it is not certain."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", raw)).strip().lower().removeprefix("中国")
    if CODE.match(text.upper()):
        return next((code for _, code in _names() if code == text.upper()), None)
    for name, code in _names():
        if text.startswith(name) if not name.isascii() else re.search(rf"\b{name}\b", text):
            return code
    return None
