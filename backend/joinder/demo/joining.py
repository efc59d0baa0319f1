"""People of the demo join: each with an own story, facts that fit it, perhaps a picture, then its check."""

import random
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from joinder.cases import service as cases
from joinder.core.settings import get_settings
from joinder.demo.pictures import Screen, draw
from joinder.demo.wallets import Wallet
from joinder.demo.world import Person, World
from joinder.evidence import queries as items
from joinder.evidence import service as evidence
from joinder.evidence.intake import Kept
from joinder.evidence.service import Finding
from joinder.letters import service as letters
from joinder.matching import stopping
from joinder.matching.finding import Told
from joinder.reports import consents, counts
from joinder.reports import service as reports
from joinder.reports.models import Membership, Report
from joinder.reports.service import ReportData

GOOD = Finding(True, True, True, True, True)
CHOICES = ("counted_only", "counted_only", "named_to_regulator", "named_to_company", "named_to_company")
QUEUE_LOOKS = 3


@dataclass(frozen=True)
class Visit:
    """One person coming at one moment with one report."""

    wallet: Wallet
    days: float
    person: Person
    data: ReportData
    choice: str
    screen: Screen


def plan_visit(world: World, wallet: Wallet, days: float, person: Person | None = None) -> Visit:
    """Invent a person (or take one) and what they tell at that moment."""
    rng = world.rng
    lang = person.lang if person else rng.choices(list(wallet.langs), list(wallet.langs.values()))[0]
    person = person or world.new_person(lang)
    low, high = wallet.amounts
    amount = round(low * (high / low) ** rng.betavariate(2.2, 2.6))
    said = money(amount, wallet.currency, lang)
    brand = wallet.brands[lang]
    person.narrative = world.stories.tell(wallet.issue, lang, brand, said)
    data = _facts(rng, wallet, world.ago(days), ReportData(world.companies[wallet.key], wallet.issue, lang, ""))
    data = replace(
        data,
        narrative=person.narrative,
        amount_minor=amount * 100,
        currency=wallet.currency,
        area=rng.choices(list(wallet.areas), list(wallet.areas.values()))[0] if luck(rng, 93) else None,
        suggestion_first=luck(rng, 40),
    )
    screen = Screen(
        brand, wallet.colour, _title(wallet, lang), said, str(data.happened_on), data.order_number or "—", "处理中"
    )
    world.people.setdefault(wallet.key, []).append(person)
    return Visit(wallet, days, person, data, rng.choice(CHOICES), screen)


def luck(rng: random.Random, percent: int) -> bool:
    """Tell whether something happens that happens to so many in a hundred."""
    return rng.random() * 100 < percent


def _title(wallet: Wallet, lang: str) -> str:
    titles = {
        "withdrawal_blocked": {"zh": "提现申请", "en": "Withdrawal"},
        "account_frozen": {"zh": "账户受限", "en": "Account limited"},
        "undisclosed_fees": {"id": "Biaya layanan", "en": "Service fee"},
    }
    return titles[wallet.issue][lang]


def money(amount: int, currency: str, lang: str) -> str:
    """Say a whole amount as people write it."""
    if currency == "IDR":
        return f"Rp{amount:,}".replace(",", ".")
    return f"{amount}元" if lang == "zh" else f"CNY {amount:,}"


def _facts(rng: random.Random, wallet: Wallet, at: datetime, data: ReportData) -> ReportData:
    happened = at.date() - timedelta(days=rng.randint(4, 45))
    asked = happened + timedelta(days=rng.randint(1, 3)) if luck(rng, 80) else None
    precision = rng.choices(("day", "month", "about"), (80, 14, 6))[0]
    return replace(
        data,
        happened_on=happened.replace(day=1) if precision == "month" else happened,
        happened_precision=precision,
        asked_on=asked,
        asked_how=rng.choice(("hotline", "chat", "app", "email")) if asked else None,
        ticket=f"DEMO-{rng.randrange(10**5, 10**6)}" if asked and luck(rng, 50) else None,
        company_answer=_answer(rng, data.lang) if asked and luck(rng, 50) else None,
        remedies=list(dict.fromkeys(rng.choices(wallet.remedies, k=2))),
        money_kind=rng.choices(("licensed", "unknown"), (85, 15))[0],
        fee_demanded=False,
        order_number=f"DEMO{rng.randrange(10**9, 10**10)}" if luck(rng, 70) else None,
    )


