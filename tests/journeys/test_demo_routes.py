"""Reading routes on things that exist: 200 for whom the table allows, 401 or 403 for others, 404 for a wrong id."""

import re
import uuid

import pytest
from fastapi.routing import APIRoute
from joinder.accounts.policy import policy
from joinder.accounts.service import account_for
from joinder.api.deps import action_of
from joinder.api.rooms import routers

from tests.client import Client
from tests.journeys.demo_copy import CONTACTS, real

pytestmark = pytest.mark.xdist_group("demo")
HERE = {"organizer", "co_organizer", "participant", "respondent_representative"}
# Made on demand, or not in the demo: tickets, links, packs, drafts, rejected rows. Each has its own test.
ELSEWHERE = {
    "/api/me/data/{ticket}",
    "/api/evidence/tickets/{ticket}",
    "/api/claims/{token}",
    "/api/public/v1/patterns/{pattern}/releases/{number}",
    "/api/me/packs/{pack}",
    "/api/cases/{reference}/letters/{letter}/preview.pdf",
    "/api/cases/{reference}/imports/{batch}/rejects",
    "/api/cases/{reference}/filings/{filing}/proofs/{proof}/file",
}
# A member shares files with an organizer by name; nobody named the one who came later.
NEEDS_A_GRANT = {("/api/cases/{reference}/evidence/{evidence_id}/derivative", "co_organizer")}


def reading() -> list[tuple[str, frozenset[str]]]:
    """Return every reading route of the API and who may use it."""
    return [
        (route.path, policy()[action_of(route.dependencies) or ""])
        for router in routers()
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods and route.path not in ELSEWHERE
    ]


def held(path: str, role: str) -> set[str]:
    """Return the role and what its bearer also is there: everybody signed in is a member, organizers joined too."""
    if role == "visitor":
        return {"visitor"}
    also = {"participant"} if role == "organizer" else set()
    return {"visitor", "member", role} | also if "/cases/{reference}" in path else {"visitor", "member", role} - HERE


def answers(clients: dict[str, Client], path: str, **changes: str) -> dict[str, int]:
    """Ask a route as everybody, about things that exist but for what is changed; returns the statuses."""
    with clients["visitor"].database.read() as session:
        member = account_for(session, CONTACTS["participant"] or "", "zh").id
        values = real(session, path, member) | changes
    address = re.sub(r"{(\w+)}", lambda found: values[found.group(1)], path)
    return {role: client.get(address).status_code for role, client in clients.items()}


def test_whom_the_table_allows_reads_what_exists_and_nobody_else_does(clients: dict[str, Client]) -> None:
    wrong: list[str] = []
    for path, allowed in reading():
        own = "/me/" in path and "{" in path
        for role, status in answers(clients, path).items():
            through = bool(allowed & held(path, role)) and (not own or role == "participant")
            through = through and (path, role) not in NEEDS_A_GRANT
            wanted = 200 if through else 401 if role == "visitor" else 404 if own else 403
            if status != wanted:
                wrong.append(f"{path} as {role}: {status}, wanted {wanted}")
    assert wrong == [], "\n".join(wrong)


def test_an_id_that_nobody_has_is_not_found(clients: dict[str, Client]) -> None:
    few = {role: clients[role] for role in ("visitor", "participant", "organizer", "moderator")}
    wrong: list[str] = []
    for path, allowed in reading():
        named = re.findall(r"{(\w+)}", path)
        if not named or named[-1] in ("form", "object_id"):  # what nothing was done to has an empty trail
            continue
        unknown = "9999" if named[-1] == "number" else str(uuid.uuid4())
        for role, status in answers(few, path, **{named[-1]: unknown}).items():
            if allowed & held(path, role) and status not in (404, 422):
                wrong.append(f"{path} as {role}: {status}")
    assert wrong == [], "\n".join(wrong)
