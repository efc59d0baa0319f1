"""What was erased, withdrawn, removed or corrected leaves the sealed, unsent letter; its person stays in it."""

import json

import pytest
from joinder.cases.audit import Actor
from joinder.core import crypto, jobs
from joinder.core.errors import Conflict, Gone
from joinder.evidence import service as evidence
from joinder.evidence.models import Evidence
from joinder.filings import forgetting
from joinder.letters import copies, queries, service
from joinder.letters.lines import line_true
from joinder.letters.service import Decided
from joinder.reports import service as joining
from joinder.reports.models import Report
from sqlalchemy import select

from tests.evidence.world import shallow
from tests.letters.test_printing import needs_poppler, pdf_text
from tests.letters.world import APPROVE, World, later

SECOND = "第二次充值也没有到账（独有的句子）"


def two_incidents(session):
    """Seal a letter in which the first of four members has two incidents and gives words and ticket."""
    world = World(session, size=4)
    first = world.people[0]
    account = session.get_one(joining.Account, first.account_id)
    facts = {"happened_on": None, "amount_minor": 55_500, "currency": "CNY", "remedies": ["refund"], "ticket": "TK-2"}
    data = joining.ReportData(world.company.id, "withdrawal_blocked", "zh", SECOND, **facts)
    report = joining.submit(session, account, data, world.case, "counted_only", "zh")
    letter = world.opened()
    service.decide(session, letter, first, Decided("approve", ["narrative", "ticket"]), "zh")
    for member in world.people[1:]:
        service.decide(session, letter, member, APPROVE, "zh")
    letter, issue = world.sealed(letter)
    return world, letter, issue, report


def amounts(issue):
    return next(one["value"] for one in issue.figures if one["key"] == "amounts")


@needs_poppler
@pytest.mark.parametrize("verb", [forgetting.erase_report, forgetting.withdraw_report])
def test_the_unsent_letter_is_made_anew_without_the_report(db, tmp_path, verb):
    with db.write() as session:
        world, letter, first, report = two_incidents(session)
        member, before = world.people[0].id, first.id
        assert amounts(first) == [{"currency": "CNY", "minor": 95_506}]
        text, _ = pdf_text(copies.read(session, first, "recipient", "pdf"), tmp_path)
        assert SECOND in text.replace("\n", "")
    with later(days=8):
        with db.write() as session:
            verb(session, session.get_one(Report, report.id))
        with db.read() as session, pytest.raises(Conflict) as refused:
            queries.sendable(session, world.case.id, letter.reference)
        assert refused.value.code == "letters.being_recomputed"
        jobs.run_due(db)
        with db.read() as session:
            issue = queries.issue_of(session, letter.id)
            assert (issue.issue, issue.people) == (2, 4)
            assert amounts(issue) == [{"currency": "CNY", "minor": 40_006}]
            text, _ = pdf_text(copies.read(session, issue, "recipient", "pdf"), tmp_path)
            assert SECOND not in text.replace("\n", "")
            assert "TK-2" not in text
            assert "TK-1" in text
            with pytest.raises(Gone):
                copies.read(session, session.get_one(type(issue), before), "recipient", "pdf")
            assert queries.is_current(session, queries.standing(session, letter))
            assert SECOND not in queries.own_line(session, issue.id, member).line_json


def test_erasing_a_report_of_a_sent_letter_shreds_our_copies_and_the_line_and_no_other(session):
    world, letter, issue, report = two_incidents(session)
    lines = {one.membership_id: one for one in queries.lines_of(session, [one.id for one in world.people])}
    with later(days=8):
        service.note_sending(session, issue.id)
        forgetting.erase_report(session, report)
        with pytest.raises(crypto.SealBrokenError):
            _ = lines[world.people[0].id].line_json
        assert json.loads(lines[world.people[1].id].line_json)["who"] == world.people[1].pseudonym
        with pytest.raises(Gone):
            copies.read(session, issue, "recipient", "pdf")
        assert queries.issue_of(session, letter.id).people == 4


def test_a_report_added_after_sealing_does_not_reopen_the_letter_nor_does_erasing_it(session):
    world, letter, issue, _report = two_incidents(session)
    with later(days=8):
        account = session.get_one(joining.Account, world.people[1].account_id)
        data = joining.ReportData(world.company.id, "withdrawal_blocked", "zh", "又发生了一次，还是没有到账。")
        late = joining.submit(session, account, data, world.case, "counted_only", "zh")
        assert queries.is_current(session, queries.standing(session, letter))
        forgetting.erase_report(session, late)
        assert queries.is_current(session, queries.standing(session, letter))
        assert copies.read(session, issue, "recipient", "pdf").startswith(b"%PDF")


def test_a_rejected_report_leaves_the_unsent_letter_too(session):
    world, letter, _issue, report = two_incidents(session)
    joining.reject(session, report, world.actor, "spam")
    assert not queries.is_current(session, queries.standing(session, letter))
    assert session.scalar(select(Report.rejected_at).where(Report.id == report.id)) is not None


def test_a_removed_exhibit_leaves_the_unsent_letter_and_a_new_one_may_wait(db, tmp_path):
    with db.write() as session:
        world = World(session, size=3)
        first = world.people[0]
        report = session.scalars(select(Report).where(Report.membership_id == first.id)).one()
        items = [
            evidence.keep(session, first.account_id, report.id, shallow(data), "图.png")[0] for data in (b"1", b"2")
        ]
        letter = world.opened()
        service.decide(session, letter, first, Decided("approve", ["evidence"]), "zh")
        for member in world.people[1:]:
            service.decide(session, letter, member, APPROVE, "zh")
        letter, issue = world.sealed(letter)
        assert json.loads(queries.own_line(session, issue.id, first.id).line_json)["exhibits"] == 2
        assert queries.is_current(session, queries.standing(session, letter))
        owner = Actor(first.account_id, "owner")
        evidence.keep(session, first.account_id, report.id, shallow(b"3"), "图.png")
        assert queries.is_current(session, queries.standing(session, letter))
    with later(days=8):
        with db.write() as session:
            forgetting.remove_item(session, session.get_one(Evidence, items[0].id), owner)
        with db.read() as session, pytest.raises(Conflict) as refused:
            queries.sendable(session, world.case.id, letter.reference)
        assert refused.value.code == "letters.being_recomputed"
        jobs.run_due(db)
        with db.read() as session:
            anew = queries.issue_of(session, letter.id)
            assert (anew.issue, anew.people) == (2, 3)
            line = json.loads(queries.own_line(session, anew.id, first.id).line_json)
            assert (line["exhibits"], items[0].id.hex in line["files"]) == (2, False)
            assert queries.is_current(session, queries.standing(session, letter))
            assert queries.sendable(session, world.case.id, letter.reference).sealed_id == anew.id


def test_a_line_sealed_before_its_files_were_named_is_made_anew_only_where_it_has_exhibits():
    old = {"fields": ["evidence"], "reports": ["a"], "exhibits": 0}
    now = {"a": "digest", "b": "digest"}
    assert line_true(old, {"evidence"}, now, set())
    assert not line_true({**old, "exhibits": 1}, {"evidence"}, now, set())
    assert not line_true(old, {"evidence"}, {"b": "digest"}, set())
