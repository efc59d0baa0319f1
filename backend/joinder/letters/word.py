"""The DOCX of a letter: docxtpl fills the template (escaping everything), then the archive gets fixed dates."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

TEMPLATE = Path(__file__).parent / "templates" / "letter.docx"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def docx(document: dict[str, Any], at: datetime) -> bytes:
    """Write a document as DOCX dated `at`; the same document gives the same bytes."""
    template = DocxTemplate(str(TEMPLATE))
    template.render(_context(document), autoescape=True)
    if template.docx is None:
        raise RuntimeError("The template did not render.")
    properties = template.docx.core_properties
    properties.title, properties.author, properties.comments = document["title"], "Joinder", ""
    properties.created = properties.modified = at.replace(tzinfo=None, microsecond=0)
    properties.last_modified_by, properties.revision = "Joinder", 1
    out = BytesIO()
    template.save(out)
    return _settled(out.getvalue())


def _context(document: dict[str, Any]) -> dict[str, Any]:
    zh = document["lang"] == "zh"
    page = re.split(r"\$n|\$total", document["page"])
    tables = {table["id"]: _with_more(table) for table in document["tables"]}
    context = {key: value for key, value in document.items() if key != "tables"}
    context |= {name: tables.get(name) for name in ("people", "exhibits", "facts")}
    context |= {"page_a": page[0], "page_b": page[1], "page_c": page[2]}
    context |= {"colon": "：" if zh else ": ", "indent": "　　" if zh else ""}
    return _clean(context)


def _with_more(table: dict[str, Any]) -> dict[str, Any]:
    """Put what a person granted under their code, in the same cell."""
    rows = [
        [*row[:1], f"{row[1]}\n{more}", *row[2:]] if more else row
        for row, more in zip(table["rows"], table["more"], strict=True)
    ]
    return {**table, "rows": rows}


def _clean(value: Any) -> Any:  # noqa: ANN401
    """Take out what XML cannot hold."""
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _settled(archive: bytes) -> bytes:
    """Rewrite the archive with its entries in order and one fixed date."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()
