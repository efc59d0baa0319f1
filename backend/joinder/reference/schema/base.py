"""What all reference entries share: texts in three languages, sources, dates, confidence and a version."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LangCode = Literal["zh", "en", "id"]
Confidence = Literal["high", "medium", "low", "unverified", "conflicting"]
Region = Literal["CN", "ID", "UK", "EU", "US"]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class Shape(BaseModel):
    """A strict, frozen piece of reference data; an unknown field is refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Text(Shape):
    """A text complete in Chinese and English, perhaps also in Indonesian."""

    zh: Line
    en: Line
    id: Line | None = None

    def say(self, lang: LangCode) -> str:
        """Return the text in a language; English stands in for Indonesian that was not written."""
        return {"zh": self.zh, "en": self.en, "id": self.id or self.en}[lang]


class Names(Text):
    """A text that members see: complete in all three languages."""

    id: Line  # pyright: ignore[reportIncompatibleVariableOverride, reportGeneralTypeIssues]


class Lines(Shape):
    """The same list of lines in three languages; unequal lengths are refused by the cross-check."""

    zh: list[Line]
    en: list[Line]
    id: list[Line]

    def say(self, lang: LangCode) -> list[str]:
        """Return the lines in a language."""
        return {"zh": self.zh, "en": self.en, "id": self.id}[lang]


class Entry(Shape):
    """Anything that is referred to by id and version; its content never changes under one version."""

    id: Slug
    version: Annotated[int, Field(ge=1)]


class SourcedEntry(Entry):
    """An entry that states facts: where from, as of when, how sure."""

    source: Annotated[list[str], Field(min_length=1)]
    as_of: date
    confidence: Confidence


SHOWABLE: tuple[Confidence, ...] = ("high", "medium", "low")
CITABLE: tuple[Confidence, ...] = ("high", "medium")
