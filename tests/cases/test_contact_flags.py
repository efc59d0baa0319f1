"""A reader reports a wrong contact; a moderator decides; the reference data itself stays as it is."""

import uuid

import pytest
from joinder.cases.contact_models import ContactFlag
from joinder.core.database import Database
from joinder.reference import catalog, display
from sqlalchemy import select

from tests import world

CHANNEL = next(one for one in display.shown_channels() if display.visible_contacts(one, "zh"))
SHOWN = display.visible_contacts(CHANNEL, "zh")[0].value
PATH = f"/api/reference/channels/{CHANNEL.id}/flags"


@pytest.fixture
def moderator(db: Database, new_client):
    with db.write() as session:
        world.moderator(session)
    return new_client("moderator@example.org")


def test_a_wrong_contact_waits_at_the_moderators_desk_until_it_is_decided_once(client, moderator):
    before = client.get(f"/api/reference/channels/{CHANNEL.id}").json()
    told = {"contact": SHOWN, "reason_code": "does_not_answer", "text": "打了三次都没有人接"}
    assert client.post(PATH, told).status_code == 201
    (waiting,) = moderator.get("/api/moderation").json()["contacts"]
    assert (waiting["channel_id"], waiting["contact"], waiting["text"]) == (CHANNEL.id, SHOWN, told["text"])
    decide = f"/api/moderation/contacts/{waiting['id']}"
    assert client.post(decide, {"resolution": "right"}).status_code == 401
    assert moderator.post(decide, {"resolution": "perhaps"}).status_code == 422
    assert moderator.post(decide, {"resolution": "to_correct"}).status_code == 200
    again = moderator.post(decide, {"resolution": "right"})
    assert (again.status_code, again.json()["code"]) == (409, "cases.flag_decided")
    assert moderator.get("/api/moderation").json()["contacts"] == []
    acts = [one["action"] for one in moderator.get(f"/api/moderation/trail/{waiting['id']}").json()["items"]]
    assert sorted(acts) == ["contact.flag", "contact.resolve"]
    assert client.get(f"/api/reference/channels/{CHANNEL.id}").json() == before


def test_the_same_report_sent_twice_is_kept_once(client, db: Database):
    told, headers = {"contact": SHOWN, "reason_code": "outdated"}, {"Idempotency-Key": str(uuid.uuid4())}
    assert [client.post(PATH, told, headers=headers).status_code for _ in range(2)] == [201, 201]
    with db.read() as session:
        assert len(session.scalars(select(ContactFlag)).all()) == 1


@pytest.mark.parametrize(
    ("path", "told", "status", "code"),
    [
        (PATH, {"contact": "+86 000 0000", "reason_code": "outdated"}, 422, "cases.no_such_contact"),
        (PATH, {"contact": SHOWN, "reason_code": "dislike"}, 422, "cases.bad_reason"),
        ("/api/reference/channels/nowhere/flags", {"contact": SHOWN, "reason_code": "other"}, 404, "reference.unknown"),
        (PATH, {"contact": SHOWN, "reason_code": "other", "text": "x" * 2001}, 422, None),
    ],
)
def test_what_nobody_could_decide_is_refused_and_not_kept(client, db: Database, path, told, status, code):
    answer = client.post(path, told)
    assert answer.status_code == status
    assert code is None or answer.json()["code"] == code
    with db.read() as session:
        assert session.scalars(select(ContactFlag)).first() is None


def test_what_is_hidden_is_answered_as_if_it_were_not_there(client, db: Database):
    hidden = next(one for one in catalog.channels() if not display.showable(one.confidence))
    unseen = client.post(f"/api/reference/channels/{hidden.id}/flags", {"contact": "x", "reason_code": "other"})
    assert (unseen.status_code, unseen.json()["code"]) == (404, "reference.unknown")
    half, contact = next(
        (one, c.value)
        for one in display.shown_channels()
        for c in one.contacts
        if c.value and c.status not in display.SHOWN
    )
    kept = client.post(f"/api/reference/channels/{half.id}/flags", {"contact": contact, "reason_code": "other"})
    assert (kept.status_code, kept.json()["code"]) == (422, "cases.no_such_contact")
    with db.read() as session:
        assert session.scalars(select(ContactFlag)).first() is None


def test_every_contact_that_is_shown_can_be_reported_in_every_language(client):
    assert all(
        len(one.value) <= 500
        for channel in display.shown_channels()
        for lang in ("zh", "en", "id")
        for one in display.visible_contacts(channel, lang)
    )
    for lang in ("zh", "en", "id"):
        told = {"contact": display.visible_contacts(CHANNEL, lang)[0].value, "reason_code": "outdated"}
        assert client.post(PATH, told, headers={"Accept-Language": lang}).status_code == 201


def test_one_address_reports_so_many_an_hour_and_no_more(client):
    told = {"contact": SHOWN, "reason_code": "outdated"}
    assert {client.post(PATH, told).status_code for _ in range(20)} == {201}
    assert client.post(PATH, told).status_code == 429


def test_a_case_page_is_reported_twenty_times_an_hour_by_one_address_at_most(client, db: Database):
    with db.write() as session:
        reference = world.make_case(session).reference
    told = {"reason_code": "personal_data", "text": "正文里有名字。"}
    for _ in range(20):
        assert client.post(f"/api/cases/{reference}/flags", told).status_code == 201
    refused = client.post(f"/api/cases/{reference}/flags", told)
    assert (refused.status_code, refused.json()["code"]) == (429, "core.too_many")
