"""A small world for the tests of filing: an invented wallet, its members, their letter up to the sealed copy."""

from datetime import UTC, date, datetime, timedelta

from joinder.accounts import service as accounts
from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.audit import Actor
from joinder.cases.models import Organizer, Respondent
from joinder.cases.service import CaseData
from joinder.core import clock
from joinder.letters import sealing
from joinder.letters import service as letters
from joinder.letters.plan import Demand, LetterPlan
from joinder.letters.service import Decided
from joinder.reports import queries as reports
from joinder.reports import service as joining
from joinder.reports.service import ReportData

START = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
COMPANY = "cn-company-generic"
STORIES = (
    "我在竹叶钱包申请提现以后一直显示审核中，客服说等三天，等了一个月还没有到账。",
    "八月份提现两次都失败，钱从余额里扣了却没有进银行卡，打电话没有人接。",
    "提现的时候突然要求重新认证，认证通过以后又说风险控制，一分钱都取不出来。",
    "我的提现申请被退回三次，每次理由都不一样，最后只说系统升级请耐心等待。",
)


class World:
    """Makes people, a case and its sealed letter through the real verbs, moving the clock as it goes."""

    def __init__(self, session, size=3, name="竹叶钱包（演示）", dated=date(2026, 8, 1), contact="p{}@example.org"):
        self.session, self.dated = session, dated
        self.company: Respondent = respondents.propose(session, name)
        if self.company.status == "proposed":
            respondents.moderate(session, self.company, listed=True)
        self.organizer = accounts.account_for(session, "organizer@example.org", "zh")
        data = CaseData(self.company.id, "withdrawal_blocked", "提现长期审核", "很多人取不出钱", "zh", ["refund"])
        self.case = cases.open_case(session, self.organizer.id, data)
        self.actor = Actor(self.organizer.id, "organizer")
        now = clock.now()
        session.add(
            Organizer(
                case_id=self.case.id,
                account_id=self.organizer.id,
                role="organizer",
                declared_at=now,
                vetting="auto",
                appointed_at=now,
            )
        )
        self.people = [self.join(contact.format(place), place) for place in range(size)]
        session.flush()

    def join(self, contact, place=0, **facts):
        """Submit one report and join; returns account and membership."""
        account = accounts.account_for(self.session, contact, "zh")
        values = {
            "happened_on": self.dated + timedelta(days=place % 20),
            "happened_precision": "day",
            "amount_minor": 10_000 + place,
            "currency": "CNY",
            "remedies": ["refund"],
            **facts,
        }
        text = values.pop("narrative", STORIES[place % len(STORIES)] + f"（第{place}次）")
        data = ReportData(self.company.id, "withdrawal_blocked", "zh", text, **values)
        joining.submit(self.session, account, data, self.case, "counted_only", "zh")
        return account, reports.membership(self.session, self.case.id, account.id)

    def plan(self, channel_id=COMPANY, kind_id="company_joint"):
        return LetterPlan(
            kind_id=kind_id,
            lang="zh",
            channel_id=channel_id,
            problem="提现申请长期显示审核中，没有到账，也没有书面说明。",
            demands=[Demand(key="pay", remedy="refund", everyone=True)],
            reply_days=15,
        )

    def opened_letter(self, channel_id=COMPANY, kind_id="company_joint", *, decided=True):
        letter = letters.draft(self.session, self.case, self.actor, self.plan(channel_id, kind_id), None)
        closing = clock.today() + timedelta(days=2)
        letters.open_for_approval(self.session, self.case, letter, self.actor, closing)
        for _, member in self.people if decided else ():
            letters.decide(self.session, letter, member, Decided("approve"), "zh")
        return letter

    def sealed_letter(self, channel_id=COMPANY, kind_id="company_joint"):
        """Draft, approve, show for 48 hours and seal, ending about six days later by the frozen clock."""
        letter = self.opened_letter(channel_id, kind_id)
        with clock.frozen(clock.now() + timedelta(days=4)):
            sealing.final_view(self.session, letter, self.actor)
        with clock.frozen(clock.now() + timedelta(days=6, minutes=1)):
            sealing.seal(self.session, letter, self.actor)
        return letter


def days(count):
    """Freeze the clock some days after the letter was drafted."""
    return clock.frozen(START + timedelta(days=count))
