"""A small world for the tests of matching: invented companies, people and the stories they tell."""

from datetime import date, timedelta

from joinder.accounts import service as accounts
from joinder.accounts.models import Account
from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case, Respondent
from joinder.cases.service import CaseData
from joinder.matching import service as matching
from joinder.reports import service as reports
from joinder.reports.models import Report
from joinder.reports.service import ReportData
from sqlalchemy.orm import Session

STORY = (
    "我在竹叶钱包里有一千多元，上个月申请提现以后一直显示审核中，客服每次都说三到五个工作日，"
    "可是已经过去一个多月还是没有到账。我打了很多次电话，他们只让我继续等待，也不给书面的答复，"
    "现在连账户都登录不进去了，希望他们尽快把钱退给我。"
)
OTHER_STORY = (
    "我在竹叶钱包办理了分期，扣款日前一天已经存够了钱，系统却还是收了我逾期费，客服说这是规定不能退，"
    "我认为这不合理，因为他们的系统当天维护，很多人都遇到了同样的问题，希望把多收的费用退回来并说明原因。"
)
ORGANIZER = Actor(None, "organizer")


class World:
    """Makes people, cases and reports through the real verbs."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._told = 0
        self.company: Respondent = respondents.propose(session, "竹叶钱包（演示）")
        if self.company.status == "proposed":
            respondents.moderate(session, self.company, listed=True)

    def person(self, name: str) -> Account:
        return accounts.account_for(self.session, f"{name}@example.org", "zh")

    def case(
        self, title: str = "竹叶钱包提现长期审核", summary: str = "", *, public: bool = False, **more: str
    ) -> Case:
        data = CaseData(self.company.id, more.get("issue_id", "unspecified"), title, summary, "zh", ["refund"])
        made = cases.open_case(self.session, None, data)
        if public:
            cases.publish(self.session, made, HOUSE)
        return made

    def told(self, who: Account, case: Case | None, text: str = STORY, **facts: object) -> Report:
        """Submit a report without indexing it."""
        values = {"happened_on": date(2026, 9, 1), "happened_precision": "day", **facts}
        company = values.pop("company", self.company)
        assert isinstance(company, Respondent)
        data = ReportData(company.id, "unspecified", "zh", text, **values)  # type: ignore[arg-type]
        report = reports.submit(self.session, who, data, case, "counted_only", "zh")
        self._told += 1
        report.submitted_at += timedelta(minutes=self._told)  # the tests' clock stands still
        return report

    def tell(self, who: Account, case: Case | None, text: str = STORY, **facts: object) -> Report:
        """Submit a report and index it, as the application does."""
        report = self.told(who, case, text, **facts)
        matching.index(self.session, report)
        return report

    @classmethod
    def of(cls, session: Session, case: Case) -> "World":
        """Go on in the world of a case that is there."""
        world = cls.__new__(cls)
        world.session, world._told = session, 0
        world.company = session.get_one(Respondent, case.respondent_id)
        return world

    def index_apart(self, report: Report) -> None:
        """Make a report comparable and take back what folded by itself, so that a human may decide."""
        for match in matching.index(self.session, report):
            if match.state == "confirmed":
                matching.act_on(self.session, match, report.case_id, ORGANIZER, "undo")

    def actor(self) -> Actor:
        """A reviewer with an account."""
        return Actor(self.person("reviewer").id, "organizer")
