"""The shapes of public numbers; docs/data.md explains every field."""

from typing import Literal

from pydantic import BaseModel

from joinder.statistics.models import Release

Texts = dict[str, str]


class LineRead(BaseModel):
    """One printed line: an exact value, a band ("at least"), or withheld; with the day it was last changed."""

    state: Literal["exact", "band", "withheld"]
    value: int | None
    at_least: int | None
    as_of: str | None


class SumRead(BaseModel):
    """A sum of printed lines: a lower bound."""

    at_least: int


class CellRead(BaseModel):
    """One printed cell of a breakdown."""

    cell: str
    value: int
    as_of: str


class SumCellRead(BaseModel):
    """One cell added up over cases."""

    cell: str
    at_least: int


class LinesRead(BaseModel):
    """The printed lines of a case."""

    people: LineRead
    evidence_checked: LineRead
    set_aside: LineRead
    named: LineRead
    incidents: LineRead
    withdrawn: LineRead
    rejected: LineRead
    repeated: LineRead


class SumLinesRead(BaseModel):
    """The printed lines added up over cases."""

    people: SumRead
    evidence_checked: SumRead
    set_aside: SumRead
    named: SumRead
    incidents: SumRead
    withdrawn: SumRead
    rejected: SumRead
    repeated: SumRead


class BreakdownsRead(BaseModel):
    """A case's people by one dimension at a time."""

    area: list[CellRead]
    month: list[CellRead]
    issue: list[CellRead]
    amount: list[CellRead]


class SumBreakdownsRead(BaseModel):
    """Printed cells added up over cases."""

    area: list[SumCellRead]
    month: list[SumCellRead]
    issue: list[SumCellRead]
    amount: list[SumCellRead]


class NotShownRead(BaseModel):
    """The headline less the cells shown, where both are exact."""

    area: int | None
    month: int | None
    issue: int | None
    amount: int | None


class HeadRead(BaseModel):
    """Which release this is and what goes with it."""

    schema_: str
    method: str
    number: int
    released_at: str
    as_of: str
    previous: str | None
    verified: list[str]
    caveats: dict[str, Texts]

    model_config = {"populate_by_name": True, "alias_generator": lambda name: name.rstrip("_")}


class CaseReleaseRead(HeadRead):
    """A case's release."""

    scope: Literal["case"]
    case: str
    respondent: str
    issue: str
    checked_by: Literal["organizers", "moderators"]
    lines: LinesRead
    received: SumRead
    breakdowns: BreakdownsRead
    not_shown: NotShownRead


class PatternReleaseRead(HeadRead):
    """A release of an emerging pattern: words a moderator read, a band of people, how the printed bands moved."""

    scope: Literal["pattern"]
    pattern: str
    respondent: str
    issue: str
    label: list[str]
    size: LineRead
    trend: Literal["new", "rising", "falling", "steady"]
    estimated_by: Literal["machine"]


class CaseNamedRead(BaseModel):
    """A case release that a total adds up."""

    case: str
    number: int
    hash: str


class IssueSumRead(BaseModel):
    """Headlines added up by the cases' issue."""

    issue: str
    people_at_least: int


class RespondentSumRead(BaseModel):
    """Headlines added up by company."""

    respondent: str
    people_at_least: int


class TotalReleaseRead(HeadRead):
    """A company's or the home's release: sums of the cases' printed lines."""

    scope: Literal["company", "home"]
    cases: list[CaseNamedRead]
    lines: SumLinesRead
    received: SumRead
    breakdowns: SumBreakdownsRead
    issues: list[IssueSumRead]
    respondents: list[RespondentSumRead]


class CompanyReleaseRead(TotalReleaseRead):
    """A company's release."""

    respondent: str


class CaseEnvelope(BaseModel):
    """A case's signed release: check `signature` over the canonical JSON of `release`; `caveat` in your language."""

    release: CaseReleaseRead
    signature: str
    key: str
    caveat: str | None


class TotalEnvelope(BaseModel):
    """A signed sum over cases."""

    release: CompanyReleaseRead | TotalReleaseRead
    signature: str
    key: str
    caveat: str | None


class PatternEnvelope(BaseModel):
    """A signed release of an emerging pattern."""

    release: PatternReleaseRead
    signature: str
    key: str
    caveat: str | None


class PatternPage(BaseModel):
    """One page of the patterns shown now, each with its newest signed release."""

    items: list[PatternEnvelope]
    next_cursor: str | None
    caveat: str


class ReleasePage(BaseModel):
    """One page of signed releases."""

    items: list[CaseEnvelope | TotalEnvelope]
    next_cursor: str | None
    caveat: str


class CaseNumbersRead(BaseModel):
    """A public case with its newest printed headline; null before the first release."""

    case: str
    title: str
    lang: str
    respondent: str
    respondent_names: Texts
    issue: str
    number: int | None
    released_at: str | None
    people: LineRead
    evidence_checked: LineRead


class CaseNumbersPage(BaseModel):
    """One page of public cases."""

    items: list[CaseNumbersRead]
    next_cursor: str | None
    caveat: str


class KeyRead(BaseModel):
    """The public key (Ed25519) under which releases are signed."""

    key: str
    algorithm: Literal["Ed25519"]
    public_key: str
    method: str
    caveat: str


WITHHELD = LineRead(state="withheld", value=None, at_least=None, as_of=None)


def line(release: Release | None, name: str) -> LineRead:
    """Return one line of a release; withheld before the first."""
    return WITHHELD if release is None else LineRead(**release.payload["lines"][name])
