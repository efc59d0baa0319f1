"""Filing over HTTP: who may do what, what strangers read, and that private things stay private."""

import asyncio
from datetime import date, timedelta

import httpx
import pytest
from joinder.accounts import sessions
from joinder.app import create_app
from joinder.core import clock, storage
from joinder.filings import service
from joinder.filings.schemas import FilingCreate, SendingRecord

from tests.filings.world import COMPANY, START, World, days


class Browser:
    """One browser of the whole application, signed in or not."""

    def __init__(self, app, token=None):
        self.app, self.token, self.calls = app, token, 0

    def send(self, method, path, body=None, **headers):
        self.calls += 1
        fixed = {"Idempotency-Key": f"key-{id(self)}-{self.calls}", "Origin": "http://127.0.0.1:8000"}
        cookies = {"joinder": self.token} if self.token else {}

        async def call():
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", cookies=cookies) as one:
                content = {"content": body} if isinstance(body, bytes) else {"json": body}
                return await one.request(method, path, headers=fixed | headers, **content)

        return asyncio.run(call())

    def get(self, path, **headers):
        return self.send("GET", path, **headers)


class House:
    """The application over a small world with one letter filed and sent."""

    def __init__(self, db):
        with db.write() as session, clock.frozen(START):
            world = World(session)
            letter = world.sealed_letter()
            with days(7):
                filing = service.file(
                    session,
                    world.actor,
                    world.case,
                    FilingCreate(letter_reference=letter.reference, channel_id=COMPANY),
                )
                record = SendingRecord(filed_on=date(2026, 9, 8), method="courier", number="SF-42")
                service.record_sending(session, world.actor, world.case, filing, record)
            with days(8):
                self.tokens = {
                    "organizer": sessions.open_session(session, world.organizer, "test"),
                    "member": sessions.open_session(session, world.people[0][0], "test"),
                }
        self.case, self.filing = world.case.reference, filing.reference
        self.app = create_app()

    def browser(self, who=None):
        return Browser(self.app, self.tokens.get(who))

    def path(self, tail=""):
        return f"/api/cases/{self.case}/filings{tail}"


@pytest.fixture
def house(db):
    made = House(db)
    with days(8):
        yield made
    made.app.state.database.dispose()


def test_strangers_read_dates_and_nothing_else(house):
    [read] = house.browser().get(house.path()).json()
    assert (read["state"], read["filed_on"], read["due_on"], read["due_nature"]) == (
        "filed",
        "2026-09-08",
        "2026-09-23",
        "request",
    )
    assert set(read) == {
        "reference", "channel_id", "channel_name", "state", "filed_on", "due_on", "due_nature", "answered_on",
        "no_reply", "responses",
    }  # fmt: skip


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("member", 403), ("organizer", 201)])
def test_only_organizers_record_what_happened(house, who, status):
    body = {"kind": "courier_receipt", "delivered_on": "2026-09-09"}
    answer = house.browser(who).send("POST", house.path(f"/{house.filing}/proofs"), body)
    assert answer.status_code == status
    if status == 201:
        assert answer.json()["delivered_on"] == "2026-09-09"
        assert answer.json()["due"]["on"] == "2026-09-24"


def test_members_see_the_number_filed_but_not_what_is_the_organizers(house):
    mine = house.browser("member").get(house.path(f"/{house.filing}"))
    read = mine.json()
    assert (read["people"], read["number"], read["proofs"], read["reaction"]) == (3, None, None, None)
    assert mine.headers["cache-control"] == "no-store"
    whole = house.browser("organizer").get(house.path(f"/{house.filing}")).json()
    [letter] = house.browser("organizer").get(f"/api/cases/{house.case}/letters").json()
    assert (whole["number"], whole["letter"], letter["channel_id"]) == ("SF-42", letter["reference"], COMPANY)
    assert read["letter"] is None
    assert house.browser().get(house.path(f"/{house.filing}")).status_code == 401


