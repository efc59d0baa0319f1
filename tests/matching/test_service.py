"""The life of a match: found, folded or proposed, decided, taken back; on both databases."""

import uuid

import pytest
from joinder.cases import respondents
from joinder.cases.audit import HOUSE
from joinder.cases.models import AuditEntry
from joinder.core.database import Database
from joinder.core.errors import Conflict, NotFound
from joinder.matching import reviewing, service
from joinder.matching.finding import PROPOSALS, Told
from joinder.matching.meeting import BUCKET
from joinder.matching.models import Match, report_shingles, shingle_band
from joinder.matching.reviewing import Wish
from joinder.reports import counts
from joinder.reports import service as reports
from joinder.reports.models import Report
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.matching.world import ORGANIZER, OTHER_STORY, STORY, World


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


def _matches(session: Session) -> list[Match]:
    return list(session.scalars(select(Match)))


def test_the_same_person_telling_it_again_is_folded_at_once(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    first = world.tell(anna, case)
    again = world.tell(anna, case, "您好，" + STORY)
    assert again.repeated_of_id == first.id
    (match,) = _matches(session)
    assert (match.state, match.decided_role, match.same_person) == ("confirmed", "house", True)
    tally = counts.tally(session, case.id)
    assert (tally.received, tally.repeated, tally.incidents, tally.people) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    "facts", [{"happened_on": None, "happened_precision": "unknown", "amount_minor": 90_00, "currency": "CNY"}]
)
def test_a_stated_difference_is_left_to_a_human(world: World, session: Session, facts: dict[str, object]) -> None:
    anna, case = world.person("anna"), world.case()
    world.tell(anna, case, amount_minor=50_00, currency="CNY")
    again = world.tell(anna, case, **facts)
    assert again.repeated_of_id is None
    (match,) = _matches(session)
    assert match.state == "proposed"
    assert {reason["code"] for reason in match.reasons} == {"identical_wording", "different_amount", "same_person"}


def test_two_people_with_the_same_words_stay_two_people(world: World, session: Session) -> None:
    case = world.case()
    first, second = (world.tell(world.person(name), case) for name in ("anna", "ben"))
    (match,) = _matches(session)
    assert match.state == "proposed"
    before = counts.tally(session, case.id)
    service.confirm(session, case, match.id, ORGANIZER)
    assert counts.tally(session, case.id) == before
    assert (first.repeated_of_id, second.repeated_of_id, before.people) == (None, None, 2)


def test_another_company_is_never_a_match(world: World, session: Session) -> None:
    world.tell(world.person("anna"), None)
    world.tell(world.person("ben"), None, company=respondents.propose(session, "苍鹭支付（演示）"))
    assert _matches(session) == []


def test_another_story_is_never_a_match(world: World, session: Session) -> None:
    case = world.case()
    world.tell(world.person("anna"), case)
    world.tell(world.person("ben"), case, OTHER_STORY)
    assert _matches(session) == []


