"""Sealing: figures over exactly who approved, copies, immutability, stepping out before and after, erasure."""

import json

import pytest
from joinder.cases.audit import Actor
from joinder.cases.models import AuditEntry, TimelineEntry
from joinder.core import clock, jobs
from joinder.core.errors import Conflict, Gone
from joinder.letters import approval, copies, erasing, printing, queries, sealing, service
from joinder.letters.body import Reader
from joinder.letters.facts import from_json
from joinder.letters.guards import FixedRowError
from joinder.letters.models import AnnexLine, SealedLetter
from joinder.letters.service import Decided
from joinder.reports import consents, set_asides
from joinder.reports import service as joining
from joinder.reports.models import Consent, Report
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from tests.letters.test_printing import needs_poppler, pdf_text
from tests.letters.world import APPROVE, World, later, plan


@pytest.fixture
def world(session):
    return World(session, size=4)


def figure(issue, key):
    return next((one["value"] for one in issue.figures if one["key"] == key), None)


def test_figures_cover_exactly_those_who_approved_and_lapse_nothing(session, world):
    letter = world.approved(world.people[:2])
    before = queries.standing(session, letter).version.binding_hash
    service.decide(session, letter, world.people[2], Decided("object"), "zh")
    world.join("late@example.org", amount_minor=999_999)
    letter, issue = world.sealed(letter)
    assert (issue.people, figure(issue, "people"), figure(issue, "incidents")) == (2, 2, 2)
    assert figure(issue, "amounts") == [{"currency": "CNY", "minor": 20_001}]
    assert figure(issue, "pay.people") == 2
    assert queries.members_of(session, issue.id) == {one.id for one in world.people[:2]}
    assert issue.binding_hash == before


def test_the_figures_follow_a_report_corrected_after_approval_without_asking_again(session, world):
    letter = world.approved()
    report = session.scalars(select(Report).where(Report.membership_id == world.people[0].id)).one()
    report.amount_minor = 1
    session.flush()
    _letter, issue = world.sealed(letter)
    assert figure(issue, "amounts") == [{"currency": "CNY", "minor": 30_007}]


def test_a_letter_is_shown_after_its_closing_day_and_sealed_48_hours_later(session, world):
    letter = world.approved()
    with pytest.raises(Conflict):
        sealing.final_view(session, letter, world.actor)
    with later(days=4):
        with pytest.raises(Conflict) as refused:
            sealing.seal(session, letter, world.actor)
        assert refused.value.code == "letters.not_shown"
        view = sealing.final_view(session, letter, world.actor)
        assert figure(view, "people") == 4
        with pytest.raises(Conflict):
            sealing.final_view(session, letter, world.actor)
        with later(hours=47), pytest.raises(Conflict) as refused:
            sealing.seal(session, letter, world.actor)
        assert refused.value.code == "letters.shown_too_recently"
        with later(hours=48):
            assert sealing.seal(session, letter, world.actor).people == 4


def test_one_person_alone_is_no_joint_letter(session, world):
    letter = world.approved(world.people[:1])
    with later(days=4), pytest.raises(Conflict) as refused:
        sealing.final_view(session, letter, world.actor)
    assert refused.value.code == "letters.too_few"


def test_whoever_steps_out_between_showing_and_sealing_is_not_in_the_letter(session, world):
    letter = world.shown()
    with later(days=5):
        service.step_out(session, letter, world.people[0])
    with later(days=7):
        issue = sealing.seal(session, letter, world.actor)
    assert issue.people == 3
    assert queries.own_line(session, issue.id, world.people[0].id) is None


def test_a_sealed_letter_is_never_sealed_again_revised_or_reopened(session, world):
    letter, _issue = world.sealed()
    with later(days=8):
        for again in (
            lambda: sealing.seal(session, letter, world.actor),
            lambda: service.revise(session, world.case, letter, world.actor, plan(), others=None),
            lambda: service.open_for_approval(session, world.case, letter, world.actor, clock.today()),
        ):
            with pytest.raises(Conflict):
                again()


def test_the_session_refuses_to_change_or_delete_a_sealed_letter(session, world):
    _letter, issue = world.sealed()
    session.flush()
    issue.people = 99
    with pytest.raises(FixedRowError):
        session.flush()
    session.expire(issue)
    session.delete(issue)
    with pytest.raises(FixedRowError):
        session.flush()
    session.expunge(issue)


