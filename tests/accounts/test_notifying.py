"""Told as one chose: nothing of a switched-off kind, nothing at night but safety, nothing lost."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joinder.accounts import notifying, preferences, service
from joinder.accounts.models import Account, Contact
from joinder.accounts.notice_models import Notification
from joinder.accounts.preferences import Ways
from joinder.accounts.quiet import Quiet, is_quiet, wakes_at
from joinder.accounts.topics import ALWAYS, CODES, OF, TOPICS
from joinder.core import clock, jobs, texts
from joinder.core.database import Database
from joinder.core.messages import OutMessage
from sqlalchemy import event, func, select

from tests import world
from tests.conftest import NOW

ZONES = ("Asia/Shanghai", "Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
MINUTES = st.integers(0, 24 * 60 - 1)
SWITCHED = [topic for topic in TOPICS if topic != ALWAYS]
NAMES = {topic: next(name for name, one in OF.items() if one == topic) for topic in set(OF.values())}


@given(
    MINUTES,
    MINUTES,
    st.sampled_from(ZONES),
    st.integers(0, 3 * 365 * 24 * 60),
)
def test_whoever_is_left_alone_is_woken_at_the_first_minute_after(start: int, end: int, zone: str, minute: int) -> None:
    quiet, now = Quiet(start, end, zone), datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    woken = wakes_at(now, quiet)
    if not is_quiet(now, quiet):
        assert woken is None
        return
    assert woken is not None
    assert now < woken <= now + timedelta(hours=26)
    assert not is_quiet(woken, quiet)
    assert is_quiet(woken - timedelta(minutes=1), quiet) or woken.astimezone(ZoneInfo(zone)).fold


def test_every_message_has_a_topic_or_is_a_code() -> None:
    for name in texts.catalog("messages.yaml"):
        assert name in OF or name.startswith(CODES), name
    assert set(OF.values()) <= set(TOPICS)


@dataclass
class Person:
    """What a person chose, as the test remembers it, beside what the house keeps."""

    account_id: uuid.UUID
    wanted: bool
    quiet: Quiet | None
    ways: dict[str, Ways]

    def lets(self, topic: str, kind: str) -> bool:
        if topic == ALWAYS:
            return True
        ways = self.ways.get(topic, Ways(email=True, phone=False))
        return self.wanted and (ways.email if kind == "email" else ways.phone)

    def sleeps(self, topic: str) -> bool:
        return topic != ALWAYS and self.quiet is not None and is_quiet(clock.now(), self.quiet)


def window(parts: tuple[int, int]) -> tuple[int, int]:
    return parts[0], (parts[0] + parts[1]) % (24 * 60)


WAYS = st.builds(Ways, email=st.booleans(), phone=st.booleans())
CHOICE = st.tuples(
    st.booleans(),
    st.one_of(st.none(), st.tuples(MINUTES, st.integers(0, preferences.LONGEST_QUIET)).map(window)),
    st.sampled_from(ZONES),
    st.dictionaries(st.sampled_from(SWITCHED), WAYS),
)
STEP = st.one_of(
    st.tuples(st.just("tell"), st.sampled_from(sorted(NAMES))),
    st.tuples(st.just("choose"), CHOICE),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)


def chosen(db: Database, account_id: uuid.UUID, choice: Any) -> Person:
    wanted, hours, zone, ways = choice
    with db.write() as session:
        account = session.get_one(Account, account_id)
        account.notify = wanted
        preferences.rest(account, *(hours or (None, None)), zone)
        preferences.choose(session, account_id, ways)
        kept = preferences.ways(session, account_id, frozenset({"email", "phone"}))
    quiet = Quiet(*hours, zone) if hours and hours[0] != hours[1] else None
    return Person(account_id, wanted, quiet, kept)


class Watch:
    """Sends whatever may leave, and checks each sending against what its person had chosen by then."""

    def __init__(self, db: Database) -> None:
        self.db, self.sent = db, set[uuid.UUID]()

    def deliver(self, person: Person) -> None:
        while jobs.run_due(self.db):
            pass
        for row in self.rows(person):
            if row.sent_at is not None and row.id not in self.sent:
                self.sent.add(row.id)
                assert person.lets(row.topic or "", row.kind), f"{row.topic} by {row.kind} is switched off"
                assert not person.sleeps(row.topic or ""), f"{row.topic} in quiet hours"

    def rows(self, person: Person) -> list[OutMessage]:
        with self.db.read() as session:
            return list(session.scalars(select(OutMessage).where(OutMessage.account_id == person.account_id)))


def new_person(db: Database, number: int) -> uuid.UUID:
    with db.write() as session:
        account = world.account(session, f"told-{number}@example.org")
        row = Contact(
            account_id=account.id, key_id=account.key_id, kind="phone", canonical_hash=uuid.uuid4().bytes * 2,
            verified_at=clock.now(),
        )  # fmt: skip
        row.value = "+8613900000000"
        session.add(row)
        return account.id


@pytest.mark.postgres_proves
@given(CHOICE, st.lists(STEP, max_size=8))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_switched_off_is_sent_nothing_at_night_and_nothing_is_lost(
    db: Database, first: Any, steps: Any
) -> None:
    number = uuid.uuid4().int
    account_id = new_person(db, number)
    person, watch, told, at = chosen(db, account_id, first), Watch(db), 0, NOW
    expected: set[uuid.UUID] = set()
    for kind, value in [*steps, *[("wait", 4)] * 8]:
        with clock.frozen(at):
            if kind == "tell":
                with db.write() as session:
                    notifying.notify(session, [account_id], NAMES[value])
                told += 1
            elif kind == "choose":
                person = chosen(db, account_id, value)
            expected |= {row.id for row in watch.rows(person)}
            watch.deliver(person)
        at += timedelta(hours=value if kind == "wait" else 0)
        with clock.frozen(at):
            watch.deliver(person)
    with db.read() as session:
        assert session.scalar(select(func.count()).where(Notification.account_id == account_id)) == told
    left = {row.id: row for row in watch.rows(person)}
    unsent = [row for row in left.values() if row.sent_at is None]
    assert [row for row in unsent if not person.lets(row.topic or "", row.kind)] == []
    assert unsent == [], "a day later nobody's quiet hours hold anything back"


def test_two_hundred_people_are_told_with_as_many_statements_as_two(db: Database) -> None:
    def statements_for(size: int) -> int:
        with db.write() as session:
            people = [world.account(session, f"{size}-{place}@example.org").id for place in range(size)]
        found: list[str] = []
        with db.write() as session:
            watch = lambda *told: found.append(told[2])  # noqa: E731  taken off again below
            event.listen(db.engine, "before_cursor_execute", watch)
            notifying.notify(session, people, "letters.announced")
            event.remove(db.engine, "before_cursor_execute", watch)
        return len(found)

    few, many = statements_for(2), statements_for(200)
    assert many <= few + 3, "only the insert of many rows may be cut in pieces"


def test_choices_over_http_bad_ones_are_refused_and_safety_stays(new_client: Any) -> None:
    client = new_client("me@example.org")
    found = client.get("/api/me/notify").json()
    assert (found["quiet_from"], found["quiet_until"], found["zone"]) == ("22:00", "08:00", "Asia/Shanghai")
    assert [one["topic"] for one in found["topics"] if one["always"]] == ["security"]
    good = {name: found[name] for name in ("wanted", "topics", "quiet_from", "quiet_until", "zone")}
    off = [{**one, "email": one["always"], "phone": False} for one in found["topics"]]
    assert client.put("/api/me/notify", good | {"topics": off, "zone": "Asia/Jakarta"}).status_code == 200
    after = client.get("/api/me/notify").json()
    assert {one["topic"]: one["email"] for one in after["topics"]}["letter"] is False
    security = [{"topic": "security", "email": False, "phone": False}]
    for changes, code in (
        ({"zone": "Mars/Olympus"}, "accounts.unknown_zone"),
        ({"quiet_until": None}, "accounts.bad_quiet_hours"),
        ({"quiet_from": "22:00", "quiet_until": "21:59"}, "accounts.quiet_too_long"),
        ({"topics": security}, "accounts.security_stays"),
        ({"topics": [{"topic": "love", "email": True, "phone": True}]}, "accounts.unknown_topic"),
        ({"quiet_from": "25:00"}, None),
    ):
        answer = client.put("/api/me/notify", good | changes)
        assert answer.status_code == 422, answer.text
        assert code is None or answer.json()["code"] == code


def test_the_list_is_ones_own_read_and_unread_page_by_page(db: Database, new_client: Any) -> None:
    client, other = new_client("me@example.org"), new_client("other@example.org")
    with db.write() as session:
        case = world.make_case(session)
        me, them = (world.account(session, f"{one}@example.org").id for one in ("me", "other"))
        for minute in range(5):
            with clock.frozen(NOW + timedelta(minutes=minute)):
                notifying.notify(session, [me, them], "letters.announced", case.id)
        reference = case.reference
    page = client.get("/api/me/notifications?limit=3").json()
    rest = client.get(f"/api/me/notifications?limit=3&cursor={page['next_cursor']}").json()
    ids = [one["id"] for one in page["items"] + rest["items"]]
    assert len(set(ids)) == 5
    assert {(one["case"], one["read"]) for one in page["items"]} == {(reference, False)}
    assert "公告" in page["items"][0]["text"]
    assert client.put("/api/me/notifications/read", {"ids": ids[:2]}).status_code == 200
    assert other.put("/api/me/notifications/read", {"ids": ids}).status_code == 200
    assert client.get("/api/me/notifications/unread").json() == {"unread": 3}
    assert client.put("/api/me/notifications/read", {"read": False, "ids": ids[:1]}).status_code == 200
    assert client.get("/api/me/notifications/unread").json() == {"unread": 4}
    assert client.put("/api/me/notifications/read", {}).status_code == 200
    assert client.get("/api/me/notifications/unread").json() == {"unread": 0}


def test_what_touches_the_account_is_told_at_any_hour(db: Database, new_client: Any) -> None:
    client = new_client("me@example.org")
    account = world_id(client)
    with clock.frozen(datetime(2026, 11, 2, 17, 0, tzinfo=UTC)):  # one in the morning in Shanghai
        chosen(db, account, (False, (22 * 60, 8 * 60), "Asia/Shanghai", {}))
        assert client.post("/api/me/recovery-code").status_code == 201
        while jobs.run_due(db):
            pass
        with db.read() as session:
            [row] = session.scalars(select(OutMessage).where(OutMessage.account_id == account))
    assert (row.topic, row.sent_at is not None) == ("security", True)


def world_id(client: Any) -> uuid.UUID:
    return uuid.UUID(client.get("/api/me").json()["account_id"])


def test_a_closed_account_hears_nothing_and_leaves_no_list(db: Database) -> None:
    with db.write() as session:
        account = world.account(session, "me@example.org")
        notifying.notify(session, [account.id], "letters.announced")
        account_id = account.id
    with db.write() as session:
        service.close(session, session.get_one(Account, account_id))
        notifying.notify(session, [account_id], "letters.announced")
    while jobs.run_due(db):
        pass
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Notification)) == 0
        assert session.scalar(select(func.count()).select_from(OutMessage)) == 0
