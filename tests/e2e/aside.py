"""Puts people into the demo who stand where few do: caseless, out of a case, set aside; prints where each is."""

import json
import sys
import time
import uuid
from datetime import timedelta

from joinder.accounts.models import Account
from joinder.api.rooms import load_rooms
from joinder.cases import organizers
from joinder.cases import service as cases
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Representative
from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.core.opening import open_house
from joinder.core.settings import get_settings
from joinder.evidence import service as evidence
from joinder.letters import announcements, queries
from joinder.letters import service as drafting
from joinder.letters.models import Letter, LetterOpening
from joinder.letters.plan import Demand, LetterPlan
from joinder.matching import nightly, signal_jobs
from joinder.matching.pattern_models import Pattern
from joinder.reports import claims, consents, leaving, set_asides
from joinder.reports import service as reports
from joinder.reports.import_models import ImportBatch
from joinder.reports.models import Consent, Membership, Report
from joinder.reports.service import ReportData
from joinder.statistics.emerging_models import PublishedPattern
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world

WORDS = "提现申请一直显示审核中，问了三次客服都只让等待，已经等了五个星期。"
ANNOUNCED = "提现申请一直显示审核中，没有到账，也没有书面的原因说明。"
REPLY = "我们正在逐笔核对延迟的提现，核对完的会在三个工作日内到账。"
ALONE, LEFT, ASIDE = "alone@people.demo.example", "left@people.demo.example", "aside@people.demo.example"


def main() -> None:
    """Add them to the running demo named in the environment, by the verbs of the rooms."""
    load_rooms()
    database = open_house(get_settings())
    after_the_night(database)
    with database.write() as session:
        made = {**people(session, case_of(session, "withdrawal_blocked")), **places(session)}
    database.dispose()
    sys.stdout.write(json.dumps(made) + "\n")


def after_the_night(database: Database) -> None:
    """Wait until the server has grouped every company: a night still going on would take our patterns away."""
    with database.write() as session:
        nightly.night(session)
    for _ in range(600):
        with database.read() as session:
            if not jobs.is_waiting(session, "matching.group"):
                return
        time.sleep(0.2)
    raise TimeoutError("The night did not end.")


def case_of(session: Session, issue: str) -> Case:
    query = select(Case).where(Case.issue_id == issue, Case.visibility == "public").order_by(Case.opened_at)
    return session.scalars(query).first() or session.scalars(select(Case)).one()


def people(session: Session, case: Case) -> dict[str, str]:
    """Add the three, a co-organizer, a reply of the company that waits, a sign of coordination and two patterns."""
    alone = report(session, case, ALONE, inside=False)
    evidence.list_kept_by_me(session, alone.account_id, alone.id, "通话录音 call.m4a")
    left = report(session, case, LEFT)
    leaving.withdraw(session, member_of(session, left))
    aside = report(session, case, ASIDE)
    moderator = Actor(world.account(session, "moderator@demo.example").id, "moderator")
    set_asides.set_aside(session, member_of(session, aside), moderator, "coordinated", "文字与多份报告完全一样。")
    consents.take_back(session, aside.account_id, given(session, aside.account_id))
    speaker = session.scalars(select(Representative).where(Representative.respondent_id == case.respondent_id)).one()
    cases.reply(session, case, speaker, "partly_resolved", REPLY, "zh")
    for place in range(2):
        report(session, case, f"same{place}@people.demo.example", order_number="2026-1043-7781")
    organizer = Actor(world.account(session, "organizer@demo.example").id, "organizer")
    helper = world.account(session, "helper@people.demo.example")
    organizers.accept(session, organizers.invite(session, case, organizer), helper.id)
    signal_jobs.look(session, case.id)
    patterns(session, case)
    announcements.announce(session, case, organizer, ANNOUNCED, "zh")
    return {
        "closed": closed_letter(session, case, organizer),
        "alone": str(alone.id),
        "left": str(left.id),
        "aside": str(aside.id),
    }


def closed_letter(session: Session, case: Case, organizer: Actor) -> str:
    """Draft a letter whose closing day is over; returns its reference."""
    demand = Demand(key="pay", remedy="refund", everyone=True)
    plan = LetterPlan(
        kind_id="company_joint", lang="zh", channel_id="cn-company-generic", problem=ANNOUNCED, demands=[demand]
    )
    letter = drafting.draft(session, case, organizer, plan, None)
    version, now = queries.standing(session, letter).version, clock.now()
    over = (now - timedelta(days=3)).date()
    assert organizer.account_id is not None
    session.add(
        LetterOpening(version_id=version.id, turn=1, closing_on=over, opened_by=organizer.account_id, opened_at=now)
    )
    return letter.reference


def patterns(session: Session, case: Case) -> None:
    """Add what the nightly grouping would propose: one that nobody decided about, one that is shown."""
    now = clock.now()
    for label in (["实名认证", "反复失败"], ["积分", "清零"]):
        row = Pattern(respondent_id=case.respondent_id, issue_id="other", label=label, trend="rising", band=10)
        row.banded_people, row.banded_at, row.found_at = 12, now, now
        session.add(row)
        session.flush()
    shown = PublishedPattern(reference="SHOWNHERE234", pattern_id=row.id, respondent_id=case.respondent_id)
    shown.issue_id, shown.label, shown.approved_by = "other", ["积分"], case.opened_by
    shown.approved_at, shown.looked_at = now, now
    session.add(shown)


def report(session: Session, case: Case, contact: str, *, inside: bool = True, **more: str) -> Report:
    """Tell one report about the company of a case, and join the case with it or not."""
    data = ReportData(case.respondent_id, case.issue_id, "zh", WORDS, remedies=["refund"], **more)
    person: Account = world.account(session, contact)
    return reports.submit(session, person, data, case if inside else None, "counted_only", "zh")


def member_of(session: Session, row: Report) -> Membership:
    return session.get_one(Membership, row.membership_id)


def given(session: Session, account: uuid.UUID | None) -> uuid.UUID:
    query = select(Consent.id).where(Consent.account_id == account, Consent.purpose == "counting")
    return session.scalars(query).one()


def places(session: Session) -> dict[str, str]:
    """Name the letters and the group's link that addresses need."""
    letters = {one.kind_id: one for one in session.scalars(select(Letter).order_by(Letter.created_at.desc()))}
    batch = session.scalars(select(ImportBatch)).first()
    organizer = Actor(world.account(session, "organizer@demo.example").id, "organizer")
    assert batch is not None
    return {
        "reminder": letters["demand_reminder"].reference,
        "first": letters["company_joint"].reference,
        "brought": session.get_one(Case, batch.case_id).reference,
        "link": claims.make_link(session, batch, organizer),
    }


if __name__ == "__main__":
    main()
