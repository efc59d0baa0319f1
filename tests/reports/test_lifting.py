"""A set-aside that was a mistake is lifted from the member's own page, by whoever may; the trail says which."""

from collections.abc import Callable

import pytest
from joinder.core.database import Database
from joinder.reports.models import Membership
from sqlalchemy import select

from tests import world
from tests.client import Client

MakeClient = Callable[..., Client]
WHY = {"reason_code": "coordinated", "reason": "三份内容与截图完全相同。"}
LIFTED = {"restore": True, "reason": "看错了人，原件已核对。"}


@pytest.fixture
def member(db: Database) -> str:
    """Return where one member of a case with an organizer and two moderators is read."""
    with db.write() as session:
        case = world.make_case(session)
        world.join(session, case, "lin@example.org")
        world.organizer(session, case)
        world.moderator(session)
        world.moderator(session, "second@example.org")
        return f"/api/cases/{case.reference}/members/{session.scalars(select(Membership)).one().id}"


def test_who_set_a_person_aside_by_mistake_counts_them_again(member: str, new_client: MakeClient) -> None:
    moderator, organizer = new_client("moderator@example.org"), new_client("organizer@example.org")
    assert moderator.get(member).json()["decision"] is None
    assert moderator.post(f"{member}/set-aside", WHY).status_code == 201
    read = moderator.get(member).json()
    decision = read["decision"]
    assert read["set_aside"]
    assert (decision["reason_code"], decision["reason"]) == (WHY["reason_code"], WHY["reason"])
    assert (decision["appealed"], decision["decided_by_me"]) == (False, True)
    assert organizer.get(member).json()["set_aside"]
    assert organizer.get(member).json()["decision"] is None
    assert moderator.post(f"/api/moderation/appeals/{decision['id']}", LIFTED).status_code == 200
    read = moderator.get(member).json()
    assert (read["set_aside"], read["decision"]) == (False, None)
    line = moderator.get(f"{member.partition('/members/')[0]}/audit").json()["items"][0]
    assert (line["action"], line["alias"]) == ("membership.count_again", read["pseudonym"])
    told = new_client("lin@example.org").get("/api/me/reports").json()["items"][0]
    assert (told["set_aside_reason"], told["appeal_answer"]["reason"]) == (None, LIFTED["reason"])


def test_once_it_is_appealed_the_desk_says_who_decided_first_and_only_another_lifts_it(
    member: str, new_client: MakeClient
) -> None:
    first, second = new_client("moderator@example.org"), new_client("second@example.org")
    first.post(f"{member}/set-aside", WHY)
    url = f"{member.partition('/members/')[0]}/appeal"
    assert new_client("lin@example.org").post(url, {"text": "截图是我本人的。"}).status_code == 200
    for client, own in ((first, True), (second, False)):
        (waiting,) = client.get("/api/moderation").json()["appeals"]
        decision = client.get(member).json()["decision"]
        assert (waiting["decided_by_me"], decision["decided_by_me"]) == (own, own)
        assert (decision["id"], decision["appealed"]) == (waiting["id"], True)
    appeal = f"/api/moderation/appeals/{decision['id']}"
    assert first.post(appeal, LIFTED).json()["code"] == "reports.other_reviewer"
    assert second.post(appeal, LIFTED).status_code == 200
    line = first.get(f"{member.partition('/members/')[0]}/audit").json()["items"][0]
    assert line["action"] == "appeal.restore"
