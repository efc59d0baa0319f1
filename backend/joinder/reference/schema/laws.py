"""Laws: single articles in our own paraphrase, with the condition under which one may be cited."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from joinder.reference.schema.base import Region, Shape, SourcedEntry, Text

PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Law(SourcedEntry):
    """One article (or act); the official text wins wherever this paraphrase differs."""

    jurisdiction: Region
    names: Text
    article: str | None
    paraphrase: Text
    supports: list[str]
    condition: Text | None = None
    cite_in_letter: bool
    status: Literal["in_force", "repealed"]
    effective_from: PartialDate | None = None
    text_as_of: PartialDate | None = None
    status_checked: date | None = None
    note: Text | None = None


class LawFile(Shape):
    """The whole of laws.yaml."""

    laws: list[Law]
