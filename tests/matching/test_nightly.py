"""The nightly grouping: patterns of reports in no case in slow bands, proposals about cases, never a count."""

import uuid
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from joinder.cases import respondents
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.core.errors import Conflict, NotFound
from joinder.core.jobs import Job
from joinder.matching import nightly, proposals, proposing, service, vectors
from joinder.matching.pattern_models import Pattern, Proposal, pattern_report
from joinder.matching.sameness import Nearest
from joinder.reports.models import Report
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.matching.world import World

NOW = datetime.fromisoformat("2026-11-02T02:00:00+00:00")
MODERATOR = Actor(None, "moderator")
PARTS = {
    "frozen": ("账户 账号 钱包账户", "突然被冻结 冻结了 已经冻结", "登录不了 无法登录 登不进去"),
    "coupon": ("优惠券 领的优惠券 满减优惠券", "提前过期 过期作废 还没用就过期", "不能用 不给补 没法用"),
}
OTHERS = (
    "话费充值没有到账 理财产品亏损严重 转账转错人追不回来 银行卡绑定失败 客服态度恶劣 "
    "分期手续费太高 红包被退回没有通知 个人信息被泄露 商家不发货不退款 水电费重复扣款 "
    "身份认证一直不通过 自动续费没有提醒 积分清零没有说明 外卖退款迟迟不到 公交卡余额不见了 "
    "密码改了还被盗刷 发票开不出来 信用分莫名下降 广告弹窗关不掉 借款利率和宣传不符 "
    "汇款被银行退回 短信验证码收不到 会员权益缩水 运费险不赔付 余额宝收益少算 "
    "门票订单取消不退钱 加油卡充值失败 保险强制捆绑 快递丢失不赔 "
)


