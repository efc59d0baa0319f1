"""The command `joinder import`: what it prints, asks, refuses and leaves behind."""

import csv
from pathlib import Path

import pytest
from joinder.cases import respondents
from joinder.matching.imported import index_imported
from joinder.reports.import_cli import ImportWish, import_command
from joinder.reports.import_models import ImportBatch
from joinder.reports.import_queries import named_tally
from joinder.reports.models import Report
from joinder.reports.sheets import reading
from sqlalchemy import func, select

from tests.reports.import_kit import bring, case_about, respondent, row, sheet
from tests.reports.messy import ROWS, card_number, write_messy

NAME = "示例钱包"


def _reports(db) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Report)) or 0


@pytest.mark.postgres_proves
def test_the_last_line_counts_and_a_second_run_adds_nothing(db, tmp_path, capsys):
    planted = write_messy(tmp_path / "某群登记表.xlsx")
    wish = ImportWish(tmp_path / "某群登记表.xlsx", NAME, yes=True)
    assert import_command(db, wish, index_imported) == 0
    first = capsys.readouterr()
    added, repeated, rejected = (int(part.split()[1]) for part in first.out.splitlines()[-1].split(", "))
    assert first.out.splitlines()[-1] == f"added {added}, repeated {repeated}, rejected {rejected}"
    assert (added + repeated + rejected, rejected) == (ROWS, planted.rejected)
    assert "图片不导入" in first.err
    assert import_command(db, wish, index_imported) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"added 0, repeated {ROWS - rejected}, rejected {rejected}"
    with db.read() as session:
        assert respondents.by_name(session, NAME).status == "proposed"
        assert session.scalars(select(ImportBatch)).first().agreed


def test_rejects_stand_beside_the_sheet_with_number_tab_column_and_reason(db, tmp_path, capsys):
    rows = [row(1), row(2, 经过="卡号" + card_number(9)), row(3, 姓名="", 电话="")]
    path = sheet(tmp_path / "a.csv", rows)
    assert import_command(db, ImportWish(path, NAME, yes=True, lang="en")) == 0
    assert capsys.readouterr().out == "added 1, repeated 0, rejected 2\n"
    with (tmp_path / "a.csv.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        header, card, nobody = list(csv.reader(file))
    assert header[:4] == ["row", "tab", "column", "reason"]
    assert (card[0], card[2], "card number" in card[3]) == ("3", "经过", True)
    assert (card[-1], nobody[0]) == ("卡号［…］", "4")


def test_a_row_that_cannot_be_read_at_all_is_rejected_and_the_others_come_in(db, tmp_path, capsys, monkeypatch):
    def read(text):
        if "坏" in text:
            raise ValueError(text)
        return find_secrets(text)

    find_secrets = reading.find_secrets
    monkeypatch.setattr(reading, "find_secrets", lambda text, **_named: read(text))
    path = sheet(tmp_path / "a.csv", [row(1), row(2, 经过="坏"), row(3)])
    assert import_command(db, ImportWish(path, NAME, yes=True)) == 0
    assert capsys.readouterr().out == "added 2, repeated 0, rejected 1\n"
    assert "无法读取" in (tmp_path / "a.csv.rejects.csv").read_text(encoding="utf-8-sig")


def test_it_shows_the_columns_asks_how_members_agreed_and_whether_to_go_on(db, tmp_path, capsys):
    path = sheet(tmp_path / "a.csv", [row(1)])
    asked: list[str] = []

    def say_no(question: str) -> str:
        asked.append(question)
        return "n"

    assert import_command(db, ImportWish(path, NAME), ask=say_no) == 1
    assert len(asked) == 2
    shown = capsys.readouterr()
    assert "external_id" in shown.err
    assert (shown.out, _reports(db)) == ("", 0)
    assert (
        import_command(db, ImportWish(path, NAME), ask=lambda question: "y" if "[y/N]" in question else "群里投票") == 0
    )
    with db.read() as session:
        assert session.scalars(select(ImportBatch)).one().agreed == "群里投票"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The sheet is empty"),
        ("颜色,大小\n红,5\n蓝,6\n".encode(), "A column is missing"),
        ("姓名,颜色\n甲,5\n乙,6\n".encode("gb18030"), "Columns found: 姓名, 颜色"),
    ],
)
def test_bad_files_end_with_a_clear_message_and_nothing_done(db, tmp_path, capsys, content, message):
    path: Path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert import_command(db, ImportWish(path, NAME, yes=True, lang="en")) == 2
    assert message in capsys.readouterr().err
    with db.read() as session:
        assert respondents.by_name(session, NAME) is None


def test_a_missing_file_and_an_unknown_case_are_told(db, tmp_path, capsys):
    assert import_command(db, ImportWish(tmp_path / "none.csv", NAME, yes=True, lang="en")) == 2
    assert "There is no file" in capsys.readouterr().err
    path = sheet(tmp_path / "a.csv", [row(1)])
    assert import_command(db, ImportWish(path, NAME, case="NOSUCHCASE12", yes=True)) == 2
    assert _reports(db) == 0


def test_stated_columns_win(db, tmp_path, capsys):
    path = sheet(tmp_path / "a.csv", [row(1)])
    wish = ImportWish(path, NAME, maps=["nickname=姓名", "ignore=日期,ignore=金额"], yes=True)
    assert import_command(db, wish) == 0
    assert capsys.readouterr().out == "added 1, repeated 0, rejected 0\n"
    with db.read() as session:
        report = session.scalars(select(Report)).one()
        assert (report.happened_on, report.amount_minor) == (None, None)


def _told_twice(tmp_path: Path) -> Path:
    story = "充值之后余额一直没有到账，我打了很多次客服电话，他们只让我继续等待，也不给书面的答复，希望尽快退钱。"
    same = {"日期": "2025-03-01", "金额": "100元"}
    rows = [row(1, 经过=story, **same), row(2, 经过=story, **same)]
    rows.append([*row(1, 经过=story + "谢谢大家。", **same)])
    rows[2][0] = "R99999"
    return sheet(tmp_path / "a.csv", rows)


def test_one_persons_near_copies_fold_and_another_persons_do_not(db, tmp_path, capsys):
    assert import_command(db, ImportWish(_told_twice(tmp_path), NAME, yes=True), index_imported) == 0
    assert capsys.readouterr().out == "added 2, repeated 1, rejected 0\n"


def test_rows_brought_before_their_case_was_opened_follow_into_it(db, tmp_path, capsys):
    path, about = _told_twice(tmp_path), respondent(db)
    bring(db, path, about)
    case = case_about(db, about)
    assert import_command(db, ImportWish(path, NAME, case=case.reference, yes=True), index_imported) == 0
    assert capsys.readouterr().out == "added 0, repeated 3, rejected 0\n"
    with db.read() as session:
        tally = named_tally(session, case_id=case.id)
        assert (tally.received, tally.repeated, tally.people) == (3, 1, 2)
