"""A thief with a copy of the database and the data directory, but without the key file, reads nobody's words."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from joinder.cases.models import Case
from joinder.core import jobs, messages
from joinder.core.database import Database
from joinder.core.settings import get_settings
from joinder.evidence import service as evidence
from joinder.letters import service as letters
from joinder.letters.service import Decided
from joinder.reports import claims, queries, set_asides
from joinder.reports.import_models import ImportBatch
from joinder.reports.models import Report
from sqlalchemy import func, select, text

from tests import world
from tests.client import Client
from tests.evidence.world import settled
from tests.filings.world import World
from tests.reports import import_kit

PLANTED = {
    "narrative": "我七月三日在云雀钱包提现四千一百元至今没有到账",
    "second narrative": "Withdrawal stuck since the heron festival weekend",
    "happened": "中元节前后那个下雨的星期三",
    "amount": "约四千一百多元零三角",
    "ticket": "GD-TICKET-77120934",
    "answer": "客服小周说要等财务总监签字",
    "authority": "SAMR-2026-44871209",
    "order": "ORD9088231177",
    "phone": "13910002001",
    "mail": "quiet.heron.9417@example.org",
    "draft": "草稿里写着我住在榕树里七号楼",
    "flag": "这个页面写的人就是我的邻居老邱",
    "imported name": "欧阳拾柒",
    "imported phone": "13910002077",
    "imported words": "充值以后余额一直是零已经问了三次",
    "uploaded name": "司徒玖肆",
    "claimed name": "慕容佰叁",
    "file": "转账回执：收款人端木贰陆，附言房租",
    "file name": "端木的回执七月.txt",
    "reason": "同一台手机填了两份，署名皇甫陆壹",
    "appeal": "我和哥哥共用一台手机，他叫皇甫陆贰",
    "note": "请不要写我的村名柳树沟",
}
OPEN = "提现一直审核不到账的公开标题"


def test_a_copy_without_the_key_file_tells_none_of_twenty_planted_strings(
    db: Database, client: Client, new_client: Callable[..., Client], tmp_path: Path
) -> None:
    assert len(PLANTED) >= 20
    plant(db, client, new_client, tmp_path)
    jobs.run_due(db)
    with db.read() as session:
        assert (session.scalar(select(func.count()).select_from(messages.OutMessage)) or 0) >= 2
    if db.is_sqlite:
        assert (get_settings().data_dir / "joinder.db-wal").stat().st_size > 0
    stolen = list(copies(db))
    assert found_in(stolen, OPEN), "the search itself must find what is public"
    with db.read() as session:
        (hashed,) = session.execute(text("SELECT wrapped FROM data_key LIMIT 1")).one()
    assert found_in(stolen, bytes(hashed)), "and what lies in binary columns"
    assert {name for name, value in PLANTED.items() if found_in(stolen, value)} == set()


def plant(db: Database, client: Client, new_client: Callable[..., Client], tmp_path: Path) -> None:
    with db.write() as session:
        case = world.make_case(session, title=OPEN)
        organizer = world.organizer(session, case)
        about = world.respondent(session)
    person_id = client.sign_in(PLANTED["phone"])
    told = world.report_body(
        about.id, case_reference=case.reference, narrative=PLANTED["narrative"], happened_text=PLANTED["happened"],
        amount_text=PLANTED["amount"], ticket=PLANTED["ticket"], company_answer=PLANTED["answer"],
        order_number=PLANTED["order"], prior_authorities=[{"body": "12315", "number": PLANTED["authority"]}],
    )  # fmt: skip
    answer = client.post("/api/reports", told)
    assert answer.status_code == 201, answer.text
    other = new_client(PLANTED["mail"])
    told = world.report_body(about.id, narrative=PLANTED["second narrative"])
    assert other.post("/api/reports", told).status_code == 201
    draft = json.dumps({"narrative": PLANTED["draft"]}, ensure_ascii=False)
    assert other.post("/api/drafts", {"text": draft}).status_code == 201
    flag = {"reason_code": "other", "text": PLANTED["flag"]}
    flagged = client.post(f"/api/cases/{case.reference}/flags", flag)
    assert flagged.status_code == 201, flagged.text
    upload(db, new_client("organizer@example.org"), case, tmp_path)
    named = {"姓名": PLANTED["imported name"], "电话": PLANTED["imported phone"], "经过": PLANTED["imported words"]}
    rows = [import_kit.row(1, **named)]
    assert import_kit.bring(db, import_kit.sheet(tmp_path / "plain.csv", rows), about, case).added == 1
    with db.write() as session:
        report = session.scalars(select(Report).where(Report.account_id == person_id)).one()
        evidence.keep(
            session, person_id, report.id, settled((PLANTED["file"] + "\n").encode() * 9), PLANTED["file name"]
        )
        member = queries.membership(session, case.id, person_id)
        assert member is not None
        set_asides.set_aside(session, member, world.actor(organizer, "moderator"), "coordinated", PLANTED["reason"])
        set_asides.appeal(session, member, PLANTED["appeal"])
        made = World(session)
        letter = made.opened_letter()
        letters.decide(session, letter, made.people[0][1], Decided("object", note=PLANTED["note"]), "zh")


def upload(db: Database, organizer: Client, case: Case, tmp_path: Path) -> None:
    """Leave one sheet uploaded and not yet run, and ask for a row of it by details."""
    data = import_kit.sheet(tmp_path / "up.csv", [import_kit.row(2, 姓名=PLANTED["uploaded name"])]).read_bytes()
    headers = {"Content-Type": "application/octet-stream", "X-Filename": quote("群表.csv")}
    answer = organizer.request("POST", f"/api/cases/{case.reference}/imports", content=data, headers=headers)
    assert answer.status_code == 201, answer.text
    with db.write() as session:
        batch = session.scalars(select(ImportBatch)).one()
        asker = world.account(session, "asker@example.org")
        details = claims.Details(PLANTED["claimed name"], "30元", "2025-03-12")
        claims.ask_by_details(session, batch, asker, details, "counted_only")


def copies(db: Database) -> Iterator[bytes]:
    """Give every byte a thief has: the data directory with the WAL file, or every table as text beside the files."""
    for path in get_settings().data_dir.rglob("*"):
        if path.is_file():
            yield path.read_bytes()
            yield str(path).encode()
    if not db.is_sqlite:
        yield from dumped(db)


def dumped(db: Database) -> Iterator[bytes]:
    with db.engine.connect() as connection:
        names = connection.execute(
            text("SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public'")
        ).scalars()
        raw = connection.connection.driver_connection
        assert raw is not None
        for name in list(names):
            with raw.cursor() as cursor, cursor.copy(f"COPY {name} TO STDOUT") as copy:
                yield b"".join(bytes(part) for part in copy)


def spellings(value: str | bytes) -> set[bytes]:
    """The ways in which a text could lie about: bytes, UTF-16, hex, base64 at each of three places, JSON escapes."""
    if isinstance(value, bytes):
        return {value, value.hex().encode()}
    plain = value.encode()
    forms = {plain, value.encode("utf-16-le"), value.encode("utf-16-be"), value.encode("gb18030")}
    forms |= {form.hex().encode() for form in set(forms)}
    forms |= {json.dumps(value)[1:-1].encode(), quote(value).encode()}
    for before in range(3):
        coded = base64.b64encode(b"x" * before + plain)
        forms.add(coded[4 if before else 0 : -4])
    return forms


def found_in(stolen: list[bytes], value: str | bytes) -> bool:
    return any(form in part for form in spellings(value) for part in stolen)


def test_every_spelling_is_recognised() -> None:
    secret = PLANTED["imported name"] + PLANTED["file"]
    for before in range(3):
        coded = base64.b64encode(b"y" * before + secret.encode() + b"zz")
        assert found_in([coded], secret)
    assert found_in([json.dumps({"a": secret}).encode()], secret)
    assert found_in([b"\\\\x00" + secret.encode().hex().encode()], secret)
    assert not found_in([secret[:-1].encode()], secret)