@pytest.mark.parametrize("table", [SealedLetter, AnnexLine])
def test_the_database_itself_refuses_to_change_or_delete_a_sealed_letter(db, table):
    with db.write() as session:
        World(session).sealed()
    column = "people" if table is SealedLetter else "number"
    for statement in (update(table).values({column: 99}), delete(table)):
        with pytest.raises(DatabaseError, match="append-only"), db.write() as session:
            session.execute(statement)


@needs_poppler
def test_the_recipients_copy_has_everyones_line_and_the_members_copy_nobodys(session, world, tmp_path):
    letter = world.opened()
    given = Decided("approve", ["name", "contact", "ticket", "narrative"], "林秋")
    service.decide(session, letter, world.people[0], given, "zh")
    for member in world.people[1:]:
        service.decide(session, letter, member, APPROVE, "zh")
    letter, issue = world.sealed(letter)
    codes = [member.pseudonym for member in world.people]
    recipient, _path = pdf_text(copies.read(session, issue, "recipient", "pdf"), tmp_path)
    member, _path = pdf_text(copies.read(session, issue, "member", "pdf"), tmp_path)
    assert all(code in recipient and code not in member for code in codes)
    for private in ("林秋", "p0@example.org", "TK-1", "提现一直审核中"):
        assert private in recipient
        assert private not in member
    assert "p1@example.org" not in recipient
    assert "逐一同意本函的4名用户" in member


def test_the_copies_are_kept_encrypted_and_read_back_with_their_hashes(session, world, settings_env):
    _letter, issue = world.sealed()
    kept = [path for path in (settings_env / "files").rglob("*") if path.is_file()]
    assert len(kept) == 4
    assert not any(path.read_bytes().startswith((b"%PDF", b"PK")) for path in kept)
    assert copies.read(session, issue, "recipient", "docx").startswith(b"PK")
    assert set(copies.hashes(issue)) == {"member.pdf", "member.docx", "recipient.pdf", "recipient.docx"}


def test_a_member_reads_their_own_line_exactly_as_the_recipient_gets_it(session, world):
    _letter, issue = world.sealed()
    line = json.loads(queries.own_line(session, issue.id, world.people[1].id).line_json)
    assert line["who"] == world.people[1].pseudonym
    assert (line["amount"], line["asks"], line["granted"]) == ("人民币100.01元", "退还款项", [])


def test_stepping_out_of_a_sealed_unsent_letter_reissues_it_without_that_person(session, world):
    letter, first = world.sealed()
    with later(days=8):
        service.step_out(session, letter, world.people[0])
        with pytest.raises(Conflict) as refused:
            queries.sendable(session, world.case.id, letter.reference)
        assert refused.value.code == "letters.being_recomputed"
        second = sealing.reissue(session, letter)
        assert (second.issue, second.people, first.people) == (2, 3, 4)
        assert sealing.reissue(session, letter) is None
        with pytest.raises(Gone):
            copies.read(session, first, "recipient", "pdf")
        assert copies.read(session, first, "member", "pdf").startswith(b"%PDF")
        assert queries.sendable(session, world.case.id, letter.reference).sealed_id == second.id
        with pytest.raises(Conflict):
            queries.sendable_issue(session, first.id)


def test_leaving_the_case_reissues_the_unsent_letter_by_a_job(db):
    with db.write() as session:
        world = World(session, size=4)
        letter, _issue = world.sealed()
    with later(days=8):
        with db.write() as session:
            member = session.merge(world.people[0])
            joining.withdraw(session, member)
            service.on_withdrawn(session, member.id)
            service.on_withdrawn(session, member.id)
        jobs.run_due(db)
        with db.read() as session:
            issue = queries.issue_of(session, letter.id)
            assert (issue.issue, issue.people) == (2, 3)
            assert queries.is_current(session, queries.standing(session, letter))


def test_coming_back_into_the_case_does_not_bring_an_approval_back(session, world):
    letter = world.approved()
    member = world.people[0]
    joining.withdraw(session, member)
    service.on_withdrawn(session, member.id)
    joining.rejoin(session, member)
    assert member.id not in queries.approving(session, queries.standing(session, letter))
    service.decide(session, letter, member, APPROVE, "zh")
    assert member.id in queries.approving(session, queries.standing(session, letter))


