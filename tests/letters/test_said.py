"""What an organizer tells and asks the group: read by members alone, answered once, printed only after closing."""

from datetime import timedelta
from typing import Any

import pytest
from joinder.cases.models import TimelineEntry
from joinder.core import clock, jobs
from joinder.core.errors import Conflict, Forbidden, Invalid, TooMany
from joinder.letters import announcements, polls
from joinder.letters.erasing import erase_members
from joinder.letters.polls import Question
from joinder.letters.said_models import Poll
from joinder.reports import service as joining
from joinder.statistics import poll_results
from joinder.statistics.board import RULE
from sqlalchemy import event, select

from tests import world as small
from tests.client import bodies
from tests.conftest import NOW
from tests.letters.world import World

SOON = timedelta(days=3)
ENOUGH = RULE.need


def question(words="先寄公司还是先找监管？", choices=("先寄公司", "先找监管"), closes=SOON):
    return Question(words, choices, clock.now() + closes, "zh")


@pytest.fixture
def world(session):
    return World(session, size=3)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"choices": ("好",)}, "letters.poll_choices"),
        ({"choices": tuple("一二三四五六七")}, "letters.poll_choices"),
        ({"choices": ("Ｙｅｓ ", "yes")}, "letters.poll_same_choices"),
        ({"closes": timedelta(0)}, "letters.poll_closing"),
        ({"closes": -timedelta(days=1)}, "letters.poll_closing"),
        ({"closes": timedelta(days=61)}, "letters.poll_closing"),
        ({"words": "已经有312人加入，还要等吗？"}, "letters.tone"),
        ({"choices": ("好", "这家骗子公司")}, "letters.tone"),
    ],
)
def test_an_odd_question_is_refused(world, changes, code):
    with pytest.raises(Invalid, match=f"^{code}$".replace(".", r"\.")):
        polls.ask(world.session, world.case, world.actor, question(**changes))


def test_a_member_answers_once_and_may_change_until_closing(world):
    poll = polls.ask(world.session, world.case, world.actor, question())
    member = world.people[0]
    first = polls.answer(world.session, member.account_id, poll, 0)
    second = polls.answer(world.session, member.account_id, poll, 1)
    assert first.id == second.id
    assert polls.live(world.session, world.case.id, [poll]) == {poll.id: [0, 1]}
    with pytest.raises(Invalid, match="poll_no_choice"):
        polls.answer(world.session, member.account_id, poll, 2)
    with pytest.raises(Forbidden):
        polls.answer(world.session, world.organizer.id, poll, 0)
    with clock.frozen(poll.closes_at), pytest.raises(Conflict, match="poll_closed"):
        polls.answer(world.session, member.account_id, poll, 0)
    joining.withdraw(world.session, member)
    world.session.flush()
    assert polls.live(world.session, world.case.id, [poll]) == {poll.id: [0, 0]}
    with pytest.raises(Forbidden):
        polls.answer(world.session, member.account_id, poll, 0)


def test_a_printed_result_hides_a_choice_of_few_and_never_moves(session):
    world = World(session, size=ENOUGH + ENOUGH - 1)
    poll = polls.ask(session, world.case, world.actor, question(choices=("甲", "乙", "丙")))
    for place, member in enumerate(world.people):
        polls.answer(session, member.account_id, poll, 0 if place < ENOUGH else 1)
    poll_results.print_closed(session)
    assert poll.counts is None
    with clock.frozen(poll.closes_at):
        poll_results.print_closed(session)
        assert poll.counts == [10, None, None]
        erase_members(session, [world.people[0].id])
        poll_results.print_closed(session)
    assert poll.counts == [10, None, None]
    assert polls.live(session, world.case.id, [poll])[poll.id][0] == ENOUGH - 1


