"""The organizer's roster: filters and pages in the database, only granted fields, and a fixed number of queries."""

from datetime import timedelta

import pytest
from joinder.accounts.models import Account
from joinder.core import clock, jobs
from joinder.core.errors import Conflict, Invalid
from joinder.letters import group_texts, noting, roster, service
from joinder.letters.roster import Wanted
from joinder.letters.service import Decided
from joinder.reports import consents, nicknames, set_asides
from sqlalchemy import event

from tests.client import bodies
from tests.letters.world import APPROVE, World


def share(session, member, reader, fields, nickname=None):
    consents.share(session, member.account_id, member.id, reader, fields, "zh")
    if nickname:
        nicknames.name(session, member, nickname)


def found(world, **wanted):
    here = (world.session, world.case.id, world.organizer.id, Wanted(**wanted))
    rows, _ = roster.page(*here, None, 200)
    assert roster.outline(*here, 200).total == len(rows)
    return {row.id for row in rows}


def test_pages_by_alias_meet_their_outline_and_lose_nobody(session):
    world = World(session, size=7)
    here = (session, world.case.id, world.organizer.id, Wanted())
    outline = roster.outline(*here, 3)
    assert (outline.total, len(outline.cursors)) == (7, 2)
    pages = [[row.pseudonym for row in roster.page(*here, cursor, 3)[0]] for cursor in (None, *outline.cursors)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [one for page in pages for one in page] == sorted(one.pseudonym for one in world.people)
    assert roster.outline(session, world.case.id, world.organizer.id, Wanted(find="?"), 3).total == 0
    full = roster.outline(*here, 7)
    assert (full.total, full.cursors) == (7, [])


def test_approvals_are_filtered_by_each_members_last_word(session):
    world = World(session, size=4)
    letter = world.opened()
    first, second, third, fourth = world.people
    service.decide(session, letter, first, APPROVE, "zh")
    service.decide(session, letter, second, APPROVE, "zh")
    service.decide(session, letter, second, Decided("object"), "zh")
    service.decide(session, letter, third, Decided("object"), "zh")
    assert found(world, approval="approve") == {first.id}
    assert found(world, approval="object") == {second.id, third.id}
    assert found(world, approval="none") == {fourth.id}
    assert roster.decisions(session, world.case.id, [second.id, fourth.id]) == {second.id: "object"}


def test_a_revised_letter_asks_everybody_again(session):
    world = World(session, size=2)
    letter = world.approved()
    service.revise(session, world.case, letter, world.actor, _other_plan(), others=None)
    service.open_for_approval(session, world.case, letter, world.actor, clock.today() + timedelta(days=3))
    assert found(world, approval="none") == {one.id for one in world.people}


def _other_plan():
    from tests.letters.world import plan

    return plan(problem="自{{t1.on}}起，提现申请长期停留在{{screen}}，至今没有到账。")


def test_a_group_name_is_found_only_by_whom_it_was_granted_to(session):
    world = World(session, size=2)
    named, hidden = world.people
    share(session, named, world.organizer.id, ["nickname"], "小云雀")
    nicknames.name(session, hidden, "大雁")
    assert found(world, find="小雲雀") == {named.id}
    assert found(world, find="大雁") == set()
    assert found(world, find=hidden.pseudonym[:5].lower()) == {hidden.id}
    assert found(world, grants="nickname") == {named.id}
    other = session.get_one(Account, hidden.account_id)
    rows, _ = roster.page(session, world.case.id, other.id, Wanted(find="小云雀"), None, 10)
    assert rows == []


def test_states_and_coverage_split_the_members_without_rest(session):
    world = World(session, size=3)
    set_asides.set_aside(session, world.people[0], world.actor, "coordinated", "同一段文字")
    every = {one.id for one in world.people}
    assert found(world, state="set_aside") == {world.people[0].id}
    assert found(world, state="counted") == every - {world.people[0].id}
    assert found(world, state="not_counted") == set()
    assert found(world, evidence="none") == every
    assert found(world, evidence="given") == found(world, evidence="checked") == set()


@pytest.mark.parametrize("field", ["evidence", "approval", "grants", "state"])
def test_an_unknown_filter_is_refused(field):
    with pytest.raises(Invalid):
        Wanted(**{field: "surely-not"})


def test_a_note_reaches_exactly_who_fits_once_a_day_and_says_nothing_of_the_case(session, db):
    world = World(session, size=3)
    letter = world.opened()
    session.flush()
    service.decide(session, letter, world.people[0], APPROVE, "zh")
    noting.note(session, world.case.id, world.organizer.id, "approval", Wanted(approval="none"))
    with pytest.raises(Conflict):
        noting.note(session, world.case.id, world.organizer.id, "approval", Wanted())
    with pytest.raises(Invalid):
        noting.note(session, world.case.id, world.organizer.id, "love", Wanted())
    session.commit()
    jobs.run_due(db)
    jobs.run_due(db)
    with db.read() as reading:
        sent = [body for body in bodies(reading) if "还在等您看过" in body]
    assert len(sent) == 2
    assert not any("竹叶" in body or world.case.reference in body for body in sent)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("请大家今天内看一下联名信，谢谢。", []),
        ("已经有312人加入，快来！", ["L-COUNT"]),
        ("312 people joined already", ["L-COUNT"]),
        ("sudah 40 orang bergabung", ["L-COUNT"]),
        ("到账要等 15 天，人工客服不回", []),
        ("这家骗子公司", ["L-INSULT", "L-CRIME"]),
        ("请 {alias} 联系我", ["L-ALIAS"]),
        ("我的电话 13812345678", ["L-PII"]),
    ],
)
def test_a_text_for_the_group_carries_no_live_number_no_alias_and_no_insult(session, text, rules):
    world = World(session, size=1)
    said = text.format(alias=world.people[0].pseudonym)
    assert {one.rule for one in group_texts.findings(session, world.case, said)} == set(rules)


def test_the_table_asks_the_same_number_of_queries_for_two_as_for_twenty(session):
    from joinder.api.deps import Identity, Scope
    from joinder.api.member_views import rows_view

    world = World(session, size=20)
    world.approved(members=world.people[:5])
    for member in world.people:
        share(session, member, world.organizer.id, ["nickname"], f"群友{member.pseudonym}")
    session.flush()
    identity = Identity(world.organizer.id, "zh", frozenset({"member"}), None)
    scope = Scope(world.case, "organizer", frozenset({"organizer"}), identity)
    counts: list[int] = []
    for size in (2, 20):
        asked: list[str] = []
        listen = lambda *args, seen=asked: seen.append(args[2])  # noqa: E731
        event.listen(session.get_bind(), "before_cursor_execute", listen)
        rows = rows_view(session, scope, world.people[:size])
        event.remove(session.get_bind(), "before_cursor_execute", listen)
        counts.append(len(asked))
        assert all(row.nickname == f"群友{row.pseudonym}" for row in rows)
    assert counts[0] == counts[1]
