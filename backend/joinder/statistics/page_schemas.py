"""The shapes of numbers on the application's own pages: with their history, and where a case stands."""

from typing import Literal

from pydantic import BaseModel

from joinder.statistics.models import Release
from joinder.statistics.schemas import (
    CaseNumbersRead,
    CaseReleaseRead,
    CompanyReleaseRead,
    LineRead,
    Texts,
    TotalReleaseRead,
    line,
)


class PointRead(BaseModel):
    """The headline as one release printed it."""

    number: int
    as_of: str
    people: LineRead
    evidence_checked: LineRead


class StepRead(BaseModel):
    """One step of the way of a collective complaint, with the day it was reached, if it was.

    That of evidence says who checked it: organizers alone vouch for attached materials only.
    """

    name: Literal["confirmed", "joined", "evidence", "letter", "filed", "answered", "closed"]
    on: str | None
    checked_by: Literal["organizers", "moderators"] | None


class CaseStatisticsRead(BaseModel):
    """All that is printed about one case, how its headline went, and where it stands."""

    caveat: str
    numbers: CaseNumbersRead
    release: CaseReleaseRead | None
    history: list[PointRead]
    steps: list[StepRead]


class SumPointRead(BaseModel):
    """A sum's headline as one release printed it."""

    number: int
    as_of: str
    people_at_least: int
    cases: int


class TotalStatisticsRead(BaseModel):
    """All that is printed about a company or everything, and how it went; null before the first release."""

    caveat: str
    respondent: str | None
    respondent_names: Texts | None
    release: CompanyReleaseRead | TotalReleaseRead | None
    history: list[SumPointRead]


class FilingStateRead(BaseModel):
    """How many joint letters of public cases stand at one state, from public dates."""

    state: Literal["filed", "due", "overdue", "answered", "closed"]
    filings: int


class PatternShown(BaseModel):
    """Reports in no case that seem to tell one problem, as last released: reviewed words, a band, a trend of bands."""

    pattern: str
    respondent: str
    respondent_names: Texts
    issue: str
    label: list[str]
    size: LineRead
    trend: Literal["new", "rising", "falling", "steady"]
    number: int
    estimated_by: Literal["machine"] = "machine"


def point(release: Release) -> PointRead:
    """Return a release as a point of the headline's history."""
    return PointRead(
        number=release.number,
        as_of=release.payload["as_of"],
        people=line(release, "people"),
        evidence_checked=line(release, "evidence_checked"),
    )


def sum_point(release: Release) -> SumPointRead:
    """Return a sum's release as a point of its history."""
    payload = release.payload
    return SumPointRead(
        number=release.number,
        as_of=payload["as_of"],
        people_at_least=payload["lines"]["people"]["at_least"],
        cases=len(payload["cases"]),
    )


class MoveRead(BaseModel):
    """A public case that moved lately: what happened, on which day, and its newest printed headline."""

    numbers: CaseNumbersRead
    summary: str
    closed: bool
    kind: str
    on: str