def _answer(rng: random.Random, lang: str) -> str:
    return rng.choice(
        {
            "zh": ("已反馈，请耐心等待。", "系统核查中，暂时不能提供时间。", "建议您关注应用内通知。"),
            "en": ("Your case is under review.", "Please wait for a notice in the app."),
            "id": ("Mohon menunggu, sedang diperiksa.", "Sesuai ketentuan yang berlaku."),
        }[lang]
    )


def come(world: World, visit: Visit, *, checker: str | None = None, picture: bool = False) -> None:
    """Put a visit into the calendar, perhaps with a picture that somebody checks two days later."""
    held = world.darkroom.take(draw(visit.screen, world.rng)) if picture else None
    visit.person.shows = picture
    world.calendar.on(visit.days, lambda session: _join(world, session, visit, held))
    if held is not None and checker is not None:
        world.calendar.on(max(visit.days - 2, 0.01), lambda session: _check(world, session, visit, checker))


def _join(world: World, session: Session, visit: Visit, held: Future[Kept] | None) -> None:
    person, case = visit.person, world.case(session, visit.wallet.key)
    account = world.account_of(session, person)
    report = reports.submit(session, account, visit.data, case, visit.choice, person.lang)
    person.member_id, person.report_id = report.membership_id, report.id
    world.told.append(Told(report, visit.data.narrative))
    if case.visibility == "private" and len(world.here(visit.wallet.key)) >= QUEUE_LOOKS:
        cases.queue_if_ready(session, case, ready=counts.at_least(session, case.id, get_settings().queue_at))
    if held is not None and person.member_id is not None:
        evidence.keep(session, account.id, report.id, held.result(), "screenshot.png")
        organizer = world.staff["organizer"]
        consents.share(session, account.id, person.member_id, organizer, ["nickname", "evidence"], person.lang)


def _check(world: World, session: Session, visit: Visit, checker: str) -> None:
    if visit.person.out or visit.person.report_id is None:
        return
    for item in items.of_report(session, visit.person.report_id):
        evidence.check(session, item, world.actor(checker), GOOD, accepted=True)


def in_words(visit: Visit, narrative: str) -> Visit:
    """Return the same visit told in given words."""
    visit.person.narrative = narrative
    return replace(visit, data=replace(visit.data, narrative=narrative))


def again(world: World, visit: Visit, days: float, narrative: str, *, same_order: bool) -> None:
    """Have somebody report the same incident a second time: with its order number, or in nearly the same words."""
    data = replace(visit.data, narrative=narrative, order_number=visit.data.order_number if same_order else None)

    def repeat(session: Session) -> None:
        account = world.account_of(session, visit.person)
        case = world.case(session, visit.wallet.key)
        report = reports.submit(session, account, data, case, visit.choice, visit.person.lang)
        world.told.append(Told(report, narrative))

    world.calendar.on(days, repeat)


def leave(world: World, visit: Visit, days: float) -> None:
    """Have somebody withdraw from their case."""

    def withdraw(session: Session) -> None:
        if visit.person.member_id is not None and not visit.person.out:
            reports.withdraw(session, session.get_one(Membership, visit.person.member_id))
            letters.on_withdrawn(session, visit.person.member_id)
            visit.person.out = True

    world.calendar.on(days, withdraw)


def refuse(world: World, visit: Visit, days: float, reason: str) -> None:
    """Have a moderator reject somebody's report."""

    def reject(session: Session) -> None:
        stopping.reject(session, session.get_one(Report, visit.person.report_id), world.actor("moderator"), reason)
        visit.person.out = True

    world.calendar.on(days, reject)
