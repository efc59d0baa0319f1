"""What is known of a pair stays in step with corrected facts, reports that stop counting, and who acts at once."""

import uuid
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from joinder.cases.audit import HOUSE
from joinder.core.database import Database
from joinder.filings import board
from joinder.matching import identical, reviewing, service, stopping, suspicions
from joinder.matching.models import Match
from joinder.matching.reviewing import Wish
from joinder.reports import correcting
from joinder.reports.models import Report
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.matching.world import ORGANIZER, World
from tests.overlapping import both


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


def _match(session: Session, one: Report, other: Report) -> Match:
    first, second = sorted((one.id, other.id))
    return session.scalars(select(Match).where(Match.a_id == first, Match.b_id == second)).one()


def _apart(world: World, case: Any, amounts: tuple[int, ...]) -> list[Report]:
    """Retellings by one person that a human must look at: every amount is another one."""
    anna = world.person("anna")
    return [world.tell(anna, case, amount_minor=amount, currency="CNY") for amount in amounts]


def test_a_corrected_fact_is_said_in_the_reasons_of_a_known_match(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    first, again = (world.tell(anna, case, amount_minor=50_00, currency="CNY") for _ in range(2))
    assert again.repeated_of_id == first.id
    correcting.correct(session, again, {"amount_minor": 90_00, "currency": "CNY"})
    service.index(session, again)
    match = _match(session, first, again)
    assert (match.state, again.repeated_of_id) == ("undone", None)
    assert "different_amount" in {reason["code"] for reason in match.reasons}
    shown = identical.preview(session, case.id, "one_person", None)
    assert (list(shown.rows), shown.folds) == ([], 0)


@pytest.mark.parametrize("act", ["withdraw", "reject"])
def test_no_repeat_stands_for_one_that_a_human_told_apart(world: World, session: Session, act: str) -> None:
    case = world.case()
    first, second, third = _apart(world, case, (10_00, 20_00, 30_00))
    for other in (second, third):
        service.confirm(session, case, _match(session, first, other).id, ORGANIZER)
    service.dismiss(session, case, _match(session, second, third).id, ORGANIZER)
    if act == "withdraw":
        stopping.withdraw(session, first)
    else:
        stopping.reject(session, first, HOUSE, "spam")
    assert (second.repeated_of_id, third.repeated_of_id) == (None, None)
    if act == "reject":
        stopping.accept(session, first, HOUSE)
        assert (second.repeated_of_id, third.repeated_of_id) == (first.id, first.id)


def test_one_order_stays_one_incident_when_its_first_telling_is_withdrawn(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    amounts = (10_00, 20_00, 30_00)
    told = [world.tell(anna, case, order_number="A-1", amount_minor=each, currency="CNY") for each in amounts]
    stopping.withdraw(session, told[0])
    assert [one.repeated_of_id for one in told[1:]] == [None, told[1].id]


@pytest.mark.parametrize("act", ["withdraw", "reject"])
def test_a_pair_that_nobody_can_decide_flags_nobody(world: World, session: Session, act: str) -> None:
    case = world.case()
    gone, _ = (world.tell(world.person(name), case) for name in ("anna", "ben"))
    world.tell(world.person("anna"), case, "另一件事：客服把我的电话号码给了别人，我每天接到很多推销电话，要求停止。")
    assert len(suspicions.flagged(session, case.id)) == 2
    if act == "withdraw":
        stopping.withdraw(session, gone)
    else:
        stopping.reject(session, gone, HOUSE, "spam")
    assert suspicions.flagged(session, case.id) == set()


@pytest.mark.parametrize(("first", "state"), [("unsure", "unsure"), ("undo", "undone"), ("none", "undone")])
def test_an_undone_decision_leaves_a_pair_in_the_list_it_came_from(
    world: World, session: Session, first: str, state: str
) -> None:
    case = world.case()
    match = _match(session, *_apart(world, case, (10_00, 20_00)))
    if first == "unsure":
        service.unsure(session, case, match.id, ORGANIZER)
    if first == "undo":
        service.dismiss(session, case, match.id, ORGANIZER)
        service.undo(session, case, match.id, ORGANIZER)
    for act in (service.confirm, service.dismiss):
        act(session, case, match.id, ORGANIZER)
        assert service.undo(session, case, match.id, ORGANIZER).state == state


@pytest.mark.parametrize("before", ["proposed", "undone"])
def test_no_longer_unsure_is_what_it_was_before(world: World, session: Session, before: str) -> None:
    case = world.case()
    match = _match(session, *_apart(world, case, (10_00, 20_00)))
    if before == "undone":
        service.confirm(session, case, match.id, ORGANIZER)
        service.undo(session, case, match.id, ORGANIZER)
    service.unsure(session, case, match.id, ORGANIZER)
    service.dismiss(session, case, match.id, ORGANIZER)
    service.undo(session, case, match.id, ORGANIZER)  # later again
    assert service.undo(session, case, match.id, ORGANIZER).state == before


def test_two_who_link_one_group_at_once_agree_whom_it_repeats(db: Database) -> None:
    with db.write() as session:
        world = World(session)
        case = world.case()
        told = _apart(world, case, (10_00, 20_00, 30_00))
        ids, case_id = [one.id for one in told], case.id
        pairs = [_match(session, one, other).id for one, other in pairwise(told)]

    def link(match_id: uuid.UUID) -> Callable[[Session], object]:
        return lambda session: service.act_on(session, session.get_one(Match, match_id), case_id, ORGANIZER, "confirm")

    assert both(db, *map(link, pairs)) == ["done", "done"]
    with db.read() as session:
        assert [session.get_one(Report, one).repeated_of_id for one in ids] == [None, ids[0], ids[0]]


def test_the_board_counts_what_the_desk_shows(world: World, session: Session) -> None:
    case = world.case()
    reader = world.person("olga")
    told = [world.tell(world.person(name), case) for name in ("anna", "ben", "cleo")]
    kept = _match(session, told[0], told[1])
    service.dismiss(session, case, kept.id, ORGANIZER)
    service.undo(session, case, kept.id, ORGANIZER)
    stopping.withdraw(session, told[2])
    shown, _ = reviewing.page(session, Wish("open", None, case.id), None, None)
    assert [match.id for match, _, _ in shown] == [kept.id]
    assert [one.count for one in board.duties(session, case, reader.id) if one.kind == "matches"] == [1]


def test_a_bulk_is_filled_with_what_its_reader_may_confirm(
    world: World, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, olga = world.case(), world.person("olga")
    pair = [world.told(world.person("anna"), case) for _ in range(2)]
    world.index_apart(pair[0])
    world.index_apart(pair[1])
    world.tell(world.person("ben"), case)
    world.tell(olga, case)  # the newest pairs are hers, older ones are by two people
    monkeypatch.setattr(identical, "MOST", 1)
    shown = identical.preview(session, case.id, "one_person", olga.id)
    assert ([match.id for match, _, _ in shown.rows], shown.more) == ([_match(session, *pair).id], False)
    assert len(identical.preview(session, case.id, "two_people", olga.id).rows) == 1
