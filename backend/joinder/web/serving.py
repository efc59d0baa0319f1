"""A server-made page: its head, its readable summary, and around both the built web app."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from joinder.core.settings import get_settings
from joinder.core.texts import LANGS
from joinder.web.wording import LANGUAGES, TAGS, Words

TITLE = re.compile(r"<title>.*?</title>")
HTML = re.compile(r"<html[^>]*>")
ROOT = '<div id="root"></div>'
BARE = f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title></title></head><body>{ROOT}</body></html>'
LONGEST_DESCRIPTION = 200
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Head:
    """What a page says of itself: its address without the language, title, description, picture and data."""

    path: str
    title: str
    description: str
    picture: str = ""
    data: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    status: int = 200
    index: bool = True
    kind: str = "website"


def static_dir() -> Path:
    """Return where the built web app lies."""
    return get_settings().static_dir or Path(__file__).parents[3] / "frontend" / "dist"


def app_shell() -> str:
    """Return the built index page; a bare one where the web app was not built."""
    file = static_dir() / "index.html"
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else BARE


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> str:
    return file.read_text("utf-8")


def absolute(path: str) -> str:
    """Return the public address of a path."""
    return get_settings().public_url.rstrip("/") + path


def short(text: str, most: int = LONGEST_DESCRIPTION) -> str:
    """Return a text on one line, cut at a length."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def data_block(data: dict[str, Any]) -> Markup:
    """Return JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 (escaped just above)


@lru_cache
def environment() -> Environment:
    """Return the templates; everything is escaped, a missing value is an error."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.filters["data_block"] = data_block
    return made


def answer(request: Request, words: Words, head: Head, template: str, **context: Any) -> Response:  # noqa: ANN401
    """Answer with a page: the summary stands in the built app and makes room for it when that has started.

    The ETag is the hash of the bytes, which hold released numbers and public facts only.
    """
    shared = {
        "t": words,
        "lang": words.lang,
        "head": head,
        "demo": get_settings().demo,
        "tags": TAGS,
        "languages": LANGUAGES,
        "langs": LANGS,
        "absolute": absolute,
    }
    top = environment().get_template("head.html").render(shared)
    body = environment().get_template(template).render({**shared, **context})
    html = HTML.sub(f'<html lang="{TAGS[words.lang]}">', app_shell(), count=1)
    html = TITLE.sub(lambda _found: top, html, count=1).replace(ROOT, body, 1)
    return html_answer(request, html, head.status, index=head.index)


def html_answer(request: Request, html: str, status: int = 200, *, index: bool = True) -> Response:
    """Answer with HTML under an ETag of its bytes."""
    data = html.encode()
    headers = {"Cache-Control": "no-cache", "ETag": f'"{hashlib.sha256(data).hexdigest()[:32]}"'}
    if not index or status != 200:  # noqa: PLR2004
        headers["X-Robots-Tag"] = "noindex"
    if status == 200 and headers["ETag"] in request.headers.get("if-none-match", ""):  # noqa: PLR2004
        return Response(status_code=304, headers=headers)
    return Response(data, status, headers, media_type="text/html; charset=utf-8")


def plain_shell(request: Request, status: int = 200) -> Response:
    """Answer with the app alone, for pages that are nobody else's business; search engines keep out."""
    lang = request.url.path.split("/", 2)[1]
    html = app_shell().replace(ROOT, _needs_script() + ROOT, 1)
    if lang in LANGS:
        html = HTML.sub(f'<html lang="{TAGS[lang]}">', html, count=1)
    return html_answer(request, html, status, index=False)


@lru_cache
def _needs_script() -> str:
    said = "".join(f'<p lang="{TAGS[lang]}">{escape(Words(lang)("page.needs_script"))}</p>' for lang in LANGS)
    return f"<noscript>{said}</noscript>"
