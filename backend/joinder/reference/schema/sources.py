"""Sources of every fact, and the respondents (company brands) people can complain about."""

from datetime import date
from typing import Literal

from joinder.reference.schema.base import Entry, Line, Names, Region, Shape, SourcedEntry

SourceType = Literal[
    "official",
    "primary_copy",
    "primary_partial",
    "mixed",
    "secondary",
    "unofficial",
    "conflicting",
    "unreliable",
    "none",
]
LINKABLE: tuple[SourceType, ...] = ("official", "primary_copy", "primary_partial", "mixed")


class Source(Entry):
    """Where a fact was read; the title stays in the source's own language."""

    title: Line
    type: SourceType
    urls: list[str]
    note: str | None = None

    @property
    def link(self) -> str | None:
        """The address a reader may be sent to; none for reprints and look-alike sites."""
        return self.urls[0] if self.urls and self.type in LINKABLE else None


class Respondent(SourcedEntry):
    """A company brand; the contracting entity stays empty until it is sourced."""

    names: Names
    aliases: list[Line]
    region: Region
    status: Literal["listed", "proposed", "hidden"]
    channel: str
    fallback_channel: str
    legal_name: str | None
    registration_code: str | None
    registered_address: str | None
    last_verified: date | None = None


class SourceFile(Shape):
    """The whole of sources.yaml."""

    sources: list[Source]


class RespondentFile(Shape):
    """The whole of respondents.yaml."""

    respondents: list[Respondent]
