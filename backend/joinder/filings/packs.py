"""Verbs of own packs: a member asks for one and sends it alone; nobody else can, and nothing goes out in bulk."""

import uuid
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Respondent
from joinder.cases.references import new_reference
from joinder.core import sealed
from joinder.core.errors import Forbidden, NotFound
from joinder.core.sealed import new_data_key
from joinder.evidence.models import Evidence
from joinder.filings import queries, service
from joinder.filings.channel_rules import channel_facts
from joinder.filings.models import Filing
from joinder.filings.pack_text import OwnReport, PackFacts, PackSection, sections
from joinder.filings.preconditions import Check, Situation, Verdict, judge
from joinder.reference import catalog
from joinder.reports import queries as reports
from joinder.reports.models import Membership, Report


def membership_in(session: Session, account_id: uuid.UUID, reference: str) -> tuple[Case, Membership]:
    """Return the case and the account's own live membership in it; refuses (NotFound, Forbidden) anybody else's."""
    case = session.scalar(select(Case).where(Case.reference == reference))
    if case is None or case.visibility == "hidden":
        raise NotFound("cases.no_case", field="case_reference")
    member = reports.membership(session, case.id, account_id)
    if member is None or member.withdrawn_at is not None:
        raise Forbidden("filings.members_only")
    return case, member


def own_situation(session: Session, member: Membership, region: str) -> Situation:
    """Gather what decides for one member alone."""
    found = queries.situation(session, member.case_id, frozenset({member.id}), region)
    return replace(found, same_words=queries.same_words(session, member.id))


def verdict_for(session: Session, member: Membership, channel_id: str) -> Verdict:
    """Say whether one member may go this way alone, now, with the warnings that person must read."""
    channel = channel_facts(catalog.channel(channel_id))
    return judge(channel, own_situation(session, member, channel.region), joint=False)


def open_pack(session: Session, case: Case, member: Membership, channel_id: str, warnings_read: list[str]) -> Filing:
    """Prepare a member's own filing; refuses a closed channel, unread warnings, and a way that is only explained."""
    session.get(Membership, member.id, with_for_update={"key_share": True})
    verdict = verdict_for(session, member, channel_id)
    service.refuse_unless_open(verdict, warnings_read)
    channel = channel_facts(catalog.channel(channel_id))
    actor = Actor(member.account_id, "participant")
    filing = Filing(
        reference=new_reference(),
        case_id=case.id,
        membership_id=member.id,
        key_id=new_data_key(session),
        people=1,
        rules=[rule.to_json() for rule in service.clocks(channel, None)],
        warnings_read=[check.code for check in verdict.warnings],
        prepared_by=member.account_id,
        **service.of_channel(channel.id),
    )
    session.add(filing)
    session.flush()
    audit.write(session, case.id, actor, "pack.open", filing.reference)
    return filing


def own_pack(session: Session, account_id: uuid.UUID, reference: str) -> tuple[Filing, Case]:
    """Return one of the account's own packs with its case; refuses (NotFound) anybody else's."""
    query = (
        select(Filing, Case)
        .join(Membership, Membership.id == Filing.membership_id)
        .join(Case, Case.id == Filing.case_id)
        .where(Filing.reference == reference, Membership.account_id == account_id)
    )
    found = session.execute(query).first()
    if found is None:
        raise NotFound("filings.no_filing", field="pack")
    return found[0], found[1]


def case_reference(session: Session, filing: Filing) -> str:
    """Return the reference of the case a pack belongs to."""
    return session.get_one(Case, filing.case_id).reference


def cautions(session: Session, filing: Filing) -> tuple[Check, ...]:
    """Return what its member must know before sending it; nothing once it was sent."""
    member = session.get(Membership, filing.membership_id) if filing.membership_id else None
    if member is None or filing.filed_on is not None:
        return ()
    return verdict_for(session, member, filing.channel_id).warnings


def content(session: Session, filing: Filing, lang: str) -> list[PackSection]:
    """Write a pack afresh from the member's own reports, in the order the channel asks for."""
    channel = catalog.channel(filing.channel_id)
    titles = {entry.id: entry.names for entry in catalog.channel_file().required_content}
    wanted = [(code, getattr(titles[code], lang)) for code in channel.required_content]
    return sections(facts(session, filing, lang), wanted)


def facts(session: Session, filing: Filing, lang: str) -> PackFacts:
    """Gather one member's own incidents, the company's registered name and the member's own files."""
    query = select(Report).where(Report.membership_id == filing.membership_id, reports.is_incident())
    found = list(session.scalars(query.order_by(Report.submitted_at, Report.id)))
    sealed.preload(session, found)
    company = session.scalar(
        select(Respondent).join(Case, Case.respondent_id == Respondent.id).where(Case.id == filing.case_id)
    )
    name = (company.legal_name or company.names.get(lang) or next(iter(company.names.values()))) if company else None
    return PackFacts(
        lang=lang,
        company=name,
        company_address=company.registered_address if company else None,
        reports=tuple(_own(report) for report in found),
        evidence=tuple(_file_names(session, [report.id for report in found])),
    )


def _own(report: Report) -> OwnReport:
    return OwnReport(
        story=report.narrative,
        happened_on=report.happened_on,
        precision=report.happened_precision,
        happened_text=report.happened_text,
        amount_minor=report.amount_minor,
        currency=report.currency,
        amount_text=report.amount_text,
        asked_on=report.asked_on,
        asked_how=report.asked_how,
        ticket=report.ticket,
        answer=report.company_answer,
        remedies=tuple(report.remedies),
    )


def _file_names(session: Session, report_ids: list[uuid.UUID]) -> list[str]:
    query = select(Evidence).where(Evidence.report_id.in_(report_ids))
    files = list(session.scalars(query.order_by(Evidence.received_at, Evidence.id)))
    sealed.preload(session, files)
    names = [file.filename or file.description for file in files]
    return [f"{place}. {name}" for place, name in enumerate((name for name in names if name), 1)]
