"""Default deny: every route has one policy row; roles and relations get 401, 403, 404 or through."""

import re
import uuid
from collections.abc import Callable

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from joinder.accounts.policy import policy
from joinder.api.deps import action_of
from joinder.app import refuse_open_routes
from joinder.core.database import Database

from tests import world
from tests.client import Client

ROLES = ("visitor", "member", "participant", "organizer", "respondent_representative", "moderator", "admin")
HELD = {
    "visitor": frozenset[str](),
    "member": frozenset({"member"}),
    "participant": frozenset({"member", "participant"}),
    "organizer": frozenset({"member", "organizer", "participant"}),
    "respondent_representative": frozenset({"member", "respondent_representative"}),
    "moderator": frozenset({"member", "moderator"}),
    "admin": frozenset({"member", "admin"}),
}


def api_routes(app: FastAPI) -> list[APIRoute]:
    from joinder.api.rooms import routers

    return [route for router in routers() for route in router.routes if isinstance(route, APIRoute)]


def test_every_route_has_exactly_one_action_with_a_policy_row(built_app: FastAPI) -> None:
    routes = api_routes(built_app)
    assert len(routes) > 80
    assert [r.path for r in routes if action_of(r.dependencies) is None] == []


def test_a_route_without_policy_makes_start_up_fail() -> None:
    app, router = FastAPI(), APIRouter()
    router.add_api_route("/api/open", lambda: {}, methods=["GET"])
    app.include_router(router)
    with pytest.raises(RuntimeError, match="/api/open"):
        refuse_open_routes(app)


def test_no_policy_row_is_without_a_route(built_app: FastAPI) -> None:
    used = {action_of(route.dependencies) for route in api_routes(built_app)}
    assert set(policy()) - used == set()


def test_a_changing_route_never_carries_a_reading_action(built_app: FastAPI) -> None:
    for route in api_routes(built_app):
        action = action_of(route.dependencies) or ""
        if route.methods & {"PUT", "PATCH", "DELETE"}:
            assert not action.endswith((".read", ".list", ".find")), route.path


@pytest.fixture
def people(db: Database, new_client: Callable[..., Client], app: FastAPI) -> tuple[str, dict[str, Client]]:
    """One public case and a signed-in browser for every role and relation to it."""
    from joinder.accounts import service as accounts
    from joinder.cases.models import Representative
    from joinder.core import clock

    with db.write() as session:
        case = world.make_case(session)
        world.join(session, case, "participant@example.org")
        world.join(session, case, "organizer@example.org")
        world.organizer(session, case)
        by = world.moderator(session)
        accounts.grant_role(session, world.account(session, "admin@example.org"), "admin", None)
        person = world.account(session, "respondent_representative@example.org")
        session.add(
            Representative(
                account_id=person.id, respondent_id=case.respondent_id, verified_by=by.id, verified_at=clock.now()
            )
        )
        reference = case.reference
    clients = {role: new_client(None if role == "visitor" else f"{role}@example.org") for role in ROLES}
    return reference, clients


def filled(path: str, reference: str) -> str:
    path = path.replace("{reference}", reference)
    path = re.sub(r"{(name)}", "terms", path)
    return re.sub(r"{\w+}", str(uuid.uuid4()), path)


@pytest.mark.postgres_proves
def test_every_route_answers_every_role_as_the_table_says(people: tuple[str, dict[str, Client]], app: FastAPI) -> None:
    reference, clients = people
    wrong: list[str] = []
    for route in api_routes(app):
        action = action_of(route.dependencies) or ""
        if action == "account.own" and route.methods & {"DELETE"}:
            continue  # signs the browser out for good; tested in its own place
        allowed = policy()[action]
        for role, client in clients.items():
            method = next(iter(route.methods))
            status = client.request(method, filled(route.path, reference)).status_code
            held = HELD[role] if route.path.startswith("/api/cases/{reference}") else HELD[role] & {
                "member", "moderator", "admin",
            }  # fmt: skip
            through = "visitor" in allowed or bool(allowed & held)
            expected = "through" if through else ("401" if role == "visitor" else "403")
            got = str(status) if status in (401, 403) else "through"
            if status >= 500 or (got != expected and not (through and role == "visitor" and status == 401)):
                wrong.append(f"{method} {route.path} as {role}: {status}, wanted {expected}")
    assert wrong == []


def test_a_hidden_case_is_not_there_for_outsiders(
    db: Database, new_client: Callable[..., Client], app: FastAPI
) -> None:
    from joinder.cases import service
    from joinder.cases.audit import HOUSE

    with db.write() as session:
        case = world.make_case(session)
        world.join(session, case, "participant@example.org")
        service.hide(session, case, HOUSE, "personal_data")
        reference = case.reference
    outsider, participant = new_client("stranger@example.org"), new_client("participant@example.org")
    for route in api_routes(app):
        if route.path.startswith("/api/cases/{reference}"):
            method = next(iter(route.methods))
            assert outsider.request(method, filled(route.path, reference)).status_code == 404, route.path
    assert participant.get(f"/api/cases/{reference}").status_code == 200