def test_the_same_request_twice_has_one_effect(house):
    organizer = house.browser("organizer")
    body = {"kind": "answer", "came_on": "2026-09-09", "summary": "已受理并退款。", "text": "内部"}
    key = {"Idempotency-Key": "the-same-key-1"}
    first = organizer.send("POST", house.path(f"/{house.filing}/responses"), body, **key)
    again = organizer.send("POST", house.path(f"/{house.filing}/responses"), body, **key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert len(first.json()["responses"]) == 1
    other = organizer.send("POST", house.path(f"/{house.filing}/responses"), body | {"summary": "别的"}, **key)
    assert (other.status_code, other.json()["code"]) == (422, "core.idempotency_reused")
    [public] = house.browser().get(house.path()).json()
    assert public["state"] == "answered"
    assert [came["summary"] for came in public["responses"]] == ["已受理并退款。"]
    assert "内部" not in str(public)


def test_a_refusal_says_what_to_do_in_the_reader_s_language(house):
    organizer = house.browser("organizer")
    body = {"filed_on": "2026-09-08", "method": "post", "number": None}
    path = house.path(f"/{house.filing}/sending")
    said = {lang: organizer.send("POST", path, body, **{"X-Joinder-Lang": lang}).json() for lang in ("zh", "en", "id")}
    assert {one["code"] for one in said.values()} == {"filings.already_sent"}
    assert len({one["detail"] for one in said.values()}) == 3


def test_a_filing_of_another_case_is_not_found(house, db):
    with db.write() as session, clock.frozen(START):
        other = World.__new__(World)
        other.session = session
        World.__init__(other, session, size=1, name="青石钱包（演示）")
        reference = other.case.reference
    answer = house.browser("organizer").get(f"/api/cases/{reference}/filings/{house.filing}")
    assert (answer.status_code, answer.json()["code"]) == (404, "filings.no_filing")


def test_the_channels_say_why_and_show_contacts_with_their_source(house):
    found = {one["channel_id"]: one for one in house.browser().get(f"/api/cases/{house.case}/channels?lang=en").json()}
    assert "cn-alipay" not in found
    assert not any("gopay" in name for name in found)
    market = found["cn-samr-12315"]
    assert (market["state"], market["max_representatives"], market["own_state"]) == ("open", 2, None)
    assert found["cn-pbc-12363"]["state"] == "not_yet"
    assert found["cn-petition"]["state"] == "information"
    assert all(contact["mark"] and contact["warning"] for one in found.values() for contact in one["contacts"])
    levels = [one["level"] for one in house.browser().get(f"/api/cases/{house.case}/channels").json()]
    assert levels == sorted(levels)


def test_a_member_also_reads_the_own_way(house):
    member = house.browser("member")
    found = {one["channel_id"]: one for one in member.get(f"/api/cases/{house.case}/channels").json()}
    assert found["cn-pbc-12363"]["own_state"] == "not_yet"
    assert found["cn-consumer-association"]["own_state"] == "individual"
    assert {one["code"] for one in found["cn-consumer-association"]["own_checks"]} >= {"own_account"}


def test_public_reads_do_not_move_when_somebody_joins(house, db):
    paths = [house.path(), f"/api/cases/{house.case}/channels"]
    before = [house.browser().get(path).content for path in paths]
    with db.write() as session:
        joined = World.__new__(World)
        joined.session, joined.dated = session, START.date() - timedelta(days=90)
        from joinder.cases.models import Case, Respondent
        from sqlalchemy import select

        joined.case = session.scalar(select(Case).where(Case.reference == house.case))
        joined.company = session.get_one(Respondent, joined.case.respondent_id)
        joined.join("new@example.org", 3, asked_on=date(2026, 8, 2), asked_how="hotline")
    assert [house.browser().get(path).content for path in paths] == before


def test_outcomes_are_answered_by_members_and_counted_for_organizers_only(house):
    organizer, member = house.browser("organizer"), house.browser("member")
    path = f"/api/cases/{house.case}/outcomes"
    closes = (START.date() + timedelta(days=20)).isoformat()
    body = {"kind": "solved", "summary": "公司称已退款", "closes_on": closes, "filing": house.filing}
    made = organizer.send("POST", path, body)
    assert (made.status_code, made.json()["figures"]) == (
        201,
        {"confirmed": 0, "unsolved": 0, "not_answered": 3},
    )
    reference = made.json()["reference"]
    assert organizer.send("PUT", f"{path}/{reference}/answer", {"answer": "confirmed"}).status_code == 403
    assert member.send("PUT", f"{path}/{reference}/answer", {"answer": "unsolved"}).status_code == 200
    [mine] = member.get(path).json()
    assert (mine["my_answer"], mine["figures"], mine["may_answer"]) == ("unsolved", None, True)
    [live] = organizer.get(path).json()
    assert live["may_answer"] is False, "who only organizes has no say"
    assert live["figures"] == {"confirmed": 0, "unsolved": 1, "not_answered": 2}
    assert house.browser().get(path).status_code == 401


def test_an_own_pack_is_made_sent_and_seen_by_its_owner_alone(house):
    member = house.browser("member")
    body = {"case_reference": house.case, "channel_id": "cn-consumer-association", "warnings_read": ["own_account"]}
    unread = member.send("POST", "/api/me/packs", body | {"warnings_read": []})
    assert (unread.status_code, unread.json()["code"]) == (409, "filings.warnings_unread")
    made = member.send("POST", "/api/me/packs", body)
    assert made.status_code == 201
    pack = made.json()["reference"]
    content = member.get(f"/api/me/packs/{pack}?lang=zh").json()
    assert "一个月还没有到账" in content["text"]
    sent = member.send("POST", f"/api/me/packs/{pack}/sending", {"filed_on": "2026-09-09", "method": "portal"})
    assert sent.json()["filed_on"] == "2026-09-09"
    assert house.browser("organizer").get(f"/api/me/packs/{pack}").status_code == 404
    assert house.browser("organizer").get(house.path(f"/{pack}")).status_code == 404
    assert len(house.browser().get(house.path()).json()) == 1


def test_the_playbook_is_for_organizers(house):
    assert house.browser("member").get(house.path("/playbook")).status_code == 403
    plays = house.browser("organizer").get(house.path("/playbook")).json()
    assert [play["id"] for play in plays] == ["serious", "partial", "denies", "stalls", "silent"]


def png():
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG", pnginfo=None)
    return out.getvalue()


def upload(house, who, data, query="kind=courier_receipt&delivered_on=2026-09-09", key="proof-file-1"):
    browser = house.browser(who)
    return browser.send("POST", house.path(f"/{house.filing}/proofs/file?{query}"), data, **{"Idempotency-Key": key})


def test_a_receipt_s_picture_is_rebuilt_kept_encrypted_and_seen_by_organizers_only(house):
    made = upload(house, "organizer", png())
    assert made.status_code == 201, made.text
    [proof] = made.json()["proofs"]
    assert (proof["media_type"], len(proof["sha256"])) == ("image/webp", 64)
    again = upload(house, "organizer", png())
    assert (again.status_code, len(again.json()["proofs"])) == (201, 1)
    path = house.path(f"/{house.filing}/proofs/{proof['id']}/file")
    seen = house.browser("organizer").get(path)
    assert (seen.status_code, seen.headers["content-type"], seen.content[8:12]) == (200, "image/webp", b"WEBP")
    assert house.browser("member").get(path).status_code == 403
    kept = [item for item in storage.get_store().list("proof")]
    assert len(kept) == 1
    assert b"WEBP" not in storage.get_store().read(kept[0].key)


@pytest.mark.parametrize(
    ("data", "code"), [(b"MZ\x90\x00" + b"\x00" * 400, "evidence.kind_refused"), (b"", "evidence.empty")]
)
def test_what_is_no_picture_or_paper_is_refused_and_nothing_stays(house, data, code):
    answer = upload(house, "organizer", data)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert house.browser("organizer").get(house.path(f"/{house.filing}")).json()["proofs"] == []
    assert list(storage.get_store().list("proof")) == []
