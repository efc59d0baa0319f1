"""The members' workbook: only granted fields, the group's own columns, audited, and no formula ever runs."""

import io
from datetime import date

import openpyxl
import pytest
from joinder.cases.models import AuditEntry
from joinder.reports import consents, nicknames, queries, service
from joinder.reports.models import Membership
from sqlalchemy import select

from tests import world
from tests.letters.world import later

COLUMNS = ["nickname", "alias", "contact", "text", "approval"]


def book(client, reference, **body):
    answer = client.post(f"/api/cases/{reference}/members/export?lang=en", {"columns": COLUMNS, **body})
    assert answer.status_code == 200, answer.text
    return openpyxl.load_workbook(io.BytesIO(answer.content)).active


def test_a_workbook_holds_only_what_was_granted_and_runs_nothing(db, new_client):
    with db.write() as session:
        case = world.make_case(session)
        organizer = world.organizer(session, case)
        for contact in ("gives@example.org", "keeps@example.org"):
            report = world.join(session, case, contact, narrative=f"经过 {contact}")
            member = queries.membership(session, case.id, report.account_id)
            nicknames.name(session, member, "=HYPERLINK(1)" if contact.startswith("gives") else "不给看")
            if contact.startswith("gives"):
                fields = ["nickname", "contact", "narrative"]
                consents.share(session, member.account_id, member.id, organizer.id, fields, "zh")
        reference = case.reference
    client = new_client("organizer@example.org")
    sheet = book(client, reference)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Group name", "Alias", "Contact", "What happened", "Decision on the letter"]
    [given] = [row for row in sheet.iter_rows(min_row=2) if row[0].value]
    assert given[0].value == "=HYPERLINK(1)"
    assert given[0].data_type == "s"
    assert given[2].value == "gives@example.org"
    everything = str(rows)
    assert "keeps@example.org" not in everything
    assert "不给看" not in everything
    with db.read() as session:
        query = select(AuditEntry).where(AuditEntry.action == "member.export")
        assert session.scalars(query).one().reason == ",".join(COLUMNS)


def test_words_of_a_withdrawn_report_and_of_who_left_are_read_by_nobody(db, new_client):
    with db.write() as session:
        case = world.make_case(session)
        organizer = world.organizer(session, case)
        told = [world.join(session, case, "lin@example.org", narrative=one, ticket=f"T-{one}") for one in ("旧", "新")]
        member = queries.membership(session, case.id, told[0].account_id)
        nicknames.name(session, member, "小林")
        fields = ["nickname", "contact", "narrative", "ticket"]
        consents.share(session, member.account_id, member.id, organizer.id, fields, "zh")
        service.withdraw_report(session, told[0])
        reference, where = case.reference, f"/api/cases/{case.reference}/members/{member.id}"
    client = new_client("organizer@example.org")
    read = client.get(where).json()
    assert [(one["narrative"], one["ticket"]) for one in read["words"]] == [("新", "T-新")]
    rows = list(book(client, reference, columns=["text", "ticket"]).iter_rows(min_row=2, values_only=True))
    assert rows == [("新", "T-新")]
    with db.write() as session:
        service.withdraw(session, session.get_one(Membership, member.id))
    gone = client.get(where).json()
    assert (gone["granted"], gone["nickname"], gone["contacts"], gone["words"]) == ([], None, [], [])


FACTS = ["happened_on", "amount", "currency", "area", "reports", "text"]


def test_facts_are_those_of_what_counts_with_a_line_for_each(db, new_client):
    with db.write() as session:
        case = world.make_case(session)
        organizer = world.organizer(session, case)
        told = []
        for day, narrative in enumerate(("撤回的", "驳回的", "第一件", "第二件", "又说了一遍"), 1):
            facts = {"narrative": narrative, "happened_on": date(2026, 9, day), "amount_minor": day}
            with later(minutes=day):
                told.append(world.join(session, case, "lin@example.org", **facts))
        again = told.pop()
        service.fold_repeat(session, again, told[2])
        member = queries.membership(session, case.id, told[0].account_id)
        consents.share(session, member.account_id, member.id, organizer.id, ["narrative"], "zh")
        service.withdraw_report(session, told[0])
        service.reject(session, told[1], world.actor(organizer, "organizer"), "spam")
        reference = case.reference
    sheet = book(new_client("organizer@example.org"), reference, columns=FACTS)
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        ("2026-09-03", 0.03, "CNY", "CN-GD", 2, "第一件\n又说了一遍"),
        ("2026-09-04", 0.04, "CNY", "CN-GD", None, "第二件"),
    ]


def test_who_has_nothing_that_counts_has_one_line_without_facts(db, new_client):
    with db.write() as session:
        case = world.make_case(session)
        organizer = world.organizer(session, case)
        told = world.join(session, case, "lin@example.org")
        service.reject(session, told, world.actor(organizer, "organizer"), "test")
        reference = case.reference
    sheet = book(new_client("organizer@example.org"), reference, columns=[*FACTS, "files"])
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [(None, None, None, None, 0, None, 0)]


@pytest.mark.parametrize(
    ("currency", "minor", "written"), [("CNY", 50_000, 500), ("JPY", 50_000, 50_000), ("KWD", 50_000, 50)]
)
def test_an_amount_is_written_in_its_currency_s_own_digits(db, new_client, currency, minor, written):
    with db.write() as session:
        case = world.make_case(session)
        world.organizer(session, case)
        world.join(session, case, "lin@example.org", amount_minor=minor, currency=currency)
        reference = case.reference
    sheet = book(new_client("organizer@example.org"), reference, columns=["amount", "currency"])
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [(written, currency)]


def test_a_date_is_written_no_more_exactly_than_it_was_told(db, new_client):
    told = {"day": "2026-03-01", "month": "March 2026", "about": "about March 2026"}
    with db.write() as session:
        case = world.make_case(session)
        world.organizer(session, case)
        for precision in told:
            facts = {"happened_on": date(2026, 3, 1), "happened_precision": precision}
            world.join(session, case, f"{precision}@example.org", **facts)
        reference = case.reference
    sheet = book(new_client("organizer@example.org"), reference, columns=["happened_on"])
    assert sorted(row[0].value for row in sheet.iter_rows(min_row=2)) == sorted(told.values())


def test_only_organizers_export_and_only_known_columns(db, new_client):
    with db.write() as session:
        case = world.make_case(session)
        world.organizer(session, case)
        world.join(session, case, "member@example.org")
        reference = case.reference
    url = f"/api/cases/{reference}/members/export"
    assert new_client("member@example.org").post(url, {"columns": ["alias"]}).status_code == 403
    assert new_client("organizer@example.org").post(url, {"columns": ["password"]}).status_code == 422
