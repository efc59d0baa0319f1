"""A report that was erased or withdrawn leaves the sealed, unsent letter, even where its person stays in it."""

import json

import pytest
from joinder.core import crypto, jobs
from joinder.core.errors import Conflict, Gone
from joinder.filings import forgetting
from joinder.letters import copies, queries, service
from joinder.letters.service import Decided
from joinder.reports import service as joining
from joinder.reports.models import Report
from sqlalchemy import select

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
