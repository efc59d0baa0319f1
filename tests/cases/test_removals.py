"""The public removal log: every hiding leaves a line that names no case, page by page."""

from collections.abc import Callable
from datetime import timedelta

from joinder.cases import service as cases
from joinder.core import clock

from tests import world
from tests.client import Client
from tests.conftest import NOW


def test_a_hidden_case_leaves_a_public_line_that_does_not_name_it(
    client: Client, new_client: Callable[..., Client]
) -> None:
    with client.database.write() as session:
        reference = world.make_case(session).reference
        world.moderator(session)
    moderator = new_client("moderator@example.org")
    assert moderator.post(f"/api/cases/{reference}/hide", {"reason_code": "personal_data"}).status_code == 200
    assert client.get(f"/api/cases/{reference}").status_code == 404
    log = client.get("/api/removals")
    [line] = log.json()["items"]
    assert (line["what"], line["reason_code"], line["restored_on"]) == ("case", "personal_data", None)
    assert reference not in log.text
    assert moderator.post(f"/api/cases/{reference}/restore", {"reason_code": "mistake"}).status_code == 200
    assert client.get("/api/removals").json()["items"][0]["restored_on"] == NOW.date().isoformat()


def test_the_log_is_read_page_by_page_newest_first(client: Client) -> None:
    with client.database.write() as session:
        actor = world.actor(world.moderator(session), "moderator")
        for place in range(5):
            with clock.frozen(NOW + timedelta(days=place)):
                cases.hide(session, world.make_case(session), actor, "unlawful")
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.get(f"/api/removals?limit=2{cursor}").json()
        seen += [one["on"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [(NOW + timedelta(days=place)).date().isoformat() for place in (4, 3, 2, 1, 0)]
