"""Posters of a case as PNG and PDF: Typst with the packaged fonts, data in as JSON only, the same bytes every time."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn
import typst

from joinder.web.turns import turn

TEMPLATES = Path(__file__).parent / "templates"
DOTS_PER_INCH = 144
EPOCH = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


@dataclass(frozen=True)
class Poster:
    """What a poster says."""

    lang: str
    site: str
    over: str
    title: str
    summary: str
    number: str
    caption: str
    as_of: str
    call: str
    steps: tuple[str, ...]
    safe: str
    caveat: str
    address: str
    qr: str


@lru_cache
def _fonts() -> typst.Fonts:
    folder = pylopdf_fonts_zh_cn.serif_path().parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


@lru_cache(maxsize=32)
def printed(poster: Poster, form: Literal["png", "pdf"]) -> bytes:
    """Print a poster; kept by its words, so a new release is a new one. Refuses (Unavailable) one too many at once."""
    with turn():
        return _compiled(poster, form)


def _compiled(poster: Poster, form: Literal["png", "pdf"]) -> bytes:
    compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(
        TEMPLATES / "poster.typ",
        format=form,
        ppi=DOTS_PER_INCH,
        sys_inputs={"data": json.dumps(asdict(poster), ensure_ascii=False)},
        timestamp=EPOCH,
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst printed no single page.")
    return made
