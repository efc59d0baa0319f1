"""The display rule: what may be shown to people, and the marks that go with it. Pure functions."""

from dataclasses import dataclass
from datetime import date

from joinder.reference import catalog
from joinder.reference.schema.base import CITABLE, SHOWABLE, Confidence, LangCode, SourcedEntry, Text
from joinder.reference.schema.channels import Channel, Contact, Deadline, Prerequisite
from joinder.reference.schema.guides import Guide
from joinder.reference.schema.issues import Issue
from joinder.reference.schema.laws import Law

REACHABLE = ("law", "reported")
SHOWN = (*REACHABLE, "howto")


@dataclass(frozen=True)
class SourceLine:
    """Where a fact was read: the title, and a link only to addresses a reader may be sent to."""

    title: str
    link: str | None


@dataclass(frozen=True)
class VisibleContact:
    """A contact with everything that must stand beside it."""

    kind: str
    value: str
    label: str | None
    instruction: bool
    sources: list[SourceLine]
    as_of: date
    last_verified: date | None
    mark: str
    warning: str


def showable(confidence: Confidence) -> bool:
    """Tell whether a fact of this confidence may be shown: unverified and conflicting ones never are."""
    return confidence in SHOWABLE


def shown_channels() -> list[Channel]:
    """Return the channels people may see."""
    return [entry for entry in catalog.channels() if showable(entry.confidence)]


def shown_guides() -> list[Guide]:
    """Return the guides people may see."""
    return [entry for entry in catalog.guides() if showable(entry.confidence)]


def shown_issues() -> list[Issue]:
    """Return the issues people may see and choose."""
    return [entry for entry in catalog.issues() if showable(entry.confidence)]


def shown_deadlines(channel: Channel) -> list[Deadline]:
    """Return a channel's deadlines people may see and count on."""
    return [entry for entry in channel.deadlines if showable(entry.confidence)]


def shown_prerequisites(channel: Channel) -> list[Prerequisite]:
    """Return what people should have done before, as far as it is known."""
    return [entry for entry in channel.prerequisites if showable(entry.confidence)]


def shown_ids(channel_ids: list[str]) -> list[str]:
    """Drop the channels nobody may see from a list of ids, keeping the order."""
    return [ref_id for ref_id in channel_ids if showable(catalog.channel(ref_id).confidence)]


def first_actions(issue: Issue, lang: LangCode) -> list[str]:
    """Return what to do first; nothing where the steps themselves have not been checked."""
    return issue.first_actions.say(lang) if showable(issue.first_actions_confidence or issue.confidence) else []


def shown_laws(issue_id: str) -> list[Law]:
    """Return the laws of an issue people may read about."""
    return [law for law in catalog.laws_of_issue(issue_id) if showable(law.confidence) and law.status == "in_force"]


def citable(law: Law, confirmed: frozenset[str] = frozenset()) -> bool:
    """Tell whether a letter may cite a law: citable, in force, confidence high or medium, its condition confirmed."""
    conditional = law.condition is not None and law.id not in confirmed
    return law.cite_in_letter and law.status == "in_force" and law.confidence in CITABLE and not conditional


def source_lines(refs: list[str]) -> list[SourceLine]:
    """Return sources as readers see them; facts without any public copy name none."""
    found = [catalog.source(ref) for ref in refs]
    return [SourceLine(entry.title, entry.link) for entry in found if entry.type not in ("none", "unreliable")]


def entry_sources(entry: SourcedEntry) -> list[SourceLine]:
    """Return the sources of an entry as readers see them."""
    return source_lines(entry.source)


def visible_contacts(channel: Channel, lang: LangCode) -> list[VisibleContact]:
    """Return the contacts of a channel that may be shown, marked; where any is hidden, how to find it instead.

    A channel that is itself unverified or conflicting gives the instruction alone.
    """
    allowed = [entry for entry in channel.contacts if entry.status in SHOWN and showable(channel.confidence)]
    shown = [_visible(channel, entry, lang) for entry in allowed]
    has_instruction = any(entry.kind == "in_app" or entry.status == "howto" for entry in allowed)
    if len(allowed) < len(channel.contacts) and not has_instruction:
        shown.append(_how_to_find(channel, lang))
    return shown


def _visible(channel: Channel, contact: Contact, lang: LangCode) -> VisibleContact:
    return VisibleContact(
        kind=contact.kind,
        value=contact.words.say(lang) if contact.words else contact.value or "",
        label=contact.label.say(lang) if contact.label else None,
        instruction=contact.status == "howto" or contact.words is not None,
        sources=source_lines(contact.source),
        as_of=channel.as_of,
        last_verified=contact.last_verified,
        mark=_mark(contact.last_verified, lang),
        warning=catalog.wordings().scam_warning.say(lang),
    )


def _mark(last_verified: date | None, lang: LangCode) -> str:
    words = catalog.wordings()
    if last_verified is None:
        return words.not_checked.say(lang)
    return words.checked.say(lang).replace("{date}", last_verified.isoformat())


def _how_to_find(channel: Channel, lang: LangCode) -> VisibleContact:
    words = catalog.wordings()
    instruction: Text = words.ask_the_company if channel.type == "company" else words.ask_the_body
    return VisibleContact(
        kind="note",
        value=instruction.say(lang),
        label=None,
        instruction=True,
        sources=[],
        as_of=channel.as_of,
        last_verified=None,
        mark=words.not_checked.say(lang),
        warning=words.scam_warning.say(lang),
    )
