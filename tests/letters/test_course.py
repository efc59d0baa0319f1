"""Drafting, opening, deciding: who may, when, and what lapses what."""

from datetime import timedelta

import pytest
from joinder.cases.audit import Actor
from joinder.core import clock, jobs, messages
from joinder.core.errors import Conflict, Forbidden, Invalid
from joinder.letters import approval, queries, service
from joinder.letters.models import Approval
from joinder.letters.plan import Demand
from joinder.letters.service import Decided
from joinder.reports import service as joining
from joinder.reports import set_asides
from joinder.reports.models import Consent
from sqlalchemy import select

from tests.letters.world import APPROVE, World, later, plan


@pytest.fixture
def world(session):
    return World(session)


def state(session, letter):
    return approval.state_of(queries.standing(session, letter).course, clock.now())


def test_a_letter_starts_as_a_draft_and_its_words_are_sealed_in_the_database(session, world):
    letter = world.drafted(reply_to="someone@example.org", handed_in_by=["林秋"])
    found = queries.standing(session, letter)
    assert state(session, letter) == "draft"
    kept = found.version.plan_sealed + found.version.composition_sealed
    assert b"someone@example.org" not in kept
    assert "林秋".encode() not in kept
    assert "someone@example.org" in found.version.plan_json


@pytest.mark.parametrize(
    "words", ["不退款就曝光你们", "你们这家骗子公司", "贵公司涉嫌诈骗", "请打电话 13812345678", "组织者全权代表我们"]
)
def test_a_letter_that_threatens_insults_or_accuses_of_crime_is_refused_and_nothing_kept(session, world, words):
    with pytest.raises(Invalid) as refused:
        world.drafted(problem=words)
    assert refused.value.code == "letters.tone"


def test_numbers_without_a_source_may_be_drafted_but_not_shown_to_the_group(session, world):
    letter = world.drafted(problem="有300人受影响")
    with pytest.raises(Invalid) as refused:
        service.open_for_approval(session, world.case, letter, world.actor, clock.today())
    assert refused.value.params["rule"] == "L-FACT"


@pytest.mark.parametrize(
    ("channel", "kind", "code"),
    [
        ("cn-alipay", "company_joint", "letters.other_company"),
        ("uk-fos", "regulator_complaint", "letters.channel_takes_no_joint"),
        ("cn-samr-12315", "company_joint", "letters.kind_does_not_fit"),
        ("nowhere", "company_joint", "letters.unknown_channel"),
        ("cn-company-generic", "election", "letters.unknown_kind"),
        ("cn-company-generic", "nothing", "letters.unknown_kind"),
    ],
)
def test_a_recipient_that_does_not_fit_is_refused(world, channel, kind, code):
    with pytest.raises(Invalid) as refused:
        world.drafted(channel_id=channel, kind_id=kind)
    assert refused.value.code == code


def test_members_decide_only_between_opening_and_the_end_of_the_closing_day(session, world):
    letter, member = world.drafted(), world.people[0]
    with pytest.raises(Conflict):
        service.decide(session, letter, member, APPROVE, "zh")
    service.open_for_approval(session, world.case, letter, world.actor, clock.today())
    service.decide(session, letter, member, APPROVE, "zh")
    with later(days=1), pytest.raises(Conflict):
        service.decide(session, letter, world.people[1], APPROVE, "zh")


def test_the_closing_day_can_only_be_moved_back_and_that_lapses_nothing(session, world):
    letter = world.approved()
    with pytest.raises(Invalid):
        service.open_for_approval(session, world.case, letter, world.actor, clock.today() + timedelta(days=1))
    with pytest.raises(Invalid):
        service.open_for_approval(session, world.case, world.drafted(), world.actor, clock.today() - timedelta(days=1))
    service.open_for_approval(session, world.case, letter, world.actor, clock.today() + timedelta(days=9))
    with later(days=8):
        assert state(session, letter) == "open"
        assert queries.approving(session, queries.standing(session, letter)) == {one.id for one in world.people}


def test_whoever_is_not_counted_cannot_approve(session, world):
    letter, member = world.opened(), world.people[0]
    set_asides.set_aside(session, member, Actor(world.organizer.id, "moderator"), "coordinated", "演示理由")
    with pytest.raises(Forbidden):
        service.decide(session, letter, member, APPROVE, "zh")


@pytest.mark.parametrize(
    "changes",
    [
        {"problem": "余额无法转出，也没有书面说明。"},
        {"demands": [Demand(key="pay", remedy="refund", everyone=True)]},
        {"laws": []},
        {"reply_days": 20},
        {"stated": [*plan().stated], "handed_in_by": ["林秋"]},
    ],
)
def test_a_revision_lapses_every_approval(session, world, changes):
    letter = world.approved()
    service.revise(session, world.case, letter, world.actor, plan(**changes), others=None)
    assert state(session, letter) == "draft"
    service.open_for_approval(session, world.case, letter, world.actor, clock.today())
    assert queries.approving(session, queries.standing(session, letter)) == set()
    hashes = set(session.scalars(select(Approval.binding_hash)))
    assert queries.standing(session, letter).version.binding_hash not in hashes


def test_another_kind_or_language_is_another_letter(session, world):
    letter = world.drafted()
    with pytest.raises(Conflict):
        service.revise(session, world.case, letter, world.actor, plan(lang="en"), others=None)


def test_the_last_word_counts_and_every_word_is_kept(session, world):
    letter, member = world.opened(), world.people[0]
    for choice in ("approve", "object", "approve"):
        service.decide(session, letter, member, Decided(choice, note="请先改第一段"), "zh")
    found = queries.standing(session, letter)
    assert queries.approving(session, found) == {member.id}
    assert len(queries.decisions_of(session, found.version.id)) == 3
    assert queries.own_decision(session, found.version.id, member.id).note == "请先改第一段"
    service.step_out(session, letter, member)
    assert queries.approving(session, found) == set()
    with pytest.raises(Conflict):
        service.step_out(session, letter, member)


def test_what_a_member_gives_the_recipient_is_for_this_letter_only_and_goes_when_they_step_out(session, world):
    letter, member = world.opened(), world.people[0]
    with pytest.raises(Invalid):
        service.decide(session, letter, member, Decided("approve", ["name"]), "zh")
    with pytest.raises(Invalid):
        service.decide(session, letter, member, Decided("approve", ["bank_card"]), "zh")
    service.decide(session, letter, member, Decided("approve", ["name", "contact"], "林秋"), "zh")
    granted = session.scalars(select(Consent).where(Consent.recipient.is_not(None))).one()
    assert (granted.purpose, granted.fields) == ("named_to_company", ["contact", "name"])
    assert granted.recipient == f"cn-company-generic/{letter.reference}"
    service.step_out(session, letter, member)
    session.refresh(granted)
    assert granted.withdrawn_at is not None


def test_leaving_the_case_takes_the_approval_along(session, world):
    letter = world.approved()
    joining.withdraw(session, world.people[0])
    assert queries.approving(session, queries.standing(session, letter)) == {one.id for one in world.people[1:]}


def test_members_are_told_once_in_a_line_that_names_no_case(db):
    with db.write() as session:
        world = World(session)
        letter = world.opened()
        world.session.flush()
    jobs.run_due(db)
    jobs.run_due(db)
    with db.read() as session:
        told = [one for one in session.scalars(select(messages.OutMessage)) if "信" in one.subject]
        assert sorted(one.to for one in told) == ["p0@example.org", "p1@example.org", "p2@example.org"]
        assert all(letter.reference not in one.body and "竹叶" not in one.body for one in told)
