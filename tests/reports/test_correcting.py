"""Correcting one's own report: what is stated anew, what follows in every room, and what stays as it was."""

from datetime import date

import pytest
from joinder.api import corrections
from joinder.api.deps import Identity
from joinder.cases.models import AuditEntry
from joinder.core import sealed
from joinder.core.errors import Conflict
from joinder.evidence import service as evidence
from joinder.evidence.models import EvidenceCheck
from joinder.letters import queries as letters
from joinder.matching import service as matching
from joinder.reports import correcting, queries
from joinder.reports.import_models import ImportedRow
from joinder.reports.models import Report
from sqlalchemy import func, select

from tests import world
from tests.client import Client
from tests.evidence.world import ALL_POINTS, shallow
from tests.letters.world import World
from tests.reports.import_kit import bring, case_about, respondent, row, sheet

TOLD = "提现申请一直显示审核中，客服每次都只让我继续等待，没有书面说明。"


def correct(session, report, **changes):
    """Correct a report as its route does."""
    caller = Identity(report.account_id, "zh", frozenset({"member"}), None)
    return corrections.correct_report(report.id, corrections.ReportCorrect(**changes), session, caller, "zh")


@pytest.fixture
def mine(db, client: Client):
    """One member's report in a public case, and the member's browser."""
    with db.write() as session:
        case = world.make_case(session)
        report = world.join(session, case, "lin@example.org", happened_on=date(2026, 8, 1), happened_precision="day")
        matching.index(session, report)
        world.join(session, case, "other@example.org")
    client.sign_in("lin@example.org")
    return client, f"/api/me/reports/{report.id}", f"/api/cases/{case.reference}"


def audits(db):
    with db.read() as session:
        query = select(AuditEntry).where(AuditEntry.action == "report.correct").order_by(AuditEntry.seq)
        return [entry.reason for entry in session.scalars(query)]


