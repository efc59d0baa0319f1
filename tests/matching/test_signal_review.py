"""Signals of coordination from the job to the desk: found, flagged, reviewed, and gone again."""

import uuid
from collections.abc import Callable

from joinder.accounts import service as accounts
from joinder.cases.models import Case
from joinder.core import clock
from joinder.core.database import Database
from joinder.evidence.models import Evidence
from joinder.matching import signal_jobs, suspicions
from joinder.reports.models import Report, SetAside
from sqlalchemy import select

from tests.client import Client
from tests.matching.world import OTHER_STORY, STORY, World


def test_a_shared_file_is_found_flagged_reviewed_and_set_aside_with_notice(  # noqa: PLR0915
    db: Database, new_client: Callable[..., Client], client: Client
) -> None:
    with db.write() as session:
        accounts.grant_role(session, World(session).person("mona"), "moderator", None)
    moderator, stranger = new_client("mona@example.org", "en"), new_client("stefan@example.org")
    with db.write() as session:
        world = World(session)
        case = world.case(public=True)
        for name, text in (("anna", STORY), ("ben", OTHER_STORY)):
            report: Report = world.tell(world.person(name), case, text)
            session.add(
                Evidence(
                    reference=f"E{uuid.uuid4().hex[:12]}", report_id=report.id, key_id=report.key_id,
                    kept_by_me=False, received_at=clock.now(), content_hash=b"f" * 32, size=3,
                )
            )  # fmt: skip
        session.flush()
        for _ in range(2):  # looking again changes nothing
            signal_jobs.look(session, case.id)
        case_id, reference = case.id, case.reference
        assert len(suspicions.flagged(session, case_id)) == 2
    house, url = "/api/moderation/signals", f"/api/cases/{reference}/signals"
    assert [client.get(house).status_code, stranger.get(house).status_code, stranger.get(url).status_code] == [
        401, 403, 403,
    ]  # fmt: skip
    (sign,) = moderator.get(house).json()["items"]
    assert (sign["kind"], sign["size"], sign["state"]) == ("same_file", 2, "open")
    assert sign["reasons"][0]["text"] == "2 people sent the same file"
    review = f"{url}/{sign['id']}/review"
    for bad in ({}, {"outcome": "set_aside"}, {"outcome": "nothing", "people": [str(uuid.uuid4())]}):
        assert moderator.post(review, bad).status_code == 422
    wrong = {"outcome": "set_aside", "people": [str(uuid.uuid4())], "reason_code": "coordinated", "reason": "same file"}
    assert moderator.post(review, wrong).json()["code"] == "matching.signal_people"
    body = {"outcome": "set_aside", "people": [sign["people"][0]["membership_id"]], "reason_code": "coordinated"}
    done = moderator.post(review, body | {"reason": "the very same picture"})
    assert done.status_code == 201, done.text
    assert (done.status_code, done.json()["state"], done.json()["reviews"][0]["set_aside"]) == (201, "reviewed", 1)
    assert moderator.post(review, {"outcome": "nothing"}).status_code == 409
    with db.read() as session:
        assert session.scalars(select(SetAside)).one().reason_code == "coordinated"
        assert suspicions.flagged(session, case_id) == set()
    assert moderator.post(f"{url}/{sign['id']}/reopen").json()["state"] == "open"
    with db.write() as session:
        assert len(suspicions.flagged(session, case_id)) == 2
        for item in session.scalars(select(Evidence)):
            session.delete(item)
        session.flush()
        signal_jobs.look(session, session.get_one(Case, case_id).id)
        assert suspicions.flagged(session, case_id) == set()
    assert [one["kind"] for one in moderator.get(f"{house}?state=gone").json()["items"]] == ["same_file"]
