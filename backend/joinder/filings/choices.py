"""The ways open to a case now: which channels, for whom, why or why not, in the order one would try them."""

from dataclasses import dataclass

from joinder.filings.channel_rules import ChannelFacts, channel_facts
from joinder.filings.preconditions import Situation, Verdict, judge
from joinder.reference import catalog, display
from joinder.reference.schema.channels import Channel


@dataclass(frozen=True, slots=True)
class Choice:
    """One channel, its facts, and whether it is open."""

    channel: Channel
    facts: ChannelFacts
    verdict: Verdict
    fits_issue: bool


def candidates(respondent_reference: str | None, region: str) -> list[Channel]:
    """Return the channels of the company's region, without those of other companies."""
    companies = {entry.id: entry for entry in catalog.respondents()}
    taken = {entry.channel for entry in companies.values() if entry.channel}
    own = companies.get(respondent_reference or "")
    mine = {own.channel, own.fallback_channel} if own else set[str | None]()
    return [
        channel
        for channel in display.shown_channels()
        if channel.region == region and (channel.type != "company" or channel.id in mine or channel.id not in taken)
    ]


def choices(found: list[Channel], at: Situation, issue_id: str) -> list[Choice]:
    """Judge each channel, jointly where that is accepted; gentlest first, those fitting the issue before the rest."""
    fitting = {channel for issue in catalog.issues() if issue.id == issue_id for channel in issue.channels}
    judged: list[Choice] = []
    for channel in found:
        facts = channel_facts(channel)
        verdict = judge(facts, at, joint=facts.joint)
        judged.append(Choice(channel, facts, verdict, channel.id in fitting))
    return sorted(judged, key=lambda one: (one.facts.level, not one.fits_issue, one.channel.id))


def next_steps(channel_id: str) -> list[str]:
    """Return the channels that come after one, as the reference data orders them and people may see them."""
    return display.shown_ids(catalog.channel(channel_id).next)
