"""The decidable side of each channel: its clocks, its preconditions, what may run beside it (from rules.yaml)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from joinder.filings.deadlines import Rule, rules_of
from joinder.reference.schema.channels import Channel

Route = Literal["company", "mediation", "court", "other"]


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What filing needs to know of one channel; texts and contacts stay in the reference data."""

    id: str
    region: str
    level: int
    route: Route
    joint: bool
    max_representatives: int | None
    company_first: Literal["required", "advised"] | None
    after_handled: Literal["closed", "may_refuse"] | None
    information_only: bool
    rules: tuple[Rule, ...]
    ours: frozenset[str]
    basis: tuple[str, ...]
    next: tuple[str, ...]


@cache
def _loaded() -> dict[str, Any]:
    return yaml.safe_load(files("joinder.filings").joinpath("rules.yaml").read_text("utf-8"))


def known_events() -> frozenset[str]:
    """Return every deadline event whose clock is classified."""
    return frozenset(_loaded()["events"])


def limits_of_ours() -> frozenset[str]:
    """Return the events that bind the complainant, not the recipient."""
    return frozenset(name for name, event in _loaded()["events"].items() if event["by"] == "us")


def ruled_channels() -> frozenset[str]:
    """Return the ids of channels that have a rule of their own."""
    return frozenset(_loaded()["channels"])


def channel_facts(channel: Channel) -> ChannelFacts:
    """Read one channel of the reference data together with its filing rule; refuses (KeyError) unknown events."""
    own: dict[str, Any] = _loaded()["channels"].get(channel.id, {})
    events: dict[str, dict[str, str]] = _loaded()["events"]
    starts = {name: event["starts"] for name, event in events.items()}
    return ChannelFacts(
        id=channel.id,
        region=channel.region,
        level=channel.escalation_level,
        route="company" if channel.type == "company" else own.get("route", "other"),
        joint=channel.takes_joint_letter,
        max_representatives=channel.joint.max_representatives,
        company_first=own.get("company_first"),
        after_handled=own.get("after_handled"),
        information_only=channel.info_only or bool(own.get("information_only")),
        rules=rules_of(channel.deadlines, starts),
        ours=limits_of_ours(),
        basis=tuple(own.get("basis", ())),
        next=tuple(channel.next),
    )
