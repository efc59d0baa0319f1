"""The five journeys of docs/architecture.md, each from its first to its last step over HTTP alone."""

import io
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from joinder.core import clock, jobs
from joinder.core.database import Database
from PIL import Image

from tests import world
from tests.client import Client
from tests.conftest import NOW

PEOPLE = [f"p{number}@example.org" for number in range(4)]
WORDS = [
    *("审核没有尽头", "余额忽然变少", "客服从来不接电话", "银行说没有收到", "周末也等了两天", "换手机以后又要验证"),
    *("页面只写处理中", "朋友的钱当天就到", "手续费先扣掉了", "材料交了三回", "热线让我再等等", "邮件也没有人回"),
    *("工资卡等着还贷", "孩子学费要交", "店里进货的钱", "老人看病急用", "注销按钮是灰的", "公告说系统升级"),
]
PLAN = {
    "kind_id": "company_joint",
    "lang": "zh",
    "channel_id": "cn-company-generic",
    "problem": "自{{t1.on}}起，提现申请长期停留在处理中，没有书面说明。",
    "timeline": [{"on": "2026-03-05", "what": "应用内公告称提现服务升级", "source": "公告截图"}],
    "demands": [{"key": "pay", "remedy": "refund"}, {"key": "why", "remedy": "R-EXPLAIN", "everyone": True}],
    "laws": [{"law_id": "CN-CPL-8"}],
}


class Journey:
    """The people of one journey, each at the own browser; whatever is queued runs between their steps."""

    def __init__(self, db: Database, new_client: Callable[..., Client]) -> None:
        self.db, self.new_client = db, new_client
        with db.write() as session:
            world.moderator(session)
            self.company = str(world.respondent(session).id)
        self.moderator = new_client("moderator@example.org")

    def step(self, answer: Any, status: int = 200) -> Any:
        """The step was taken, and everything that it queued is done."""
        assert answer.status_code == status, answer.text
        while jobs.run_due(self.db):
            pass
        return answer.json()

    def case(self) -> str:
        """Somebody opens a case, four join it, a moderator publishes it and appoints the first as organizer."""
        opener = self.new_client("opener@example.org")
        body = {"issue_id": world.ISSUE, "title": "提现一直审核不到账", "summary": "申请提现后一直显示审核中。"}
        opened = opener.post("/api/cases", {"respondent_id": self.company, **body})
        reference = self.step(opened, 201)["reference"]
        self.members = [self.joined(reference, place, contact) for place, contact in enumerate(PEOPLE)]
        self.organizer = self.members[0]
        read = {"text_version": self.moderator.get(f"/api/cases/{reference}").json()["text_version"]}
        self.step(self.moderator.post(f"/api/cases/{reference}/publish", read))
        offer = {"no_fee": True, "no_tie": True}
        self.step(self.organizer.post(f"/api/cases/{reference}/organizers", offer), 201)
        [waiting] = self.moderator.get("/api/moderation").json()["offers"]
        self.step(self.moderator.post(f"/api/cases/{reference}/organizers/{waiting['id']}/appoint"))
        return reference

    def joined(self, reference: str, place: int, contact: str) -> Client:
        member = self.new_client(contact)
        told = "提现" + "，".join(random.Random(place).sample(WORDS, 5)) + "。"
        answers = {"narrative": told, "happened_on": f"2026-10-{place % 28 + 1:02}", "amount_minor": 10_000 + place}
        body = world.report_body(self.company, case_reference=reference, **answers)
        self.step(member.post("/api/reports", body), 201)
        return member


@pytest.fixture
def journey(db: Database, new_client: Callable[..., Client]) -> Journey:
    return Journey(db, new_client)


def screenshot() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 80), 40).save(out, "PNG")
    return out.getvalue()


def test_tell_see_the_case_that_fits_join_with_evidence_and_withdraw(journey: Journey) -> None:
    reference = journey.case()
    person = journey.new_client("lin@example.org")
    words = {"respondent_id": journey.company, "issue_id": world.ISSUE, "text": "提现十天了还显示审核中，客服让我等。"}
    [fits] = journey.step(person.post("/api/suggestions", words))["cases"]
    assert fits["reference"] == reference
    body = world.report_body(journey.company, case_reference=reference, narrative=words["text"], suggestion_first=True)
    report = journey.step(person.post("/api/reports", body), 201)["id"]
    files = f"/api/me/reports/{report}/evidence"
    sent = {"Content-Type": "application/octet-stream", "X-Filename": quote("审核中.png")}
    kept = journey.step(person.request("POST", files, content=screenshot(), headers=sent), 201)
    assert [one["id"] for one in person.get(files).json()] == [kept["id"]]
    mine = person.get(f"/api/me/reports/{report}").json()
    assert (mine["state"], mine["case_reference"]) == ("incident", reference)
    before = journey.organizer.get(f"/api/cases/{reference}/tally").json()["people"]
    journey.step(person.post(f"/api/cases/{reference}/withdraw"))
    assert journey.organizer.get(f"/api/cases/{reference}/tally").json()["people"] == before - 1


