"""Which ways are open to a case now, why or why not, with contacts under the display rule."""

from datetime import date
from typing import Literal, cast

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.api.deps import CaseScope, Lang, ReadSession, Scope, allow
from joinder.cases.models import Case, Respondent
from joinder.core import texts
from joinder.filings import packs, queries
from joinder.filings.choices import Choice, candidates, choices
from joinder.filings.preconditions import Check, Situation, Verdict, judge, opens_on
from joinder.reference import display
from joinder.reference.schema.base import LangCode
from joinder.reports.queries import membership

router = APIRouter(prefix="/api/cases/{reference}/channels", tags=["filings"])
ORGANIZERS = frozenset({"organizer", "co_organizer"})


class ContactRead(BaseModel):
    """A contact with everything that must stand beside it."""

    kind: str
    value: str
    label: str | None
    instruction: bool
    sources: list[str]
    as_of: date
    last_verified: date | None
    mark: str
    warning: str


class PreconditionRead(BaseModel):
    """One finding: why a channel is closed, or what to read before using it."""

    code: str
    text: str
    blocks: bool
    basis: list[str]


class ChannelRead(BaseModel):
    """One channel and whether it is open: for the case's joint letter, and for the reader's own pack."""

    channel_id: str
    name: str
    type: str
    level: int
    scope: str
    not_for: str | None
    fits_issue: bool
    takes_joint_letter: bool
    max_representatives: int | None
    state: Literal["open", "individual", "not_yet", "conflict", "information"]
    checks: list[PreconditionRead]
    opens_on: date | None
    own_state: str | None
    own_checks: list[PreconditionRead]
    cautions: list[str]
    contacts: list[ContactRead]
    next_channels: list[str]


@router.get("", dependencies=[allow("channel.read")])
def list_case_channels(scope: CaseScope, session: ReadSession, lang: Lang, response: Response) -> list[ChannelRead]:
    """List the channels for a case: from public facts for everybody, from what members did for organizers."""
    if scope.relations:
        response.headers["Cache-Control"] = "no-store"
    company = session.get_one(Respondent, scope.case.respondent_id)
    at = _situation(session, scope, company.region)
    own = _own_situation(session, scope, company.region)
    found = choices(candidates(company.reference_id, company.region), at, scope.case.issue_id)
    return [_read(one, judge(one.facts, own, joint=False) if own else None, lang) for one in found]


def _situation(session: Session, scope: Scope, region: str) -> Situation:
    case: Case = scope.case
    if not scope.relations & ORGANIZERS:
        return queries.public_situation(session, case.id, region)
    return queries.situation(session, case.id, queries.counted_members(session, case.id), region)


def _own_situation(session: Session, scope: Scope, region: str) -> Situation | None:
    if "participant" not in scope.relations or scope.identity is None:
        return None
    member = membership(session, scope.case.id, scope.identity.account_id)
    return packs.own_situation(session, member, region) if member else None


def _read(one: Choice, own: Verdict | None, lang: str) -> ChannelRead:
    channel, code = one.channel, cast(LangCode, lang)
    return ChannelRead(
        channel_id=channel.id,
        name=channel.names.say(code),
        type=channel.type,
        level=channel.escalation_level,
        scope=channel.scope.say(code),
        not_for=channel.not_for.say(code) if channel.not_for else None,
        fits_issue=one.fits_issue,
        takes_joint_letter=one.facts.joint,
        max_representatives=one.facts.max_representatives,
        state=one.verdict.state,
        checks=check_views(one.verdict.checks, lang),
        opens_on=opens_on(one.verdict.checks),
        own_state=own.state if own else None,
        own_checks=check_views(own.checks, lang) if own else [],
        cautions=[caution.say(code) for caution in channel.cautions],
        contacts=[_contact(contact) for contact in display.visible_contacts(channel, code)],
        next_channels=display.shown_ids(channel.next),
    )


def check_views(checks: tuple[Check, ...], lang: str) -> list[PreconditionRead]:
    """Return findings with their sentence in a language."""
    return [
        PreconditionRead(
            code=check.code,
            text=texts.error_text(f"filings.{check.code}", lang, dict(check.params)),
            blocks=check.blocks,
            basis=list(check.basis),
        )
        for check in checks
    ]


def _contact(contact: display.VisibleContact) -> ContactRead:
    return ContactRead(
        kind=contact.kind,
        value=contact.value,
        label=contact.label,
        instruction=contact.instruction,
        sources=[line.title for line in contact.sources],
        as_of=contact.as_of,
        last_verified=contact.last_verified,
        mark=contact.mark,
        warning=contact.warning,
    )
