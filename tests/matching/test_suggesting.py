"""Suggestions: the right case for a story, from released profiles only, the same whoever joins."""

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.accounts.models import Contact
from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.matching import profiles
from joinder.matching.models import CaseProfile
from joinder.matching.profiles import refresh_profile
from joinder.matching.suggesting import Asked, Suggestion, suggest_cases, warm
from joinder.matching.terms import keyed, phrases, shared, terms
from joinder.reports import returning, set_asides
from joinder.reports import service as reports
from joinder.reports.models import Membership, Report
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tests.matching.world import OTHER_STORY, STORY, World

FROZEN = ("竹叶钱包账户被冻结", "账户突然被冻结，登录不进去，客服要求上传证件后没有下文。")
WITHDRAWAL = ("竹叶钱包提现长期审核不到账", "申请提现后一直显示审核中，客服总说三到五个工作日。")
LATE_FEE = ("竹叶钱包误收分期逾期费", "按时存了钱仍被收取逾期费，系统维护当天扣款失败。")


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


@pytest.fixture
def three(world: World) -> dict[str, Case]:
    texts = {"frozen": FROZEN, "withdrawal": WITHDRAWAL, "late_fee": LATE_FEE}
    return {name: world.case(title, summary, public=True) for name, (title, summary) in texts.items()}


def _asked(world: World, text: str = STORY, **more: object) -> Asked:
    return replace(Asked(text, world.company.id, None, "zh"), **more)  # type: ignore[arg-type]


def _titles(found: list[Suggestion]) -> list[str]:
    return [one.title for one in found]


def test_the_fitting_case_comes_first_at_once_after_publishing(world: World, three: dict[str, Case]) -> None:
    assert _titles(suggest_cases(world.session, _asked(world)))[0] == WITHDRAWAL[0]
    assert _titles(suggest_cases(world.session, _asked(world, OTHER_STORY)))[0] == LATE_FEE[0]


def test_a_person_can_read_why(world: World, three: dict[str, Case]) -> None:
    reasons = {reason.code: reason.params for reason in suggest_cases(world.session, _asked(world))[0].reasons}
    assert set(reasons) == {"same_company", "shared_words"}
    words = reasons["shared_words"]["words"]
    assert isinstance(words, list)
    assert any("审核" in word for word in words)
    assert all(word in STORY for word in words)


def test_the_chosen_issue_helps(world: World) -> None:
    plain = world.case("竹叶钱包提现不到账", "申请提现后没有到账。", public=True)
    world.case("竹叶钱包提现不到账了", "申请提现以后没有到账。", public=True)
    chosen = world.case("竹叶钱包无法提现", "申请提现后没有到账。", public=True, issue_id=_any_issue())
    first = suggest_cases(world.session, _asked(world, "提现没有到账", issue_id=chosen.issue_id))[0]
    assert first.case_id == chosen.id != plain.id
    assert "same_issue" in {reason.code for reason in first.reasons}


def _any_issue() -> str:
    from joinder.reference import catalog

    return next(issue.id for issue in catalog.issues() if issue.id != "unspecified")


def test_another_company_and_cases_that_are_not_public_and_open_never_come(
    world: World, three: dict[str, Case]
) -> None:
    world.case(*WITHDRAWAL)
    other = respondents.propose(world.session, "苍鹭支付（演示）")
    assert suggest_cases(world.session, _asked(world, respondent_id=other.id)) == []
    cases.close(world.session, three["withdrawal"], HOUSE, "solved")
    cases.hide(world.session, three["late_fee"], HOUSE, "other")
    assert set(_titles(suggest_cases(world.session, _asked(world)))) <= {FROZEN[0]}


def test_an_edited_title_is_suggested_by_its_new_words(world: World, three: dict[str, Case]) -> None:
    moderator = Actor(None, "moderator")
    cases.edit(world.session, three["frozen"], moderator, "竹叶钱包优惠券过期", "优惠券提前过期不能使用。")
    assert _titles(suggest_cases(world.session, _asked(world, "优惠券提前过期")))[0] == "竹叶钱包优惠券过期"


@pytest.mark.parametrize("text", ["", "，。！", "😡", "\ud800", "x" * 20_000, "退"])
def test_a_text_without_sense_is_answered_too(world: World, three: dict[str, Case], text: str) -> None:
    assert isinstance(suggest_cases(world.session, _asked(world, text)), list)


