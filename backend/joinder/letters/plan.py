"""What a drafter decides about a letter; everything else in it is computed or taken from reference data."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Lang = Literal["zh", "en", "id"]


class Shape(BaseModel):
    """A strict piece of a plan; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Demand(Shape):
    """One thing asked for, by remedy: for everyone, or for the sub-group whose reports ask for it."""

    key: Key
    remedy: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    what: Line | None = None
    everyone: bool = False


class Stated(Shape):
    """A number, date, amount or quotation the drafter brings in, with where it can be checked."""

    key: Key
    kind: Literal["count", "money", "date", "quotation", "text"]
    value: Line
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    name: Line
    source: Line


class Moment(Shape):
    """One line of the timeline: a dated event with its source."""

    on: date
    precision: Literal["day", "month", "about"] = "day"
    what: Line
    source: Line


class Citation(Shape):
    """A law the drafter wants cited, and whether its condition was confirmed to hold."""

    law_id: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    condition_confirmed: bool = False


class Previous(Shape):
    """The earlier letter a reminder is about."""

    sent_on: date
    reference: Line


class LetterPlan(Shape):
    """Everything a drafter decides; text may mention facts as {{key}}."""

    kind_id: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    lang: Lang
    channel_id: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    title: Line | None = None
    problem: Paragraph
    common_facts: list[Paragraph] = Field(default_factory=list, max_length=12)
    timeline: list[Moment] = Field(default_factory=list, max_length=40)
    impact: Paragraph | None = None
    prior: Paragraph | None = None
    previous: Previous | None = None
    demands: list[Demand] = Field(default_factory=list, max_length=12)
    stated: list[Stated] = Field(default_factory=list, max_length=40)
    laws: list[Citation] = Field(default_factory=list, max_length=8)
    reply_days: Annotated[int, Field(ge=3, le=60)] | None = None
    reply_period_law: Annotated[str, StringConstraints(max_length=60)] | None = None
    reply_to: Line | None = None
    handed_in_by: list[Line] = Field(default_factory=list, max_length=5)

    def own_words(self) -> list[tuple[str, str]]:
        """Return every text the drafter wrote, with where it stands."""
        found = [("problem", self.problem), ("title", self.title), ("impact", self.impact), ("prior", self.prior)]
        found += [(f"common_facts.{at}", text) for at, text in enumerate(self.common_facts)]
        found += [(f"timeline.{at}.what", one.what) for at, one in enumerate(self.timeline)]
        found += [(f"demands.{at}.what", one.what) for at, one in enumerate(self.demands)]
        return [(where, text) for where, text in found if text]

    def quoted_words(self) -> list[tuple[str, str]]:
        """Return what the drafter brings in from elsewhere (values, names, sources), with where it stands."""
        found = [(f"timeline.{at}.source", one.source) for at, one in enumerate(self.timeline)]
        for at, one in enumerate(self.stated):
            found += [(f"stated.{at}.name", one.name), (f"stated.{at}.source", one.source)]
            found += [(f"stated.{at}.value", one.value)] if one.kind in ("quotation", "text") else []
        return found
