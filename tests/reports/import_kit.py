"""What the import tests share: a respondent, a sheet on disk, one import."""

import csv
from pathlib import Path

from joinder.cases import respondents
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case, Respondent
from joinder.cases.service import CaseData, open_case
from joinder.core.database import Database
from joinder.reports.import_sheet import Options, look_through
from joinder.reports.imports import Outcome, Told, Watch, begin, import_rows

ORGANIZER = Actor(None, "organizer")
HEADER = ["编号", "姓名", "电话", "日期", "金额", "经过"]
WORDS = ("余额没有到账", "提现失败", "账户被冻结", "自动续费没有提醒", "退款一直没有收到")


def sheet(path: Path, rows: list[list[object]]) -> Path:
    """Write a CSV sheet with the usual header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def row(serial: int, **changed: object) -> list[object]:
    """One person's row."""
    values: dict[str, object] = {
        "编号": f"R{serial:05d}",
        "姓名": f"测试{serial:03d}",
        "电话": f"1380000{serial:04d}",
        "日期": f"2025-0{serial % 9 + 1}-1{serial % 9}",
        "金额": f"{serial * 10}元",
        "经过": f"{WORDS[serial % 5]}，已经第{serial}天了，客服没有给出任何说法。",
    }
    return [changed.get(name, values[name]) for name in HEADER]


def respondent(db: Database, name: str = "示例钱包") -> Respondent:
    with db.write() as session:
        return respondents.propose(session, name)


def case_about(db: Database, about: Respondent) -> Case:
    data = CaseData(about.id, "unspecified", "示例案件", "大家都遇到的同一件事。", "zh", ["refund"])
    with db.write() as session:
        return open_case(session, None, data)


def bring(db: Database, path: Path, about: Respondent, case: Case | None = None, watch: Watch | None = None) -> Outcome:
    """Import one sheet and return what came of it."""
    opened = look_through(path, path.name, "CN", Options())
    with db.write() as session:
        batch = begin(session, about, case, HOUSE, Told(path.name, "群公告，各自填表"), Options())
    return import_rows(db, batch.id, opened, watch)
