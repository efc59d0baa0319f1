"""All of one's own items in one place, and what one keeps changed after sending."""

from datetime import datetime, timedelta

import pytest
from joinder.core import clock

from tests import world
from tests.conftest import NOW

HASH = "ab" * 32
CALL = {"description": "和客服的通话录音", "recording": {"filename": "call.m4a", "size": 1234, "sha256": HASH}}


@pytest.fixture
def case(db, app):
    with db.write() as session:
        return world.make_case(session)


def tell(client, case, reference=None):
    sent = client.post("/api/reports", world.report_body(case.respondent_id, case_reference=reference))
    assert sent.status_code == 201, sent.text
    return sent.json()


def keep(client, report, body=CALL):
    made = client.post(f"/api/me/reports/{report['id']}/evidence/kept-by-me", body)
    assert made.status_code == 201, made.text
    return made.json()


def test_one_s_files_of_all_reports_stand_on_pages_with_their_report_and_never_another_s(client, new_client, case):
    client.sign_in("lin@example.org")
    joined, alone = tell(client, case, case.reference), tell(client, case)
    made = [keep(client, report) for report in (joined, alone, joined)]
    keep(new := new_client("other@example.org"), tell(new, case))
    first = client.get("/api/me/evidence?limit=2", headers={"Accept-Language": "en"}).json()
    second = client.get(f"/api/me/evidence?limit=2&cursor={first['next_cursor']}").json()
    found = first["items"] + second["items"]
    assert (len(first["items"]), second["next_cursor"]) == (2, None)
    assert {one["id"] for one in found} == {one["id"] for one in made}
    about = {one["report_reference"]: one["case_title"] for one in found}
    assert about == {joined["reference"]: case.title, alone["reference"]: None}
    assert {one["respondent_name"] for one in first["items"]} == {"Skylark Wallet"}
    assert all(one["accesses"] == [] for one in found)


def test_a_file_says_whether_its_report_was_withdrawn(client, case):
    client.sign_in("lin@example.org")
    gone, there = tell(client, case, case.reference), tell(client, case)
    items = [keep(client, report)["id"] for report in (gone, there)]
    assert client.post(f"/api/me/reports/{gone['id']}/withdraw").status_code == 200
    found = {one["id"]: one["report_withdrawn"] for one in client.get("/api/me/evidence").json()["items"]}
    assert [found[one] for one in items] == [True, False]
    assert client.put(f"/api/me/evidence/{items[0]}/kept-by-me", {"description": "录音"}).status_code == 409


def test_what_one_keeps_is_described_anew_or_named_again_and_only_by_its_owner(client, new_client, case):
    client.sign_in("lin@example.org")
    report = tell(client, case, case.reference)
    item = keep(client, report)
    url = f"/api/me/evidence/{item['id']}/kept-by-me"
    changed = client.put(url, {"description": " 十月三日的录音 "}).json()
    assert (changed["description"], changed["filename"], changed["sha256"]) == ("十月三日的录音", "call.m4a", HASH)
    other = {"filename": "whole.m4a", "size": 99, "sha256": "cd" * 32}
    changed = client.put(url, {"description": "完整的录音", "recording": other}).json()
    assert (changed["filename"], changed["size"], changed["sha256"]) == ("whole.m4a", 99, "cd" * 32)
    assert (changed["id"], changed["reference"]) == (item["id"], item["reference"])
    assert client.put(url, {"description": "  "}).status_code == 422
    assert new_client("other@example.org").put(url, CALL).status_code == 404
    client.post(f"/api/me/reports/{report['id']}/withdraw")
    refused = client.put(url, CALL)
    assert (refused.status_code, refused.json()["code"]) == (409, "evidence.report_withdrawn")


def test_another_recording_counts_as_listed_when_it_was_named_and_new_words_change_no_date(client, case):
    client.sign_in("lin@example.org")
    item = keep(client, tell(client, case))
    url, later = f"/api/me/evidence/{item['id']}/kept-by-me", NOW + timedelta(hours=3)
    with clock.frozen(later):
        assert client.put(url, {**CALL, "description": "十月三日"}).json()["received_at"] == item["received_at"]
        other = {"filename": "whole.m4a", "size": 99, "sha256": "cd" * 32}
        changed = client.put(url, {"description": "完整的录音", "recording": other}).json()
    assert datetime.fromisoformat(changed["received_at"]) == later


def test_a_file_that_was_handed_in_can_not_be_rewritten(client, case):
    client.sign_in("lin@example.org")
    report = tell(client, case)
    headers = {"Content-Type": "application/octet-stream", "X-Filename": "note.txt"}
    sent = client.request(
        "POST", f"/api/me/reports/{report['id']}/evidence", content="提现一直审核中".encode(), headers=headers
    )
    assert sent.status_code == 201, sent.text
    refused = client.put(f"/api/me/evidence/{sent.json()['id']}/kept-by-me", CALL)
    assert (refused.status_code, refused.json()["code"]) == (409, "evidence.not_kept_by_me")
