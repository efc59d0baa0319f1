"""Two groups' sheets of one file name about one company stay apart: neither reads, erases or rewrites the other's."""

import csv

import pytest
from joinder.accounts import service as accounts
from joinder.cases import organizers
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case
from joinder.core import jobs
from joinder.core.database import Database
from joinder.reports import claims
from joinder.reports.import_cli import ImportWish, import_command
from joinder.reports.import_models import ImportBatch
from joinder.reports.models import Report
from sqlalchemy import select

from tests.reports.import_kit import bring, case_about, respondent, row, sheet

NAME, FILE = "示例钱包", "群登记表.csv"


@pytest.fixture
def two(db: Database, tmp_path) -> tuple[Case, Case]:
    """Two cases about one company; the first one's people came with the file."""
    about = respondent(db, NAME)
    first, second = case_about(db, about), case_about(db, about)
    bring(db, sheet(tmp_path / FILE, [row(n) for n in (1, 2, 3)]), about, first)
    return first, second


def words(db: Database, case: Case | None) -> list[str]:
    with db.read() as session:
        query = select(Report).where(Report.case_id == (case.id if case else None))
        return sorted(report.narrative for report in session.scalars(query))


def newer(tmp_path, *numbers: int):
    return sheet(tmp_path / FILE, [row(n, 经过=f"第{n}行换了说法，钱还是没有退。") for n in numbers])


def test_over_http_an_organizer_neither_reads_nor_erases_nor_rewrites_another_groups_people(
    db: Database, two: tuple[Case, Case], new_client, tmp_path
) -> None:
    first, second = two
    before, organizer = words(db, first), new_client("olga@example.org")
    with db.write() as session:
        olga = accounts.account_for(session, "olga@example.org", "zh")
        declared = organizers.declare(session, second, olga.id)
        if declared.appointed_at is None:
            organizers.appoint(session, second, declared.id, HOUSE)
    url = f"/api/cases/{second.reference}/imports"
    headers = {"X-Filename": "%E7%BE%A4%E7%99%BB%E8%AE%B0%E8%A1%A8.csv"}
    sent = organizer.request("POST", url, content=newer(tmp_path, 1, 9).read_bytes(), headers=headers)
    batch = f"{url}/{sent.json()['reference']}"
    assert organizer.post(batch + "/run", {"agreed": "群公告，各自填表"}).status_code == 202
    for _ in range(10):
        jobs.run_due(db)
    numbers = organizer.get(batch).json()["numbers"]
    assert (numbers["added"], numbers["changed"], numbers["gone"]) == (2, 0, 0)
    assert words(db, first) == before
    assert len(words(db, second)) == 2
    people = organizer.get(batch + "/people").json()["items"]
    assert sorted(one["name"] for one in people) == ["测试001", "测试009"]


def test_the_command_with_a_case_changes_that_cases_rows_alone(db: Database, two, tmp_path, capsys) -> None:
    first, second = two
    before = words(db, first)
    path = newer(tmp_path, 1, 2)
    assert import_command(db, ImportWish(path, NAME, case=second.reference, yes=True)) == 0
    assert import_command(db, ImportWish(path, NAME, case=second.reference, yes=True)) == 0
    assert capsys.readouterr().out == "added 2, repeated 0, rejected 0\nadded 0, repeated 2, rejected 0\n"
    assert words(db, first) == before
    assert import_command(db, ImportWish(newer(tmp_path, 3), NAME, case=first.reference, yes=True)) == 0
    assert capsys.readouterr().out == "added 0, repeated 1, rejected 0\n"
    assert sum("换了说法" in one for one in words(db, first)) == 1


def test_the_command_without_a_case_changes_no_cases_rows_and_a_second_run_adds_nothing(
    db: Database, two, tmp_path, capsys
) -> None:
    before = words(db, two[0])
    for said in ("added 1, repeated 0, rejected 0\n", "added 0, repeated 1, rejected 0\n"):
        assert import_command(db, ImportWish(newer(tmp_path, 1), NAME, yes=True)) == 0
        assert capsys.readouterr().out == said
    assert words(db, two[0]) == before
    assert len(words(db, None)) == 1


def test_a_sheet_brought_without_a_case_is_told_anew_once_it_is_in_one(db: Database, tmp_path, capsys) -> None:
    path, about = sheet(tmp_path / FILE, [row(1), row(2)]), respondent(db, NAME)
    bring(db, path, about)
    case = case_about(db, about)
    bring(db, path, about, case)
    assert import_command(db, ImportWish(newer(tmp_path, 1, 2), NAME, case=case.reference, yes=True)) == 0
    assert capsys.readouterr().out == "added 0, repeated 2, rejected 0\n"
    assert len(words(db, case)) == 2


def test_confirming_a_claim_hands_over_nothing_of_another_groups_namesake(db: Database, tmp_path) -> None:
    about = respondent(db, NAME)
    first, second = case_about(db, about), case_about(db, about)
    for case, story in ((first, "余额没有到账，客服不回。"), (second, "被扣了会员费，没有提醒。")):
        with (tmp_path / FILE).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["群昵称", "金额", "经过"], ["小王", "40元", story]])
        bring(db, tmp_path / FILE, about, case)
    claimed = _confirm(db, second)
    assert [one.narrative for one in claimed] == ["被扣了会员费，没有提醒。"]
    assert [one.narrative for one in _confirm(db, first)] == ["余额没有到账，客服不回。"]


def _confirm(db: Database, case: Case) -> list[Report]:
    with db.write() as session:
        batch = session.scalars(select(ImportBatch).where(ImportBatch.case_id == case.id)).one()
        account = accounts.account_for(session, f"{case.reference.lower()}@example.org", "zh")
        details = claims.Details(name="小王", amount="40元")
        request = claims.ask_by_details(session, batch, account, details, "counted_only")
        person = session.scalars(claims.import_queries.named_in(batch)).one()
        return claims.decide(session, request, HOUSE, person.id, confirmed=True)
