"""What one agreed to and who gets it; one's name in the group; what each organizer may see."""

import pytest
from joinder.letters import grants
from joinder.reports.models import Consent
from sqlalchemy import select

from tests import world


@pytest.fixture
def case(db, app):
    with db.write() as session:
        made = world.make_case(session)
        world.organizer(session, made)
    return made


def join(client, case, **changes):
    sent = client.post("/api/reports", world.report_body(case.respondent_id, case_reference=case.reference, **changes))
    assert sent.status_code == 201, sent.text
    return sent.json()


def consents_of(client):
    return client.get("/api/me/consents", headers={"Accept-Language": "en"}).json()["items"]


def organizer_of(client, case):
    return client.get(f"/api/cases/{case.reference}/organizers").json()[0]["id"]


def test_every_consent_says_who_receives_it_and_by_which_words(client, db, case):
    client.sign_in("lin@example.org")
    told = join(client, case, choice="named_to_company")
    base = f"/api/cases/{case.reference}"
    given = {"organizer_id": organizer_of(client, case), "fields": ["narrative"]}
    assert client.put(f"{base}/share", given).status_code == 200
    rows = {(one["purpose"], one["recipient_kind"]): one for one in consents_of(client)}
    whom = {key: (one["recipient_name"], one["letter"]) for key, one in rows.items()}
    assert whom == {
        ("sensitive_data", "house"): (None, None),
        ("counting", "nobody"): (None, None),
        ("named_to_company", "company"): ("Skylark Wallet", None),
        ("share_with_organizer", "organizer"): (None, None),
    }
    assert all(one["text"] for one in rows.values())
    assert {one["case_title"] for one in rows.values()} == {case.title}
    assert rows["counting", "nobody"]["report_reference"] == told["reference"]
    with db.read() as session:
        organizer = session.scalars(select(Consent.recipient).where(Consent.purpose == "share_with_organizer")).one()
    assert organizer not in client.get("/api/me/consents").text, "an organizer's account is not told to members"


def test_consents_are_read_page_by_page_and_taken_along_whole(client, db, case):
    client.sign_in("lin@example.org")
    join(client, case, choice="named_to_company")
    whole = [one["id"] for one in consents_of(client)]
    first = client.get("/api/me/consents?limit=2").json()
    rest = client.get(f"/api/me/consents?limit=2&cursor={first['next_cursor']}").json()
    assert [one["id"] for one in [*first["items"], *rest["items"]]] == whole
    assert (len(first["items"]), rest["next_cursor"]) == (2, None)
    assert client.get("/api/me/consents?cursor=broken").status_code == 422


def test_words_that_changed_since_and_a_letter_nobody_has_are_not_said_to_be_what_was_agreed_to(client, db, case):
    client.sign_in("lin@example.org")
    join(client, case)
    with db.write() as session:
        counting = session.scalars(select(Consent).where(Consent.purpose == "counting")).one()
        counting.text_hash = b"0" * 32
        gone = Consent(
            account_id=counting.account_id, membership_id=counting.membership_id, purpose="named_to_regulator",
            recipient=grants.recipient_key("cn-pbc-12363", "LETTER0001"), fields=["name"], text_hash=b"1" * 32,
            granted_at=world.clock.now(),
        )  # fmt: skip
        session.add(gone)
    rows = {one["purpose"]: one for one in consents_of(client)}
    assert rows["counting"]["text"] is None
    assert rows["sensitive_data"]["text"]
    left = rows["named_to_regulator"]
    assert (left["text"], left["recipient_kind"], left["recipient_name"]) == (None, "regulator", None)


def test_a_consent_for_a_report_without_a_case_names_the_company_it_is_about(client, db, case):
    client.sign_in("lin@example.org")
    body = world.report_body(case.respondent_id, choice="named_to_company")
    assert client.post("/api/reports", body).status_code == 201
    row = next(one for one in consents_of(client) if one["purpose"] == "named_to_company")
    assert (row["recipient_name"], row["case_reference"]) == ("Skylark Wallet", None)


def test_the_group_name_is_given_changed_and_removed_and_read_only_by_whom_it_is_granted(client, new_client, case):
    client.sign_in("lin@example.org")
    join(client, case)
    base, desk = f"/api/cases/{case.reference}", new_client("organizer@example.org")
    organizer = organizer_of(client, case)

    def seen():
        rows = desk.get(f"{base}/members").json()["items"]
        return [one["nickname"] for one in rows if one["pseudonym"] != mine]

    assert client.get(f"{base}/share").json() == {
        "nickname": None,
        "given": [{"organizer_id": organizer, "role": "organizer", "pseudonym": None, "fields": []}],
    }
    mine = join(desk, case)["pseudonym"]
    assert mine
    assert [one["pseudonym"] for one in client.get(f"{base}/share").json()["given"]] == [mine]
    assert client.put(f"{base}/nickname", {"nickname": "  小林 "}).status_code == 200
    assert (client.get(f"{base}/share").json()["nickname"], seen()) == ("小林", [None])
    client.put(f"{base}/share", {"organizer_id": organizer, "fields": ["nickname", "ticket"]})
    assert client.get(f"{base}/share").json()["given"][0]["fields"] == ["nickname", "ticket"]
    assert seen() == ["小林"]
    client.put(f"{base}/nickname", {"nickname": "林小姐"})
    assert seen() == ["林小姐"]
    assert client.put(f"{base}/nickname", {"nickname": "长" * 61}).status_code == 422
    client.put(f"{base}/share", {"organizer_id": organizer, "fields": []})
    assert (client.get(f"{base}/share").json()["given"][0]["fields"], seen()) == ([], [None])
    given = [one for one in consents_of(client) if one["purpose"] == "share_with_organizer"]
    assert [bool(one["withdrawn_on"]) for one in given] == [True], "giving nothing is not a consent"
    client.post(f"{base}/withdraw")
    assert client.get(f"{base}/share").json()["nickname"] == "林小姐", "what was given stays to be taken back"
    client.put(f"{base}/nickname", {"nickname": None})
    assert client.get(f"{base}/share").json()["nickname"] is None


def test_only_a_member_names_oneself_in_a_group(client, new_client, case):
    stranger = new_client("stranger@example.org")
    base = f"/api/cases/{case.reference}"
    assert stranger.put(f"{base}/nickname", {"nickname": "谁"}).status_code == 404
    assert stranger.get(f"{base}/share").json() == {"nickname": None, "given": []}
    assert client.put(f"{base}/nickname", {"nickname": "谁"}).status_code == 401
