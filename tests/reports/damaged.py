"""Breaks a good XLSX in the ways that files break: flipped bytes, marks nobody can follow, odd words inside."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

SHEET1 = "xl/worksheets/sheet1.xml"


def broken_stream(workbook: bytes, part: str = SHEET1) -> bytes:
    """An XLSX whose packed part had some of its bytes flipped, as a bad download has."""
    with ZipFile(BytesIO(workbook)) as archive:
        found = archive.getinfo(part)
    start = found.header_offset + 30 + len(found.filename)
    packed = workbook[start : start + found.compress_size]
    flipped = bytes(byte ^ 0xFF if 4 <= at < 40 else byte for at, byte in enumerate(packed))
    return workbook[:start] + flipped + workbook[start + found.compress_size :]


def marked(workbook: bytes, *, flags: int = 0, method: int | None = None) -> bytes:
    """An XLSX whose first sheet is marked as locked or as packed in a way that nobody knows."""
    changed = bytearray(workbook)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        name = {6: 30, 8: 46}[place]
        at = next(
            spot.start() for spot in re.finditer(re.escape(signature), workbook)
            if workbook[spot.start() + name :].startswith(SHEET1.encode())
        )  # fmt: skip
        changed[at + place] |= flags
        if method is not None:
            changed[at + place + 2 : at + place + 4] = method.to_bytes(2, "little")
    return bytes(changed)


def rewritten(workbook: bytes, part: str, old: str, new: str) -> bytes:
    """An XLSX that opens well and says something odd in one of its parts."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for one in source.namelist():
            text = source.read(one)
            if one == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            target.writestr(one, text)
    return out.getvalue()
