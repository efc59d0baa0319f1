"""Issues: the types of problem, the evidence and remedies that belong to them, other bodies' taxonomies."""

from joinder.reference.schema.base import Confidence, Entry, Lines, Names, Shape, SourcedEntry, Text


class IssueGroup(Entry):
    """A family of issues."""

    names: Names


class EvidenceType(Entry):
    """A kind of evidence and how to make it useful."""

    names: Names
    tip: Names


class Remedy(Entry):
    """Something that can be asked of the company."""

    names: Names


class Issue(SourcedEntry):
    """A type of problem; `case_allowed` is false where a joint complaint has nobody to address."""

    group: str
    names: Names
    description: Names
    signals_zh: list[str]
    urgent: bool
    case_allowed: bool
    asks_fee_question: bool
    first_actions: Lines
    first_actions_confidence: Confidence | None = None
    typical_evidence: list[str]
    typical_remedies: list[str]
    primary_laws: list[str]
    channels: list[str]
    confusable_with: list[str]
    external: dict[str, str]
    caveat: Names | None = None
    note: Text | None = None


class ExternalIssue(Shape):
    """One issue name of another body and, where known, its share of that body's complaints in per mille."""

    name: str
    share_permille: int | None


class ExternalTaxonomy(SourcedEntry):
    """How another body sorts complaints; background, never shown as ours."""

    names: Text
    note: Text
    issues: list[ExternalIssue]
    labels: dict[str, list[str]]


class IssueFile(Shape):
    """The whole of issues.yaml."""

    groups: list[IssueGroup]
    evidence_types: list[EvidenceType]
    remedies: list[Remedy]
    issues: list[Issue]
    external_taxonomies: list[ExternalTaxonomy]
