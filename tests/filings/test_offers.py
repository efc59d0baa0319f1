"""An offer of the company is each member's own to answer; totals never leave the organizers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from joinder.cases.models import TimelineEntry
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden, Invalid, TooMany
from joinder.filings import following, offers, service
from joinder.filings.erasing import erase_members
from joinder.filings.schemas import FilingCreate, OfferCreate, ResponseRecord, SendingRecord
from joinder.reports import service as joining
from sqlalchemy import select

from tests.filings.world import COMPANY, START, World, days


@pytest.fixture
def world(session):
    with clock.frozen(START):
        made = World(session, size=3)
        letter = made.sealed_letter()
    with days(10):
        made.filing = service.file(
            session, made.actor, made.case, FilingCreate(letter_reference=letter.reference, channel_id=COMPANY)
        )
        sent = SendingRecord(filed_on=clock.today(), method="email")
        service.record_sending(session, made.actor, made.case, made.filing, sent)
        yield made


def answered(world):
    came = ResponseRecord(kind="partial_answer", came_on=clock.today(), summary="愿意退还手续费。")
    following.record_response(world.session, world.actor, world.case, world.filing, came)


def offered(world, **changes):
    wish = {
        "filing": world.filing.reference,
        "terms": "退还手续费的八成，不承认责任。",
        "answer_by": clock.today() + timedelta(days=7),
    }
    return offers.record(world.session, world.actor, world.case, OfferCreate(**(wish | changes)))


def test_an_offer_comes_through_a_response(world):
    with pytest.raises(Conflict, match=r"^filings\.offer_needs_response$"):
        offered(world)
    answered(world)
    assert offers.is_open(offered(world))
    entries = world.session.scalars(select(TimelineEntry).where(TimelineEntry.kind == "offer.recorded"))
    assert [(one.public, one.params) for one in entries] == [(False, {})]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"answer_by": date(2026, 9, 11)}, "bad_closing_day"),
        ({"answer_by": date(2026, 9, 1)}, "bad_closing_day"),
        ({"answer_by": date(2027, 9, 1)}, "bad_closing_day"),
        ({"amount_minor": 100}, "half_amount"),
        ({"currency": "CNY"}, "half_amount"),
    ],
)
def test_an_odd_offer_is_refused(world, changes, code):
    answered(world)
    with pytest.raises(Invalid, match=code):
        offered(world, **changes)


def test_a_case_has_ten_standing_offers_and_five_new_ones_a_day_at_most(world):
    answered(world)
    made = [offered(world) for _ in range(offers.A_DAY)]
    with pytest.raises(TooMany):
        offered(world)
    with days(11):
        made += [offered(world) for _ in range(offers.A_DAY)]
    with days(12):
        with pytest.raises(Conflict, match="too_many_offers"):
            offered(world)
        offers.take_back(world.session, world.actor, world.case, made[0])
        assert offered(world)


def test_each_member_answers_for_themselves_and_may_change_until_the_last_day(world):
    answered(world)
    offer = offered(world, amount_minor=8_000, currency="CNY")
    (first, member), (second, _), _third = world.people
    assert [one.id for one, _case in offers.waiting(world.session, first.id)] == [offer.id]
    offers.answer(world.session, first.id, offer, "undecided")
    assert offers.waiting(world.session, first.id), "undecided still waits"
    offers.answer(world.session, first.id, offer, "decline")
    offers.answer(world.session, second.id, offer, "accept")
    assert offers.waiting(world.session, first.id) == []
    assert offers.live(world.session, world.case.id, [offer])[offer.id] == {"accept": 1, "decline": 1, "undecided": 0}
    with pytest.raises(Forbidden):
        offers.answer(world.session, world.organizer.id, offer, "accept")
    with days(18), pytest.raises(Conflict, match="offer_closed"):
        offers.answer(world.session, first.id, offer, "accept")
    joining.withdraw(world.session, member)
    world.session.flush()
    assert offers.live(world.session, world.case.id, [offer])[offer.id]["decline"] == 0
    erase_members(world.session, [world.people[1][1].id])
    assert offers.live(world.session, world.case.id, [offer])[offer.id]["accept"] == 0


def test_an_offer_waits_until_its_last_day_ends_where_the_channel_is(world):
    answered(world)
    world.filing.region = "US"
    offer = offered(world, answer_by=date(2026, 9, 18))
    account, _ = world.people[0]
    with clock.frozen(datetime(2026, 9, 19, 3, 59, tzinfo=UTC)):
        assert [one.id for one, _case in offers.waiting(world.session, account.id)] == [offer.id]
    with clock.frozen(datetime(2026, 9, 19, 4, 0, tzinfo=UTC)):
        assert offers.waiting(world.session, account.id) == []


def test_members_see_their_own_answer_and_no_number_over_http(app, new_client, world):
    answered(world)
    offer = offered(world)
    at, number = f"/api/cases/{world.case.reference}/offers", offer.reference
    world.session.commit()
    member, organizer = new_client("p0@example.org"), new_client("organizer@example.org")
    stranger = new_client("stranger@example.org")
    assert stranger.get(at).status_code == 403
    assert stranger.put(f"{at}/{number}/answer", {"answer": "accept"}).status_code == 403
    assert member.put(f"{at}/{number}/answer", {"answer": "maybe"}).status_code == 422
    assert member.put(f"{at}/{number}/answer", {"answer": "accept"}).status_code == 200
    [mine] = member.get(at).json()
    assert (mine["my_answer"], mine["figures"], mine["open"], mine["may_answer"]) == ("accept", None, True, True)
    [theirs] = organizer.get(at).json()
    assert theirs["figures"] == {"accept": 1, "decline": 0, "undecided": 0}
    assert theirs["may_answer"] is False, "who only organizes has no say"
    world.join("organizer@example.org", 3)
    world.session.commit()
    [both] = organizer.get(at).json()
    assert (both["may_answer"], both["figures"]["accept"]) == (True, 1)
    assert organizer.put(f"{at}/{number}/answer", {"answer": "decline"}).status_code == 200
    with days(18):
        assert [one["may_answer"] for one in organizer.get(at).json()] == [False], "the last day has passed"
    assert organizer.post(f"{at}/{number}/withdrawal").status_code == 200
    assert member.get(at).json() == []