def test_facts_are_stated_anew_once_and_published_numbers_stay(db, mine, new_client):
    person, url, case = mine
    public = new_client()
    before = public.get(case).content
    body = {
        "happened_on": "2026-07-01", "happened_precision": "month", "amount_minor": 70_000, "currency": "CNY",
        "area": "CN-SH", "company_answer": "请耐心等待", "order_number": "2026-0701-9",
    }  # fmt: skip
    for _ in range(2):
        answer = person.request("PATCH", url, json=body)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        stated = {name: value for name, value in body.items() if name != "order_number"}
        assert ({name: found[name] for name in stated}, found["has_order"]) == (stated, True)
    (told,) = audits(db)
    assert set(told.split()) >= {"amount_minor", "area", "company_answer", "happened_on", "order_hash"}
    assert "70000" not in told
    assert person.get(url).json()["narrative"]
    assert person.request("PATCH", url, json={"amount_minor": None}).json()["currency"] is None
    assert public.get(case).content == before
    assert new_client("other@example.org").request("PATCH", url, json=body).status_code == 404
    assert public.request("PATCH", url, json=body).status_code == 401


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"happened_on": "2030-01-01", "happened_precision": "day"}, "reports.future_date"),
        ({"happened_on": None, "happened_precision": "day"}, "reports.bad_date"),
        ({"amount_minor": 5, "currency": None}, "reports.currency_missing"),
        ({"currency": "ZZZ"}, "reports.no_currency"),
        ({"area": "CN-ZZ"}, "reports.no_area"),
        ({"asked_on": "1850-01-01"}, "reports.distant_date"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(db, mine, body, code):
    person, url, _case = mine
    before = person.get(url).json()
    refused = person.request("PATCH", url, json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (person.get(url).json(), audits(db)) == (before, [])
    assert person.request("PATCH", url, json={"narrative": "x"}).status_code == 422


def test_a_withdrawn_report_is_not_corrected(mine):
    person, url, _case = mine
    assert person.post(f"{url}/withdraw").status_code == 200
    refused = person.request("PATCH", url, json={"area": "CN-GD"})
    assert (refused.status_code, refused.json()["code"]) == (409, "reports.correct_withdrawn")


def test_what_a_sheet_left_unclear_is_confirmed_by_its_person(db, tmp_path, new_client):
    about = respondent(db)
    rows = [row(1, 日期="去年春节前后", 金额="大概几百块"), row(2)]
    bring(db, sheet(tmp_path / "a.csv", rows), about, case_about(db, about))
    with db.write() as session:
        account = world.account(session, "lin@example.org")
        imported = session.scalars(select(ImportedRow).where(ImportedRow.row_number == 2)).one()
        imported.doubts = '{"area": "老家", "phone": "一三八"}'
        report = session.get_one(Report, imported.report_id)
        report.account_id = account.id
    person, url = new_client("lin@example.org"), f"/api/me/reports/{report.id}"
    unread = {one["field"]: one["text"] for one in person.get(url).json()["unread"]}
    assert unread == {"area": "老家", "happened_on": "去年春节前后", "amount": "大概几百块"}
    body = {"happened_on": "2025-02-01", "happened_precision": "about", "area": "CN-GD"}
    found = person.request("PATCH", url, json=body).json()
    assert [one["field"] for one in found["unread"]] == ["amount"]
    found = person.request("PATCH", url, json={"amount_minor": None}).json()
    assert (found["unread"], found["amount_text"], found["happened_precision"]) == ([], None, "about")


def test_an_erased_claimed_report_leaves_nothing_unclear_behind_and_ones_reports_readable(db, tmp_path, new_client):
    about = respondent(db)
    bring(db, sheet(tmp_path / "a.csv", [row(1), row(2)]), about, case_about(db, about))
    with db.write() as session:
        account = world.account(session, "lin@example.org")
        rows = session.scalars(select(ImportedRow).order_by(ImportedRow.row_number)).all()
        for one in rows:
            one.doubts = '{"area": "老家"}'
            session.get_one(Report, one.report_id).account_id = account.id
        erased, kept = (one.report_id for one in rows)
    person = new_client("lin@example.org")
    assert person.delete(f"/api/me/reports/{erased}").status_code == 200
    sealed.forget_all()
    listed = person.get("/api/me/reports")
    assert listed.status_code == 200, listed.text
    unread = {one["id"]: [value["text"] for value in one["unread"]] for one in listed.json()["items"]}
    assert unread == {str(erased): [], str(kept): ["老家"]}
    assert person.get(f"/api/me/reports/{erased}").status_code == 200
    with db.write() as session:
        left = session.scalars(select(ImportedRow).where(ImportedRow.report_id == erased)).one()
        assert left.doubts_sealed is None
        left.doubts_sealed = b"what a backup made before this was cleared brings back"
    assert person.get("/api/me/reports").status_code == 200


def test_one_order_is_one_incident_before_and_after_a_correction(session):
    case = world.make_case(session)
    first = world.join(session, case, "lin@example.org", order_number="A-1", narrative=TOLD)
    second = world.join(session, case, "lin@example.org", order_number="A1", narrative="另外一件事，退款没有收到。")
    for report in (first, second):
        matching.index(session, report)
    assert sum(one.repeated_of_id is not None for one in (first, second)) == 1
    correct(session, second, order_number="B-2")
    assert (first.repeated_of_id, second.repeated_of_id) == (None, None)
    correct(session, second, order_number="a 1")
    assert sum(one.repeated_of_id is not None for one in (first, second)) == 1
    correct(session, first, order_number=None)
    assert (first.repeated_of_id, second.repeated_of_id) == (None, None)


def test_what_folded_by_its_words_parts_when_its_facts_differ(session):
    case = world.make_case(session)
    plain = {"happened_on": None, "happened_precision": "unknown", "amount_minor": None, "currency": None}
    reports = [world.join(session, case, "lin@example.org", narrative=TOLD + end, **plain) for end in ("", "请处理。")]
    for report in reports:
        matching.index(session, report)
    assert sum(one.repeated_of_id is not None for one in reports) == 1
    for report, order in zip(reports, ("A-1", "B-2"), strict=True):
        correct(session, report, order_number=order)
    assert [one.repeated_of_id for one in reports] == [None, None]


def test_checks_wait_again_for_another_amount_but_not_for_another_area(session):
    case = world.make_case(session)
    report = world.join(session, case, "lin@example.org")
    item, _ = evidence.keep(session, report.account_id, report.id, shallow(b"1"), "图.png")
    moderator = world.moderator(session)
    evidence.check(session, item, evidence.Actor(moderator.id, "moderator"), ALL_POINTS, accepted=True)
    checks = select(func.count()).select_from(EvidenceCheck)
    correct(session, report, area="CN-SH", company_answer="等")
    assert session.scalar(checks) == 1
    correct(session, report, amount_minor=1, currency="CNY")
    assert session.scalar(checks) == 0


def test_an_unsent_letter_is_made_anew_with_the_corrected_amount(session):
    home = World(session, size=3)
    letter, issue = home.sealed()
    report = session.scalars(select(Report).where(Report.membership_id == home.people[0].id)).one()
    found = letters.standing(session, letter)
    correct(session, report, company_answer="请等待")
    assert letters.is_current(session, found)
    correct(session, report, amount_minor=99_900)
    assert not letters.is_current(session, found)
    with pytest.raises(Conflict) as refused:
        letters.sendable(session, home.case.id, letter.reference)
    assert (refused.value.code, issue.issue) == ("letters.being_recomputed", 1)


def test_what_nobody_brought_in_a_sheet_waits_for_nobody(session):
    report = world.join(session, world.make_case(session), "lin@example.org", happened_text="春节前后")
    assert correcting.unread(session, [report]) == {}
    assert queries.own_report(session, report.account_id, report.id) is report
