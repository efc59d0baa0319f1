"""Files as strangers send them, made here: honest ones with planted markers, and hostile ones."""

import io
import struct
import zlib
from functools import lru_cache

import pikepdf
import pillow_heif
from joinder.evidence import kinds
from PIL import Image, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()
MARKER = "PLANTED-7f3a"
EXIF_TEXT_TAGS = (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298, 0x9C9B, 0x9C9D)


@lru_cache
def screenshot(width=540, height=1170):
    picture = Image.new("RGB", (width, height), "#f4f4f4")
    draw = ImageDraw.Draw(picture)
    for row in range(0, height, 40):
        draw.rectangle((4, row + 6, width - 4 - (row * 7) % (width // 2), row + 28), fill=(row % 255, 90, 160))
    return picture


def exif():
    data = Image.Exif()
    for tag in EXIF_TEXT_TAGS:
        data[tag] = MARKER
    data[0x0112] = 1
    data.get_ifd(0x8769)[0x9286] = MARKER
    data.get_ifd(0x8769)[0xA433] = MARKER
    gps = data.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4], gps[29] = "N", (31.0, 13.0, 49.0), "E", (121.0, 28.0, 25.0), MARKER
    return data


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{MARKER}</rdf:RDF></x:xmpmeta>'.encode()


def picture(form, **options):
    target = io.BytesIO()
    screenshot().save(target, form, **options)
    return target.getvalue()


def jpeg():
    data = picture("JPEG", exif=exif(), xmp=XMP, comment=MARKER.encode(), icc_profile=MARKER.encode() * 20)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04" + MARKER.encode()
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return data[:2] + segment + data[2:]


def png():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", MARKER)
    info.add_text("Comment", MARKER, zip=True)
    info.add_itxt("XML:com.adobe.xmp", MARKER)
    data = picture("PNG", pnginfo=info, exif=exif(), icc_profile=MARKER.encode() * 20)
    return data[:33] + chunk(b"caBX", MARKER.encode()) + data[33:] + MARKER.encode()


def webp():
    return picture("WEBP", exif=exif(), xmp=XMP, icc_profile=MARKER.encode() * 20)


def heic():
    return picture("HEIF", exif=exif().tobytes(), xmp=XMP)


def pdf(pages=2, side=842):
    document = pikepdf.Pdf.new()
    for number in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.MediaBox = [0, 0, 595, side]
        text = f"BT /F1 24 Tf 60 {700 - number} Td (Page {number} {MARKER}) Tj ET".encode()
        page.contents_add(text)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    document.docinfo["/Author"] = MARKER
    document.docinfo["/Title"] = MARKER
    with document.open_metadata() as meta:
        meta["dc:description"] = MARKER
    target = io.BytesIO()
    document.save(target, compress_streams=False)
    return target.getvalue()


def hostile_pdf():
    """A PDF that wants to run scripts, open links and carry files."""
    document = pikepdf.open(io.BytesIO(pdf()))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{MARKER}')")
    document.Root.OpenAction = script
    document.Root.AA = pikepdf.Dictionary(WC=script)
    document.attachments["planted.exe"] = pikepdf.AttachedFileSpec(document, b"MZ" + MARKER.encode())
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 600, 800],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://evil.example/{MARKER}"),
    )
    document.pages[0].Annots = document.make_indirect([link])
    target = io.BytesIO()
    document.save(target, compress_streams=False)
    return target.getvalue()


