"""Who counts in which line: evidence on every point, flags, cells, amounts."""

from datetime import date

import pytest
from joinder.evidence import queries as evidence
from joinder.matching import suspicions
from joinder.matching.models import Match
from joinder.reports import service
from joinder.reports.models import Report
from joinder.statistics import checks, measures
from joinder.statistics.amounts import amount_band
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.statistics import village


@pytest.fixture
def case(session: Session):
    return village.make_case(session, village.make_company(session))


def first_report(session: Session, member) -> Report:
    return session.scalars(select(Report).where(Report.membership_id == member.id)).one()


def test_a_picture_two_people_handed_in_counts_for_neither_and_flags_both(session: Session, case):
    one, two, three = village.crowd(session, case, 3)
    reviewer = village.make_account(session)
    items = [village.check_evidence(session, first_report(session, who), reviewer) for who in (one, two, three)]
    items[0].content_hash = items[1].content_hash
    session.flush()
    live = measures.measure(session, case.id).live
    assert set(live.contents["evidence_checked"]) == {measures.person_token(three.id)}
    assert live.flagged == {measures.person_token(one.id), measures.person_token(two.id)}


def test_a_moderators_word_goes_before_an_organizers_and_the_page_says_who(session: Session, case):
    one, two = village.crowd(session, case, 2)
    organizer, moderator = village.make_account(session), village.make_account(session)
    item = village.check_evidence(session, first_report(session, one), moderator, accepted=False)
    village.say(session, item, organizer, "organizer")
    village.check_evidence(session, first_report(session, two), organizer, "organizer")
    found = evidence.checked(session, case.id)
    assert set(found) == {two.id}
    assert checks.checked_by(found) == "organizers"
    assert checks.checked_by({two.id: {"moderator"}}) == "moderators"


def test_people_under_an_open_flag_are_named_by_order_and_by_near_copy(session: Session, case):
    members = village.crowd(session, case, 5)
    rows = [first_report(session, member) for member in members]
    rows[0].order_hash = rows[1].order_hash = b"o" * 32
    a, b = sorted((rows[2].id, rows[3].id))
    match = Match(
        a_id=a, b_id=b, same_person=False, score=0.5, reasons=[], matcher_version="t", state="proposed",
        found_at=village.OPENED,
    )  # fmt: skip
    session.add(match)
    session.flush()
    assert suspicions.flagged(session, case.id) == {one.id for one in members[:4]}
    match.state = "dismissed"
    session.flush()
    assert suspicions.flagged(session, case.id) == {one.id for one in members[:2]}


def test_a_person_is_in_one_cell_of_each_dimension_by_the_first_incident(session: Session, case):
    (member,) = village.crowd(session, case, 1, area="CN-GD")
    village.report(session, case, member, area="CN-ZJ", submitted_at=village.OPENED + village.WEEK)
    contents = measures.measure(session, case.id).live.contents
    assert [line for line in contents if line.startswith("area:")] == ["area:CN-GD"]
    assert "month:2026-09" in contents
    service.withdraw_report(session, first := session.scalars(select(Report).where(Report.area == "CN-GD")).one())
    assert first.withdrawn_at is not None
    contents = measures.measure(session, case.id).live.contents
    assert [line for line in contents if line.startswith("area:")] == ["area:CN-ZJ"]
    assert sum(contents["withdrawn"].values()) == 1


def test_what_people_did_not_know_is_a_cell_of_its_own():
    assert measures.month_of(None, "unknown") == "unknown"
    assert measures.month_of(date(2026, 3, 1), "about") == "unknown"
    assert measures.month_of(date(2026, 3, 1), "month") == "2026-03"


def test_amount_bands_are_powers_of_ten_of_the_main_unit():
    found = [amount_band(minor, "CNY") for minor in (0, 999, 1000, 9999, 10_000, 123_456)]
    assert found == ["CNY:0", "CNY:0", "CNY:10", "CNY:10", "CNY:100", "CNY:1000"]
    assert amount_band(5000, "JPY") == "JPY:1000"
    assert amount_band(1_500_000, "IQD") == "IQD:1000"
    assert amount_band(None, "CNY") == amount_band(5, None) == "unknown"
