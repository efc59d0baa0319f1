"""A moderator's list of organizers: who organizes what, how and by whom vetted; people by pseudonym only."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Organizer
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.settings import get_settings
from joinder.reports.models import Membership
from sqlalchemy import select

from tests import world
from tests.client import Client
from tests.conftest import NOW

MakeClient = Callable[..., Client]
DECLARED = {"no_fee": True, "no_tie": True}
URL = "/api/moderation/organizers"


class Group:
    """A case whose organizer a moderator appointed and who invited a friend; another case's auto-appointed one."""

    def __init__(self, db: Database, new_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
        with db.write() as session:
            world.moderator(session)
            world.moderator(session, "other@example.org")
            first, second = world.make_case(session), world.make_case(session, title="另一个案件的标题")
            self.first, self.second = first.reference, second.reference
            for case, contact in ((first, "lin@example.org"), (second, "mei@example.org"), (second, "wen@example.org")):
                world.join(session, case, contact)
        self.db, self.people = db, {name: new_client(f"{name}@example.org") for name in ("lin", "mei", "wen", "friend")}
        self.moderator, self.other = new_client("moderator@example.org"), new_client("other@example.org")
        self.offer("lin", self.first, minutes=1)
        (waiting,) = self.rows(vetting="declared")
        assert (waiting["vetted_by"], waiting["appointed_at"], waiting["idle"]) == (None, None, False)
        self.moderator.post(f"/api/cases/{self.first}/organizers/{waiting['id']}/appoint")
        with clock.frozen(NOW + timedelta(minutes=2)):
            token = self.people["lin"].post(f"/api/cases/{self.first}/invitations").json()["token"]
            assert self.people["friend"].post("/api/invitations/accept", {"token": token, **DECLARED}).is_success
        self.offer("wen", self.second, minutes=3)
        monkeypatch.setenv("JOINDER_AUTO_APPOINT", "true")
        get_settings.cache_clear()
        self.offer("mei", self.second, minutes=4)

    def offer(self, name: str, reference: str, minutes: int) -> None:
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            assert self.people[name].post(f"/api/cases/{reference}/organizers", DECLARED).status_code == 201

    def rows(self, **asked: str) -> list[dict[str, Any]]:
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answered = self.moderator.get(f"{URL}?{query}")
        assert answered.status_code == 200, answered.text
        return answered.json()["items"]

    def pseudonym(self, name: str) -> str:
        with self.db.read() as session:
            person = world.account(session, f"{name}@example.org").id
            return session.scalars(select(Membership.pseudonym).where(Membership.account_id == person)).one()


@pytest.fixture
def group(db: Database, new_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> Group:
    return Group(db, new_client, monkeypatch)


def test_it_says_who_organizes_what_by_pseudonym_and_names_nobody(group: Group) -> None:
    rows = group.rows()
    lin, mei, wen = (group.pseudonym(name) for name in ("lin", "mei", "wen"))
    shown = ("case_reference", "pseudonym", "role", "vetting", "vetted_by", "vetted_by_pseudonym")
    told = [tuple(row[name] for name in shown) for row in rows]
    assert told == [
        (group.second, mei, "organizer", "auto", "house", None),
        (group.second, wen, "organizer", "declared", None, None),
        (group.first, None, "co_organizer", "invited", "organizer", lin),
        (group.first, lin, "organizer", "moderator", "moderator", None),
    ]
    assert [row["vetted_by_me"] for row in rows] == [False, False, False, True]
    assert not any(row["vetted_by_me"] for row in group.other.get(URL).json()["items"])
    text = group.moderator.get(URL).text
    with group.db.read() as session:
        secret = [str(one) for one in session.scalars(select(Organizer.account_id))]
    assert not [one for one in (*secret, "@", *group.people) if one in text]


def test_one_vetting_alone_and_page_by_page_nobody_is_lost_or_twice(group: Group) -> None:
    every = [row["id"] for row in group.rows()]
    for vetting, wanted in (("auto", every[0]), ("declared", every[1]), ("invited", every[2]), ("moderator", every[3])):
        assert [row["id"] for row in group.rows(vetting=vetting)] == [wanted]
    found, cursor = [], ""
    while cursor is not None:
        page = group.moderator.get(f"{URL}?limit=1{cursor and '&cursor='}{cursor}").json()
        found += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]
    assert found == every
    assert group.moderator.get(f"{URL}?vetting=friend").status_code == 422


def test_only_moderators_read_it(group: Group, new_client: MakeClient) -> None:
    assert group.people["lin"].get(URL).status_code == 403
    assert new_client().get(URL).status_code == 401


def test_an_act_in_the_case_is_noted_idleness_too_and_who_ended_is_gone(
    group: Group, db: Database, new_client: MakeClient
) -> None:
    def act(reference: str, name: str, role: str, *, days: int) -> None:
        with clock.frozen(NOW + timedelta(days=days)), db.write() as session:
            case = session.scalars(select(Case).where(Case.reference == reference)).one()
            person = world.account(session, f"{name}@example.org")
            audit.write(session, case.id, Actor(person.id, role), "letter.draft", case.id)

    act(group.first, "lin", "organizer", days=10)
    act(group.first, "lin", "member", days=20)
    act(group.second, "lin", "organizer", days=21)
    act(group.second, "mei", "moderator", days=22)
    with clock.frozen(NOW + timedelta(days=32)):
        moderator = new_client("moderator@example.org")
        rows = moderator.get(URL).json()["items"]
        assert [(row["last_active_at"][:10], row["idle"]) for row in rows] == [
            ("2026-11-02", True),
            ("2026-11-02", False),
            ("2026-11-02", True),
            ("2026-11-12", False),
        ]
        assert (
            moderator.delete(f"/api/cases/{group.second}/organizers/{rows[0]['id']}?reason_code=inactive").status_code
            == 200
        )
        assert [row["id"] for row in moderator.get(URL).json()["items"]] == [row["id"] for row in rows[1:]]


def test_who_organizes_together_is_told_apart_by_alias_and_nobody_else_reads_it(
    db: Database, client: Client, new_client: MakeClient
) -> None:
    with db.write() as session:
        case = world.make_case(session)
        for contact in ("lin@example.org", "mei@example.org"):
            world.join(session, case, contact)
            world.organizer(session, case, contact)
        world.organizer(session, case, "outside@example.org")
        world.join(session, case, "member@example.org")
        world.moderator(session)
        names = {one.pseudonym for one in session.scalars(select(Membership)) if one.case_id == case.id}
        url = f"/api/cases/{case.reference}/organizers"
    for contact in ("lin@example.org", "moderator@example.org"):
        read = [one["pseudonym"] for one in new_client(contact).get(url).json()]
        assert len(set(read)) == 3
        assert set(read) - {None} < names
    for other in (client, new_client("member@example.org")):
        assert [one["pseudonym"] for one in other.get(url).json()] == [None, None, None]