def _stories(issue: str, count: int) -> list[str]:
    first, second, third = (part.split() for part in PARTS[issue])
    whole = [f"{a}{b}，{c}" for a in first for b in second for c in third]
    return [whole[(7 * n) % 27] + "，" + "请尽快处理谢谢客服一直不理"[n // 27 * 4 :][:4] for n in range(count)]


def _others(db: Database) -> None:
    """Thirty other stories by one person: what a company's reports are otherwise about."""
    with db.write() as session:
        world = World(session)
        one = world.person("others")
        for day, story in enumerate(OTHERS.split()):
            world.told(one, None, story, amount_minor=day * 100, currency="CNY")


def _tell(db: Database, issue: str, count: int, start: int = 0, case: str = "") -> list[uuid.UUID]:
    with db.write() as session:
        world = World(session)
        into = world.case(case, case, public=True) if case else None
        return [
            world.told(world.person(f"{issue}{start + n}"), into, story).id
            for n, story in enumerate(_stories(issue, count))
        ]


def _night(db: Database) -> None:
    """Group by wording; the tests of the encoder are elsewhere."""
    with db.read() as session:
        companies = list(session.scalars(select(Report.respondent_id).distinct()))
    for company in companies:
        nightly.group_company(db, company)


def _patterns(db: Database) -> list[Pattern]:
    with db.read() as session:
        return list(session.scalars(select(Pattern)))


def test_reports_in_no_case_become_a_pattern_in_public_words(db: Database) -> None:
    _others(db)
    with db.write() as session:
        World(session).case("账户冻结无法登录", "登录不了", public=True)
    _tell(db, "frozen", 24)
    _tell(db, "coupon", 6)
    _night(db)
    (pattern,) = _patterns(db)
    assert pattern.band == 20
    assert set(pattern.label) <= {"账户", "户冻", "冻结", "登录", "录不", "不了", "结无", "无法", "法登"}
    assert "冻结" in pattern.label


def test_eighteen_people_are_no_pattern_and_one_person_is_not_many(db: Database) -> None:
    _others(db)
    _tell(db, "frozen", 18)
    with db.write() as session:
        world = World(session)
        one = world.person("frozen0")
        for day, story in enumerate(_stories("frozen", 10), start=1):
            world.told(one, None, story + "再说一次", amount_minor=day * 100, currency="CNY")
    _night(db)
    assert _patterns(db) == []


def test_a_band_moves_after_a_month_and_nineteen_people_and_the_pattern_stays_the_same(db: Database) -> None:
    _others(db)
    _tell(db, "frozen", 20)
    _night(db)
    (before,) = _patterns(db)
    _tell(db, "frozen", 9, start=20)
    with clock.frozen(NOW + timedelta(days=40)):
        _night(db)
    (still,) = _patterns(db)
    assert (still.id, still.band, still.banded_at) == (before.id, before.band, before.banded_at)
    _tell(db, "frozen", 25, start=29)
    with clock.frozen(NOW + timedelta(days=10)):
        _night(db)
    assert _patterns(db)[0].band == 20
    with clock.frozen(NOW + timedelta(days=41)):
        _night(db)
    (moved,) = _patterns(db)
    assert (moved.id, moved.band) == (before.id, 50)


def test_a_pattern_goes_when_its_reports_go_and_an_erased_report_leaves_it_at_once(db: Database) -> None:
    _others(db)
    told = _tell(db, "frozen", 20)
    _night(db)
    with db.write() as session:
        service.forget(session, told[:1])
        kept = select(func.count()).select_from(pattern_report)
        assert session.scalar(kept) == 19
        for report_id in told:
            session.get_one(Report, report_id).withdrawn_at = clock.now()
    _night(db)
    assert _patterns(db) == []


def test_overlapping_cases_are_proposed_once_and_never_again(db: Database) -> None:
    _tell(db, "frozen", 12, case="账户冻结")
    _tell(db, "frozen", 12, start=12, case="无法登录")
    _tell(db, "coupon", 12, case="优惠券过期")
    _night(db)
    with db.write() as session:
        rows, _ = proposals.proposals(session, None, None)
        (found,) = [row for row in rows if row[0].kind == "merge"]
        assert {found[1].title, found[2].title} == {"账户冻结", "无法登录"}
        proposals.decide(session, found[0].id, MODERATOR, accept=False)
        with pytest.raises(Conflict):
            proposals.decide(session, found[0].id, MODERATOR, accept=True)
        with pytest.raises(NotFound):
            proposals.decide(session, uuid.uuid4(), MODERATOR, accept=True)
    _night(db)
    with db.read() as session:
        states = Counter(session.scalars(select(Proposal.state).where(Proposal.kind == "merge")))
    assert states == {"dismissed": 1}


def test_deciding_moves_no_report(db: Database, session: Session) -> None:
    world = World(session)
    a, b = world.case("甲", public=True), world.case("乙", public=True)
    report = world.told(world.person("anna"), a)
    proposal = Proposal(
        kind="merge", a_id=a.id, b_id=b.id, score=0.5, label=[[]], state="proposed", found_at=clock.now()
    )
    session.add(proposal)
    session.flush()
    proposals.decide(session, proposal.id, MODERATOR, accept=True)
    assert (report.case_id, a.closed_at, b.closed_at) == (a.id, None, None)


def test_the_night_is_queued_once_a_day(db: Database) -> None:
    for hours in (0, 1, 17, 25):
        with clock.frozen(NOW + timedelta(hours=hours)), db.write() as session:
            nightly.night(session)
    with db.read() as session:
        assert session.scalar(select(func.count()).where(Job.name == "matching.group")) == 2
    jobs.run_due(db)


def test_each_company_has_a_job_of_its_own_and_one_that_fails_stops_no_other(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.write() as session:
        world = World(session)
        both = [world.company, respondents.propose(session, "苍鹭分期（演示）")]
        for at, company in enumerate(both):
            world.told(world.person(f"p{at}"), None, company=company)
        companies = sorted(company.id for company in both)
    grouped: list[uuid.UUID] = []

    def group(_db: Database, company: uuid.UUID) -> None:
        grouped.append(company)
        if company == companies[0]:
            raise ValueError

    monkeypatch.setattr(nightly, "group_company", group)
    with db.write() as session:
        nightly.night(session)
    for minutes in (1, 2, 3, 4):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            jobs.run_due(db)
    assert grouped.count(companies[1]) == 1
    assert grouped.count(companies[0]) > 1
    with db.read() as session:
        assert session.scalar(select(func.count()).where(Job.name == "matching.group", Job.done_at.is_(None))) == 1


def test_words_are_sought_while_nobody_waits_to_write(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _others(db)
    _tell(db, "frozen", 24)
    _tell(db, "coupon", 12, case="优惠券过期")
    _tell(db, "coupon", 12, start=12, case="优惠券作废")
    inside: list[bool] = [False]
    sought: list[bool] = []
    write, label_of = Database.write, proposing.label_of

    @contextmanager
    def watched(one: Database) -> Generator[Session]:
        with write(one) as session:
            inside[0] = True
            yield session
        inside[0] = False

    def label(*told: Any) -> list[str]:
        sought.append(inside[0])
        return label_of(*told)

    monkeypatch.setattr(Database, "write", watched)
    monkeypatch.setattr(proposing, "label_of", label)
    _night(db)
    assert len(sought) >= 2
    assert not any(sought)


def test_a_few_reports_without_a_vector_leave_the_others_their_meaning() -> None:
    ids = [uuid.uuid4() for _ in range(20)]
    known = {one: np.ones(4, np.float32) for one in ids}
    for one in ids[:2]:
        del known[one]
    made = vectors.stacked(ids, known)
    assert made is not None
    assert [bool(row.any()) for row in made] == [False] * 2 + [True] * 18
    assert vectors.stacked(ids, {one: known[one] for one in ids[3:]}) is None
    assert vectors.stacked([], {}) is None


def _near(rows: list[list[int]]) -> Nearest:
    return Nearest(np.array(rows), np.ones((len(rows), len(rows[0])), np.float32))


def test_cases_overlap_only_when_each_mostly_lies_nearest_to_the_other() -> None:
    cases = ["a"] * 5 + ["b"] * 5
    mixed = [[(at + 5) % 10, (at + 6) % 10, (at + 1) % 5 + (0 if at < 5 else 5)] for at in range(10)]
    apart = [[(at + step) % 5 + (0 if at < 5 else 5) for step in (1, 2, 3)] for at in range(10)]
    assert list(proposing.overlaps(cases, _near(mixed))) == [(0, 5)]
    assert proposing.overlaps(cases, _near(apart)) == {}
    assert proposing.overlaps(["a"] * 5 + ["b"] * 4, _near([[0]] * 9)) == {}


def test_a_case_falls_apart_only_into_parts_of_a_quarter_and_eight() -> None:
    assert proposing.falling_apart(["a"] * 20, [0] * 12 + [1] * 8) == {"a": [0, 1]}
    assert proposing.falling_apart(["a"] * 20, [0] * 13 + [1] * 7) == {}
    assert proposing.falling_apart(["a"] * 60, [0] * 47 + [1] * 13) == {}


def test_a_trend_needs_more_than_one_report() -> None:
    days = [NOW - timedelta(days=n) for n in (1, 2, 3, 4)]
    assert proposing.trend_of(days, NOW) == "rising"
    assert proposing.trend_of([NOW - timedelta(days=40)] * 4, NOW) == "falling"
    assert proposing.trend_of([NOW, NOW - timedelta(days=31)], NOW) == "steady"


def test_a_label_never_holds_a_word_that_is_not_public() -> None:
    told = [["我叫王小明，优惠券过期"], ["王小明说优惠券过期"], ["王小明的优惠券"]]
    public = Counter({"优惠": 2, "惠券": 2, "过期": 5})
    assert set(proposing.label_of(told, public)) <= {"优惠", "惠券", "过期"}


def test_a_closed_case_is_proposed_nothing_about(db: Database) -> None:
    _tell(db, "frozen", 12, case="账户冻结")
    _tell(db, "frozen", 12, start=12, case="无法登录")
    _tell(db, "coupon", 12, case="优惠券过期")
    with db.write() as session:
        closed = session.scalars(select(Case).where(Case.title == "账户冻结")).one()
        closed.closed_at = clock.now()
    _night(db)
    with db.write() as session:
        assert not [row for row in proposals.proposals(session, None, None)[0] if closed.id in (row[1].id, row[2].id)]
        closed = session.get_one(Case, closed.id)
        closed.closed_at = None
    _night(db)
    with db.write() as session:
        (found,) = [row for row in proposals.proposals(session, None, None)[0] if row[0].kind == "merge"]
        found[1].closed_at = clock.now()  # proposed while it was open
        session.flush()
        assert proposals.proposals(session, None, None)[0] == []
