"""Decodes a stranger's picture and rebuilds it from its pixels alone; runs locked in."""

import io
from typing import BinaryIO

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from joinder.evidence import kinds

QUALITY = 82
FORMATS = {kinds.JPEG: "JPEG", kinds.PNG: "PNG", kinds.WEBP: "WEBP", kinds.HEIC: "HEIF"}
LOADED = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
_MANY_ARE_NORMAL = frozenset({kinds.JPEG, kinds.HEIC})  # phones add depth and gain maps behind the picture
Image.MAX_IMAGE_PIXELS = kinds.MAX_PIXELS
Image.preinit()


def rebuild(kind: str, source: BinaryIO) -> tuple[dict[str, int], bytes]:
    """Return the picture as WebP, upright, at most 2000 pixels a side, with nothing but pixels in it.

    Refuses too many pixels, several frames, and whatever does not decode to the last row.
    """
    picture = _picture(kind, source)
    target = io.BytesIO()
    bare_copy(picture, kinds.DERIVATIVE_SIDE).save(target, "WEBP", quality=QUALITY, method=2)
    return {"width": picture.width, "height": picture.height}, target.getvalue()


def bare_copy(picture: Image.Image, side: int) -> Image.Image:
    """Return a smaller upright copy on white, made from raw pixels: no metadata, profile, palette or layer."""
    upright = _upright(picture)
    upright.thumbnail((side, side), Image.Resampling.LANCZOS)
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Image.new("RGB", layer.size, "white")
        upright.paste(layer, mask=layer.getchannel("A"))
    flat = upright.convert("RGB")
    return Image.frombytes("RGB", flat.size, flat.tobytes())


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # broken metadata is about to be dropped anyway
        return picture


def _picture(kind: str, source: BinaryIO) -> Image.Image:
    try:
        picture = Image.open(source, formats=[FORMATS[kind]])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise kinds.Refused("too_many_pixels") from None
    if max(picture.size) > kinds.MAX_SIDE or picture.width * picture.height > kinds.MAX_PIXELS:
        raise kinds.Refused("too_many_pixels")
    if kind not in _MANY_ARE_NORMAL and getattr(picture, "n_frames", 1) > 1:
        raise kinds.Refused("animated")
    picture.load()
    return picture
