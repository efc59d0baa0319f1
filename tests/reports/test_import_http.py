"""Imports and claims over HTTP: upload, preview, run, rejects, link, claim, object."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from joinder.accounts import service as accounts
from joinder.cases import organizers
from joinder.cases.audit import HOUSE
from joinder.core import clock, jobs, storage
from joinder.core.database import Database
from joinder.matching.models import report_shingles
from joinder.reports import import_jobs
from joinder.reports.import_models import ImportBatch, NamedPerson
from openpyxl import Workbook
from sqlalchemy import func, select

from tests.client import Client, code_for
from tests.reports.damaged import broken_stream
from tests.reports.import_kit import HEADER, case_about, respondent, row, sheet
from tests.reports.messy import card_number

CONSENT = {"choice": "counted_only", "consent_sensitive": True, "consent_counting": True}


@dataclass
class Desk:
    """A case with its organizer, and a stranger."""

    db: Database
    url: str
    organizer: Client
    stranger: Client

    def upload(self, data: bytes, name: str = "群登记表.csv", **headers: str):
        return self.organizer.request(
            "POST",
            self.url,
            content=data,
            headers={"X-Filename": quote(name), "Content-Type": "application/octet-stream", **headers},
        )

    def work(self) -> None:
        for _ in range(20):
            jobs.run_due(self.db)


@pytest.fixture
def desk(db: Database, new_client: Callable[..., Client]) -> Desk:
    organizer, stranger = new_client("olga@example.org"), new_client("stefan@example.org")
    case = case_about(db, respondent(db))
    with db.write() as session:
        olga = accounts.account_for(session, "olga@example.org", "zh")
        declared = organizers.declare(session, case, olga.id)
        if declared.appointed_at is None:
            organizers.appoint(session, case, declared.id, HOUSE)
    return Desk(db, f"/api/cases/{case.reference}/imports", organizer, stranger)


def _sheet(tmp_path, count: int = 250) -> bytes:
    rows = [row(n) for n in range(1, count + 1)]
    rows.append(row(999, 经过="我的卡号是" + card_number(5)))
    return sheet(tmp_path / "a.csv", rows).read_bytes()


def _run(desk: Desk, data: bytes) -> str:
    answer = desk.upload(data)
    assert answer.status_code == 201, answer.text
    batch = f"{desk.url}/{answer.json()['reference']}"
    ran = desk.organizer.post(batch + "/run", {"agreed": "群公告，各自填表"})
    assert ran.status_code == 202, ran.text
    desk.work()
    return batch


def test_a_sheet_is_previewed_then_run_by_jobs_and_its_rejects_downloaded(desk: Desk, tmp_path) -> None:
    preview = desk.upload(_sheet(tmp_path)).json()
    assert (preview["state"], preview["rows"], preview["currency"]) == ("preview", 251, "CNY")
    fields = {one["column"]: one["field"] for one in preview["tabs"][0]["columns"]}
    assert fields == {
        "编号": "external_id",
        "姓名": "name",
        "电话": "phone",
        "日期": "happened_on",
        "金额": "amount",
        "经过": "text",
    }
    batch = _run(desk, _sheet(tmp_path))
    done = desk.organizer.get(batch).json()
    assert (done["state"], done["done"], done["agreed"]) == ("done", 251, "群公告，各自填表")
    numbers = done["numbers"]
    assert (numbers["added"] + numbers["repeated"], numbers["rejected"], numbers["read"]) == (250, 1, 251)
    rejects = desk.organizer.get(batch + "/rejects")
    assert rejects.headers["content-type"].startswith("text/csv")
    assert card_number(5) not in rejects.text
    assert "［…］" in rejects.text
    again = desk.organizer.get(_run(desk, _sheet(tmp_path))).json()["numbers"]
    assert (again["added"], again["repeated"], again["rejected"]) == (0, 250, 1)


def test_an_excel_sheet_is_taken_as_it_is_sent_and_a_damaged_one_refused(desk: Desk) -> None:
    book, file = Workbook(), BytesIO()
    assert book.active is not None
    for cells in (HEADER, row(1), row(2)):
        book.active.append(cells)
    book.save(file)
    sent = desk.upload(file.getvalue(), "群登记表.xlsx")
    assert sent.status_code == 201, sent.text
    batch = f"{desk.url}/{sent.json()['reference']}"
    assert desk.organizer.post(batch + "/run", {"agreed": "群公告，各自填表"}).status_code == 202
    desk.work()
    done = desk.organizer.get(batch).json()
    assert (done["state"], done["numbers"]["added"]) == ("done", 2)
    damaged = desk.upload(broken_stream(file.getvalue()), "群登记表(2).xlsx")
    assert (damaged.status_code, damaged.json()["code"]) == (422, "reports.sheet_damaged")


def test_columns_can_be_corrected_before_the_run(desk: Desk, tmp_path) -> None:
    batch = f"{desk.url}/{desk.upload(_sheet(tmp_path, 3)).json()['reference']}"
    again = desk.organizer.post(batch + "/preview", {"map": {"nickname": "姓名", "ignore": "日期"}})
    assert again.status_code == 200, again.text
    columns = {one["column"]: (one["field"], one["how"]) for one in again.json()["tabs"][0]["columns"]}
    assert (columns["姓名"], columns["日期"]) == (("nickname", "stated"), (None, None))
    both = desk.organizer.post(batch + "/preview", {"map": {"ignore": "日期|金额"}})
    left = [one["column"] for one in both.json()["tabs"][0]["columns"] if one["field"] is None]
    assert left == ["日期", "金额"]
    wrong = desk.organizer.post(batch + "/preview", {"map": {"name": "没有"}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "reports.map_unknown_column")


def test_an_import_tells_whether_its_file_is_still_kept(desk: Desk, tmp_path) -> None:
    read = desk.upload(_sheet(tmp_path, 2)).json()
    with clock.frozen(clock.now() + timedelta(days=3)), desk.db.write() as session:
        import_jobs.drop_uploads(session)
    [left] = desk.organizer.get(desk.url).json()["items"]
    assert (read["has_file"], left["state"], left["has_file"]) == (True, "preview", False)


def test_many_columns_with_long_names_can_be_left_out(desk: Desk) -> None:
    names = [f"第{n}题：您在这家公司遇到的问题是从什么时候开始的，请尽量写清楚" for n in range(20)]
    head, line = ",".join(["姓名", "经过", *names]), ",".join(["林秋", "钱没有退回来", *["1"] * 20])
    data = "\n".join([head, line, ""]).encode()
    batch = f"{desk.url}/{desk.upload(data).json()['reference']}"
    read = desk.organizer.post(batch + "/preview", {"map": {"ignore": "|".join(names)}})
    assert read.status_code == 200, read.text
    fields = {one["column"]: one["field"] for one in read.json()["tabs"][0]["columns"]}
    assert {name: field for name, field in fields.items() if field} == {"姓名": "name", "经过": "text"}


def test_what_cannot_be_imported_is_refused_with_a_clear_message(desk: Desk) -> None:
    empty = desk.upload(b"")
    assert (empty.status_code, empty.json()["code"]) == (422, "reports.sheet_empty")
    missing = desk.upload("颜色,大小\n红,5\n蓝,6\n".encode())
    assert (missing.status_code, missing.json()["code"]) == (422, "reports.sheet_nobody")
    assert "颜色" in missing.json()["detail"]
    large = desk.upload(b"x" * (20 * 1024 * 1024 + 1))
    assert (large.status_code, large.json()["code"]) == (413, "reports.sheet_too_large")
    assert desk.organizer.get(desk.url).json()["items"] == []


def test_a_sheet_never_lies_in_clear_where_a_crash_would_leave_it(desk: Desk, tmp_path, monkeypatch) -> None:
    folder, seen, look_through = tmp_path / "temporary", [], import_jobs.look_through
    folder.mkdir()

    def look(*told):
        kept = [path for path in folder.rglob("*") if path.is_file()]
        seen.append([path for path in kept if "没有给出任何说法".encode() in path.read_bytes()])
        return look_through(*told)

    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(import_jobs, "look_through", look)
    for _ in ("as this system allows", "where files cannot be without a name"):
        batch = desk.organizer.get(_run(desk, _sheet(tmp_path, 3))).json()
        assert (batch["state"], batch["numbers"]["read"], list(folder.iterdir())) == ("done", 4, [])
        monkeypatch.delattr(os, "memfd_create", raising=False)
    named = len(seen) // 2
    assert named > 1
    assert seen[:named] == [[]] * named
    assert all(seen[named:])


def test_the_same_upload_sent_twice_is_one_import(desk: Desk, tmp_path) -> None:
    data, key = _sheet(tmp_path, 3), {"Idempotency-Key": "upload-1234"}
    first, second = desk.upload(data, **key), desk.upload(data, **key)
    assert first.json() == second.json()
    assert len(desk.organizer.get(desk.url).json()["items"]) == 1
    assert desk.upload(data + b"\n", **key).json()["code"] == "core.idempotency_reused"


def test_earlier_imports_are_read_page_by_page(desk: Desk, tmp_path) -> None:
    made = [desk.upload(_sheet(tmp_path, count)) for count in (1, 2, 3)]
    first = desk.organizer.get(f"{desk.url}?limit=2").json()
    second = desk.organizer.get(f"{desk.url}?limit=2&cursor={first['next_cursor']}").json()
    assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (2, 1, None)
    told = [one["reference"] for one in first["items"] + second["items"]]
    assert sorted(told) == sorted(one.json()["reference"] for one in made)


def test_strangers_neither_bring_nor_read_imports(desk: Desk, tmp_path) -> None:
    batch = _run(desk, _sheet(tmp_path, 3))
    for url in (desk.url, batch, batch + "/people", batch + "/rejects", batch + "/claims"):
        assert desk.stranger.get(url).status_code == 403
    assert desk.stranger.request("POST", desk.url, content=b"x").status_code == 403
    assert desk.organizer.post(batch + "/run", {"agreed": "x"}).json()["code"] == "reports.import_started"


def _people(desk: Desk, batch: str, **asked: str | int) -> list[dict]:
    return desk.organizer.get(batch + "/people", params=asked).json()["items"]


def _token(desk: Desk, batch: str) -> str:
    return desk.organizer.post(batch + "/link").json()["url"].split("#")[1]


def test_a_member_claims_the_own_rows_with_a_verified_phone(desk: Desk, new_client, tmp_path) -> None:
    batch = _run(desk, _sheet(tmp_path, 5))
    claim = f"/api/claims/{_token(desk, batch)}"
    page = desk.stranger.get(claim).json()
    assert (page["signed_in"], page["verified"], page["agreed"]) == (True, True, "群公告，各自填表")
    person = new_client("+8613800000002")
    answer = person.post(claim, CONSENT)
    assert answer.status_code == 201, answer.text
    (report,) = answer.json()["reports"]
    assert "第2天" in report["narrative"]
    assert report["case_title"] == "示例案件"
    assert person.get("/api/me/reports").json()["items"][0]["id"] == report["id"]
    assert desk.stranger.post(claim, CONSENT).json()["reports"] == []
    claimed = [one["claimed"] for one in _people(desk, batch)]
    assert sorted(claimed) == [False, False, False, False, True]


def test_a_member_without_the_sheets_phone_asks_the_organizer(desk: Desk, tmp_path) -> None:
    batch = _run(desk, _sheet(tmp_path, 5))
    claim = f"/api/claims/{_token(desk, batch)}"
    for amount in ("40元", "没有这个金额"):
        asked = desk.stranger.post(claim + "/details", {"name": "测试004", "amount": amount, **CONSENT})
        assert (asked.status_code, asked.json()) == (202, {"done": True})
    first, second = desk.organizer.get(batch + "/claims").json()
    assert (first["proposed"]["name"], second["proposed"]) == ("测试004", None)
    assert desk.organizer.post(f"{batch}/claims/{first['id']}", {"confirmed": True}).status_code == 200
    assert desk.organizer.post(f"{batch}/claims/{second['id']}", {"confirmed": False}).status_code == 200
    assert len(desk.stranger.get("/api/me/reports").json()["items"]) == 1


def test_somebody_objects_without_an_account(desk: Desk, client: Client, tmp_path) -> None:
    batch = _run(desk, _sheet(tmp_path, 5))
    claim = f"/api/claims/{_token(desk, batch)}"
    sent = client.post(claim + "/objections", {"contact": "13800000003"}).json()
    proof = {"challenge_id": sent["challenge_id"], "code": code_for(desk.db, sent["challenge_id"])}
    assert client.post(claim + "/objections/confirm", proof).status_code == 200
    assert client.get("/api/sign-in").json()["signed_in"] is False
    assert len(_people(desk, batch)) == 4
    again = desk.organizer.get(_run(desk, _sheet(tmp_path, 5))).json()["numbers"]
    assert (again["added"], again["rejected"]) == (0, 2)


def test_the_people_of_a_sheet_come_in_pages_are_found_by_name_and_counted_at_once(desk: Desk, tmp_path) -> None:
    rows = [row(n % 7 + 1, 编号=f"R{n:05d}", 经过=f"这是第{n}件事情，还没有解决。") for n in range(14)]
    batch = _run(desk, sheet(tmp_path / "a.csv", rows).read_bytes())
    people, cursor, asked = [], None, []
    while not asked or cursor:
        page = desk.organizer.get(batch + "/people", params={"limit": 3} | ({"cursor": cursor} if cursor else {}))
        people, cursor = people + page.json()["items"], page.json()["next_cursor"]
        asked.append(len(page.json()["items"]))
    assert asked == [3, 3, 1]
    assert sorted(one["name"] for one in people) == [f"测试{n:03d}" for n in range(1, 8)]
    assert {one["rows"] for one in people} == {2}
    assert [one["name"] for one in _people(desk, batch, find="试005")] == ["测试005"]
    assert _people(desk, batch, find="没有") == []
    wrong = desk.organizer.get(batch + "/people", params={"cursor": "x"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "core.bad_cursor")


def test_whose_rows_are_claimed_is_left_out_of_those_who_wait(desk: Desk, new_client, tmp_path) -> None:
    batch = _run(desk, _sheet(tmp_path, 3))
    new_client("+8613800000002").post(f"/api/claims/{_token(desk, batch)}", CONSENT)
    assert len(_people(desk, batch)) == 3
    assert sorted(one["name"] for one in _people(desk, batch, waiting="true")) == ["测试001", "测试003"]


def test_an_organizer_erases_a_person_who_asked(desk: Desk, tmp_path) -> None:
    batch = _run(desk, _sheet(tmp_path, 3))
    person = _people(desk, batch)[0]
    assert desk.organizer.delete(f"{batch}/people/{person['id']}").status_code == 200
    assert len(_people(desk, batch)) == 2


def test_an_unknown_link_is_gone(client: Client) -> None:
    assert client.get("/api/claims/" + "x" * 32).status_code == 410


def _left(desk: Desk) -> tuple[int, int, int]:
    with desk.db.read() as session:
        named = select(func.count()).select_from(NamedPerson).where(NamedPerson.name_sealed.is_not(None))
        kept = sum(1 for _ in storage.get_store().list("imports"))
        return session.scalar(named), session.scalar(select(func.count()).select_from(report_shingles)), kept


def test_unclaimed_people_their_sketches_and_kept_files_go_in_time(desk: Desk, tmp_path) -> None:
    _run(desk, _sheet(tmp_path, 3))
    desk.upload(_sheet(tmp_path, 4))
    assert _left(desk) == (3, 3, 2)
    with clock.frozen(clock.now() + timedelta(days=31)):
        desk.work()
    assert _left(desk) == (0, 0, 0)
    with desk.db.read() as session:
        assert {batch.state for batch in session.scalars(select(ImportBatch))} == {"done", "preview"}
