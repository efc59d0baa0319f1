"""Every paged list refuses a cursor that this house did not make; enumerated from the application itself."""

import base64
import json
import uuid
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from joinder.accounts import service as accounts
from joinder.app import routes_of
from joinder.core.database import Database

from tests import world
from tests.client import Client

ID = str(uuid.uuid4())


def made(*keys: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")


MALFORMED = [
    "nonsense", "é", "[" * 390, made(), made("x", "y"), made(1, 2, 3), made(None, None),
    made("2026-11-02", "not-an-id"), made("a\0b", ID), made("\ud800", ID),
    made(10**60, ID), made(float("nan"), ID), made({"a": 1}, ID), made("a\0b"), made(["x"]), made("\ud800"),
]  # fmt: skip
ODD = [made("x"), made("0001-01-01T00:00:00+14:00", ID)]  # sound for some lists, malformed for others


def test_every_list_refuses_every_malformed_cursor(db: Database, app: FastAPI, new_client: Callable[..., Client]):
    with db.write() as session:
        case = world.make_case(session)
        world.join(session, case, "organizer@example.org")
        world.organizer(session, case)
        accounts.grant_role(session, world.account(session, "organizer@example.org"), "admin", None)
        reference = case.reference
    client = new_client("organizer@example.org")
    lists = [
        route.path
        for route in routes_of(app.routes)
        if "GET" in route.methods and any(one.alias == "cursor" for one in route.dependant.query_params)
    ]
    assert len(lists) >= 8
    fills = {"reference": reference, "slug": "skylark", "object_id": ID}
    for path in lists:
        url = path.format_map(fills)
        assert client.get(url).status_code == 200, url
        for extra in ({}, {"q": "提现"}) if path in ("/api/cases", "/api/respondents") else ({},):
            for cursor in MALFORMED:
                answer = client.get(url, params={"cursor": cursor, **extra})
                assert answer.status_code == 422, (path, cursor, answer.status_code)
                assert answer.json()["code"] in ("core.bad_cursor", "core.invalid_body"), (path, cursor)
            for cursor in ODD:
                assert client.get(url, params={"cursor": cursor, **extra}).status_code in (200, 422), (path, cursor)
