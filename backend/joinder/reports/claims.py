"""Verbs of claiming: one link a batch, claim by verified contact or by details, object and erase, expire."""

import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from joinder.accounts import notifying
from joinder.accounts.models import Account, Contact
from joinder.cases import audit
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case
from joinder.cases.organizers import represents
from joinder.core import clock, crypto, limits
from joinder.core.errors import Conflict, Forbidden, Gone, Invalid
from joinder.core.folding import fold
from joinder.core.sealed import new_data_key, preload, shred
from joinder.reports import claim_requests, consents, import_queries, nicknames, persons, queries, service
from joinder.reports.import_models import ClaimRequest, ImportBatch, ImportedRow, NamedPerson
from joinder.reports.models import Report
from joinder.reports.sheets.amounts import MoneyHints, parse_amount
from joinder.reports.sheets.dates import DateRules, parse_date

TRIES_A_DAY = 5
DAY = 86_400
ERASED_AT_ONCE = 100
IDENTITY = ("name", "nickname", "phone", "email", "group_name")


@dataclass(frozen=True, slots=True)
class Details:
    """What somebody says to find their own row."""

    name: str = ""
    amount: str = ""
    happened: str = ""
    order: str = ""


def make_link(session: Session, batch: ImportBatch, actor: Actor) -> str:
    """Make the group's claim link, shown once; an earlier one stops working. Only its keyed hash is kept."""
    token = secrets.token_urlsafe(24)
    batch.link_hash = crypto.keyed_hash("claim-link", token)
    audit.write(session, batch.case_id, actor, "import.link", batch.reference)
    return token


def batch_of_link(session: Session, token: str) -> ImportBatch:
    """Return the batch of a claim link; refuses (Gone) an unknown or replaced one."""
    query = select(ImportBatch).where(ImportBatch.link_hash == crypto.keyed_hash("claim-link", token))
    batch = session.scalar(query)
    if batch is None:
        raise Gone("reports.claim_link_gone")
    return batch


def claim_by_contact(session: Session, batch: ImportBatch, account: Account, choice: str, lang: str) -> list[Report]:
    """Give a person the rows that carry their own verified contact; none is no error (they may claim by details)."""
    hashes = list(session.scalars(select(Contact.canonical_hash).where(Contact.account_id == account.id)))
    if not hashes:
        raise Forbidden("reports.claim_contact_needed")
    matches = or_(NamedPerson.phone_hash.in_(hashes), NamedPerson.email_hash.in_(hashes))
    taken: list[Report] = []
    for person in session.scalars(import_queries.named_in(batch).where(matches).order_by(NamedPerson.id)):
        taken.extend(take(session, person, account, choice, lang))
    return taken


def take(
    session: Session, person: NamedPerson, account: Account, choice: str, lang: str, within: ImportBatch | None = None
) -> list[Report]:
    """Make a named person's unclaimed reports the account's own, joining their case; the sheet's contact data goes.

    Who is only said to be this person, by one group's organizer, gets what is `within` that group's reach: another
    group's sheet may name somebody else so.

    Refuses (Forbidden) a representative of the company; where the case is closed, the reports are theirs without it.
    Of two who claim at once, or a claim and an erasure, the second finds what the first left.
    """
    session.refresh(person, with_for_update=True)
    taken: list[Report] = []
    for _row, report in import_queries.rows_of(session, person):
        if within is not None and not import_queries.in_reach(within, report):
            continue
        if report.account_id is None and report.withdrawn_at is None and report.rejected_at is None:
            _hand_over(session, report, account)
            consents.grant(session, report, consents.purposes_for(choice), lang)
            taken.append(report)
    if taken:
        _carry_nickname(session, person, account, taken)
        _clear_identity(person)
        person.claimed_by, person.claimed_at = account.id, clock.now()
        audit.write(session, taken[0].case_id, Actor(account.id, "member"), "import.claim", person.id)
    session.flush()
    return taken


def _hand_over(session: Session, report: Report, account: Account) -> None:
    if represents(session, account.id, report.respondent_id):
        raise Forbidden("cases.representative_cannot_organize")
    case = session.get(Case, report.case_id) if report.case_id else None
    report.account_id, report.case_id = account.id, None
    if case is not None and case.closed_at is None and case.visibility != "hidden":
        folded = report.repeated_of_id
        service.join(session, account, report, case)
        report.repeated_of_id = report.repeated_of_id or folded
    session.flush()


def _carry_nickname(session: Session, person: NamedPerson, account: Account, taken: list[Report]) -> None:
    """Keep the sheet's group name with the membership; the organizer sees it again only by the member's grant."""
    case_id = next((one.case_id for one in taken if one.case_id), None)
    member = queries.membership(session, case_id, account.id) if case_id else None
    if member is not None and member.key_id is None and person.nickname:
        nicknames.name(session, member, person.nickname[: nicknames.LONGEST])


def _clear_identity(person: NamedPerson) -> None:
    for name in IDENTITY:
        setattr(person, f"{name}_sealed", None)


