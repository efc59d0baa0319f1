"""The words of the house's own reference texts: what stands in them is ordinary, whoever uses it."""

from functools import cache

from joinder.matching.terms import LONGEST_TEXT, terms
from joinder.reference.catalog import DATA


@cache
def ordinary() -> frozenset[str]:
    """Return every term of the issues and guides, in all their languages."""
    found: set[str] = set()
    for name in ("issues", "guides"):
        text = (DATA / f"{name}.yaml").read_text("utf-8")
        found.update(*(terms(text[at : at + LONGEST_TEXT]) for at in range(0, len(text), LONGEST_TEXT)))
    return frozenset(found)