def test_confirming_and_undoing_restores_every_number(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    world.tell(anna, case, amount_minor=50_00, currency="CNY")
    world.tell(anna, case, amount_minor=90_00, currency="CNY")
    before = counts.tally(session, case.id)
    (match,) = _matches(session)
    service.confirm(session, case, match.id, ORGANIZER)
    assert counts.tally(session, case.id).repeated == before.repeated + 1
    service.undo(session, case, match.id, ORGANIZER)
    assert counts.tally(session, case.id) == before
    assert match.state == "undone"


def test_undoing_an_automatic_fold_lasts(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    world.tell(anna, case)
    again = world.tell(anna, case)
    service.undo(session, case, _matches(session)[0].id, ORGANIZER)
    service.index(session, again)
    assert again.repeated_of_id is None
    assert [match.state for match in _matches(session)] == ["undone"]


def test_a_dismissed_pair_is_never_proposed_again(world: World, session: Session) -> None:
    case = world.case()
    first, second = (world.tell(world.person(name), case) for name in ("anna", "ben"))
    (match,) = _matches(session)
    service.dismiss(session, case, match.id, ORGANIZER)
    for report in (first, second):
        assert service.index(session, report) == []
    assert [one.state for one in _matches(session)] == ["dismissed"]
    with pytest.raises(Conflict):
        service.confirm(session, case, match.id, ORGANIZER)


def test_a_decision_names_who_and_when_and_is_audited(db: Database) -> None:
    with db.write() as session:
        world = World(session)
        case = world.case()
        for name in ("anna", "ben"):
            world.tell(world.person(name), case)
        match = service.dismiss(session, case, _matches(session)[0].id, ORGANIZER)
        assert match.decided_at is not None
    with db.read() as session:
        assert "match.dismiss" in set(session.scalars(select(AuditEntry.action)))


def test_a_match_of_another_case_cannot_be_decided(world: World, session: Session) -> None:
    case, other = world.case(), world.case()
    for name in ("anna", "ben"):
        world.tell(world.person(name), case)
    (match,) = _matches(session)
    for match_id in (match.id, uuid.uuid4()):
        with pytest.raises(NotFound):
            service.confirm(session, other, match_id, ORGANIZER)
    assert reviewing.page(session, Wish("open", None, other.id), None, None) == ([], None)


def test_a_report_outside_any_case_folds_only_after_joining(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    first = world.tell(anna, case)
    second = world.tell(anna, None)
    assert second.repeated_of_id is None
    reports.join(session, anna, second, case)
    service.index(session, second)
    assert second.repeated_of_id == first.id


def test_withdrawing_the_first_telling_lets_the_next_stand_in(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    first, second, third = (world.tell(anna, case) for _ in range(3))
    reports.withdraw_report(session, first)
    service.regroup(session, [first.id])
    assert (second.repeated_of_id, third.repeated_of_id) == (None, second.id)
    assert counts.tally(session, case.id).people == 1


def test_one_order_stays_one_incident_whatever_is_undone(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    first = world.tell(anna, case, order_number="A-1")
    again = world.tell(anna, case, order_number="A-1")
    service.undo(session, case, _matches(session)[0].id, ORGANIZER)
    assert again.repeated_of_id == first.id


def test_many_at_once_equal_one_by_one(world: World, session: Session) -> None:
    case = world.case()
    people = [world.person(f"p{number}") for number in range(6)]
    batch = [world.told(who, case, STORY if number % 2 else OTHER_STORY) for number, who in enumerate(people)]
    together = service.index_reports(session, [Told(one, one.narrative or "") for one in batch])
    assert len(together) == 6
    assert service.index_reports(session, [Told(one, one.narrative or "") for one in batch]) == []


def test_imported_rows_of_one_contact_are_told_apart_from_those_of_another(world: World, session: Session) -> None:
    case = world.case()
    rows = [world.told(world.person("clerk"), case) for _ in range(3)]
    for row in rows:  # as imported rows: in the case, without account or membership
        row.account_id = row.membership_id = row.repeated_of_id = None
    session.flush()
    told = [Told(row, STORY, contact) for row, contact in zip(rows, ("x", "x", "y"), strict=True)]
    made = service.index_reports(session, told)
    assert sorted(match.same_person for match in made) == [False, False, True]
    assert [row.repeated_of_id for row in rows] == [None, rows[0].id, None]


def test_rows_of_two_names_claimed_by_one_person_fold(world: World, session: Session) -> None:
    anna, case = world.person("anna"), world.case()
    rows = [world.told(anna, case) for _ in range(2)]
    member = rows[0].membership_id
    for row in rows:
        row.account_id = row.membership_id = row.repeated_of_id = None
    session.flush()
    service.index_reports(session, [Told(row, STORY, name) for row, name in zip(rows, ("x", "y"), strict=True)])
    assert [match.state for match in _matches(session)] == ["proposed"]
    service.forget(session, [row.id for row in rows])
    for row in rows:
        row.account_id, row.membership_id = anna.id, member
        service.index(session, row)
    assert [row.repeated_of_id for row in rows] == [None, rows[0].id]


def test_a_campaign_fills_no_bucket_and_no_list_without_end(world: World, session: Session) -> None:
    clerk = world.person("clerk")
    rows = [world.told(clerk, None, STORY) for _ in range(BUCKET + 30)]
    for row in rows:
        row.account_id = None
    made = service.index_reports(session, [Told(row, STORY) for row in rows])
    per_key = select(func.count().label("n")).select_from(shingle_band).group_by(shingle_band.c.key).subquery()
    assert session.scalar(select(func.max(per_key.c.n))) == BUCKET
    assert len(made) <= PROPOSALS * len(rows)
    assert {match.a_id for match in made} | {match.b_id for match in made} == {row.id for row in rows}


def test_forgetting_leaves_nothing_to_compare(world: World, session: Session) -> None:
    report = world.tell(world.person("anna"), None)
    service.forget(session, [report.id])
    assert session.scalar(select(func.count()).select_from(report_shingles)) == 0
    assert session.scalar(select(func.count()).select_from(shingle_band)) == 0
    world.tell(world.person("ben"), None)
    assert _matches(session) == []


def test_withdrawn_and_rejected_reports_are_not_proposed(world: World, session: Session) -> None:
    case = world.case()
    gone, spam = (world.tell(world.person(name), case) for name in ("anna", "ben"))
    known = {(match.a_id, match.b_id) for match in _matches(session)}
    reports.withdraw_report(session, gone)
    reports.reject(session, spam, HOUSE, "spam")
    world.tell(world.person("carl"), case)
    assert {(match.a_id, match.b_id) for match in _matches(session)} == known


@pytest.mark.parametrize("text", ["", "😡", "\u202e\u200b", "退款", "a"])
def test_a_text_without_words_to_compare_is_no_trouble(world: World, session: Session, text: str) -> None:
    report: Report = world.tell(world.person("anna"), None, text)
    assert session.scalar(select(report_shingles.c.length).where(report_shingles.c.report_id == report.id)) is not None


def test_matches_come_in_pages(world: World, session: Session) -> None:
    case = world.case()
    for number in range(5):
        world.tell(world.person(f"p{number}"), case)
    seen: list[uuid.UUID] = []
    cursor = None
    while True:
        rows, cursor = reviewing.page(session, Wish("open", None, case.id), cursor, 3)
        seen += [match.id for match, _, _ in rows]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 10
