"""What changed in a letter since the version a member approved: words, demands, recipient, channel, counts."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from joinder.core.errors import NotFound
from joinder.letters.body import Reader, plain
from joinder.reference import catalog


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the letter that was added or removed."""

    kind: Literal["added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was one thing and is another now."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One version as far as an approval binds to it."""

    composition: dict[str, Any]
    recipient: dict[str, Any]
    lang: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything an approval binds to that is not as it was."""

    lines: list[Line]
    recipient: Turn | None
    channel: Turn | None
    demands: bool
    figures: list[Line]


def between(before: Wording, after: Wording, lang: str) -> Changes:
    """Compare two versions of one letter for a reader; a line that was reworded is one removed and one added."""
    return Changes(
        lines=_lines(_words(before), _words(after)),
        recipient=_turn(before.recipient, after.recipient, "name"),
        channel=_channel(_turn(before.recipient, after.recipient, "channel_id"), lang),
        demands=before.composition["demands"] != after.composition["demands"],
        figures=_lines(_figures(before), _figures(after)),
    )


def _words(version: Wording) -> list[str]:
    reader = Reader(version.composition, version.lang)
    frame = [line for part in reader.frame().values() for line in part]
    sections = [_spoken(block) for section in reader.sections() for block in section["blocks"]]
    return [one for one in [reader.title(), *sections, *frame] if one.strip()]


def _spoken(block: dict[str, Any]) -> str:
    return f"{block['label']} {plain(block['runs'])}".strip()


def _figures(version: Wording) -> list[str]:
    reader = Reader(version.composition, version.lang)
    return [f"{name}: {query}" for _key, name, query in reader.definitions()]


def _turn(before: dict[str, Any], after: dict[str, Any], part: str) -> Turn | None:
    old, new = str(before.get(part, "")), str(after.get(part, ""))
    return None if old == new else Turn(old, new)


def _channel(turn: Turn | None, lang: str) -> Turn | None:
    return Turn(_channel_name(turn.before, lang), _channel_name(turn.after, lang)) if turn else None


def _channel_name(channel_id: str, lang: str) -> str:
    try:
        return getattr(catalog.channel(channel_id).names, lang)
    except NotFound:  # written when the channel was still listed
        return channel_id


def _lines(old: list[str], new: list[str]) -> list[Line]:
    found: list[Line] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += [Line("removed", one) for one in old[a:b]] + [Line("added", one) for one in new[c:d]]
    return found