def test_bring_a_groups_sheet_and_each_person_claims_the_own_row(journey: Journey) -> None:
    reference = journey.case()
    url = f"/api/cases/{reference}/imports"
    rows = [f"G{n},1380000{n:04},2026-09-{n:02},{n * 10},第{n}天提现以后没有到账，客服没有回答" for n in range(1, 9)]
    sheet = "\n".join(["群登记表", "编号,电话,日期,金额,经过", *rows]).encode("gb18030")
    named = {"X-Filename": quote("群登记表.csv"), "Content-Type": "application/octet-stream"}
    brought = journey.step(journey.organizer.request("POST", url, content=sheet, headers=named), 201)
    batch = f"{url}/{brought['reference']}"
    journey.step(journey.organizer.post(f"{batch}/run", {"agreed": "群公告，各自填表"}), 202)
    numbers = journey.organizer.get(batch).json()["numbers"]
    assert (numbers["read"], numbers["added"], numbers["rejected"]) == (8, 8, 0)
    people = f"/api/cases/{reference}/tally"
    before = journey.organizer.get(people).json()
    link = journey.step(journey.organizer.post(f"{batch}/link"), 201)["url"].rsplit("#", 1)[1]
    claimer = journey.new_client("+86 138 0000 0003")
    given = {"choice": "counted_only", "consent_sensitive": True, "consent_counting": True}
    journey.step(claimer.post(f"/api/claims/{link}", given), 201)
    after = journey.organizer.get(people).json()
    assert (after["people"], after["named_received"]) == (before["people"] + 1, before["named_received"] - 1)


def letter_sealed(journey: Journey, reference: str) -> str:
    """Draft, open, approve (all but the last member, who objects), show for 48 hours and seal."""
    base = f"/api/cases/{reference}/letters"
    url = f"{base}/{journey.step(journey.organizer.post(base, PLAN), 201)['reference']}"
    closing = {"closing_on": (clock.today() + timedelta(days=2)).isoformat()}
    journey.step(journey.organizer.post(f"{url}/opening", closing), 201)
    *approving, objecting = journey.members
    for member in approving:
        journey.step(member.post(f"{url}/decision", {"choice": "approve"}), 201)
    journey.step(objecting.post(f"{url}/decision", {"choice": "object", "note": "请先改第一段"}), 201)
    with clock.frozen(NOW + timedelta(days=4)):
        journey.step(journey.organizer.post(f"{url}/final-view"), 201)
    with clock.frozen(NOW + timedelta(days=7)):
        assert journey.step(journey.organizer.post(f"{url}/seal"), 201)["people"] == len(approving)
    return url


def test_one_letter_from_facts_approved_sealed_and_printed(journey: Journey) -> None:
    url = letter_sealed(journey, journey.case())
    with clock.frozen(NOW + timedelta(days=7)):
        for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            assert journey.members[0].get(f"{url}/copy.{form}").content.startswith(start)
            assert journey.organizer.post(f"{url}/recipient-copy", {"form": form}).content.startswith(start)


def test_a_sealed_letter_is_filed_answered_and_its_outcome_confirmed(journey: Journey) -> None:
    reference = journey.case()
    letter = letter_sealed(journey, reference).rsplit("/", 1)[1]
    base = f"/api/cases/{reference}/filings"
    with clock.frozen(NOW + timedelta(days=8)):
        filed = {"letter_reference": letter, "channel_id": "cn-company-generic"}
        filing = f"{base}/{journey.step(journey.organizer.post(base, filed), 201)['reference']}"
        today = clock.today().isoformat()
        sending = {"filed_on": today, "method": "courier", "number": "SF-42"}
        sent = journey.step(journey.organizer.post(f"{filing}/sending", sending))
        assert sent["due"]["on"] == (clock.today() + timedelta(days=15)).isoformat()
        receipt = {"kind": "courier_receipt", "delivered_on": today}
        journey.step(journey.organizer.post(f"{filing}/proofs", receipt), 201)
        answer = {"kind": "answer", "came_on": today, "summary": "已受理，正在核实。"}
        journey.step(journey.organizer.post(f"{filing}/responses", answer), 201)
        reaction = journey.organizer.put(f"{filing}/reaction", {"label": "stalls"})
        journey.step(reaction)
        [public] = journey.new_client().get(base).json()
        assert (public["state"], [one["summary"] for one in public["responses"]]) == (
            "answered",
            ["已受理，正在核实。"],
        )
        assert "stalls" not in journey.new_client().get(base).text
        closes = (clock.today() + timedelta(days=10)).isoformat()
        outcome = {"kind": "solved", "summary": "公司称已退款", "closes_on": closes}
        url = f"/api/cases/{reference}/outcomes"
        proposed = journey.step(journey.organizer.post(url, outcome), 201)["reference"]
        for member, said in zip(journey.members, ("confirmed", "confirmed", "unsolved"), strict=False):
            journey.step(member.put(f"{url}/{proposed}/answer", {"answer": said}))
        [live] = journey.organizer.get(url).json()
        assert live["figures"] == {"confirmed": 2, "unsolved": 1, "not_answered": 1}


def test_numbers_are_published_by_the_calendar_and_read_by_a_journalist(journey: Journey) -> None:
    reference = journey.case()
    for place in range(26):
        journey.joined(reference, 10 + place, f"more{place}@example.org")
    reader = journey.new_client()
    released = f"/api/public/v1/cases/{reference}/releases"
    assert reader.get(released).json()["items"] == []
    with clock.frozen(NOW + timedelta(days=11)):
        while jobs.run_due(journey.db):
            pass
        [envelope] = reader.get(released).json()["items"]
        number = envelope["release"]["number"]
        signed = reader.get(f"{released}/{number}").json()["release"]
        assert signed["lines"]["people"]["value"] == len(PEOPLE) + 26
        assert reference in reader.get("/api/public/v1/statistics.csv").text
        page = reader.get(f"/api/statistics/cases/{reference}").json()
        assert page["numbers"]["people"]["value"] == len(PEOPLE) + 26
