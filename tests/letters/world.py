"""A small world for the tests of letters, made through the real verbs; the company is invented."""

from datetime import date, timedelta

from joinder.accounts import service as accounts
from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Organizer
from joinder.cases.service import CaseData
from joinder.core import clock
from joinder.letters import sealing, service
from joinder.letters.plan import Citation, Demand, LetterPlan, Moment, Stated
from joinder.letters.service import Decided
from joinder.reports import queries as reports
from joinder.reports import service as joining
from joinder.reports.service import ReportData

APPROVE = Decided("approve")


def plan(**changes):
    values = {
        "kind_id": "company_joint",
        "lang": "zh",
        "channel_id": "cn-company-generic",
        "problem": "自{{t1.on}}起，提现申请长期停留在{{screen}}，没有到账，也没有书面说明。",
        "timeline": [Moment(on=date(2026, 3, 5), what="应用内公告称提现服务升级", source="公告截图")],
        "stated": [Stated(key="screen", kind="quotation", value="处理中", name="页面提示", source="截图")],
        "demands": [
            Demand(key="pay", remedy="refund"),
            Demand(key="why", remedy="R-EXPLAIN", everyone=True),
        ],
        "laws": [Citation(law_id="CN-CPL-8")],
        **changes,
    }
    return LetterPlan(**values)


class World:
    """One case with an organizer and some people who each reported once."""

    def __init__(self, session, size=3):
        self.session = session
        self.company = respondents.propose(session, "竹叶钱包（演示）")
        if self.company.status == "proposed":
            respondents.moderate(session, self.company, listed=True)
        self.organizer = accounts.account_for(session, "organizer@example.org", "zh")
        data = CaseData(self.company.id, "withdrawal_blocked", "竹叶钱包提现长期审核", "审核", "zh", ["refund"])
        self.case = cases.open_case(session, self.organizer.id, data)
        cases.publish(session, self.case, HOUSE)
        self.actor = Actor(self.organizer.id, "organizer")
        now = clock.now()
        appointed = {"declared_at": now, "vetting": "auto", "appointed_at": now, "role": "organizer"}
        session.add(Organizer(case_id=self.case.id, account_id=self.organizer.id, **appointed))
        self.people = [self.join(f"p{place}@example.org", amount_minor=10_000 + place) for place in range(size)]

    def join(self, contact, **facts):
        """Report once and join; returns the membership."""
        account = accounts.account_for(self.session, contact, "zh")
        values = {
            "happened_on": date(2026, 8, 1),
            "happened_precision": "day",
            "amount_minor": 10_000,
            "currency": "CNY",
            "remedies": ["refund"],
            "area": "CN-GD",
            "ticket": "TK-1",
            **facts,
        }
        data = ReportData(self.company.id, "withdrawal_blocked", "zh", f"提现一直审核中（{contact}）", **values)
        joining.submit(self.session, account, data, self.case, "counted_only", "zh")
        return reports.membership(self.session, self.case.id, account.id)

    def drafted(self, **changes):
        return service.draft(self.session, self.case, self.actor, plan(**changes), None)

    def opened(self, days=2, **changes):
        letter = self.drafted(**changes)
        service.open_for_approval(self.session, self.case, letter, self.actor, clock.today() + timedelta(days=days))
        return letter

    def approved(self, members=None, **changes):
        letter = self.opened(**changes)
        for member in self.people if members is None else members:
            service.decide(self.session, letter, member, APPROVE, "zh")
        return letter

    def shown(self, letter=None):
        letter = letter or self.approved()
        with later(days=4):
            sealing.final_view(self.session, letter, self.actor)
        return letter

    def sealed(self, letter=None):
        letter = self.shown(letter)
        with later(days=7):
            return letter, sealing.seal(self.session, letter, self.actor)


def later(**span):
    """Move the frozen clock forward."""
    return clock.frozen(clock.now() + timedelta(**span))