def test_nothing_changes_when_people_join_between_releases(world: World, three: dict[str, Case]) -> None:
    for name in ("anna", "ben", "carl"):
        world.tell(world.person(name), three["withdrawal"])
    refresh_profile(world.session, three["withdrawal"].id)
    probes = [STORY, OTHER_STORY, "优惠券提前过期了，苍鹭不给用", STORY[:40]]
    before = [suggest_cases(world.session, _asked(world, text)) for text in probes]
    for number, text in enumerate(probes):
        for name in ("dora", "emil", "fritz"):
            world.tell(world.person(f"{name}{number}"), three["frozen"], text)
    assert [suggest_cases(world.session, _asked(world, text)) for text in probes] == before


def test_a_term_counts_only_from_three_members_on_and_only_after_a_release(
    world: World, three: dict[str, Case]
) -> None:
    unusual, case = "客户经理失联以后积分清零", three["frozen"]
    asked = _asked(world, unusual)
    before = suggest_cases(world.session, asked)
    for at, name in enumerate(("anna", "ben", "carl")):
        world.tell(world.person(name), case, f"{unusual}，{'甲乙丙'[at] * 30}")
        if at < 2:
            refresh_profile(world.session, case.id)
            assert suggest_cases(world.session, asked) == before
    refresh_profile(world.session, case.id)
    assert suggest_cases(world.session, asked)[0].case_id == case.id


def test_one_member_telling_it_three_times_shares_it_with_nobody(world: World, three: dict[str, Case]) -> None:
    unusual, anna = "客户经理失联以后积分清零", world.person("anna")
    for day in (1, 2, 3):
        world.tell(anna, three["frozen"], unusual, amount_minor=day * 100, currency="CNY")
    before = suggest_cases(world.session, _asked(world, unusual))
    refresh_profile(world.session, three["frozen"].id)
    assert suggest_cases(world.session, _asked(world, unusual)) == before


UNUSUAL = "客户经理失联以后积分清零"


def _use(world: World, case: Case, names: str, text: str = UNUSUAL, **facts: object) -> list[Report]:
    """Have people use some words, each among words of their own (near-copies would be flagged)."""
    told = [(name, text + "，" + "".join(chr(0x4E00 + 97 * ord(name) + at) for at in range(60))) for name in names]
    return [world.tell(world.person(name), case, words, **facts) for name, words in told]


def _said_back(world: World, text: str) -> list[str]:
    reasons = [reason for one in suggest_cases(world.session, _asked(world, text)) for reason in one.reasons]
    words = [reason.params["words"] for reason in reasons if reason.code == "shared_words"]
    return [str(word) for group in words if isinstance(group, list) for word in group]


def test_two_accounts_that_plant_a_phrase_never_read_it_back_when_a_member_used_it(
    world: World, three: dict[str, Case]
) -> None:
    case = three["frozen"]
    _use(world, case, "ab")
    _use(world, case, "c", "账户被冻结了，客服也不回答")
    refresh_profile(world.session, case.id)
    probes = [UNUSUAL, f"账户突然被冻结，{UNUSUAL}", *(UNUSUAL[at : at + 4] for at in range(len(UNUSUAL) - 3))]
    before = [_said_back(world, text) for text in probes]
    _use(world, case, "v")
    refresh_profile(world.session, case.id)
    assert suggest_cases(world.session, _asked(world, UNUSUAL))[0].case_id == case.id, "the words are in the profile"
    assert [_said_back(world, text) for text in probes] == before, "but only public words are said back"
    public = "".join((*FROZEN, *WITHDRAWAL, *LATE_FEE))
    assert any(before)
    assert all(word in public for words in before for word in words)


def test_nine_accounts_that_plant_a_phrase_do_not_find_out_whether_a_member_used_it(
    world: World, three: dict[str, Case]
) -> None:
    case = three["frozen"]
    _use(world, case, "abcdefghi")
    refresh_profile(world.session, case.id)
    probes = [UNUSUAL, f"账户突然被冻结，{UNUSUAL}", *(UNUSUAL[at : at + 4] for at in range(len(UNUSUAL) - 3)), STORY]
    frozen = world.session.scalars(select(CaseProfile.terms).where(CaseProfile.case_id == case.id)).one()
    before = [suggest_cases(world.session, _asked(world, text)) for text in probes]
    _use(world, case, "vw")
    refresh_profile(world.session, case.id)
    assert [suggest_cases(world.session, _asked(world, text)) for text in probes] == before
    same = select(CaseProfile.terms).where(CaseProfile.case_id == case.id)
    assert world.session.scalars(same).one() == frozen, "not even its score can have moved"
    _use(world, case, "x")
    refresh_profile(world.session, case.id)
    assert world.session.scalars(same.execution_options(populate_existing=True)).one() != frozen


