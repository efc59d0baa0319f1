"""Opening a sheet by what it is, not by what it is called."""

from pathlib import Path

from joinder.core import errors
from joinder.reports.sheets.delimited import open_delimited
from joinder.reports.sheets.json_lines import open_json_lines
from joinder.reports.sheets.rows import Source
from joinder.reports.sheets.workbook import open_workbook

OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
PICTURES_AND_PAPERS = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"MZ")


def open_sheet(path: Path, name: str | None = None) -> Source:
    """Promise the tabs of a CSV, XLSX or JSONL file; refuses empty, old or locked Excel files and anything else."""
    title = name or path.name
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise errors.Invalid("reports.sheet_empty", field="file")
    if start.startswith(ZIP):
        return open_workbook(path)
    if start.startswith(OLE):
        raise errors.Invalid("reports.sheet_old_excel", field="file")
    if start.startswith(PICTURES_AND_PAPERS) or _is_binary(start):
        raise errors.Invalid("reports.sheet_unknown", field="file")
    return _open_text(path, title, start.lstrip(b"\xef\xbb\xbf \t\r\n"))


def _open_text(path: Path, title: str, start: bytes) -> Source:
    stem = Path(title).stem
    if start.startswith(b"{") or title.lower().endswith((".jsonl", ".ndjson")):
        return open_json_lines(path, stem)
    if start.startswith(b"[") and title.lower().endswith(".json"):
        raise errors.Invalid("reports.sheet_json_list", field="file")
    return open_delimited(path, stem)


def _is_binary(start: bytes) -> bool:
    return b"\x00" in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff")
