"""Typed, cached access to the reference data in data/*.yaml; anything unknown is refused."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from joinder.core.errors import NotFound
from joinder.reference.schema.base import Entry
from joinder.reference.schema.channels import Channel, ChannelFile, EscalationPath, Wordings
from joinder.reference.schema.guides import Guide, GuideFile
from joinder.reference.schema.issues import EvidenceType, Issue, IssueFile, IssueGroup, Remedy
from joinder.reference.schema.laws import Law, LawFile
from joinder.reference.schema.letters import ChannelRequirement, LetterFile, LetterKind
from joinder.reference.schema.sources import Respondent, RespondentFile, Source, SourceFile

DATA = Path(__file__).parent / "data"
UNSPECIFIED = "unspecified"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def raw(name: str) -> dict[str, Any]:
    """Return a data file as written; callers must not change it."""
    return yaml.load((DATA / f"{name}.yaml").read_text("utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader


@cache
def _laws() -> LawFile:
    return LawFile.model_validate(raw("laws"))


@cache
def _guides() -> GuideFile:
    return GuideFile.model_validate(raw("guides"))


@cache
def _sources() -> SourceFile:
    return SourceFile.model_validate(raw("sources"))


@cache
def _respondents() -> RespondentFile:
    return RespondentFile.model_validate(raw("respondents"))


@cache
def _by_id(name: str) -> dict[str, Entry]:
    entries: dict[str, list[Any]] = {
        "issue": issue_file().issues,
        "evidence_type": issue_file().evidence_types,
        "remedy": issue_file().remedies,
        "channel": channel_file().channels,
        "law": laws(),
        "guide": guides(),
        "letter_kind": letter_file().letter_kinds,
        "source": sources(),
        "respondent": respondents(),
    }
    return {entry.id: entry for entry in entries[name]}


def _one(name: str, ref_id: str) -> Any:  # noqa: ANN401 - narrowed by the public functions
    found = _by_id(name).get(ref_id)
    if found is None:
        raise NotFound("reference.unknown", field=name, id=ref_id)
    return found


@cache
def issue_file() -> IssueFile:
    """Return the whole of issues.yaml."""
    return IssueFile.model_validate(raw("issues"))


@cache
def channel_file() -> ChannelFile:
    """Return the whole of channels.yaml."""
    return ChannelFile.model_validate(raw("channels"))


@cache
def letter_file() -> LetterFile:
    """Return the whole of letters.yaml: sections, templates, lint rules and all."""
    return LetterFile.model_validate(raw("letters"))


def issues() -> list[Issue]:
    """Return every issue, `unspecified` among them."""
    return issue_file().issues


def issue(ref_id: str) -> Issue:
    """Return an issue; refuses an unknown id."""
    return _one("issue", ref_id)


def issue_groups() -> list[IssueGroup]:
    """Return the families of issues, in order."""
    return issue_file().groups


def evidence_type(ref_id: str) -> EvidenceType:
    """Return a kind of evidence; refuses an unknown id."""
    return _one("evidence_type", ref_id)


def remedies() -> list[Remedy]:
    """Return every remedy."""
    return issue_file().remedies


def remedy(ref_id: str) -> Remedy:
    """Return a remedy; refuses an unknown id."""
    return _one("remedy", ref_id)


def channels() -> list[Channel]:
    """Return every channel, also those never shown (see display.shown_channels)."""
    return channel_file().channels


def channel(ref_id: str) -> Channel:
    """Return a channel; refuses an unknown id."""
    return _one("channel", ref_id)


def escalation_paths() -> list[EscalationPath]:
    """Return the usual order of channels, one a region."""
    return channel_file().escalation_paths


def wordings() -> Wordings:
    """Return the fixed sentences that go with every contact."""
    return channel_file().wordings


def laws() -> list[Law]:
    """Return every law article, also those never cited (see display.citable)."""
    return _laws().laws


def law(ref_id: str) -> Law:
    """Return a law article; refuses an unknown id."""
    return _one("law", ref_id)


def laws_of_issue(issue_id: str) -> list[Law]:
    """Return the laws of an issue: its primary ones in order, then all others that support it."""
    first = issue(issue_id).primary_laws
    rest = [entry.id for entry in laws() if issue_id in entry.supports and entry.id not in first]
    return [law(ref_id) for ref_id in [*first, *rest]]


def guides() -> list[Guide]:
    """Return every guide, also those never shown (see display.shown_guides)."""
    return _guides().guides


def guide(ref_id: str) -> Guide:
    """Return a guide; refuses an unknown id."""
    return _one("guide", ref_id)


def letter_kinds() -> list[LetterKind]:
    """Return every kind of letter."""
    return letter_file().letter_kinds


def letter_kind(ref_id: str) -> LetterKind:
    """Return a kind of letter; refuses an unknown id."""
    return _one("letter_kind", ref_id)


def channel_requirement(channel_id: str) -> ChannelRequirement | None:
    """Return what a channel asks of a letter, where that is known."""
    return next((entry for entry in letter_file().channel_requirements if entry.channel == channel_id), None)


def sources() -> list[Source]:
    """Return every source."""
    return _sources().sources


def source(ref_id: str) -> Source:
    """Return a source; refuses an unknown id."""
    return _one("source", ref_id)


def respondents() -> list[Respondent]:
    """Return the company brands that ship with the product (the cases room upserts them)."""
    return _respondents().respondents


def respondent(ref_id: str) -> Respondent:
    """Return a company brand; refuses an unknown id."""
    return _one("respondent", ref_id)
