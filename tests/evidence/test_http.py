"""Evidence over HTTP: uploads with clear answers, downloads by ticket, review by consent."""

import contextlib
import hashlib
import http.client
import time
import urllib.parse
import uuid

import pytest
from joinder.core import storage, texts
from joinder.core.settings import get_settings
from joinder.evidence import intake
from joinder.evidence.models import Evidence, EvidenceAccess
from sqlalchemy import func, select

from tests.core.s3_server import s3_server
from tests.evidence import corpus
from tests.evidence.http import client_of, cookie_of, served
from tests.evidence.world import World, stored_keys

CHECK = dict.fromkeys(
    ("readable", "names_respondent", "shows_date", "shows_amount_or_order", "matches_report", "accepted"), True
)


class House:
    """People around one case, and their browsers."""

    def __init__(self, db, url):
        self.db, self.url, self.open = db, url, contextlib.ExitStack()
        with db.write() as session:
            world = World(session)
            self.account, self.report = world.joined("a")
            self.stranger, self.moderator = world.person("b"), world.person("m")
            self.organizer = world.organizer()
            self.case = world.case
        self.base = f"/api/me/reports/{self.report.id}/evidence"
        self.desk = f"/api/cases/{self.case.reference}/evidence"
        self.owner = self.browser(self.account)

    def browser(self, account, role=None):
        cookie = cookie_of(self.db, account, role) if account else None
        return self.open.enter_context(client_of(self.url, cookie))

    def share(self):
        with self.db.write() as session:
            World.share(type("W", (), {"session": session})(), self.report, self.organizer)

    def upload(self, data, name="图 1.png", **headers):
        return self.owner.post(self.base, content=data, headers={"X-Filename": urllib.parse.quote(name), **headers})

    def count(self, table=Evidence):
        with self.db.read() as session:
            return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def house(db):
    with served(db) as url:
        made = House(db, url)
        with made.open:
            yield made


def test_an_upload_answers_with_its_receipt_and_is_listed(house):
    data = corpus.png()
    answer = house.upload(data)
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["filename"], body["media_type"], body["size"]) == ("图 1.png", "image/png", len(data))
    assert body["sha256"] == hashlib.sha256(data).hexdigest()
    assert body["received_at"].startswith("2026-11-02T02:00")
    assert house.owner.get(house.base).json() == [body]
    assert len(stored_keys()) == 2


def test_the_same_file_again_answers_with_what_is_there_and_keeps_nothing_new(house):
    first = house.upload(corpus.text(), "a.txt")
    again = house.upload(corpus.text(), "b.txt")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert (house.count(), len(stored_keys())) == (1, 2)


def test_an_idempotency_key_gives_the_same_answer_and_refuses_other_bytes(house):
    key = {"Idempotency-Key": "key-12345678"}
    first = house.upload(corpus.text(), **key)
    replay = house.upload(corpus.text(), **key)
    assert (replay.json(), replay.headers["idempotent-replay"]) == (first.json(), "true")
    other = house.upload("另一份\n".encode(), **key)
    assert (other.status_code, other.json()["code"]) == (422, "core.idempotency_reused")
    assert (house.count(), len(stored_keys())) == (1, 2)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name", ["executable", "html", "svg", "png bomb", "truncated jpeg", "locked pdf", "text with NUL", "moving png"]
)
def test_a_bad_file_gets_a_clear_answer_and_nothing_is_kept(house, name):
    make, code = corpus.REFUSED[name]
    answer = house.upload(make(), "holiday.jpg")
    assert (answer.status_code, answer.json()["code"]) == (422, f"evidence.{code}")
    for lang, word in (("en", "not kept"), ("zh", "没有保存"), ("id", "tidak disimpan")):
        assert word in texts.error_text(f"evidence.{code}", lang, {})
    assert answer.json()["detail"] == texts.error_text(f"evidence.{code}", "en", {})
    assert (house.count(), stored_keys(), list(intake.incoming().iterdir())) == (0, [], [])


def test_a_form_upload_is_told_to_send_the_bytes_themselves(house):
    answer = house.owner.post(house.base, files={"file": ("a.txt", corpus.text())})
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.raw_body_needed")


def test_too_large_a_file_gets_its_answer_over_a_real_connection(house):
    cookie = cookie_of(house.db, house.account)
    for chunked in (False, True):
        data = b"x" * (21 * 1024 * 1024)
        connection = http.client.HTTPConnection(house.url.host, house.url.port, timeout=60)
        body = iter([data[at : at + 65_536] for at in range(0, len(data), 65_536)]) if chunked else data
        headers = {"Cookie": f"joinder={cookie}", "Idempotency-Key": f"chunked-{chunked}"}
        connection.request("POST", house.base, body, headers, encode_chunked=chunked)
        answer = connection.getresponse()
        assert (answer.status, b"evidence.too_large" in answer.read()) == (413, True)
        connection.close()
    assert (house.count(), stored_keys(), list(intake.incoming().iterdir())) == (0, [], [])


