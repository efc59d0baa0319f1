"""The one plain document both printers lay out (PDF and DOCX): body, closing, annexes, marks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from joinder.letters.body import Reader, plain
from joinder.letters.phrases import say

CN_NUMERALS = "一二三四五六七八九十"
UNNUMBERED = {"parties", "reporter", "respondent"}


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One person's line in the recipient's annex: a code, or what they granted this recipient."""

    number: int
    who: str
    when: str
    amount: str
    asks: str
    granted: list[str] = field(default_factory=list[str])

    def cells(self) -> list[str]:
        """Return the cells in column order."""
        return [str(self.number), self.who, self.when, self.amount, self.asks]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One line of the list of exhibits."""

    member: int
    n: int
    kind: str
    when: str

    def cells(self, lang: str) -> list[str]:
        """Return the cells in column order."""
        return [
            say("exhibit/number", lang, member=self.member, n=self.n),
            say(f"exhibit/kind/{self.kind}", lang),
            say("exhibit/source", lang, member=self.member),
            say("exhibit/proves", lang, member=self.member, when=self.when),
        ]


@dataclass(frozen=True, slots=True)
class Annex:
    """What only the recipient's copy carries."""

    people: Sequence[AnnexRow]
    exhibits: Sequence[Exhibit]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a copy is marked with: its number, its audience, its fixed moment."""

    reference: str
    at: datetime
    draft: bool = False


def _heading(at: int, text: str, lang: str) -> str:
    if lang == "zh":
        return f"{CN_NUMERALS[at] if at < len(CN_NUMERALS) else at + 1}、{text}"
    return f"{at + 1}. {text}"


def _numbered(reader: Reader) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    at = 0
    for section in reader.sections():
        if not section["blocks"]:
            continue
        numbered = section["id"] not in UNNUMBERED
        heading = _heading(at, section["heading"], reader.lang) if numbered else ""
        at += numbered
        out.append({"heading": heading, "blocks": _items(section["blocks"], reader.lang)})
    return out


def _items(blocks: list[dict[str, Any]], lang: str) -> list[dict[str, str]]:
    out: list[dict[str, str]] = []
    at = 0
    for block in blocks:
        mark = ""
        if block["kind"] == "item":
            mark = f"（{CN_NUMERALS[at % 10]}）" if lang == "zh" else f"({chr(97 + at % 26)})"
            at += 1
        out.append({"kind": block["kind"], "label": block["label"], "mark": mark, "text": plain(block["runs"])})
    return out


def _columns(names: Sequence[str], lang: str) -> list[str]:
    return [say(f"annex/columns/{name}", lang) for name in names]


def build(reader: Reader, marks: Marks, annex: Annex | None) -> dict[str, Any]:
    """Build the document of one copy; without an annex it is the members' copy."""
    lang = reader.lang
    tables: list[dict[str, Any]] = []
    if annex is not None:
        rows = [row.cells() for row in annex.people]
        tables.append(_table("people", ("number", "who", "when", "amount", "asks"), rows, lang))
        tables[0] |= {"note": say("annex/people_note", lang), "more": ["\n".join(row.granted) for row in annex.people]}
        exhibits = [one.cells(lang) for one in annex.exhibits]
        tables.append(_table("exhibits", ("exhibit", "name", "source", "proves"), exhibits, lang))
        if not exhibits:
            tables[1]["note"] = say("annex/no_exhibits", lang)
    facts = [
        [one["name"], one["value"], f"{one['query']} · {one['source']}", one["as_of"]] for one in reader.fact_rows()
    ]
    tables.append(_table("facts", ("fact", "value", "query", "as_of"), facts, lang))
    frame = reader.frame()
    return {
        "lang": lang,
        "title": reader.title(),
        "frame": frame,
        "sections": _numbered(reader),
        "annex_word": say("annex/word", lang),
        "tables": tables,
        "withheld": say("annex/withheld", lang) if annex is None else "",
        "number": say("letter_number", lang, reference=marks.reference),
        "copy": say("copy/recipient" if annex is not None else "copy/member", lang),
        "draft": say("draft_mark", lang) if marks.draft else "",
        "page": say("page", lang),
    }


def _table(name: str, columns: Sequence[str], rows: list[list[str]], lang: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": say(f"annex/{name}", lang),
        "columns": _columns(columns, lang),
        "rows": rows,
        "more": [""] * len(rows),
        "note": "",
    }
