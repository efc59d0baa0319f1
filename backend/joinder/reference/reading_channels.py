"""Channels and company brands in one language, under the display rule."""

from joinder.reference import catalog, display
from joinder.reference import schemas as s
from joinder.reference.reading import named, say, source_reads
from joinder.reference.schema.base import LangCode
from joinder.reference.schema.channels import Channel, Deadline, EscalationPath, PathStep
from joinder.reference.schema.sources import Respondent


def channel_read(channel: Channel, lang: LangCode) -> s.ReferenceChannelRead:
    """Return a channel for a list."""
    return s.ReferenceChannelRead(
        id=channel.id,
        name=channel.names.say(lang),
        version=channel.version,
        region=channel.region,
        type=channel.type,
        escalation_level=channel.escalation_level,
        scope=channel.scope.say(lang),
        not_for=say(channel.not_for, lang),
        takes_joint_letter=channel.takes_joint_letter,
        info_only=channel.info_only,
        sources=source_reads(channel.source),
        as_of=channel.as_of,
        confidence=channel.confidence,
    )


def channel_detail(channel: Channel, lang: LangCode) -> s.ReferenceChannelDetail:
    """Return a channel with everything that may be shown of it."""
    needed = {entry.id: entry for entry in catalog.channel_file().required_content}
    after = [catalog.channel(ref) for ref in display.shown_ids(channel.next)]
    return s.ReferenceChannelDetail(
        **channel_read(channel, lang).model_dump(),
        contacts=contact_reads(channel, lang),
        required_content=[named(needed[ref], needed[ref].names, lang) for ref in channel.required_content],
        joint_status=channel.joint.status,
        joint_rule=channel.joint.rule.say(lang),
        min_representatives=channel.joint.min_representatives,
        max_representatives=channel.joint.max_representatives,
        prerequisites=[entry.say(lang) for entry in display.shown_prerequisites(channel)],
        deadlines=[_deadline(entry, lang) for entry in display.shown_deadlines(channel)],
        conflicts=[entry.say(lang) for entry in channel.conflicts],
        cautions=[entry.say(lang) for entry in channel.cautions],
        next=[named(entry, entry.names, lang) for entry in after],
    )


def contact_reads(channel: Channel, lang: LangCode) -> list[s.ReferenceContactRead]:
    """Return the contacts that may be shown, with source, date, mark and warning."""
    return [s.ReferenceContactRead.model_validate(entry) for entry in display.visible_contacts(channel, lang)]


def _deadline(deadline: Deadline, lang: LangCode) -> s.ReferenceDeadlineRead:
    event = next(entry for entry in catalog.channel_file().deadline_events if entry.id == deadline.event)
    starts = next((entry for entry in catalog.channel_file().deadline_starts if entry.id == deadline.starts), None)
    return s.ReferenceDeadlineRead(
        event=event.id,
        name=event.names.say(lang),
        binds=event.binds,
        limit=deadline.limit,
        unit=deadline.unit,
        starts=say(starts.names, lang) if starts else None,
        extendable_to=deadline.extendable_to,
        meaning=say(deadline.meaning, lang),
        laws=deadline.basis,
        sources=source_reads(deadline.source),
    )


def respondent_read(respondent: Respondent, lang: LangCode) -> s.ReferenceRespondentRead:
    """Return a company brand with the contacts people may use."""
    channel = catalog.channel(respondent.channel)
    return s.ReferenceRespondentRead(
        id=respondent.id,
        name=respondent.names.say(lang),
        version=respondent.version,
        region=respondent.region,
        aliases=respondent.aliases,
        legal_name=respondent.legal_name,
        registration_code=respondent.registration_code,
        registered_address=respondent.registered_address,
        channel=company_channel(respondent).id,
        contacts=contact_reads(channel, lang),
        sources=source_reads(respondent.source),
        as_of=respondent.as_of,
        last_verified=respondent.last_verified,
    )


def company_channel(respondent: Respondent) -> Channel:
    """Return the channel a complaint to this company goes through: its own, or the generic one of its region."""
    own = catalog.channel(respondent.channel)
    return own if display.showable(own.confidence) else catalog.channel(respondent.fallback_channel)


def path_read(path: EscalationPath, lang: LangCode) -> s.EscalationPathRead:
    """Return the usual order of channels in a region, without those nobody may see."""
    return s.EscalationPathRead(
        id=path.id,
        name=path.names.say(lang),
        region=path.region,
        rule=say(path.rule, lang),
        steps=[_step(step, lang) for step in path.steps if display.shown_ids(step.channels)],
    )


def _step(step: PathStep, lang: LangCode) -> s.EscalationStepRead:
    shown = [catalog.channel(ref) for ref in display.shown_ids(step.channels)]
    return s.EscalationStepRead(
        order=step.order,
        when=step.when.say(lang),
        wait_limit=step.wait.limit if step.wait else None,
        wait_unit=step.wait.unit if step.wait else None,
        channels=[named(entry, entry.names, lang) for entry in shown],
    )
