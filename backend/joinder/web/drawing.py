"""Share pictures, 1200 × 630: drawn from released numbers and public words only, the same bytes for the same words."""

import io
import re
import threading
from dataclasses import dataclass
from functools import lru_cache

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from joinder.web.turns import turn

SIZE = (1200, 630)
PAPER, LIGHT, SOFT = "#0b4f4a", "#ffffff", "#a6e2d9"
EDGE = 72
PIECES = re.compile(r"[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+")
NEVER_FIRST = frozenset("，。、；：？！）》」』”’%…,.;:?!)")
_drawing = threading.Lock()  # a font face is not safe in two threads at once


@dataclass(frozen=True)
class Card:
    """What a share picture says."""

    over: str
    title: str
    number: str
    caption: str
    foot: str
    caveat: str
    site: str


@lru_cache(maxsize=64)
def png(card: Card) -> bytes:
    """Draw a card; kept by its words, so a new release is a new picture. Refuses (Unavailable) one too many at once."""
    with turn(), _drawing:
        return _draw(card)


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), size)


@lru_cache(maxsize=64)  # of several who waited for the same card, the first has it drawn
def _draw(card: Card) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    _mark(pen, EDGE, 56)
    pen.text((EDGE + 84, 62), card.site, LIGHT, _font(34))
    if card.over:
        pen.text((EDGE, 148), lines(card.over, _font(34), SIZE[0] - 2 * EDGE, 1)[0], SOFT, _font(34))
    for at, line in enumerate(balanced(card.title, _font(58), SIZE[0] - 2 * EDGE, 2 if card.number else 3)):
        pen.text((EDGE, 200 + 78 * at), line, LIGHT, _font(58))
    _figure(pen, card)
    for at, foot in enumerate([card.caveat, card.foot] if card.caveat else [card.foot]):
        line = lines(foot, _font(24), SIZE[0] - 2 * EDGE, 1)[0]
        pen.text((EDGE, SIZE[1] - (92 if card.caveat and at == 0 else 56)), line, SOFT, _font(24))
    out = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _figure(pen: ImageDraw.ImageDraw, card: Card) -> None:
    if not card.number:
        return
    big = _font(116 if len(card.number) <= 8 else 64)  # noqa: PLR2004 (words in place of a number stand smaller)
    base = SIZE[1] - 132
    pen.text((EDGE, base), card.number, LIGHT, big, anchor="ls")
    width = pen.textlength(card.number, big)
    room = SIZE[0] - 2 * EDGE - int(width) - 28
    caption = lines(card.caption, _font(36), room, 2)
    for at, line in enumerate(reversed(caption)):
        pen.text((EDGE + width + 28, base - at * 48), line, SOFT, _font(36), anchor="ls")


def _mark(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """Draw the two hooks of the mark."""
    pen.rounded_rectangle((x, y, x + 60, y + 60), 13, fill="#083f3b")
    pen.line((x + 17, y + 19, x + 33, y + 19), LIGHT, 5)
    pen.arc((x + 24, y + 17, x + 43, y + 38), -90, 90, LIGHT, 5)
    pen.line((x + 27, y + 36, x + 33, y + 36), LIGHT, 5)
    pen.line((x + 27, y + 42, x + 43, y + 42), SOFT, 5)
    pen.arc((x + 17, y + 23, x + 36, y + 44), 90, 270, SOFT, 5)
    pen.line((x + 27, y + 25, x + 33, y + 25), SOFT, 5)


def lines(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """Break a text into lines that fit: Latin between words, Chinese between characters; the rest becomes "…"."""
    found = [""]
    for piece in PIECES.findall(" ".join(text.split())):
        fits = font.getlength((found[-1] + piece).rstrip()) <= width
        if fits or not found[-1] or piece in NEVER_FIRST:
            found[-1] += piece
        else:
            found.append(piece.lstrip())
    found = [line.rstrip() for line in found]
    cut = len(found) > most
    found = found[:most]
    return [_fitting(line, font, width, cut=cut and at == most - 1) for at, line in enumerate(found)]


def balanced(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """Break a title into as few lines as fit, of about the same length."""
    found = lines(text, font, width, most)
    for narrower in range(width // 2, width, 24):
        tried = lines(text, font, narrower, most)
        if len(found) > 1 and len(tried) == len(found) and not tried[-1].endswith("…"):
            return tried
    return found


def _fitting(line: str, font: ImageFont.FreeTypeFont, width: int, *, cut: bool) -> str:
    if not cut and font.getlength(line) <= width + font.size:
        return line
    while line and font.getlength(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"