def test_what_is_taken_back_or_set_aside_after_sealing_reaches_the_letter_by_the_clock(db):
    with db.write() as session:
        world = World(session, size=4)
        letter = world.opened()
        service.decide(session, letter, world.people[0], Decided("approve", ["contact"]), "zh")
        for member in world.people[1:]:
            service.decide(session, letter, member, APPROVE, "zh")
        world.sealed(letter)
    with later(days=8):
        with db.write() as session:
            query = select(Consent).where(Consent.recipient.is_not(None))
            consents.take_back(session, world.people[0].account_id, session.scalars(query).one().id)
            moderator = Actor(world.organizer.id, "moderator")
            set_asides.set_aside(session, session.merge(world.people[1]), moderator, "coordinated", "演示理由")
        with db.read() as session, pytest.raises(Conflict):
            queries.sendable(session, world.case.id, letter.reference)
        jobs.run_due(db)
        jobs.run_due(db)
        with db.read() as session:
            issue = queries.issue_of(session, letter.id)
            line = json.loads(queries.own_line(session, issue.id, world.people[0].id).line_json)
            assert (issue.people, line["granted"]) == (3, [])
            assert queries.sendable(session, world.case.id, letter.reference).people == 3


def test_when_too_few_are_left_the_unsent_letter_can_no_longer_be_sent(session, world):
    letter, _issue = world.sealed()
    with later(days=8):
        for member in world.people[:3]:
            service.step_out(session, letter, member)
        assert sealing.reissue(session, letter) is None
        with pytest.raises(Conflict):
            queries.sendable(session, world.case.id, letter.reference)


def test_nobody_steps_out_of_what_was_sent_and_its_number_stays(session, world):
    letter, issue = world.sealed()
    with later(days=8):
        service.note_sending(session, issue.id)
        service.note_sending(session, issue.id)
        with pytest.raises(Conflict) as refused:
            service.step_out(session, letter, world.people[0])
        assert refused.value.code == "letters.already_sent"
        joining.withdraw(session, world.people[0])
        service.on_withdrawn(session, world.people[0].id)
        assert queries.unsent(session) == []
        assert sealing.reissue(session, letter) is None
        assert queries.issue_of(session, letter.id).people == 4


def test_an_erased_person_leaves_no_line_in_our_copies_and_the_number_stays(session, world):
    _letter, issue = world.sealed()
    with later(days=8):
        service.note_sending(session, issue.id)
        erasing.erase_members(session, [world.people[0].id])
        for form in ("pdf", "docx"):
            with pytest.raises(Gone):
                copies.read(session, issue, "recipient", form)
        assert copies.read(session, issue, "member", "pdf").startswith(b"%PDF")
        assert issue.people == 4


def test_sealing_writes_audit_and_timeline(db):
    with db.write() as session:
        world = World(session)
        letter, _issue = world.sealed()
    with db.read() as session:
        actions = list(session.scalars(select(AuditEntry.action).where(AuditEntry.chain == str(world.case.id))))
        assert {"letter.draft", "letter.open", "letter.approve", "letter.show", "letter.seal"} <= set(actions)
        entries = {one.kind: one for one in session.scalars(select(TimelineEntry))}
        assert entries["letter.sealed"].public
        assert entries["letter.sealed"].params == {"letter": letter.reference}
        assert not entries["letter.opened"].public


def test_the_state_follows_from_what_happened(session, world):
    letter, issue = world.sealed()
    with later(days=8):
        assert approval.state_of(queries.standing(session, letter).course, clock.now()) == "sealed"
        service.note_sending(session, issue.id)
        assert approval.state_of(queries.standing(session, letter).course, clock.now()) == "sent"


@needs_poppler
def test_a_draft_prints_with_its_mark_and_the_numbers_as_they_would_be(session, world, tmp_path):
    text, _path = pdf_text(printing.pdf(sealing.preview(session, world.drafted()), clock.now()), tmp_path)
    assert "草稿·尚未定稿" in text
    assert "逐一同意本函的4名用户" in text


def test_the_sealed_text_reads_the_same_from_its_row(session, world):
    letter, issue = world.sealed()
    found = queries.standing(session, letter)
    read = Reader(found.composition, "zh", [from_json(one) for one in issue.figures])
    assert any("共有4人逐一同意本函" in run["text"] or run["fact"] == "people" for one in read.sections()
               for block in one["blocks"] for run in block["runs"])  # fmt: skip
