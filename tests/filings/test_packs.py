"""Own packs: one member, own words, own account; preconditions and conflicts per person; nothing in bulk."""

from datetime import date

import pytest
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden, NotFound
from joinder.filings import packs, queries, service
from joinder.filings.erasing import erase_members
from joinder.filings.pack_text import as_text, sections, ways
from joinder.filings.schemas import FilingEnd, SendingRecord
from joinder.filings.states import handled
from joinder.matching.models import Match
from joinder.reports.incidents import ASKED_HOW
from joinder.reports.models import Report
from sqlalchemy import select

from tests.filings.world import START, World, days

BANK, MARKET, ASSOCIATION = "cn-pbc-12363", "cn-samr-12315", "cn-consumer-association"
READ = ["own_account", "same_words", "company_first_advised", "may_be_refused", "went_elsewhere"]


@pytest.fixture
def world(session):
    with clock.frozen(START):
        yield World(session, size=2)


def opened(world, place=0, channel_id=ASSOCIATION, read=READ):
    _, member = world.people[place]
    return packs.open_pack(world.session, world.case, member, channel_id, read)


def sent(world, filing):
    record = SendingRecord(filed_on=clock.today(), method="portal", number="A-77")
    return service.record_sending(world.session, world.actor, world.case, filing, record)


def test_the_bank_wants_the_company_asked_first_by_this_very_person(world):
    world.people.append(world.join("asked@example.org", 7, asked_on=date(2026, 8, 16), asked_how="hotline"))
    with pytest.raises(Conflict, match=r"^filings\.company_first$"):
        opened(world, 0, BANK)
    assert opened(world, 2, BANK).people == 1


def test_a_company_asked_last_week_still_has_time(world):
    world.people.append(world.join("asked@example.org", 7, asked_on=date(2026, 8, 20), asked_how="hotline"))
    with pytest.raises(Conflict, match=r"^filings\.company_waiting$") as refused:
        opened(world, 2, BANK)
    assert refused.value.params == {"until": "2026-09-04"}
    with days(4):
        assert opened(world, 2, BANK).channel_id == BANK


def test_warnings_must_be_read_before_a_pack_is_made(world):
    with pytest.raises(Conflict, match=r"^filings\.warnings_unread$") as refused:
        opened(world, read=[])
    assert refused.value.params["codes"] == "own_account"
    assert opened(world, read=["own_account"]).warnings_read == ["own_account"]


def alike(world, one, other):
    first, second = sorted((one, other))
    made = {"same_person": False, "score": 0.9, "reasons": [], "matcher_version": "1", "state": "proposed"}
    world.session.add(Match(a_id=first, b_id=second, found_at=clock.now(), **made))
    world.session.flush()


def reports_of(world, member):
    return list(world.session.scalars(select(Report.id).where(Report.membership_id == member.id)))


def test_a_person_s_own_retelling_is_not_somebody_else_s_words(world):
    _, member = world.people[0]
    world.join("p0@example.org", 9, happened_on=date(2026, 8, 19))
    alike(world, *reports_of(world, member))
    assert opened(world, read=["own_account"]).warnings_read == ["own_account"]


def test_nearly_the_same_words_as_somebody_else_s_are_warned_about(world):
    [mine], [theirs] = (reports_of(world, member) for _, member in world.people)
    alike(world, mine, theirs)
    with pytest.raises(Conflict, match=r"^filings\.warnings_unread$") as refused:
        opened(world, read=["own_account"])
    assert refused.value.params["codes"] == "same_words"


def test_one_person_goes_one_official_way_at_a_time(world):
    sent(world, opened(world, 0, ASSOCIATION))
    with pytest.raises(Conflict, match=r"^filings\.route_conflict$"):
        opened(world, 0, MARKET)
    assert opened(world, 1, MARKET).channel_id == MARKET


def test_a_pack_prepared_but_not_sent_already_takes_the_place(world):
    first = opened(world, 0, ASSOCIATION)
    with pytest.raises(Conflict, match=r"^filings\.route_conflict$"):
        opened(world, 0, MARKET)
    ended = FilingEnd(reason="withdrawn", ended_on=date(2026, 9, 1))
    service.end(world.session, world.actor, world.case, first, ended)
    assert opened(world, 0, MARKET).channel_id == MARKET


