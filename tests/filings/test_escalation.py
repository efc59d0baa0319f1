"""From the company to the market authority: what the next step needs, what stops it, which clock runs then."""

from datetime import date, timedelta

import pytest
from joinder.cases.models import Case
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.errors import Conflict, Refusal
from joinder.filings import following, packs, queries, service
from joinder.filings.channel_rules import channel_facts
from joinder.filings.models import Filing
from joinder.filings.preconditions import judge
from joinder.filings.schemas import FilingCreate, FilingEnd, ResponseRecord, SendingRecord
from joinder.filings.states import current_due, overdue
from joinder.reference import catalog
from sqlalchemy import select

from tests.filings.world import COMPANY, START, World, days
from tests.overlapping import both

MARKET = "cn-samr-12315"


@pytest.fixture
def world(session):
    with clock.frozen(START):
        yield World(session)


def to_market(world, **more):
    with days(40):
        letter = world.sealed_letter(MARKET, "regulator_complaint")
    with days(47):
        wish = FilingCreate(letter_reference=letter.reference, channel_id=MARKET, **more)
        return service.file(world.session, world.actor, world.case, wish)


def to_company(world):
    letter = world.sealed_letter()
    with days(7):
        wish = FilingCreate(letter_reference=letter.reference, channel_id=COMPANY)
        filing = service.file(world.session, world.actor, world.case, wish)
        sent = SendingRecord(filed_on=date(2026, 9, 8), method="courier")
        return service.record_sending(world.session, world.actor, world.case, filing, sent)


def test_after_the_company_stayed_silent_the_next_step_needs_no_warning_and_names_what_it_follows(world):
    first = to_company(world)
    second = to_market(world, follows=first.reference)
    assert second.follows_id == first.id
    assert second.warnings_read == []


@pytest.mark.parametrize(
    ("reason", "on", "stops"),
    [
        ("moved_on", date(2026, 9, 24), []),
        ("withdrawn", date(2026, 9, 24), []),
        ("refused", date(2026, 9, 10), []),
        ("partly_solved", date(2026, 9, 10), []),
        ("moved_on", date(2026, 9, 10), ["company_waiting"]),
    ],
)
def test_an_ended_company_filing_stops_the_authority_only_while_the_company_still_has_time(world, reason, on, stops):
    first = to_company(world)  # sent 8 September: fifteen days, until the 23rd
    members = frozenset(member.id for _, member in world.people)
    with clock.frozen(START.replace(month=on.month, day=on.day)):
        service.end(world.session, world.actor, world.case, first, FilingEnd(reason=reason, ended_on=on))
        for at in (
            queries.situation(world.session, world.case.id, members, "CN"),
            queries.public_situation(world.session, world.case.id, "CN"),
        ):
            verdict = judge(channel_facts(catalog.channel("cn-pbc-12363")), at, joint=False)
            assert [check.code for check in verdict.blocking] == stops
    if stops:
        with clock.frozen(START.replace(day=24)):
            at = queries.situation(world.session, world.case.id, members, "CN")
            assert judge(channel_facts(catalog.channel("cn-pbc-12363")), at, joint=False).state == "individual"


def test_going_past_the_company_must_be_a_read_warning(world):
    with pytest.raises(Conflict, match=r"^filings\.warnings_unread$"):
        to_market(world)


def test_reading_the_warning_is_enough_where_the_company_is_only_advised(world):
    assert to_market(world, warnings_read=["company_first_advised"]).warnings_read == ["company_first_advised"]


def test_one_member_already_elsewhere_stops_the_joint_filing(world):
    first = to_company(world)
    _, member = world.people[0]
    with days(39):
        packs.open_pack(world.session, world.case, member, "cn-consumer-association", ["own_account"])
    with pytest.raises(Conflict, match=r"^filings\.route_conflict$"):
        to_market(world, follows=first.reference)


def test_the_authority_s_clock_runs_in_working_days_then_from_acceptance(world):
    to_company(world)
    second = to_market(world)
    with days(47):
        sent = SendingRecord(filed_on=date(2026, 10, 18), method="portal", number="12315-0001")
        service.record_sending(world.session, world.actor, world.case, second, sent)
    [waiting] = queries.followed(world.session, [second])
    due = current_due(waiting.facts)
    # Seven working days from Sunday 18 October 2026: Monday 19 to Tuesday 27 October.
    assert (due.rule.event, due.on, due.rule.basis) == (
        "acceptance_decision",
        date(2026, 10, 27),
        ("CN-SAMR121-15", "CN-CPL-46"),
    )
    assert not overdue(waiting.facts, date(2026, 10, 27))
    assert overdue(waiting.facts, date(2026, 10, 28))
    with days(55):
        came = ResponseRecord(kind="acceptance", came_on=date(2026, 10, 26), summary="已受理")
        following.record_response(world.session, world.actor, world.case, second, came)
    [accepted] = queries.followed(world.session, [second])
    assert (current_due(accepted.facts).rule.event, current_due(accepted.facts).on) == (
        "mediation_end",
        date(2026, 12, 25),
    )


def test_what_the_authority_did_not_accept_does_not_close_the_way(world):
    to_company(world)
    second = to_market(world)
    with days(47):
        sent = SendingRecord(filed_on=date(2026, 10, 18), method="portal")
        service.record_sending(world.session, world.actor, world.case, second, sent)
    _, member = world.people[0]
    with days(56):
        came = ResponseRecord(kind="not_accepted", came_on=date(2026, 10, 27))
        following.record_response(world.session, world.actor, world.case, second, came)
        service.end(
            world.session, world.actor, world.case, second, FilingEnd(reason="refused", ended_on=date(2026, 10, 27))
        )
        own = packs.open_pack(world.session, world.case, member, "cn-consumer-association", ["own_account"])
    assert own.people == 1


def test_of_two_organizers_filing_at_once_exactly_one_does(db: Database):
    from threading import Barrier, Thread

    with db.write() as session, clock.frozen(START):
        world = World(session)
        letter = world.sealed_letter()
        case_id, actor, reference = world.case.id, world.actor, letter.reference
    ready, ended = Barrier(2), []

    def press():
        ready.wait(10)
        try:
            with db.write() as session:
                case = session.scalar(select(Case).where(Case.id == case_id))
                service.file(session, actor, case, FilingCreate(letter_reference=reference, channel_id=COMPANY))
            ended.append("filed")
        except Refusal as refused:
            ended.append(refused.code)

    with clock.frozen(START + timedelta(days=7)):
        pressing = [Thread(target=press) for _ in range(2)]
        for thread in pressing:
            thread.start()
        for thread in pressing:
            thread.join(60)
    assert sorted(ended) == ["filed", "filings.already_filed"]


def test_a_filing_is_ended_once(db: Database):
    with db.write() as session, clock.frozen(START):
        world = World(session)
        filing_id = to_company(world).id
        case_id, actor = world.case.id, world.actor

    def ends(reason):
        wish = FilingEnd(reason=reason, ended_on=date(2026, 9, 9))
        return lambda session: service.end(
            session, actor, session.get_one(Case, case_id), session.get_one(Filing, filing_id), wish
        )

    with days(9):
        assert both(db, ends("solved"), ends("moved_on")) == ["done", "filings.ended"]
    with db.read() as session:
        assert session.get_one(Filing, filing_id).end_reason == "solved"
