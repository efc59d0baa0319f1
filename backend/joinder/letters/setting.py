"""Plain values a letter is composed in: respondent, recipient, kind, laws, names; gathered outside, given in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from joinder.letters.plan import Lang


@dataclass(frozen=True, slots=True)
class Party:
    """The respondent: the brand people know and the entity they contract with, each with its source."""

    brand: str
    legal_name: str | None
    registration_code: str | None
    address: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the letter goes to, through which version of which channel."""

    channel_id: str
    channel_version: int
    channel_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: which sections in which order, and which reply period may be asked for."""

    id: str
    version: int
    sections: list[str]
    default_days: int | None = None
    reply_range: tuple[int, int] = (3, 60)


@dataclass(frozen=True, slots=True)
class LawText:
    """One article as reference data has it, in the letter's language."""

    id: str
    name: str
    article: str | None
    paraphrase: str
    condition: str | None
    cite_in_letter: bool
    in_force: bool
    confidence: str
    source: str
    as_of: date | None

    @property
    def key(self) -> str:
        """The key of the fact that holds the article number."""
        return "law." + self.id.lower().replace("_", "-")

    @property
    def label(self) -> str:
        """The law and its article in one line."""
        return f"{self.name} {self.article or ''}".strip()


@dataclass(frozen=True, slots=True)
class Others:
    """What the latest public release says about the case: the only way others appear in a letter."""

    people: int
    on: date
    release: int


@dataclass(frozen=True, slots=True)
class Setting:
    """All a letter needs besides the drafter's plan."""

    lang: Lang
    on: date
    respondent: Party
    recipient: Recipient
    kind: Kind
    issue: str
    issue_id: str
    remedies: Mapping[str, str]
    counted_as: Mapping[str, str] = field(default_factory=dict[str, str])
    laws: Mapping[str, LawText] = field(default_factory=dict[str, LawText])
    others: Others | None = None
