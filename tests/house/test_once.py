"""Sent twice, done once: every route that creates something takes an idempotency key, and the web app sends it."""

import re
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute
from joinder.app import routes_of

FRONTEND = Path(__file__).parents[2] / "frontend" / "src"
WITHOUT = {
    "/api/sign-in/codes": "keeps nothing for anybody: a second request must send a second code, within its limits",
    "/api/me/data": "keeps nothing: an address that works once, for two minutes; asking again makes another",
}


def creating(app: FastAPI) -> list[APIRoute]:
    return [route for route in routes_of(app.routes) if "POST" in route.methods and route.status_code in (201, 202)]


def test_every_creating_route_requires_a_key(built_app: FastAPI) -> None:
    described = built_app.openapi()["paths"]
    without: set[str] = set()
    for route in creating(built_app):
        parameters = described[route.path]["post"].get("parameters", [])
        keys = [one for one in parameters if one["in"] == "header" and one["name"] == "Idempotency-Key"]
        if not (keys and keys[0]["required"]):
            without.add(route.path)
    assert without == set(WITHOUT)
    assert len(creating(built_app)) > 30
    assert all(WITHOUT.values())


def test_a_post_that_answers_200_creates_nothing_to_keep(built_app: FastAPI) -> None:
    paths = {route.path for route in routes_of(built_app.routes) if "POST" in route.methods} - {
        route.path for route in creating(built_app)
    }
    making = re.compile(r"(tokens|recovery-code|invitations|reports|flags|replies|drafts|letters|filings|imports)$")
    assert [path for path in paths if making.search(path)] == []


def test_the_web_apps_client_puts_a_key_on_every_post() -> None:
    client = (FRONTEND / "api" / "client.ts").read_text()
    assert re.search(r'request\.method === "POST" && !request\.headers\.has\("Idempotency-Key"\)', client)
    assert 'headers.set("Idempotency-Key", newKey())' in client
    others = [
        path.name
        for path in FRONTEND.rglob("*.ts*")
        if ".test." not in path.name and re.search(r"\.open\(\"POST\"|method: \"POST\"", path.read_text())
    ]
    assert all("Idempotency-Key" in (FRONTEND / "api" / name).read_text() for name in others), others
