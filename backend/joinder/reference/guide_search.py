"""Finding a guide by a few words: every word must occur; names weigh more than steps."""

from joinder.core.folding import fold
from joinder.core.search import words
from joinder.reference import display
from joinder.reference.schema.base import LangCode
from joinder.reference.schema.guides import Guide

NAME_WEIGHT = 5


def find_guides(query: str, lang: LangCode) -> list[Guide]:
    """Return the shown guides that hold every word (or pair of Chinese characters) asked for, best first.

    An empty query returns all of them. Words are looked for in the reader's language and in Chinese and English names.
    """
    wanted = words(query)
    if not wanted:
        return display.shown_guides()
    scored = [(_score(guide, wanted, lang), guide) for guide in display.shown_guides()]
    return [guide for score, guide in sorted(scored, key=lambda pair: -pair[0]) if score]


def _score(guide: Guide, wanted: list[str], lang: LangCode) -> int:
    names = fold(" ".join((guide.names.zh, guide.names.en, guide.names.id)))
    body = fold(_body(guide, lang))
    total = 0
    for word in wanted:
        folded = fold(word)
        if folded not in names and folded not in body:
            return 0
        total += NAME_WEIGHT * names.count(folded) + body.count(folded)
    return total


def _body(guide: Guide, lang: LangCode) -> str:
    parts = [*guide.steps, *guide.facts, *([guide.escalate_when] if guide.escalate_when else [])]
    parts += [guide.caution] if guide.caution else []
    return " ".join(part.say(lang) for part in parts)
