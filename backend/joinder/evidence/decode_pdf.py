"""Renders a stranger's PDF and rebuilds it as a PDF of page pictures; runs locked in, without scripts or forms."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
import pypdfium2
from PIL import Image

from joinder.evidence import kinds
from joinder.evidence.decode_picture import bare_copy

QUALITY = 78
MIN_POINTS, MAX_POINTS = 3, 14_400  # what a page may measure (ISO 32000-1, annex C)
pikepdf.Pdf.new().save(io.BytesIO())  # whatever is loaded at first use is loaded while files are in reach


def rebuild(_kind: str, source: BinaryIO) -> tuple[dict[str, int], bytes]:
    """Return a PDF whose pages are pictures of the pages: no text, scripts, links, attachments, layers or dates.

    Refuses locked, broken, empty and too long documents.
    """
    clean = pikepdf.Pdf.new()
    for size, picture in _sheets(source.read()):
        sheet = clean.add_blank_page(page_size=size)
        name = sheet.add_resource(_page_picture(clean, picture), pikepdf.Name.XObject)
        sheet.contents_add(f"q {size[0]} 0 0 {size[1]} 0 0 cm {name} Do Q".encode())
    target = io.BytesIO()
    clean.save(target, deterministic_id=True)
    return {"pages": len(clean.pages)}, target.getvalue()


def _sheets(data: bytes) -> Iterator[tuple[tuple[float, float], Image.Image]]:
    document = _opened(data)
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        if not MIN_POINTS <= min(width, height) <= max(width, height) <= MAX_POINTS:
            raise kinds.Refused("too_many_pixels")
        picture: Any = page.render(scale=kinds.PAGE_SIDE / max(width, height), may_draw_forms=False).to_pil()
        page.close()
        yield (round(width, 2), round(height, 2)), picture


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise kinds.Refused("pdf_locked" if "password" in str(error).lower() else "unreadable") from None
    if len(document) > kinds.MAX_PAGES:
        raise kinds.Refused("too_many_pages")
    if not len(document):
        raise kinds.Refused("unreadable")
    return document


def _page_picture(clean: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    bare = bare_copy(picture, kinds.PAGE_SIDE)
    jpeg = io.BytesIO()
    bare.save(jpeg, "JPEG", quality=QUALITY)
    name = pikepdf.Name
    return pikepdf.Stream(
        clean,
        jpeg.getvalue(),
        Type=name.XObject,
        Subtype=name.Image,
        Width=bare.width,
        Height=bare.height,
        ColorSpace=name.DeviceRGB,
        BitsPerComponent=8,
        Filter=name.DCTDecode,
    )