def test_the_same_question_asked_twice_never_tells_what_one_more_person_chose(session):
    world = World(session, size=2 * ENOUGH)
    first = polls.ask(session, world.case, world.actor, question())
    for place, member in enumerate(world.people):
        polls.answer(session, member.account_id, first, int(place >= ENOUGH))
    with clock.frozen(first.closes_at):
        poll_results.print_closed(session)
        assert first.counts == [10, 10]
        again = polls.ask(session, world.case, world.actor, question(words="再问一次：先寄哪里？"))
        for place, member in enumerate(world.people[:-1]):
            polls.answer(session, member.account_id, again, int(place >= ENOUGH))
    with clock.frozen(again.closes_at):
        poll_results.print_closed(session)
        assert again.counts == [10, None], "one voter fewer: only the choice of exactly the same people is said"
        row = session.get_one(Poll, first.id)
        row.behind_json = None
        third = polls.ask(session, world.case, world.actor, question(words="第三次问：先寄哪里？"))
        for place, member in enumerate(world.people[1:]):
            polls.answer(session, member.account_id, third, int(place >= ENOUGH))
    with clock.frozen(third.closes_at):
        poll_results.print_closed(session)
        assert third.counts == [None, None], "also beside a poll of which it was not kept whom it covered"


def test_people_under_a_flag_do_not_help_a_choice_to_be_printed(session):
    world = World(session, size=ENOUGH - 2)
    pair = [world.join(f"same{place}@example.org", order_number="TK20261001000099") for place in range(2)]
    poll = polls.ask(session, world.case, world.actor, question())
    for member in (*world.people, *pair):
        polls.answer(session, member.account_id, poll, 0)
    with clock.frozen(poll.closes_at):
        poll_results.print_closed(session)
    assert poll.counts == [None, None]


def test_a_question_taken_back_is_never_printed_or_answered(world):
    poll = polls.ask(world.session, world.case, world.actor, question())
    polls.take_back(world.session, world.case, world.actor, poll)
    assert polls.page(world.session, world.case.id, None, None)[0] == []
    with pytest.raises(Conflict):
        polls.answer(world.session, world.people[0].account_id, poll, 0)
    with clock.frozen(poll.closes_at):
        poll_results.print_closed(world.session)
    assert poll.counts is None


def test_a_group_hears_ten_things_a_day_and_nothing_stands_on_the_public_timeline(world):
    for number in range(9):
        announcements.announce(world.session, world.case, world.actor, f"请看第{number}版的说明。", "zh")
    polls.ask(world.session, world.case, world.actor, question())
    with pytest.raises(TooMany):
        announcements.announce(world.session, world.case, world.actor, "还有一件事。", "zh")
    entries = world.session.scalars(select(TimelineEntry).where(TimelineEntry.case_id == world.case.id)).all()
    said = [one for one in entries if one.kind in ("announcement.written", "poll.asked")]
    assert len(said) == 10
    assert not any(one.public or one.params for one in said)


