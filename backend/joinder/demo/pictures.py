"""Evidence drawn by code: screens of wallets that do not exist, taken in as files of people would be."""

import asyncio
import io
import random
from collections.abc import AsyncGenerator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from joinder.evidence import intake
from joinder.evidence.intake import Kept

MOST = 60
SIZE = (360, 640)
INK, PALE, LINE = "#1d2430", "#7b8494", "#e3e6ec"
AT_ONCE = 2


@dataclass(frozen=True)
class Screen:
    """What one screenshot shows."""

    brand: str
    colour: str
    title: str
    amount: str
    day: str
    order: str
    state: str


def draw(screen: Screen, rng: random.Random) -> bytes:
    """Return a screenshot as PNG bytes, marked as invented across the page."""
    image = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 92), fill=screen.colour)
    pen.text((20, 34), screen.brand, fill="white", font=_font(24))
    pen.text((20, 116), screen.title, fill=INK, font=_font(20))
    pen.text((20, 152), screen.amount, fill=INK, font=_font(38))
    for place, (label, value) in enumerate(
        (("日期 Date", screen.day), ("订单 Order", screen.order), ("状态 State", screen.state))
    ):
        top = 236 + place * 58
        pen.line((20, top - 14, SIZE[0] - 20, top - 14), fill=LINE, width=1)
        pen.text((20, top), label, fill=PALE, font=_font(15))
        pen.text((130, top), value, fill=INK, font=_font(15))
    pen.rounded_rectangle((20, 560, SIZE[0] - 20, 606), 12, outline=screen.colour, width=2)
    pen.text((112, 572), "联系客服 Help", fill=screen.colour, font=_font(17))
    shade = rng.randrange(226, 240)
    pen.text((36, 450), "演示 DEMO · 虚构 INVENTED", fill=(shade, shade, shade), font=_font(22))
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), size)


class Darkroom:
    """Has pictures decoded and kept beside the telling of the year, as an upload would be."""

    def __init__(self) -> None:
        """Open for at most sixty pictures."""
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._left = MOST

    def take(self, data: bytes) -> Future[Kept]:
        """Take one picture in; refuse (ValueError) a sixty-first."""
        if not self._left:
            raise ValueError("The demo keeps at most sixty pictures.")
        self._left -= 1
        return self._pool.submit(lambda: asyncio.run(_settled(data)))

    def close(self) -> None:
        """Wait for nothing more."""
        self._pool.shutdown(cancel_futures=True)


async def _settled(data: bytes) -> Kept:
    async with intake.received(_pieces(data), len(data)) as arrived:
        return intake.settle(arrived)


async def _pieces(data: bytes) -> AsyncGenerator[bytes]:
    yield data
