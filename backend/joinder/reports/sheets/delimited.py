"""CSV as people save it: UTF-8, GB18030 or Windows-1252, commas, semicolons or tabs; read record by record."""

import csv
import io
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from joinder.core import errors
from joinder.core.western import WESTERN, is_western
from joinder.reports.sheets.rows import Row, Source, Tab

CHUNK = 1 << 20
CELL_LIMIT = 4_000_000
DELIMITERS = (",", "\t", ";", "|")
ENCODINGS = ("utf-8-sig", "gb18030")
BROKEN_CHARACTER = "\ufffd"


def open_delimited(path: Path, name: str) -> Source:
    """Promise a source of one tab; refuses an empty file, one that is not text, and quotes that never close."""
    encoding = detect_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        delimiter = detect_delimiter(file.read(64_000))
    tab = Tab(name=name, rows=lambda: _records(path, encoding, delimiter))
    return Source(
        kind="csv", tabs=(tab,), encoding="utf-8" if encoding == "utf-8-sig" else encoding, delimiter=delimiter
    )


def detect_encoding(path: Path) -> str:
    """Promise the encoding that reads the whole file without a broken character, else the one breaking the fewest."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    western = is_western(start) and _decodes(path, WESTERN)
    for encoding in (ENCODINGS[0], *([WESTERN] if western else []), *ENCODINGS[1:]):
        if _decodes(path, encoding):
            return encoding
    return min(ENCODINGS, key=lambda encoding: _breaks(path, encoding))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _breaks(path: Path, encoding: str) -> int:
    count = 0
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        while text := file.read(CHUNK):
            count += text.count(BROKEN_CHARACTER)
    return count


def detect_delimiter(sample: str) -> str:
    """Promise the delimiter under which the first records agree best on a number of columns; a comma if none does."""
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = [len(record) for record in _sample(sample, delimiter)][:40]
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = (times / len(widths) if width > 1 else 0.0, width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample(sample: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(CELL_LIMIT)
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if record:
                records.append(record)
    except csv.Error:
        pass
    return records[:-1] or records  # the last one may be cut


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(CELL_LIMIT)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=False)
        number = 0
        try:
            for record in reader:
                number += 1
                broken = "unreadable" if any(BROKEN_CHARACTER in cell for cell in record) else None
                yield Row(tab="", number=number, cells=tuple(record), broken=broken)
        except csv.Error as error:
            raise errors.Invalid("reports.sheet_broken", field="file", row=number + 1) from error