def test_two_hundred_questions_are_read_page_by_page_with_the_same_few_statements(world, db):
    for number in range(200):
        with clock.frozen(NOW + timedelta(days=number)):
            polls.ask(world.session, world.case, world.actor, question(f"第{chr(0x4E00 + number)}个问题？"))
    world.session.commit()
    seen: list[Any] = []
    cursor, statements = None, []
    event.listen(db.read_engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    with db.read() as reading:
        while True:
            statements.clear()
            rows, cursor = polls.page(reading, world.case.id, cursor, 50)
            polls.live(reading, world.case.id, rows)
            polls.own_choices(reading, world.people[0].account_id, rows)
            assert len(statements) <= 5
            seen += [row.reference for row in rows]
            if cursor is None:
                break
    assert len(seen) == len(set(seen)) == 200


@pytest.fixture
def at(db, app):
    """The address of a case with one member and an organizer."""
    with db.write() as session:
        case = small.make_case(session)
        small.join(session, case, "member@example.org")
        small.organizer(session, case)
        return f"/api/cases/{case.reference}"


BODY = {"question": "先寄公司吗？", "choices": ["是", "否"], "closes_at": (NOW + SOON).isoformat()}


def test_bad_words_over_http_are_refused_with_their_reason(new_client, at):
    organizer = new_client("organizer@example.org")
    assert organizer.post(f"{at}/announcements", {"text": "  "}).status_code == 422
    assert organizer.post(f"{at}/announcements", {"text": "长" * 2001}).status_code == 422
    assert organizer.post(f"{at}/announcements", {"text": "请联系 13800138000"}).json()["code"] == "letters.tone"
    body = BODY
    assert organizer.post(f"{at}/polls", body | {"question": ""}).status_code == 422
    assert organizer.post(f"{at}/polls", body | {"choices": ["是", "是"]}).json()["code"] == "letters.poll_same_choices"
    assert organizer.post(f"{at}/polls", body | {"closes_at": "2026-11-05T10:00:00"}).status_code == 422
    past = organizer.post(f"{at}/polls", body | {"closes_at": "2020-01-01T00:00:00Z"})
    assert past.json()["code"] == "letters.poll_closing"


def test_members_read_and_answer_over_http_and_strangers_learn_nothing(new_client, at):
    organizer, member = new_client("organizer@example.org"), new_client("member@example.org")
    stranger = new_client("stranger@example.org")
    said = organizer.post(f"{at}/announcements", {"text": "信件草稿周五给大家看。"})
    assert said.status_code == 201, said.text
    asked = organizer.post(f"{at}/polls", BODY).json()
    assert asked["live"] == [0, 0]
    for route in ("announcements", "polls"):
        assert stranger.get(f"{at}/{route}").status_code == 403
    assert stranger.put(f"{at}/polls/{asked['reference']}/answer", {"choice": 0}).status_code == 403
    assert [one["kind"] for one in member.get("/api/me/waiting").json()] == ["poll"]
    assert member.put(f"{at}/polls/{asked['reference']}/answer", {"choice": 1}).status_code == 200
    mine = member.get(f"{at}/polls").json()["items"][0]
    assert (mine["my_choice"], mine["live"], mine["printed"]) == (1, None, None)
    assert member.get("/api/me/waiting").json() == []
    assert member.get("/api/me/announcements").json()["items"][0]["text"] == "信件草稿周五给大家看。"
    assert stranger.get("/api/me/announcements").json()["items"] == []
    assert organizer.post(f"{at}/announcements/{said.json()['id']}/withdrawal").status_code == 200
    assert member.get("/api/me/announcements").json()["items"] == []


def test_who_organizes_and_is_a_member_is_told_that_they_may_answer_until_it_closes(db, new_client, at):
    organizer, member = new_client("organizer@example.org"), new_client("member@example.org")
    asked = organizer.post(f"{at}/polls", BODY).json()
    assert asked["may_answer"] is False, "who only organizes has no say"

    def told(reader):
        found = reader.get(f"{at}/polls").json()["items"][0]
        return found["may_answer"], found["live"] is not None

    assert (told(member), told(organizer)) == ((True, False), (False, True))
    with db.write() as session:
        case = session.scalars(select(small.Case).where(small.Case.reference == at.rsplit("/", 1)[1])).one()
        small.join(session, case, "organizer@example.org")
    assert told(organizer) == (True, True)
    assert organizer.put(f"{at}/polls/{asked['reference']}/answer", {"choice": 0}).status_code == 200
    assert member.post(f"{at}/withdraw").status_code == 200
    with clock.frozen(NOW + SOON):
        assert told(organizer) == (False, True)


def test_general_messages_go_out_and_results_stay_unsaid_while_few_answered(db, new_client, at):
    organizer, member = new_client("organizer@example.org"), new_client("member@example.org")
    organizer.post(f"{at}/announcements", {"text": "信件草稿周五给大家看。"})
    organizer.post(f"{at}/polls", BODY)
    while jobs.run_due(db):
        pass
    with db.read() as reading:
        told = bodies(reading)
    assert sum("写了一条公告" in one for one in told) == sum("请成员回答一个问题" in one for one in told) == 1
    assert not any("草稿" in one or "先寄" in one for one in told)
    with clock.frozen(NOW + SOON):
        while jobs.run_due(db):
            pass
        after = member.get(f"{at}/polls").json()["items"][0]
    assert (after["open"], after["printed"], after["live"]) == (False, [None, None], None)
