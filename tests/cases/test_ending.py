"""Appointments end: by a moderator with a reason, by the organizer for who helps, by oneself; representations too."""

from collections.abc import Callable

import pytest
from joinder.cases import audit, organizers
from joinder.cases.audit import Actor
from joinder.cases.models import Case, Organizer
from joinder.core.database import Database
from sqlalchemy import select

from tests import world
from tests.client import Client

MakeClient = Callable[..., Client]
DECLARED = {"no_fee": True, "no_tie": True}


class Group:
    """A public case with its organizer and a co-organizer, and a moderator."""

    def __init__(self, db: Database, new_client: MakeClient) -> None:
        with db.write() as session:
            case = world.make_case(session)
            world.organizer(session, case)
            world.moderator(session)
            self.reference = case.reference
        self.organizer, self.friend, self.moderator = (
            new_client(f"{one}@example.org") for one in ("organizer", "friend", "moderator")
        )
        self.url = f"/api/cases/{self.reference}"
        token = self.organizer.post(f"{self.url}/invitations").json()["token"]
        assert self.friend.post("/api/invitations/accept", {"token": token, **DECLARED}).status_code == 201
        rows = self.moderator.get("/api/moderation/organizers").json()["items"]
        self.ids = {one["role"]: one["id"] for one in rows}

    def end(self, who: Client, role: str, reason: str = "") -> int:
        query = f"?reason_code={reason}" if reason else ""
        return who.delete(f"{self.url}/organizers/{self.ids[role]}{query}").status_code

    def desk(self, who: Client) -> int:
        return who.get(f"{self.url}/members").status_code


@pytest.fixture
def group(db: Database, new_client: MakeClient) -> Group:
    return Group(db, new_client)


def test_a_moderator_ends_an_appointment_with_a_reason_that_stands_in_the_trail_and_is_told(group: Group):
    assert [group.end(group.moderator, "organizer", one) for one in ("", "dislike")] == [422, 422]
    assert group.desk(group.organizer) == 200
    assert group.end(group.moderator, "organizer", "misused") == 200
    assert group.desk(group.organizer) == 403
    line = group.moderator.get(f"{group.url}/audit").json()["items"][0]
    assert (line["action"], line["reason"]) == ("organizer.end", "misused")
    [told] = group.organizer.get("/api/me/notifications").json()["items"]
    assert (told["topic"], told["case"]) == ("security", group.reference)
    assert group.end(group.moderator, "organizer", "misused") == 404


def test_an_organizer_ends_who_helps_and_a_helper_only_themselves(group: Group, new_client: MakeClient):
    assert group.end(group.friend, "organizer", "misused") == 403
    assert group.end(group.organizer, "co_organizer") == 422
    assert group.end(group.organizer, "co_organizer", "not_needed") == 200
    assert (group.desk(group.friend), group.desk(group.organizer)) == (403, 200)
    assert group.end(new_client("lin@example.org"), "organizer", "misused") == 403


@pytest.mark.parametrize("role", ["organizer", "co_organizer"])
def test_everybody_steps_down_without_a_reason_and_is_not_told_of_it(group: Group, role: str):
    who = group.organizer if role == "organizer" else group.friend
    assert group.end(who, role) == 200
    assert group.desk(who) == 403
    assert who.get("/api/me/notifications").json()["items"] == []


def test_an_organizer_does_not_turn_down_who_offers_to_follow(group: Group, db: Database):
    with db.write() as session:
        case = session.scalars(select(Case)).one()
        rival = Organizer(
            case_id=case.id, account_id=world.account(session, "lin@example.org").id, role="organizer",
            declared_at=case.opened_at, vetting="declared",
        )  # fmt: skip
        session.add(rival)
        session.flush()
        group.ids["rival"] = str(rival.id)
    assert group.end(group.organizer, "rival", "not_needed") == 403
    assert group.end(group.moderator, "rival") == 200


def test_a_representation_ends_with_a_reason_and_can_be_given_again(group: Group, db: Database, new_client: MakeClient):
    speaker = new_client("speaker@example.org")
    whom = {"contact": "speaker@example.org", "respondent_slug": "skylark"}
    url, end = "/api/moderation/representatives", "/api/moderation/representatives/end"
    assert group.moderator.post(end, {**whom, "reason_code": "left"}).status_code == 404
    first = group.moderator.post(url, whom).json()["id"]
    assert speaker.get(group.url).json()["relation"] == "respondent_representative"
    assert group.moderator.post(end, {**whom, "reason_code": "dislike"}).status_code == 422
    assert group.organizer.post(end, {**whom, "reason_code": "left"}).status_code == 403
    assert group.moderator.post(end, {**whom, "reason_code": "left"}).json() == {"id": first}
    assert speaker.get(group.url).json()["relation"] == "stranger"
    trail = [
        (one["action"], one["reason"]) for one in group.moderator.get(f"/api/moderation/trail/{first}").json()["items"]
    ]
    assert trail == [("representative.end", "left"), ("representative.verify", None)]
    assert group.moderator.post(url, whom).json() == {"id": first}
    assert speaker.get(group.url).json()["relation"] == "respondent_representative"
    with db.read() as session:
        assert audit.broken_chains(session) == []


def test_one_persons_two_accounts_that_both_spoke_for_a_company_become_one(db: Database):
    with db.write() as session:
        by, company = Actor(world.moderator(session).id, "moderator"), world.respondent(session)
        first, second = (world.account(session, f"{one}@example.org").id for one in ("a", "b"))
        organizers.verify(session, by, first, company.id)
        organizers.end_representing(session, by, first, company.id, "left")
        organizers.verify(session, by, second, company.id)
        organizers.move(session, first, second)
        assert organizers.represents(session, first, company.id) is not None
        assert organizers.represents(session, second, company.id) is None
