"""Letter kinds, their sections, templates, forms of other bodies and the rules of tone."""

from typing import Literal

from joinder.reference.schema.base import Confidence, Entry, Line, Names, Shape, SourcedEntry, Text


class ReplyDeadline(Shape):
    """The reply period a letter asks for: our request, never presented as the law's."""

    default_days: int
    unit: Literal["calendar_days"]
    editable: bool
    min_days: int
    max_days: int
    basis: Text
    source: list[str]


class LetterKind(SourcedEntry):
    """A kind of letter, whom it goes to and which sections it has."""

    names: Names
    to_types: list[str]
    asks: Text | None = None
    note: Text
    reply_deadline: ReplyDeadline | None = None
    sections: list[str]


class Section(Entry):
    """A part of a letter; {{fields}} are filled from facts."""

    names: Names
    required: bool
    content: Text
    rules: list[Text]


class Template(Entry):
    """A whole letter as one draft text in one language."""

    lang: Literal["zh", "en", "id"]
    body: Line


class Column(Entry):
    """A column of the exhibit list."""

    names: Names


class Numbering(Shape):
    """How exhibits are numbered."""

    shared: Text
    personal: Text
    annex: Text


class ExhibitList(Shape):
    """How the list of exhibits is laid out."""

    columns: list[Column]
    numbering: Numbering
    rules: list[Text]
    note: Text
    source: list[str]
    confidence: Confidence


class ChannelRequirement(SourcedEntry):
    """What one channel asks of a letter."""

    channel: str
    identity: Text
    representatives: Text
    authorisation: Text
    id_number: Text
    signature: Text
    notes: Text


class ExternalForm(SourcedEntry):
    """The fields of another body's own form."""

    channel: str
    names: Text
    fields: list[Text]


class LintRule(Entry):
    """A rule of tone and care; patterns are Chinese words that set it off."""

    severity: Literal["error", "warn", "info"]
    text: Text
    pattern_zh: list[str]


class Standard(SourcedEntry):
    """The words an international standard uses; background."""

    names: Text
    note: Text
    lists: dict[str, list[str]]


class WritingRules(Shape):
    """How to write, in a few lines."""

    do: list[Text]
    dont: list[Text]
    conventions: list[Text]
    source: list[str]


class LetterFile(Shape):
    """The whole of letters.yaml."""

    letter_kinds: list[LetterKind]
    sections: list[Section]
    templates: list[Template]
    exhibit_list: ExhibitList
    channel_requirements: list[ChannelRequirement]
    external_forms: list[ExternalForm]
    lint_rules: list[LintRule]
    standards: list[Standard]
    writing_rules: WritingRules
