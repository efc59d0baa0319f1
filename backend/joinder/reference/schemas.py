"""What the API answers about reference data: one language, already under the display rule."""

from datetime import date

from pydantic import BaseModel, ConfigDict


class Read(BaseModel):
    """A response: built from objects, every field always present."""

    model_config = ConfigDict(from_attributes=True)


class SourceRead(Read):
    """Where a fact was read."""

    title: str
    link: str | None


class NamedRead(Read):
    """A code and its name."""

    id: str
    name: str


class EvidenceTypeRead(NamedRead):
    """A kind of evidence and a tip."""

    tip: str


class IssueRead(NamedRead):
    """An issue to choose, with what to do first."""

    version: int
    group: str
    description: str
    urgent: bool
    case_allowed: bool
    asks_fee_question: bool
    first_actions: list[str]
    evidence: list[EvidenceTypeRead]
    remedies: list[NamedRead]
    caveat: str | None
    confusable_with: list[str]
    channels: list[str]
    guides: list[NamedRead]


class IssuesRead(Read):
    """Every issue, its families, and every remedy that can be asked for."""

    groups: list[NamedRead]
    issues: list[IssueRead]
    remedies: list[NamedRead]


class LawRead(NamedRead):
    """A law article in our paraphrase; `citable` only once its condition is confirmed."""

    version: int
    article: str | None
    paraphrase: str
    condition: str | None
    cite_in_letter: bool
    sources: list[SourceRead]
    as_of: date
    confidence: str


class IssueDetail(IssueRead):
    """An issue with the laws people may read about."""

    laws: list[LawRead]


class ReferenceContactRead(Read):
    """A contact with its source, date, mark and scam warning."""

    kind: str
    value: str
    label: str | None
    instruction: bool
    sources: list[SourceRead]
    as_of: date
    last_verified: date | None
    mark: str
    warning: str


class ReferenceDeadlineRead(Read):
    """A period somebody must keep; no limit where the rule gives no number."""

    event: str
    name: str
    binds: str
    limit: int | None
    unit: str
    starts: str | None
    extendable_to: int | None
    meaning: str | None
    laws: list[str]
    sources: list[SourceRead]


class ReferenceChannelRead(NamedRead):
    """A channel in a list."""

    version: int
    region: str
    type: str
    escalation_level: int
    scope: str
    not_for: str | None
    takes_joint_letter: bool
    info_only: bool
    sources: list[SourceRead]
    as_of: date
    confidence: str


class ReferenceChannelDetail(ReferenceChannelRead):
    """A channel with contacts, what it needs and how long it has."""

    contacts: list[ReferenceContactRead]
    required_content: list[NamedRead]
    joint_status: str
    joint_rule: str
    min_representatives: int | None
    max_representatives: int | None
    prerequisites: list[str]
    deadlines: list[ReferenceDeadlineRead]
    conflicts: list[str]
    cautions: list[str]
    next: list[NamedRead]


class ReferenceRespondentRead(NamedRead):
    """A company brand and how to reach it; its contracting entity where that is sourced."""

    version: int
    region: str
    aliases: list[str]
    legal_name: str | None
    registration_code: str | None
    registered_address: str | None
    channel: str
    contacts: list[ReferenceContactRead]
    sources: list[SourceRead]
    as_of: date
    last_verified: date | None


class EscalationStepRead(Read):
    """One step up the ladder."""

    order: int
    when: str
    wait_limit: int | None
    wait_unit: str | None
    channels: list[NamedRead]


class EscalationPathRead(NamedRead):
    """The usual order of channels in a region."""

    region: str
    rule: str | None
    steps: list[EscalationStepRead]


class GuideRead(NamedRead):
    """A guide in a list."""

    version: int
    kind: str
    issues: list[str]


class GuideDetail(GuideRead):
    """A guide with its steps."""

    steps: list[str]
    escalate_when: str | None
    caution: str | None
    facts: list[str]
    next_guides: list[NamedRead]
    sources: list[SourceRead]
    as_of: date


class ReplyDeadlineRead(Read):
    """The reply period a letter asks for: our request."""

    default_days: int
    min_days: int
    max_days: int
    basis: str


class LetterKindRead(NamedRead):
    """A kind of letter."""

    version: int
    to_types: list[str]
    asks: str | None
    note: str
    reply_deadline: ReplyDeadlineRead | None
    sections: list[NamedRead]


class TextPageRead(Read):
    """A text page as Markdown."""

    name: str
    lang: str
    title: str
    markdown: str
    by_operator: bool
