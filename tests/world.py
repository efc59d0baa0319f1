"""Small worlds for tests: respondents, cases, signed-in people, reports."""

import uuid
from datetime import date
from typing import Any

from joinder.accounts import service as accounts
from joinder.accounts.models import Account
from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case, Organizer, Respondent
from joinder.cases.respondents import RespondentData
from joinder.core import clock
from joinder.reports import service as reports
from joinder.reports.models import Report
from joinder.reports.service import ReportData
from sqlalchemy import select
from sqlalchemy.orm import Session

ISSUE = "withdrawal_blocked"
WALLET = RespondentData(
    names={"zh": "云雀钱包", "en": "Skylark Wallet", "id": "Dompet Skylark"},
    reference_id="test-skylark",
    slug="skylark",
    aliases=["云雀支付"],
)
OTHER = RespondentData(names={"zh": "蓝鲸付", "en": "Blue Whale Pay"}, reference_id="test-whale", slug="whale")


def seed_reference(session: Session) -> None:
    """List two fictional wallets."""
    respondents.upsert(session, [WALLET, OTHER])


def respondent(session: Session, slug: str = "skylark") -> Respondent:
    row = session.scalar(select(Respondent).where(Respondent.slug == slug))
    if row is None:
        seed_reference(session)
        row = session.scalars(select(Respondent).where(Respondent.slug == slug)).one()
    return row


def account(session: Session, contact: str) -> Account:
    return accounts.account_for(session, contact, "zh")


def make_case(
    session: Session, *, public: bool = True, slug: str = "skylark", title: str = "提现一直审核不到账"
) -> Case:
    data = cases.CaseData(
        respondent(session, slug).id, ISSUE, title, "申请提现后一直显示审核中，客服只让等待。", "zh", ["refund"]
    )
    case = cases.open_case(session, None, data)
    if public:
        cases.publish(session, case, HOUSE)
    return case


def data(session: Session, *, slug: str = "skylark", **changes: Any) -> ReportData:
    values: dict[str, Any] = {
        "respondent_id": respondent(session, slug).id,
        "issue_id": ISSUE,
        "lang": "zh",
        "narrative": "十月提现五百元，一直显示审核中。",
        "happened_on": date(2026, 10, 5),
        "happened_precision": "day",
        "amount_minor": 50_000,
        "currency": "CNY",
        "area": "CN-GD",
        "remedies": ["refund"],
    }
    return ReportData(**(values | changes))


def join(session: Session, case: Case, contact: str, **changes: Any) -> Report:
    """Submit and join as the account of a contact, through the real verbs."""
    slug = session.get_one(Respondent, case.respondent_id).slug
    person = account(session, contact)
    return reports.submit(session, person, data(session, slug=slug, **changes), case, "counted_only", "zh")


def organizer(session: Session, case: Case, contact: str = "organizer@example.org") -> Account:
    """Appoint the account of a contact as organizer."""
    person = account(session, contact)
    now = clock.now()
    session.add(
        Organizer(
            case_id=case.id, account_id=person.id, role="organizer", declared_at=now, vetting="moderator",
            appointed_at=now, last_active_at=now,
        )
    )  # fmt: skip
    session.flush()
    return person


def moderator(session: Session, contact: str = "moderator@example.org") -> Account:
    person = account(session, contact)
    accounts.grant_role(session, person, "moderator", None)
    return person


def actor(person: Account, role: str) -> Actor:
    return Actor(person.id, role)


def report_body(respondent_id: uuid.UUID | str, **changes: Any) -> dict[str, Any]:
    """A whole, valid body for POST /api/reports."""
    body: dict[str, Any] = {
        "respondent_id": str(respondent_id),
        "issue_id": ISSUE,
        "narrative": "十月提现五百元，一直显示审核中，客服只说等待。",
        "happened_on": "2026-10-05",
        "happened_precision": "day",
        "amount_minor": 50000,
        "currency": "CNY",
        "area": "CN-GD",
        "remedies": ["refund"],
        "consent_sensitive": True,
        "consent_counting": True,
    }
    return body | changes
