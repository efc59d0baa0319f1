"""The PDF of a letter: Typst with the packaged Chinese fonts, data in as JSON only, the same bytes every time."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

TEMPLATES = Path(__file__).parent / "templates"
TAGGED_ROWS = 2000


@lru_cache
def _fonts() -> typst.Fonts:
    folder = pylopdf_fonts_zh_cn.serif_path().parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def pdf(document: dict[str, Any], at: datetime) -> bytes:
    """Print a document as PDF, dated `at`; the template can read nothing outside its own folder.

    Up to 2,000 annex rows the file is tagged for screen readers; above, tags would multiply its size by fifteen.
    """
    compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    rows = sum(len(table["rows"]) for table in document["tables"])
    printed = compiler.compile(
        TEMPLATES / "letter.typ",
        format="pdf",
        sys_inputs={"data": json.dumps(document, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
        pdf_tags=rows <= TAGGED_ROWS,
    )
    if not isinstance(printed, bytes):
        raise TypeError("Typst gave no PDF.")
    return printed
