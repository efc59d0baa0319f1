"""Channels: where a complaint can go, how to reach it, what it needs and how long it has."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from joinder.reference.schema.base import Confidence, Entry, Line, Names, Region, Shape, SourcedEntry, Text

ContactKind = Literal["phone", "url", "email", "address", "chat", "in_app", "in_person", "note"]
ContactStatus = Literal["law", "reported", "howto", "conflicting", "unverified"]
ChannelType = Literal[
    "company",
    "regulator",
    "consumer_association",
    "industry_association",
    "mediator",
    "ombudsman",
    "media",
    "court",
    "police",
    "petition",
    "government_hotline",
]
JointStatus = Literal[
    "accepted",
    "accepted_in_practice_unconfirmed",
    "not_regulated",
    "unknown",
    "individual_first",
    "individual_only",
    "leads_only",
    "limited",
    "class_action_in_court",
    "designated_bodies_only",
    "qualified_entities_only",
]
Unit = Literal[
    "calendar_days", "working_days", "weeks", "months", "years", "promptly", "immediately", "local_rules", "not_seen"
]


class Contact(Shape):
    """One way to reach a channel: a plain value (number, address) or an instruction in words."""

    kind: ContactKind
    value: Line | None = None
    words: Names | None = None
    status: ContactStatus
    source: Annotated[list[str], Field(min_length=1)]
    label: Names | None = None
    last_verified: date | None = None


class Joint(Shape):
    """Whether several people may complain together here, and under which rule."""

    status: JointStatus
    min_representatives: int | None = None
    max_representatives: int | None = None
    rule: Text
    basis: list[str]


class Prerequisite(Text):
    """Something to have done before, with where that is said."""

    source: list[str]
    confidence: Confidence


class Deadline(Shape):
    """A period someone must keep; no `limit` where the rule gives no fixed number."""

    event: str
    limit: Annotated[int, Field(ge=1)] | None = None
    unit: Unit
    starts: str | None = None
    extendable_to: int | None = None
    meaning: Text | None = None
    basis: list[str]
    source: list[str]
    confidence: Confidence


class Channel(SourcedEntry):
    """A place a complaint can go to."""

    region: Region
    escalation_level: Annotated[int, Field(ge=0, le=5)]
    type: ChannelType
    names: Names
    scope: Text
    not_for: Text | None = None
    contacts: list[Contact]
    required_content: list[str]
    joint: Joint
    prerequisites: list[Prerequisite]
    deadlines: list[Deadline]
    next: list[str]
    conflicts: list[Text]
    cautions: list[Text]
    info_only: bool = False

    @property
    def takes_joint_letter(self) -> bool:
        """Whether one letter of many people may go here; everywhere else individual packs only."""
        open_company = self.type == "company" and self.joint.status == "not_regulated"
        return not self.info_only and (self.joint.status == "accepted" or open_company)


class DeadlineEvent(Entry):
    """What a deadline is about, and who must keep it."""

    names: Names
    binds: Literal["company", "authority", "complainant"]


class Named(Entry):
    """A code and its name."""

    names: Names


class PathWait(Shape):
    """How long to wait before the next step."""

    limit: int
    unit: Unit


class PathStep(Shape):
    """One step up the ladder and when to take it."""

    order: int
    when: Text
    channels: list[str]
    wait: PathWait | None = None


class EscalationPath(SourcedEntry):
    """The usual order of channels in a region."""

    region: Region
    names: Names
    steps: list[PathStep]
    rule: Text | None = None


class Wordings(Shape):
    """The fixed sentences that go with every contact."""

    not_checked: Names
    checked: Names
    scam_warning: Names
    ask_the_company: Names
    ask_the_body: Names


class ChannelFile(Shape):
    """The whole of channels.yaml."""

    wordings: Wordings
    required_content: list[Named]
    deadline_starts: list[Named]
    deadline_events: list[DeadlineEvent]
    channels: list[Channel]
    escalation_paths: list[EscalationPath]