def test_an_upload_that_breaks_off_keeps_nothing(house):
    cookie = cookie_of(house.db, house.account)
    connection = http.client.HTTPConnection(house.url.host, house.url.port, timeout=10)
    connection.putrequest("POST", house.base)
    headers = {"Cookie": f"joinder={cookie}", "Content-Length": "1000000", "Idempotency-Key": "broken-off"}
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(b"x" * 600_000)
    connection.close()
    assert house.upload(corpus.text()).status_code == 201  # the server still answers
    for _ in range(100):
        if not list(intake.incoming().iterdir()):
            break
        time.sleep(0.05)
    assert (house.count(), list(intake.incoming().iterdir())) == (1, [])


def test_nobody_uploads_into_a_strangers_report_or_signed_out(house):
    for client, status in ((house.browser(house.stranger), 404), (house.browser(None), 401)):
        answer = client.post(house.base, content=corpus.text())
        assert answer.status_code == status
        assert client.get(house.base).status_code == status
    assert stored_keys() == []


def test_the_original_leaves_once_by_ticket_as_a_harmless_download(house):
    data = corpus.jpeg()
    item = house.upload(data, "证据\u202e.exe.png").json()["id"]
    ticket = house.owner.post(f"/api/me/evidence/{item}/ticket", json={"purpose": "own_copy"}).json()["url"]
    answer = house.owner.get(ticket)
    assert (answer.status_code, answer.content) == (200, data)
    heads = answer.headers
    assert heads["content-disposition"] == "attachment; filename*=UTF-8''" + urllib.parse.quote("证据.exe.jpg")
    assert (heads["x-content-type-options"], heads["cache-control"]) == ("nosniff", "no-store")
    assert "sandbox" in heads["content-security-policy"]
    assert (heads["content-length"], heads["content-type"]) == (str(len(data)), "image/jpeg")
    again = house.owner.get(ticket)
    assert (again.status_code, again.json()["code"]) == (410, "core.token_refused")
    [seen] = house.owner.get(house.base).json()[0]["accesses"]
    assert (seen["role"], seen["what"]) == ("owner", "original")


def test_a_ticket_is_refused_in_another_session_with_the_same_answer_as_nonsense(house):
    item = house.upload(corpus.text()).json()["id"]
    ticket = house.owner.post(f"/api/me/evidence/{item}/ticket", json={}).json()["url"]
    answers = [
        house.browser(house.account).get(ticket),
        house.browser(house.stranger).get(ticket),
        house.owner.get(ticket[:-6] + "AAAAAA"),
        house.owner.get("/api/evidence/tickets/nonsense"),
    ]
    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.text for answer in answers}) == 1
    assert house.browser(None).get(ticket).status_code == 401
    assert house.count(EvidenceAccess) == 0
    assert house.owner.get(ticket).status_code == 200


def test_the_copy_is_viewed_without_any_planted_marker(house):
    for make, kind in (
        (corpus.jpeg, "image/webp"),
        (corpus.hostile_pdf, "application/pdf"),
        (corpus.text, "text/plain"),
    ):
        item = house.upload(make(), "x").json()["id"]
        answer = house.owner.get(f"/api/me/evidence/{item}/derivative")
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == kind
        assert answer.headers["content-disposition"] == "inline"
        assert int(answer.headers["content-length"]) == len(answer.content)
        assert corpus.MARKER.encode() not in answer.content


def test_an_organizer_sees_and_checks_only_what_is_shared(house):
    item = house.upload(corpus.png()).json()["id"]
    organizer = house.browser(house.organizer)
    assert organizer.get(house.desk).json() == {"items": [], "next_cursor": None}
    for path in (f"{house.desk}/{item}/derivative",):
        assert organizer.get(path).status_code == 403
    assert organizer.post(f"{house.desk}/{item}/check", json=CHECK).status_code == 403
    assert organizer.post(f"{house.desk}/{item}/ticket", json={"purpose": "review"}).status_code == 403
    house.share()
    [row] = organizer.get(house.desk).json()["items"]
    assert row["id"] == item
    assert "filename" not in row
    assert organizer.get(f"{house.desk}/{item}/derivative").status_code == 200
    checked = organizer.post(f"{house.desk}/{item}/check", json=CHECK)
    assert (checked.status_code, checked.json()["reviewer_role"]) == (200, "organizer")
    ticket = organizer.post(f"{house.desk}/{item}/ticket", json={"purpose": "review"}).json()["url"]
    assert organizer.get(ticket).content == corpus.png()
    mine = house.owner.get(house.base).json()[0]
    assert mine["checked"] is True
    assert sorted((one["role"], one["what"]) for one in mine["accesses"]) == [
        ("organizer", "derivative"), ("organizer", "original"),
    ]  # fmt: skip


def test_a_moderator_opens_an_original_with_a_reason_only(house):
    item = house.upload(corpus.png()).json()["id"]
    moderator = house.browser(house.moderator, "moderator")
    assert len(moderator.get(house.desk).json()["items"]) == 1
    bare = moderator.post(f"{house.desk}/{item}/ticket", json={"purpose": "moderation"})
    assert (bare.status_code, bare.json()["code"]) == (422, "evidence.reason_needed")
    why = {"purpose": "moderation", "reason": "核对同一文件"}
    assert moderator.get(moderator.post(f"{house.desk}/{item}/ticket", json=why).json()["url"]).status_code == 200
    assert moderator.get(f"{house.desk}/same-files").json() == []


