"""Which files are taken as evidence: our own allow-list by first bytes, and the limits of each kind."""

import codecs
import re

JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
HEIC = "image/heic"
PDF = "application/pdf"
TEXT = "text/plain"
IMAGES = frozenset({JPEG, PNG, WEBP, HEIC})
KINDS = frozenset({*IMAGES, PDF, TEXT})
ENDINGS = {JPEG: ".jpg", PNG: ".png", WEBP: ".webp", HEIC: ".heic", PDF: ".pdf", TEXT: ".txt"}

HEAD_BYTES = 4096
MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_REPORT_BYTES = 200 * 1024 * 1024
MAX_REPORT_FILES = 60
MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000
MAX_PAGES = 50
DERIVATIVE_SIDE = 2000
PAGE_SIDE = 1600

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_MARKUP = (b"<!", b"<?", b"<html", b"<svg", b"<head", b"<body", b"<script", b"#!", b"%!", b"{\\rtf", b"from:", b"mime-")


class Refused(Exception):  # noqa: N818
    """A file is not taken; the reason is the end of a code the person gets a sentence for."""


def sniff(head: bytes) -> str | None:
    """Name the kind of a file by its first bytes; None for everything that is not on the list."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    if head.startswith(b"%PDF-"):
        return PDF
    return TEXT if _looks_like_text(head) else None


def derivative_kind(kind: str) -> str:
    """Name the kind of the rebuilt copy."""
    return WEBP if kind in IMAGES else kind


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    body = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if not body or body.startswith(_MARKUP):
        return False
    return _CONTROL.search(head) is None