def test_whoever_is_flagged_or_set_aside_shares_no_words(world: World, three: dict[str, Case]) -> None:
    session, case = world.session, three["frozen"]
    before = suggest_cases(session, _asked(world, UNUSUAL))
    planted = _use(world, case, "ab", order_number="N1")
    _use(world, case, "vwx")
    refresh_profile(session, case.id)
    assert suggest_cases(session, _asked(world, UNUSUAL)) != before, "three others use it, too"
    members = {report.reference: session.get_one(Membership, report.membership_id) for report in planted}
    reports.withdraw(session, session.scalars(_members(world, case, "x")).one())
    refresh_profile(session, case.id)
    assert suggest_cases(session, _asked(world, UNUSUAL)) == before, "two accounts with one order and two people"
    for report, number in zip(planted, "12", strict=True):
        report.order_hash = number.encode() * 32
    session.flush()
    refresh_profile(session, case.id)
    assert suggest_cases(session, _asked(world, UNUSUAL)) != before
    moderator = Actor(world.person("mona").id, "moderator")
    for member in members.values():
        set_asides.set_aside(session, member, moderator, "coordinated", "同一批文字。")
    refresh_profile(session, case.id)
    assert suggest_cases(session, _asked(world, UNUSUAL)) == before


def _members(world: World, case: Case, name: str) -> Select[Membership]:
    return select(Membership).where(Membership.case_id == case.id, Membership.account_id == world.person(name).id)


def test_one_contact_on_two_accounts_shares_words_once(world: World, three: dict[str, Case]) -> None:
    session, case = world.session, three["frozen"]
    before = suggest_cases(session, _asked(world, UNUSUAL))
    _use(world, case, "abv")
    hashed = session.scalars(select(Contact.canonical_hash).where(Contact.account_id == world.person("b").id)).one()
    returning.remember(session, world.person("a").id, [hashed])  # b's contact was a's before
    refresh_profile(session, case.id)
    assert suggest_cases(session, _asked(world, UNUSUAL)) == before
    _use(world, case, "w")
    refresh_profile(session, case.id)
    assert suggest_cases(session, _asked(world, UNUSUAL)) != before


def test_shared_terms_say_nothing_of_how_many_share_them() -> None:
    few, many = ([["积分清零"]] * number for number in (12, 300))
    assert shared(few, set()) == shared(many, set())
    assert shared([["积分清零"]] * 2, {"积分"}) == []
    assert shared([["积分清零"]] * 3, {"积分"}) == ["积分"]
    assert shared([["积分清零"]] * 11, {"积分"}) == ["积分"], "nine accounts and two members do not tell"


def test_terms_are_kept_under_a_key() -> None:
    assert keyed(["退款"], b"a" * 32) != keyed(["退款"], b"b" * 32)


def test_shared_pieces_are_shown_without_dangling_particles():
    text = "以后一直显示审核中，也没有书面的原因"
    known = [
        "后一",
        "一直",
        "直显",
        "显示",
        "示审",
        "审核",
        "核中",
        "也没",
        "没有",
        "有书",
        "书面",
        "面的",
        "的原",
        "原因",
    ]
    assert phrases(text, known) == ["一直显示审核中", "没有书面的原因"]


def test_phrases_are_the_writers_own_words() -> None:
    text = "提现一直在审核，my withdrawal is stuck"
    assert phrases(text, ["提现", "审核", "w:withdrawal", "w:other"]) == ["withdrawal", "审核", "提现"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_no_string_breaks_the_terms(text: str) -> None:
    keyed(terms(text), b"k" * 32)
    phrases(text, terms(text))


def test_suggestions_know_no_case_before_any_is_published(world: World) -> None:
    world.case(*WITHDRAWAL)
    assert suggest_cases(world.session, _asked(world, respondent_id=uuid.uuid4())) == []


def test_a_server_that_was_warmed_reads_no_profile_for_the_first_suggestion(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.write() as session:
        world = World(session)
        world.case(*WITHDRAWAL, public=True)
        asked = _asked(world)
    read: list[int] = []
    plainly = profiles._read
    monkeypatch.setattr(profiles, "_read", lambda session, ids: read.append(len(ids)) or plainly(session, ids))
    warm(db).join()
    assert read == [1]
    with db.read() as session:
        assert _titles(suggest_cases(session, asked)) == [WITHDRAWAL[0]]
    assert sum(read) == 1


def test_warming_a_database_without_tables_ends_quietly(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    warm(empty).join()
    empty.dispose()
