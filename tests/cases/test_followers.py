"""Following a public case without joining: asked for, confirmed, told once a day in general words, ended, forgotten."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from joinder.accounts.models import Account
from joinder.api import erasure
from joinder.cases import followers, timeline
from joinder.cases import service as cases
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Follower
from joinder.core import clock, jobs, messages, sealed
from joinder.core.database import Database
from joinder.core.errors import Gone, NotFound
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client, bodies
from tests.conftest import NOW


def tokens_sent(session: Session) -> list[str]:
    """The secret parts of all follow links that were mailed, oldest first."""
    rows = list(session.scalars(select(messages.OutMessage).order_by(messages.OutMessage.created_at)))
    sealed.preload(session, rows)
    return [found.group(1) for row in rows if (found := re.search(r"/follow#(\S+)", row.body or ""))]


def opened(db: Database) -> str:
    with db.write() as session:
        return world.make_case(session, title="提现一直审核不到账的标题").reference


def count(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Follower)) or 0


def happen(db: Database, reference: str) -> None:
    with db.write() as session:
        case = session.scalars(select(Case).where(Case.reference == reference)).one()
        timeline.record(session, case.id, "case.restored", public=True)


def test_a_stranger_follows_confirms_is_told_once_a_day_and_stops(db: Database, client: Client) -> None:
    reference = opened(db)
    asked = client.post(f"/api/cases/{reference}/follows", {"email": "Quiet.Reader+x@Example.org"})
    assert (asked.status_code, asked.json()) == (201, {"state": "asked"})
    happen(db, reference)
    with db.read() as session:
        (token,) = tokens_sent(session)
    assert client.post("/api/follows/read", {"token": token}).json()["confirmed"] is False
    confirmed = client.post("/api/follows/confirm", {"token": token}).json()
    assert (confirmed["confirmed"], confirmed["case"]) == (True, reference)
    assert client.post("/api/follows/confirm", {"token": token}).status_code == 200
    happen(db, reference)
    happen(db, reference)
    with clock.frozen(NOW + timedelta(days=1)):
        while jobs.run_due(db):
            pass
        with db.read() as session:
            sent = tokens_sent(session)
        assert len(sent) == 2, "one message for the day, however much happened"
        assert client.post("/api/follows/read", {"token": sent[1]}).json()["case"] == reference
        assert client.post("/api/follows/end", {"token": sent[1]}).json() == {"done": True}
        assert client.post("/api/follows/read", {"token": sent[1]}).status_code == 410
        assert client.post("/api/follows/confirm", {"token": token}).status_code == 410
    assert count(db) == 0


def test_a_message_names_no_case_and_no_number(db: Database, client: Client) -> None:
    reference = opened(db)
    client.post(f"/api/cases/{reference}/follows", {"email": "reader@example.org"})
    with db.read() as session:
        client.post("/api/follows/confirm", {"token": tokens_sent(session)[0]})
    happen(db, reference)
    with clock.frozen(NOW + timedelta(days=1)):
        jobs.run_due(db)
    with db.read() as session:
        for body in bodies(session):
            plain = re.sub(r"https?://\S+", "", body)
            assert reference not in body
            assert "云雀" not in plain
            assert "标题" not in plain


def test_asking_twice_or_for_somebody_else_looks_the_same_and_keeps_one_row(db: Database, client: Client) -> None:
    reference = opened(db)
    answers = [
        client.post(f"/api/cases/{reference}/follows", {"email": one})
        for one in ("reader@example.org", "READER@example.org", "reader+1@example.org")
    ]
    assert {(one.status_code, one.text) for one in answers} == {(201, '{"state":"asked"}')}
    assert count(db) == 1


def test_an_unconfirmed_address_is_told_nothing_and_forgotten_after_two_days(db: Database, client: Client) -> None:
    reference = opened(db)
    client.post(f"/api/cases/{reference}/follows", {"email": "reader@example.org"})
    happen(db, reference)
    with clock.frozen(NOW + timedelta(days=1)):
        jobs.run_due(db)
    with db.read() as session:
        assert len(tokens_sent(session)) == 1
    with clock.frozen(NOW + timedelta(days=2, minutes=1)), db.write() as session:
        followers.sweep(session)
    assert count(db) == 0


def test_a_signed_in_person_follows_by_the_own_address_and_sees_the_list(
    db: Database, new_client: Callable[..., Client]
) -> None:
    reference = opened(db)
    me, other = new_client("me@example.org"), new_client("other@example.org")
    assert me.post(f"/api/cases/{reference}/follows", {}).json() == {"state": "following"}
    assert [one["case"] for one in me.get("/api/me/follows").json()] == [reference]
    assert other.get("/api/me/follows").json() == []
    assert other.delete(f"/api/me/follows/{reference}").status_code == 404
    assert me.delete(f"/api/me/follows/{reference}").status_code == 200
    assert me.get("/api/me/follows").json() == []
    by_phone = new_client("+8613910002001")
    assert by_phone.post(f"/api/cases/{reference}/follows", {}).json()["code"] == "cases.follow_needs_email"


def test_what_is_not_an_address_or_not_public_is_refused(db: Database, client: Client) -> None:
    reference = opened(db)
    assert client.post(f"/api/cases/{reference}/follows", {}).status_code == 422
    assert client.post(f"/api/cases/{reference}/follows", {"email": "13910002001"}).status_code == 422
    with db.write() as session:
        private = world.make_case(session, public=False).reference
    assert client.post(f"/api/cases/{private}/follows", {"email": "reader@example.org"}).status_code == 404
    assert client.post("/api/follows/read", {"token": "x" * 40}).status_code == 410
    assert count(db) == 0


def test_one_mailbox_cannot_be_flooded(db: Database, client: Client) -> None:
    reference = opened(db)
    asked = [client.post(f"/api/cases/{reference}/follows", {"email": "victim@example.org"}) for _ in range(6)]
    assert [one.status_code for one in asked] == [201] * 5 + [429]


def test_a_hidden_case_sends_no_news_and_its_link_names_nothing(db: Database, client: Client) -> None:
    reference = opened(db)
    client.post(f"/api/cases/{reference}/follows", {"email": "reader@example.org"})
    with db.read() as session:
        token = tokens_sent(session)[0]
    client.post("/api/follows/confirm", {"token": token})
    with db.write() as session:
        case = session.scalars(select(Case).where(Case.reference == reference)).one()
        moderator = world.moderator(session)
        cases.hide(session, case, Actor(moderator.id, "moderator"), "personal_data")
    with clock.frozen(NOW + timedelta(days=1)):
        jobs.run_due(db)
        assert client.post("/api/follows/read", {"token": token}).json()["case"] is None
    with db.read() as session:
        assert len(tokens_sent(session)) == 1


def test_erasing_an_account_forgets_what_it_follows(db: Database, new_client: Callable[..., Client]) -> None:
    reference = opened(db)
    me = new_client("me@example.org")
    me.post(f"/api/cases/{reference}/follows", {})
    with db.write() as session:
        row = session.scalars(select(Follower)).one()
        key_id = row.key_id
        account = session.get_one(Account, row.account_id)
        erasure.erase_account(session, account)
    assert count(db) == 0
    with db.read() as session:
        assert session.get(sealed.DataKey, key_id) is None


def test_a_restored_follower_whose_key_was_destroyed_is_forgotten_again(db: Database, client: Client) -> None:
    from joinder.filings import forgetting

    reference = opened(db)
    client.post(f"/api/cases/{reference}/follows", {"email": "reader@example.org"})
    with db.write() as session:
        forgetting.erase_again(session, session.scalars(select(Follower.key_id)).one())
    assert count(db) == 0


def test_many_followers_are_told_in_batches_each_once(
    db: Database, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(followers, "BATCH", 3)
    reference = opened(db)
    with db.write() as session:
        case = session.scalars(select(Case).where(Case.reference == reference)).one()
        for number in range(7):
            followers.follow(session, case, world.account(session, f"reader{number}@example.org"))
    happen(db, reference)
    with clock.frozen(NOW + timedelta(days=1)):
        while jobs.run_due(db):
            pass
    with db.read() as session:
        assert len(set(tokens_sent(session))) == 7


def test_only_a_public_case_can_be_followed(db: Database, session: Session) -> None:
    case = world.make_case(session, public=False)
    with pytest.raises(NotFound):
        followers.ask(session, case, "reader@example.org", "zh")
    with pytest.raises(Gone):
        followers.by_token(session, "not.a.token")


def test_spellings_of_one_address_are_counted_as_one(db: Database, client: Client) -> None:
    reference = opened(db)
    spellings = [f"Quiet.Reader+{one}@gmail.com" for one in range(5)] + ["q.uietreader@googlemail.com"]
    answers = [client.post(f"/api/cases/{reference}/follows", {"email": one}).status_code for one in spellings]
    assert answers == [201] * 5 + [429]
