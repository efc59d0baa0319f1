"""The editable text pages (terms, privacy, imprint): Markdown files, overridable by the operator."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from joinder.core.errors import NotFound
from joinder.reference.schema.base import LangCode

PageName = Literal["terms", "privacy", "imprint"]
PAGES = Path(__file__).parent / "pages"
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A text page: its title (the first heading), its Markdown and whether the operator wrote it."""

    name: PageName
    lang: LangCode
    title: str
    markdown: str
    by_operator: bool


def read_page(name: str, lang: LangCode, *, overrides: Path | None = None, operator: str = "") -> Page:
    """Return a page in a language, the operator's own text first; refuses an unknown name.

    `{operator}` in the text becomes the operator's name from the settings, or a visible note that it is missing.
    """
    if name not in get_args(PageName):
        raise NotFound("reference.no_page", id=name)
    known = cast("PageName", name)
    own = overrides / f"{known}.{lang}.md" if overrides else None
    by_operator = own is not None and own.is_file()
    text = (own if own is not None and by_operator else PAGES / f"{known}.{lang}.md").read_text("utf-8")
    text = text.replace("{operator}", operator or _MISSING[lang])
    heading = _HEADING.search(text)
    return Page(known, lang, heading.group(1).strip() if heading else known, text, by_operator)


_MISSING: dict[LangCode, str] = {
    "zh": "（运营者尚未填写名称）",
    "en": "(the operator has not entered a name yet)",
    "id": "(operator belum mengisi nama)",
}
