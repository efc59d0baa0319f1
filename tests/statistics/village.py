"""People in a case, made quickly: accounts with a verified contact, memberships, reports."""

import secrets
import uuid
from datetime import UTC, date, datetime, timedelta

from joinder.accounts.models import Account, Contact
from joinder.cases.models import Case, Respondent
from joinder.core import clock
from joinder.evidence.models import Evidence, EvidenceCheck
from joinder.matching.pattern_models import Pattern, pattern_report
from joinder.reports.import_models import ImportBatch, ImportedRow, NamedPerson
from joinder.reports.models import Membership, Report
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

OPENED = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
PATTERN_ISSUE = "account_frozen"


def make_company(session: Session, slug: str = "xingyun-pay") -> Respondent:
    row = Respondent(
        slug=slug, names={"zh": "星云付(虚构)", "en": "Nebula Pay (fictional)"}, aliases=[], region="CN",
        status="listed", name_hash=secrets.token_bytes(32), sources=[], created_at=OPENED,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def make_case(session: Session, company: Respondent, issue_id: str = "account_frozen") -> Case:
    case = Case(
        reference=secrets.token_hex(6).upper(), respondent_id=company.id, issue_id=issue_id, title="余额被冻结",
        summary="余额被冻结", lang="zh", remedies=["refund"], visibility="public",
        opened_at=OPENED, published_at=OPENED,
    )  # fmt: skip
    session.add(case)
    session.flush()
    return case


def make_account(session: Session) -> Account:
    account = Account(key_id=uuid.uuid4(), lang="zh", created_at=clock.now(), notify=True)
    session.add(account)
    session.flush()
    session.add(contact_of(account))
    return account


def contact_of(account: Account) -> Contact:
    return Contact(
        account_id=account.id, key_id=account.key_id, kind="email", canonical_hash=secrets.token_bytes(32),
        verified_at=clock.now(),
    )  # fmt: skip


def join(session: Session, case: Case, account: Account | None = None, **facts: object) -> Membership:
    member = membership_of(case, account or make_account(session))
    session.add(member)
    session.flush()
    report(session, case, member, **facts)
    return member


def membership_of(case: Case, account: Account) -> Membership:
    return Membership(case_id=case.id, account_id=account.id, pseudonym=secrets.token_hex(5), joined_at=clock.now())


def report(session: Session, case: Case, member: Membership | None, **facts: object) -> Report:
    row = report_of(case, member, **facts)
    session.add(row)
    session.flush()
    return row


def report_of(case: Case, member: Membership | None, **facts: object) -> Report:
    values: dict[str, object] = {
        "happened_on": date(2026, 9, 3), "happened_precision": "day", "area": "CN-GD", "amount_minor": 12_000,
        "currency": "CNY", "source": "form" if member else "import", "issue_id": "account_frozen",
        "submitted_at": clock.now(),
    }  # fmt: skip
    return Report(
        reference=secrets.token_hex(8), account_id=member.account_id if member else None,
        membership_id=member.id if member else None, case_id=case.id, respondent_id=case.respondent_id,
        key_id=uuid.uuid4(), lang="zh", money_kind="licensed", remedies=[], suggestion_first=False,
        **{**values, **facts},
    )  # fmt: skip


def named(session: Session, case: Case, rows: int = 1, **facts: object) -> tuple[NamedPerson, list[Report]]:
    """Have an organizer's sheet name one person in so many rows."""
    batch = ImportBatch(
        reference=secrets.token_hex(6), respondent_id=case.respondent_id, case_id=case.id, key_id=uuid.uuid4(),
        source_hash=secrets.token_bytes(32), options={}, state="done", rows_read=rows, rows_done=rows, outcome={},
        created_at=clock.now(),
    )  # fmt: skip
    session.add(batch)
    session.flush()
    person = NamedPerson(
        respondent_id=case.respondent_id, batch_id=batch.id, key_id=uuid.uuid4(), person_hash=secrets.token_bytes(32),
        expires_at=clock.now() + 4 * WEEK,
    )  # fmt: skip
    session.add(person)
    session.flush()
    return person, [name_again(session, case, person, **facts) for _ in range(rows)]


def name_again(session: Session, case: Case, person: NamedPerson, **facts: object) -> Report:
    """Add one more row about a named person."""
    row = report(session, case, None, **facts)
    session.add(
        ImportedRow(
            respondent_id=case.respondent_id, batch_id=person.batch_id, named_person_id=person.id, report_id=row.id,
            key_id=person.key_id, row_hash=secrets.token_bytes(32), person_hash=person.person_hash,
            source_hash=person.person_hash, row_number=1,
        )
    )  # fmt: skip
    session.flush()
    return row


def crowd(session: Session, case: Case, number: int, **facts: object) -> list[Membership]:
    accounts = [Account(key_id=uuid.uuid4(), lang="zh", created_at=clock.now(), notify=True) for _ in range(number)]
    session.add_all(accounts)
    session.flush()
    members = [membership_of(case, account) for account in accounts]
    session.add_all([*members, *map(contact_of, accounts)])
    session.flush()
    session.add_all([report_of(case, member, **facts) for member in members])
    session.flush()
    return members


def check_evidence(session: Session, row: Report, reviewer: Account, role: str = "moderator", **said: bool) -> Evidence:
    item = Evidence(
        reference=secrets.token_hex(7), report_id=row.id, key_id=uuid.uuid4(), kept_by_me=False,
        received_at=clock.now(), content_hash=secrets.token_bytes(32),
    )  # fmt: skip
    session.add(item)
    session.flush()
    say(session, item, reviewer, role, **said)
    return item


def say(session: Session, item: Evidence, reviewer: Account, role: str, **said: bool) -> None:
    points = ("readable", "names_respondent", "shows_date", "shows_amount_or_order", "matches_report", "accepted")
    values = {point: said.get(point, True) for point in points}
    session.add(
        EvidenceCheck(evidence_id=item.id, reviewer_id=reviewer.id, reviewer_role=role, at=clock.now(), **values)
    )
    session.flush()


def tell(session: Session, company: Respondent, people: int) -> list[Report]:
    """Let people report something that belongs to no case."""
    made = []
    for _ in range(people):
        account = make_account(session)
        row = Report(
            reference=uuid.uuid4().hex[:12].upper(), respondent_id=company.id, issue_id=PATTERN_ISSUE,
            account_id=account.id, key_id=account.key_id, lang="zh", happened_precision="about", source="form",
            remedies=[], money_kind="unknown", fee_demanded=False, suggestion_first=False, left_with_person=False,
            submitted_at=clock.now(),
        )  # fmt: skip
        session.add(row)
        made.append(row)
    session.flush()
    return made


def group(
    session: Session,
    company: Respondent,
    reports: list[Report],
    pattern: Pattern | None = None,
    issue: str = PATTERN_ISSUE,
) -> Pattern:
    """Say what the nightly grouping would: these reports are one pattern."""
    if pattern is None:
        words = ["冻结", "登录"]
        pattern = Pattern(
            respondent_id=company.id, issue_id=issue, label=words, trend="steady", band=20,
            banded_people=len(reports), banded_at=clock.now(), found_at=clock.now(),
        )  # fmt: skip
        session.add(pattern)
        session.flush()
    session.execute(delete(pattern_report).where(pattern_report.c.pattern_id == pattern.id))
    session.execute(insert(pattern_report), [{"pattern_id": pattern.id, "report_id": one.id} for one in reports])
    return pattern