def locked_pdf():
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(target, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return target.getvalue()


def text():
    return "订单 2026-11-02\r\n客服说三天内退款。\n".encode()


HONEST = {kinds.JPEG: jpeg, kinds.PNG: png, kinds.WEBP: webp, kinds.HEIC: heic, kinds.PDF: pdf, kinds.TEXT: text}


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@lru_cache
def png_bomb(width=60_000, height=60_000, rows=60_000):
    """A few kilobytes that say they are gigabytes of pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    packer = zlib.compressobj(9)
    line = b"\0" * (1 + (width + 7) // 8)
    body = b"".join(packer.compress(line) for _ in range(rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@lru_cache
def png_text_bomb():
    """A small picture whose compressed comment unpacks to 200 MB."""
    data = picture("PNG")
    bomb = b"Comment\0\0" + zlib.compress(b"x" * 200_000_000, 9)
    return data[:33] + chunk(b"zTXt", bomb) + data[33:]


def animated(form):
    target = io.BytesIO()
    frames = [screenshot(60, 60), Image.new("RGB", (60, 60), "red")]
    frames[0].save(target, form, save_all=True, append_images=frames[1:], duration=100)
    return target.getvalue()


def exotic(form):
    target = io.BytesIO()
    screenshot(60, 60).save(target, form)
    return target.getvalue()


ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\0>\0" + bytes(200)
PE = b"MZ\x90\0\x03" + bytes(200)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"

REFUSED = {
    "executable": (lambda: ELF, "kind_refused"),
    "windows executable": (lambda: PE, "kind_refused"),
    "svg": (lambda: SVG, "kind_refused"),
    "svg after space and mark": (lambda: b"\xef\xbb\xbf \n" + SVG, "kind_refused"),
    "html": (lambda: HTML, "kind_refused"),
    "xml": (lambda: b"<?xml version='1.0'?><a/>", "kind_refused"),
    "shell script": (lambda: b"#!/bin/sh\nrm -rf /\n", "kind_refused"),
    "postscript": (lambda: b"%!PS-Adobe-3.0\n", "kind_refused"),
    "rich text": (lambda: b"{\\rtf1 hello}", "kind_refused"),
    "zip": (lambda: b"PK\x03\x04" + bytes(60), "kind_refused"),
    "gzip": (lambda: b"\x1f\x8b\x08" + bytes(60), "kind_refused"),
    "gif": (lambda: exotic("GIF"), "kind_refused"),
    "tiff": (lambda: exotic("TIFF"), "kind_refused"),
    "bmp": (lambda: exotic("BMP"), "kind_refused"),
    "avif": (lambda: b"\0\0\0\x1cftypavif" + bytes(60), "kind_refused"),
    "video": (lambda: b"\0\0\0\x1cftypisom" + bytes(60), "kind_refused"),
    "text with NUL": (lambda: b"hello\0world", "kind_refused"),
    "text with NUL later": (lambda: b"hello " * 2000 + b"\0", "text_unreadable"),
    "text of no encoding": (lambda: b"abc \xff\xff\xff\xff", "text_unreadable"),
    "text with escape codes": (lambda: b"hello " * 2000 + b"\x1b[2J", "text_unreadable"),
    "only space": (lambda: b"   \n", "kind_refused"),
    "png bomb": (png_bomb, "too_many_pixels"),
    "long png": (lambda: png_bomb(20_001, 8, 8), "too_many_pixels"),
    "png comment bomb": (png_text_bomb, "unreadable"),
    "moving png": (lambda: animated("PNG"), "animated"),
    "moving webp": (lambda: animated("WEBP"), "animated"),
    "truncated jpeg": (lambda: jpeg()[: len(jpeg()) // 2], "unreadable"),
    "truncated png": (lambda: png()[: len(png()) // 2], "unreadable"),
    "truncated webp": (lambda: webp()[: len(webp()) // 2], "unreadable"),
    "truncated heic": (lambda: heic()[: len(heic()) // 2], "unreadable"),
    "jpeg head alone": (lambda: b"\xff\xd8\xff\xe0" + bytes(40), "unreadable"),
    "executable behind a jpeg head": (lambda: b"\xff\xd8\xff\xe0" + ELF, "unreadable"),
    "png head before html": (lambda: b"\x89PNG\r\n\x1a\n" + HTML, "unreadable"),
    "pdf head alone": (lambda: b"%PDF-1.7\n%%EOF", "unreadable"),
    "executable behind a pdf head": (lambda: b"%PDF-1.7\n" + ELF, "unreadable"),
    "locked pdf": (locked_pdf, "pdf_locked"),
    "too many pages": (lambda: pdf(pages=51), "too_many_pages"),
    "endless page": (lambda: pdf(pages=1, side=90_000), "too_many_pixels"),
}
