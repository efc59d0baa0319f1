"""Nobody decides about themselves, and words that were reviewed once stay the reviewed ones."""

from datetime import timedelta

import pytest
from joinder.cases import organizers, service
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case, Organizer
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden
from joinder.matching import identical
from joinder.matching import service as matching
from joinder.matching.models import Match
from joinder.reports import service as reports
from joinder.reports import set_asides
from joinder.reports.models import Membership, Report
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.conftest import NOW

WORDS = "十月提现五百元一直显示审核中，客服每次都说三到五个工作日，到今天也没有到账，也不给书面答复，只让我继续等待。"


@pytest.fixture
def case(session: Session) -> Case:
    return world.make_case(session)


def test_an_organizer_cannot_change_reviewed_words_while_the_case_is_hidden(session: Session, case: Case) -> None:
    organizer = Actor(world.organizer(session, case).id, "organizer")
    title = case.title
    removal = service.hide(session, case, HOUSE, "personal_data")
    with pytest.raises(Conflict):
        service.edit(session, case, organizer, "没有人审核过的标题", "没有人审核过的摘要")
    service.restore(session, case, HOUSE, removal, "mistake")
    assert (case.visibility, case.title) == ("public", title)
    service.edit(session, case, Actor(world.moderator(session).id, "moderator"), "审核员改的标题", case.summary)
    assert case.title == "审核员改的标题"


def test_a_moderator_appoints_others_but_not_the_own_offer(session: Session, case: Case) -> None:
    moderator = world.moderator(session)
    offer = organizers.declare(session, case, moderator.id)
    with pytest.raises(Forbidden):
        organizers.appoint(session, case, offer.id, Actor(moderator.id, "moderator"))
    other = world.moderator(session, "second@example.org")
    assert organizers.appoint(session, case, offer.id, Actor(other.id, "moderator")).vetting == "moderator"


def test_an_idle_organizer_is_replaced_by_a_new_offer_and_an_active_one_is_not(session: Session, case: Case) -> None:
    world.organizer(session, case)
    newcomer, moderator = world.account(session, "lin@example.org"), Actor(world.moderator(session).id, "moderator")
    with pytest.raises(Conflict):
        organizers.declare(session, case, newcomer.id)
    with clock.frozen(NOW + timedelta(days=30, minutes=1)):
        offer = organizers.declare(session, case, newcomer.id)
        organizers.appoint(session, case, offer.id, moderator)
    standing = select(Organizer.account_id).where(Organizer.case_id == case.id, Organizer.ended_at.is_(None))
    assert session.scalars(standing).all() == [newcomer.id]


def test_of_two_offers_made_while_the_organizer_was_idle_only_one_is_appointed(session: Session, case: Case) -> None:
    world.organizer(session, case)
    moderator = Actor(world.moderator(session).id, "moderator")
    with clock.frozen(NOW + timedelta(days=31)):
        offers = [
            organizers.declare(session, case, world.account(session, f"{name}@example.org").id) for name in ("a", "b")
        ]
        organizers.appoint(session, case, offers[0].id, moderator)
        with pytest.raises(Conflict):
            organizers.appoint(session, case, offers[1].id, moderator)


def test_a_moderator_lifts_neither_the_own_set_aside_nor_the_own_rejection(session: Session, case: Case) -> None:
    person, other = world.moderator(session), world.moderator(session, "second@example.org")
    report = world.join(session, case, "moderator@example.org")
    own, second = Actor(person.id, "moderator"), Actor(other.id, "moderator")
    reports.reject(session, report, second, "spam")
    with pytest.raises(Forbidden):
        reports.accept(session, report, own)
    reports.accept(session, report, second)
    member = session.get_one(Membership, report.membership_id)
    row = set_asides.set_aside(session, member, second, "coordinated", "三份内容完全相同。")
    with pytest.raises(Forbidden):
        set_asides.decide_appeal(session, row, own, "核对无误。", restore=True)
    assert row.restored_at is None


def told(session: Session, case: Case, contact: str, words: str) -> Report:
    report = world.join(session, case, contact, narrative=words)
    matching.index(session, report)
    return report


def test_an_organizer_decides_no_pair_with_the_own_report_alone_or_in_bulk(session: Session, case: Case) -> None:
    person = world.organizer(session, case)
    for contact in ("organizer@example.org", "lin@example.org"):
        told(session, case, contact, WORDS)
    match = session.scalars(select(Match)).one()
    organizer, colleague = Actor(person.id, "organizer"), Actor(world.moderator(session).id, "moderator")
    for act in ("confirm", "dismiss", "unsure"):
        with pytest.raises(Forbidden):
            matching.act_on(session, match, case.id, organizer, act)
    assert identical.preview(session, case.id, "two_people", person.id).rows == []
    assert len(identical.preview(session, case.id, "two_people", colleague.account_id).rows) == 1
    assert matching.dismiss(session, case, match.id, colleague).state == "dismissed"