def test_a_person_whose_dispute_was_handled_elsewhere_cannot_go_to_12315(world):
    done = sent(world, opened(world, 0, ASSOCIATION))
    ended = FilingEnd(reason="refused", ended_on=date(2026, 9, 1))
    service.end(world.session, world.actor, world.case, done, ended)
    [one] = queries.followed(world.session, [done])
    assert handled(one.facts)
    with pytest.raises(Conflict, match=r"^filings\.already_handled$"):
        opened(world, 0, MARKET)


def test_a_way_that_is_only_explained_makes_no_pack(world):
    with pytest.raises(Conflict, match=r"^filings\.information_only$"):
        opened(world, 0, "cn-petition")


def test_the_pack_holds_the_member_s_own_words_and_nobody_else_s(world):
    account, _ = world.join(
        "own@example.org", 5, narrative="我自己的经过：竹叶钱包扣了手续费。", ticket="T-9", asked_on=date(2026, 8, 1)
    )
    world.people.append((account, queries_member(world, account)))
    filing = opened(world, 2, ASSOCIATION)
    found = packs.content(world.session, filing, "zh")
    text = as_text(found, "zh")
    assert "我自己的经过：竹叶钱包扣了手续费。" in text
    assert "第0次" not in text
    assert "请用您自己的账号" in text
    assert {one.code for one in found if one.yours} <= {
        "complainant_name",
        "complainant_phone",
        "complainant_address",
        "complainant_id_doc",
        "account_identifier",
    }


@pytest.mark.parametrize(("lang", "says"), [("en", "own account"), ("id", "akun Anda sendiri"), ("zh", "自己的账号")])
def test_the_frame_of_a_pack_speaks_three_languages(world, lang, says):
    filing = opened(world, 0, ASSOCIATION)
    assert says in as_text(packs.content(world.session, filing, lang), lang)


def test_a_pack_is_its_owner_s_alone(world):
    filing = opened(world)
    owner, other = world.people[0][0], world.people[1][0]
    assert packs.own_pack(world.session, owner.id, filing.reference)[0].id == filing.id
    with pytest.raises(NotFound, match=r"^filings\.no_filing$"):
        packs.own_pack(world.session, other.id, filing.reference)
    assert queries.joint_filings(world.session, world.case.id) == []


def test_only_a_live_member_gets_a_pack(world):
    with pytest.raises(Forbidden, match=r"^filings\.members_only$"):
        packs.membership_in(world.session, world.organizer.id, world.case.reference)


def test_erasing_a_person_shreds_their_packs(world):
    filing = sent(world, opened(world))
    erase_members(world.session, [filing.membership_id])
    assert filing.number_sealed is None
    assert filing.filed_on == date(2026, 9, 1)


def queries_member(world, account):
    from joinder.reports import queries as reports

    return reports.membership(world.session, world.case.id, account.id)


def told_of_asking(world, place):
    facts = packs.facts(world.session, opened(world, place), "zh")
    return sections(facts, [("prior_company_complaint", "")])[0].lines


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"asked_how": "hotline"}, "通过何种方式向公司反映：客服热线"),
        ({"asked_on": date(2026, 8, 1), "asked_how": "social"}, "通过何种方式向公司反映：社交媒体"),
        ({"company_answer": "请耐心等待"}, "公司的答复：请耐心等待"),
    ],
)
def test_a_pack_says_how_the_company_was_asked(world, facts, says):
    world.people.append(world.join("asked@example.org", 7, **facts))
    assert says in told_of_asking(world, 2)


def test_a_pack_says_nothing_of_asking_where_nobody_asked(world):
    assert told_of_asking(world, 0) == ("（没有填写）",)


@pytest.mark.parametrize("how", ASKED_HOW)
@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_every_way_of_asking_has_its_words_in_a_pack(how, lang):
    assert ways()[how][lang]