def ask_by_details(
    session: Session, batch: ImportBatch, account: Account, details: Details, choice: str
) -> ClaimRequest:
    """Ask the organizer for one's row; the answer never tells whether such a row exists, and five a day are enough."""
    if session.scalar(select(Contact.id).where(Contact.account_id == account.id).limit(1)) is None:
        raise Forbidden("reports.claim_contact_needed")
    if not details.name.strip() or not (details.amount or details.happened or details.order):
        raise Invalid("reports.claim_details_needed", field="name")
    consents.purposes_for(choice)
    limits.hit(session, "claim_details", str(account.id), TRIES_A_DAY, DAY)
    fitting = _fitting(session, batch, details)
    request = ClaimRequest(
        batch_id=batch.id,
        account_id=account.id,
        named_person_id=fitting[0].id if len(fitting) == 1 else None,
        key_id=new_data_key(session, "claim"),
        choice=choice,
        created_at=clock.now(),
    )
    request.details = json.dumps(asdict(details), ensure_ascii=False)
    session.add(request)
    session.flush()
    audit.write(session, batch.case_id, Actor(account.id, "member"), "import.ask", request.id)
    return request


def _fitting(session: Session, batch: ImportBatch, details: Details) -> list[NamedPerson]:
    people = [one for one in session.scalars(import_queries.named_in(batch)) if one.claimed_at is None]
    preload(session, people)
    wanted = fold(details.name.strip())
    same_name = [one for one in people if wanted in {fold(one.name or ""), fold(one.nickname or "")}]
    return [one for one in same_name if _agrees(session, one, details)]


def _agrees(session: Session, person: NamedPerson, details: Details) -> bool:
    amount = parse_amount(details.amount, MoneyHints("CNY"))
    when = parse_date(details.happened, DateRules(clock.today()))
    for _row, report in import_queries.rows_of(session, person):
        if amount is not None and amount.minor == report.amount_minor:
            return True
        if when is not None and when.on == report.happened_on:
            return True
        if details.order and report.order_hash == service.order_number_hash(report.respondent_id, details.order):
            return True
    return False


def decide(
    session: Session, request: ClaimRequest, actor: Actor, person_id: uuid.UUID | None, *, confirmed: bool
) -> list[Report]:
    """Confirm a claim for one of the batch's unclaimed people, or decline it; the claimant is told either way."""
    if request.decided_at is not None:
        raise Conflict("reports.claim_decided")
    batch = session.get_one(ImportBatch, request.batch_id)
    taken: list[Report] = []
    if confirmed:
        account = session.get_one(Account, request.account_id)
        person = session.scalar(
            import_queries.named_in(batch).where(NamedPerson.id == (person_id or request.named_person_id))
        )
        taken = take(session, person, account, request.choice, account.lang, batch) if person is not None else []
        if not taken:
            raise Conflict("reports.claim_no_row")
    request.decided_at, request.decided_by, request.confirmed = clock.now(), actor.account_id, confirmed
    claim_requests.keep_decision(session, request)
    audit.write(session, batch.case_id, actor, "import.confirm" if confirmed else "import.decline", request.id)
    notifying.notify(session, [request.account_id], "reports.case_news", batch.case_id)
    return taken


def object_by_contact(session: Session, contact_hash: bytes) -> list[uuid.UUID]:
    """Erase everything that any sheet says about the owner of a proven contact and never import it again.

    Needs no account (GDPR article 17 and 21, PIPL article 47); returns the ids of the erased reports, for copies.
    """
    where = or_(NamedPerson.phone_hash == contact_hash, NamedPerson.email_hash == contact_hash)
    erased: list[uuid.UUID] = []
    named = select(NamedPerson).where(where, NamedPerson.erased_at.is_(None)).order_by(NamedPerson.id)
    for person in session.scalars(named):
        erased.extend(erase_person(session, person, objected=True))
    return erased


def erase_person(session: Session, person: NamedPerson, *, objected: bool, actor: Actor = HOUSE) -> list[uuid.UUID]:
    """Erase a named person's data and unclaimed reports; an objection is remembered by a keyed hash alone.

    Who claimed everything, or was erased, a moment before their time ran out is left as they are.
    """
    session.refresh(person, with_for_update=True)
    unclaimed = [(row, report) for row, report in import_queries.rows_of(session, person) if report.account_id is None]
    if not objected and (person.erased_at is not None or (person.claimed_at is not None and not unclaimed)):
        return []
    erased: list[uuid.UUID] = []
    case_id: uuid.UUID | None = None
    for row, report in unclaimed:
        case_id = report.case_id
        session.execute(delete(ImportedRow).where(ImportedRow.id == row.id))
        persons.erase_report(session, report)
        erased.append(report.id)
    _clear_identity(person)
    person.phone_hash = person.email_hash = None
    person.erased_at = clock.now()
    if objected:
        person.objected_at = clock.now()
    else:
        person.person_hash = secrets.token_bytes(32)
    claim_requests.forget(session, ClaimRequest.named_person_id == person.id)
    shred(session, person.key_id)
    audit.write(session, case_id, actor, "import.object" if objected else "import.expire", person.id)
    return erased


def erase_unclaimed(session: Session) -> list[uuid.UUID]:
    """Erase up to a hundred people whose time to claim has passed; returns the ids of their reports, for copies."""
    where = (
        NamedPerson.expires_at <= clock.now(),
        NamedPerson.erased_at.is_(None),
        or_(NamedPerson.claimed_at.is_(None), _has_unclaimed()),
    )
    expired = select(NamedPerson).where(*where).order_by(NamedPerson.id).limit(ERASED_AT_ONCE)
    people: Sequence[NamedPerson] = list(session.scalars(expired))
    return [report_id for person in people for report_id in erase_person(session, person, objected=False)]


def _has_unclaimed() -> ColumnElement[bool]:
    rows = select(ImportedRow.id).join(Report, Report.id == ImportedRow.report_id)
    return rows.where(ImportedRow.named_person_id == NamedPerson.id, Report.account_id.is_(None)).exists()