def test_a_stranger_and_a_member_get_nothing_from_the_desk(house):
    item = house.upload(corpus.png()).json()["id"]
    other = house.browser(house.stranger)
    for client in (other, house.owner):
        assert client.get(house.desk).status_code == 403
        assert client.get(f"{house.desk}/{item}/derivative").status_code == 403
        assert client.post(f"{house.desk}/{item}/check", json=CHECK).status_code == 403
    for path in (f"/api/me/evidence/{item}/derivative",):
        assert other.get(path).status_code == 404
    assert other.delete(f"/api/me/evidence/{item}").status_code == 404
    assert other.post(f"/api/me/evidence/{item}/ticket", json={}).status_code == 404
    assert house.browser(house.moderator, "moderator").get(
        f"{house.desk}/{uuid.uuid4()}/derivative"
    ).status_code == 404  # fmt: skip


def test_what_the_owner_keeps_is_listed_and_anything_is_removed_by_its_owner(house):
    body = {"description": "通话录音，自己保存"}
    bare = house.owner.post(f"{house.base}/kept-by-me", json=body, headers={"Idempotency-Key": ""})
    assert bare.status_code == 422
    key = {"Idempotency-Key": "k-87654321"}
    made = house.owner.post(f"{house.base}/kept-by-me", json=body, headers=key)
    assert (made.status_code, made.json()["kept_by_me"], made.json()["sha256"]) == (201, True, None)
    assert house.owner.post(f"{house.base}/kept-by-me", json=body, headers=key).json() == made.json()
    file = house.upload(corpus.text()).json()["id"]
    for item in (made.json()["id"], file):
        assert house.owner.delete(f"/api/me/evidence/{item}").json() == {"done": True}
        assert house.owner.delete(f"/api/me/evidence/{item}").status_code == 404
    assert house.owner.get(house.base).json() == []


def test_a_recording_is_listed_with_its_stated_name_size_and_hash(house):
    stated = {"filename": "通话.m4a", "size": 81_000_000, "sha256": "0f" * 32}
    body = {"description": "通话录音", "recording": stated}
    made = house.owner.post(f"{house.base}/kept-by-me", json=body, headers={"Idempotency-Key": "k-rec-0001"}).json()
    assert {name: made[name] for name in stated} == stated
    assert made["kept_by_me"] is True
    for wrong in ({"sha256": "0F" * 32}, {"sha256": "0f" * 31}, {"size": 0}, {"filename": " "}):
        bad = {"description": "x", "recording": stated | wrong}
        answer = house.owner.post(f"{house.base}/kept-by-me", json=bad, headers={"Idempotency-Key": "k-rec-0002"})
        assert answer.status_code == 422


def test_a_damaged_file_answers_gone_and_nobody_is_noted_as_having_opened_it(house):
    item = house.upload(corpus.text()).json()["id"]
    key = next(one for one in stored_keys() if one.endswith("original"))
    path = storage.get_store()._root / key
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    ticket = house.owner.post(f"/api/me/evidence/{item}/ticket", json={}).json()["url"]
    answer = house.owner.get(ticket)
    assert (answer.status_code, answer.json()["code"]) == (410, "evidence.file_damaged")
    assert house.count(EvidenceAccess) == 0


def test_nothing_planted_is_found_in_the_data_directory(house, settings_env):
    marker = "PLANTED-NARRATIVE-2261"
    house.upload(f"{marker}\n".encode() * 200, f"{marker}.txt")
    house.owner.post(
        f"{house.base}/kept-by-me", json={"description": marker}, headers={"Idempotency-Key": "k-87654321"}
    )
    found = [path for path in settings_env.rglob("*") if path.is_file() and marker.encode() in path.read_bytes()]
    assert found == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_whole_way_works_on_s3_too(db, monkeypatch):
    with contextlib.ExitStack() as stack:
        endpoint = stack.enter_context(s3_server("joinder-evidence"))
        for name, value in {
            "STORAGE_URL": "s3://joinder-evidence/files", "S3_ENDPOINT": endpoint, "S3_ACCESS_KEY": "testing",
            "S3_SECRET_KEY": "testing",
        }.items():  # fmt: skip
            monkeypatch.setenv(f"JOINDER_{name}", value)
        get_settings.cache_clear()
        house = House(db, stack.enter_context(served(db)))
        stack.enter_context(house.open)
        data = corpus.png()
        item = house.upload(data).json()["id"]
        assert len(stored_keys()) == 2
        ticket = house.owner.post(f"/api/me/evidence/{item}/ticket", json={}).json()["url"]
        assert house.owner.get(ticket).content == data
        assert house.owner.get(f"/api/me/evidence/{item}/derivative").status_code == 200
        assert house.upload(corpus.ELF, "x.jpg").status_code == 422
        assert house.upload(data).status_code == 200
        assert len(stored_keys()) == 2
