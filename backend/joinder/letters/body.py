"""The letter as it reads: markers resolved into values, as runs a screen or a printer can lay out."""

from datetime import date
from typing import Any

from joinder.letters import formats
from joinder.letters.facts import MARKER, Fact, from_json
from joinder.letters.phrases import say

Run = dict[str, str | None]


def known_facts(composition: dict[str, Any], figures: list[Fact] | None) -> dict[str, Fact]:
    """Return the facts a composed letter can show: the fixed ones and, once computed, its figures."""
    fixed = [from_json(one) for one in composition["facts"]]
    return {one.key: one for one in [*fixed, *(figures or [])]}


def runs(text: str, known: dict[str, Fact], names: dict[str, str], lang: str) -> list[Run]:
    """Split a text at its markers; a figure not computed yet shows its name in brackets."""
    out: list[Run] = []
    at = 0
    for hit in MARKER.finditer(text):
        if hit.start() > at:
            out.append({"text": text[at : hit.start()], "fact": None})
        key = hit.group(1)
        value = formats.write(known[key].kind, known[key].value, lang) if key in known else f"〔{names.get(key, key)}〕"
        out.append({"text": value, "fact": key})
        at = hit.end()
    if at < len(text):
        out.append({"text": text[at:], "fact": None})
    return out


def plain(parts: list[Run]) -> str:
    """Return the words of some runs in one line."""
    return "".join(part["text"] or "" for part in parts)


class Reader:
    """Reads one composed letter with a set of computed figures, or with none yet."""

    def __init__(self, composition: dict[str, Any], lang: str, figures: list[Fact] | None = None) -> None:
        """Keep the composition and the facts it may show."""
        self.composition = composition
        self.lang = lang
        self.computed = figures is not None
        self.known = known_facts(composition, figures)
        self.names = {one["key"]: one["name"] for one in composition["figures"]}

    def runs(self, text: str) -> list[Run]:
        """Return one text as runs."""
        return runs(text, self.known, self.names, self.lang)

    def title(self) -> str:
        """Return the title in one line."""
        return plain(self.runs(self.composition["title"]))

    def definitions(self) -> list[tuple[str, str, str]]:
        """Return key, name and meaning of every figure the text mentions."""
        used = {key for text in self._texts() for key in MARKER.findall(text)}
        found = [one for one in self.composition["figures"] if one["key"] in used]
        return [(one["key"], one["name"], one["query"]) for one in found]

    def _texts(self) -> list[str]:
        frame = [line for lines in self.composition["closing"].values() for line in lines]
        blocks = [block["text"] for section in self.composition["sections"] for block in section["blocks"]]
        return [self.composition["title"], *frame, *blocks]

    def sections(self) -> list[dict[str, Any]]:
        """Return the sections; blocks whose figures have nothing to say are left out once figures are computed."""
        return [self._section(one) for one in self.composition["sections"]]

    def _section(self, section: dict[str, Any]) -> dict[str, Any]:
        blocks = [self._block(one) for one in section["blocks"] if self._has(one["needs"])]
        return {"id": section["id"], "heading": section["heading"], "blocks": blocks}

    def _has(self, needs: list[str]) -> bool:
        return not self.computed or all(key in self.known for key in needs)

    def _block(self, block: dict[str, Any]) -> dict[str, Any]:
        return {"kind": block["kind"], "label": block["label"], "runs": self.runs(block["text"])}

    def frame(self) -> dict[str, list[str]]:
        """Return the lines before and after the sections."""
        return {part: [plain(self.runs(line)) for line in lines] for part, lines in self.composition["closing"].items()}

    def fact_rows(self) -> list[dict[str, str]]:
        """Return every fact the letter mentions, in order of mention: what, value, how obtained, as of."""
        mentioned: dict[str, Fact] = {}
        for section in self.sections():
            for block in section["blocks"]:
                for run in block["runs"]:
                    if run["fact"] in self.known:
                        mentioned.setdefault(run["fact"], self.known[run["fact"]])
        return [self._row(one) for one in mentioned.values()]

    def _row(self, fact: Fact) -> dict[str, str]:
        on: date | None = fact.as_of
        return {
            "key": fact.key,
            "name": fact.name,
            "value": formats.write(fact.kind, fact.value, self.lang),
            "query": fact.query,
            "source": fact.source,
            "as_of": formats.day(on, "day", self.lang) if on else say("unknown", self.lang),
        }
