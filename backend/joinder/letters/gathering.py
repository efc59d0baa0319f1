"""From the database to plain rows: who stands behind a letter, their incidents, their lines of the annex."""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.models import Account, Contact
from joinder.core import sealed
from joinder.core.texts import joined
from joinder.evidence import queries as evidence
from joinder.evidence.models import Evidence
from joinder.letters import describing, figures, formats, grants
from joinder.letters.document import Annex, AnnexRow, Exhibit
from joinder.letters.figures import Incident
from joinder.letters.models import Approval
from joinder.letters.phrases import say
from joinder.letters.plan import Lang
from joinder.reports import queries as reports
from joinder.reports.models import Membership, Report

CHUNK = 500
SAID = (
    *(Report.happened_on, Report.happened_precision, Report.amount_minor, Report.currency, Report.order_hash),
    *(Report.area, Report.issue_id),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One approving person as far as a letter needs: membership, code, key, and what they grant this recipient."""

    membership: uuid.UUID
    account: uuid.UUID
    key_id: uuid.UUID
    pseudonym: str
    granted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Given:
    """One file that its owner gives the recipient: an exhibit."""

    id: uuid.UUID
    kind: str


def counted_ids(session: Session, case_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the memberships that count in a case right now."""
    return set(session.scalars(reports.counted(case_id).with_only_columns(Membership.id)))


def persons(session: Session, members: Collection[uuid.UUID], recipient: str) -> list[Person]:
    """Return some members in the order of their random codes."""
    fields = grants.fields_of(session, members, recipient)
    found: list[Person] = []
    for chunk in _chunks(members):
        query = select(Membership, Account.key_id).join(Account, Account.id == Membership.account_id)
        for member, key_id in session.execute(query.where(Membership.id.in_(chunk))):
            granted = frozenset(fields.get(member.id, set[str]()))
            found.append(Person(member.id, member.account_id, key_id, member.pseudonym, granted))
    return sorted(found, key=lambda one: (one.pseudonym, one.membership))


def _chunks(ids: Collection[uuid.UUID]) -> Iterable[list[uuid.UUID]]:
    ordered = sorted(ids)
    return (ordered[at : at + CHUNK] for at in range(0, len(ordered), CHUNK))


def incidents_of(session: Session, people: list[Person]) -> list[Report]:
    """Return the incidents of some people, oldest first within each."""
    found: list[Report] = []
    for chunk in _chunks([one.membership for one in people]):
        query = select(Report).where(Report.membership_id.in_(chunk), reports.is_incident())
        found += session.scalars(query.order_by(Report.membership_id, Report.happened_on, Report.id))
    return found


def incidents_said(session: Session, members: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """Return, by member, the ids (in hex) of their incidents, each with a digest of what it says in a letter."""
    found: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for chunk in _chunks(members):
        where = (Report.membership_id.in_(chunk), reports.is_incident())
        for member, report, *facts in session.execute(select(Report.membership_id, Report.id, *SAID).where(*where)):
            if member is not None:
                found[member][report.hex] = _digest(facts)
    return found


def _said(one: Report) -> str:
    return _digest([getattr(one, column.key) for column in SAID])


def _digest(facts: Sequence[Any]) -> str:
    values = [one.hex() if isinstance(one, bytes) else str(one) for one in facts]
    return hashlib.sha256("\x00".join(values).encode()).hexdigest()


def files_left(session: Session, items: Collection[str]) -> set[str]:
    """Return which of some files (ids in hex) are still there."""
    found: set[str] = set()
    for chunk in _chunks([uuid.UUID(one) for one in items]):
        query = select(Evidence.id).where(Evidence.id.in_(chunk), Evidence.storage_key.is_not(None))
        found |= {one.hex for one in session.scalars(query)}
    return found


def exhibits_of(session: Session, people: list[Person], found: list[Report]) -> dict[uuid.UUID, list[Given]]:
    """Return, by report, the files whose owners give them to this recipient."""
    giving = {one.membership for one in people if "evidence" in one.granted}
    ids = [one.id for one in found if one.membership_id in giving]
    given: dict[uuid.UUID, list[Given]] = defaultdict(list)
    for chunk in _chunks(ids):
        for item in evidence.of_reports(session, chunk):
            if item.storage_key is not None:
                given[item.report_id].append(Given(item.id, _kind_of(item.media_type or "")))
    return given


def _kind_of(media_type: str) -> str:
    if "pdf" in media_type:
        return "pdf"
    return "text" if "text" in media_type or media_type == "txt" else "image"


def rows_of(found: list[Report], exhibits: dict[uuid.UUID, list[Given]]) -> list[Incident]:
    """Return incidents as plain rows to compute figures from."""
    return [_row(one, len(exhibits.get(one.id, []))) for one in found if one.membership_id is not None]


def _row(one: Report, exhibits: int) -> Incident:
    return Incident(
        member=one.membership_id or one.id,
        report=one.id,
        on=one.happened_on,
        precision=one.happened_precision,
        minor=one.amount_minor,
        currency=one.currency,
        order=one.order_hash,
        issue=one.issue_id,
        area=one.area,
        remedies=tuple(describing.SAME_AS.get(remedy, remedy) for remedy in one.remedies),
        asked=_was_asked(one),
        asked_on=one.asked_on,
        exhibits=exhibits,
    )


def _was_asked(one: Report) -> bool:
    told = (one.asked_on, one.asked_how, one.ticket_sealed, one.company_answer_sealed)
    return any(part is not None for part in told)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the annex is made from."""

    people: list[Person]
    found: list[Report]
    exhibits: dict[uuid.UUID, list[Given]]
    names: dict[uuid.UUID, str]
    lang: Lang


def annex(session: Session, sources: Sources) -> Annex:
    """Build the annex: one numbered line a person, with only what that person granted this recipient."""
    by_member: dict[uuid.UUID, list[Report]] = defaultdict(list)
    for one in sources.found:
        if one.membership_id is not None:
            by_member[one.membership_id].append(one)
    contacts = _contacts(session, sources.people)
    sealed.preload(
        session, [report for person in sources.people if person.granted for report in by_member[person.membership]]
    )
    rows: list[AnnexRow] = []
    exhibits: list[Exhibit] = []
    for number, person in enumerate(sources.people, 1):
        own = by_member[person.membership]
        rows.append(_annex_row(number, person, own, _granted(person, own, sources, contacts), sources))
        exhibits += _exhibits(number, own, sources)
    return Annex(rows, exhibits)


def _annex_row(number: int, person: Person, own: list[Report], granted: list[str], sources: Sources) -> AnnexRow:
    lang, rows = sources.lang, rows_of(own, sources.exhibits)
    unknown = say("unknown", lang)
    names = describing.remedy_names(lang)
    asked = dict.fromkeys(remedy for one in own for remedy in one.remedies)
    return AnnexRow(
        number=number,
        who=person.pseudonym,
        when=joined((_when(one, lang) for one in own), lang) or unknown,
        amount=formats.moneys(figures.totals(rows), lang) or unknown,
        asks=joined((names.get(one, one) for one in asked), lang) or unknown,
        granted=granted,
    )


def _when(one: Report, lang: str) -> str:
    if one.happened_on is None or one.happened_precision == "unknown":
        return say("unknown", lang)
    return formats.day(one.happened_on, one.happened_precision, lang)


def _exhibits(number: int, own: list[Report], sources: Sources) -> list[Exhibit]:
    found = [(item.kind, one) for one in own for item in sources.exhibits.get(one.id, [])]
    return [Exhibit(number, n, kind, _when(one, sources.lang)) for n, (kind, one) in enumerate(found, 1)]


def _contacts(session: Session, people: list[Person]) -> dict[uuid.UUID, list[tuple[str, str]]]:
    wanted = [one.account for one in people if "contact" in one.granted]
    found: dict[uuid.UUID, list[tuple[str, str]]] = defaultdict(list)
    for chunk in _chunks(wanted):
        rows = list(session.scalars(select(Contact).where(Contact.account_id.in_(chunk)).order_by(Contact.kind)))
        sealed.preload(session, rows)
        for row in rows:
            found[row.account_id].append((row.kind, row.value))
    return found


def _granted(
    person: Person, own: list[Report], sources: Sources, contacts: dict[uuid.UUID, list[tuple[str, str]]]
) -> list[str]:
    lines: list[tuple[str, str]] = []
    if "name" in person.granted and person.membership in sources.names:
        lines.append(("name", sources.names[person.membership]))
    if "contact" in person.granted:
        lines += contacts.get(person.account, [])
    for field in ("ticket", "narrative"):
        if field in person.granted:
            lines += [(field, str(getattr(one, field))) for one in own if getattr(one, field)]
    colon = "：" if sources.lang == "zh" else ": "
    return [f"{say(f'contact_field/{field}', sources.lang)}{colon}{value}" for field, value in lines]


def names_given(session: Session, version_id: uuid.UUID, people: list[Person]) -> dict[uuid.UUID, str]:
    """Return the names people gave for the recipient's copy of one version."""
    giving = {one.membership for one in people if "name" in one.granted}
    query = select(Approval).where(Approval.version_id == version_id, Approval.name_sealed.is_not(None))
    rows = [one for one in session.scalars(query.order_by(Approval.turn)) if one.membership_id in giving]
    sealed.preload(session, rows)
    return {one.membership_id: one.name for one in rows}


def line_json(row: AnnexRow, person: Person, own: list[Report], exhibits: dict[uuid.UUID, list[Given]]) -> str:
    """Return one person's own line as JSON text, with the ids of the reports and files it is made from."""
    files = sorted(item.id.hex for one in own for item in exhibits.get(one.id, []))
    line: dict[str, Any] = {
        "number": row.number,
        "who": row.who,
        "when": row.when,
        "amount": row.amount,
        "asks": row.asks,
        "granted": row.granted,
        "fields": sorted(person.granted),
        "exhibits": len(files),
        "files": files,
        "reports": {one.id.hex: _said(one) for one in sorted(own, key=lambda one: one.id)},
    }
    return json.dumps(line, ensure_ascii=False)
