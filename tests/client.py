"""A synchronous client over the real application, and the few steps that most journeys begin with."""

import re
import uuid
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from joinder.accounts.models import SignInChallenge
from joinder.api.rooms import load_rooms
from joinder.app import assemble
from joinder.core import crypto, messages, sealed
from joinder.core.database import Database
from joinder.core.logs import configure
from sqlalchemy import select
from sqlalchemy.orm import Session

ORIGIN = "http://127.0.0.1:8000"


class Client:
    """One browser: keeps its cookies, speaks to the application without a network."""

    def __init__(self, portal: BlockingPortal, app: FastAPI, lang: str = "zh", address: str = "127.0.0.1") -> None:
        self.portal, self.app, self.database = portal, app, app.state.database
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 50000))
        headers = {"Accept-Language": lang, "Origin": ORIGIN}
        self.http = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)

    def request(self, method: str, url: str, **options: Any) -> httpx.Response:
        """Send one request; creating POSTs get a fresh idempotency key unless one is given."""
        headers = dict(options.pop("headers", {}))
        if method == "POST":
            headers.setdefault("Idempotency-Key", uuid.uuid4().hex)

        async def send() -> httpx.Response:
            return await self.http.request(method, url, headers=headers, **options)

        return self.portal.call(send)

    def get(self, url: str, **options: Any) -> httpx.Response:
        return self.request("GET", url, **options)

    def post(self, url: str, json: Any = None, **options: Any) -> httpx.Response:
        return self.request("POST", url, json=json, **options)

    def delete(self, url: str, **options: Any) -> httpx.Response:
        return self.request("DELETE", url, **options)

    def put(self, url: str, json: Any = None, **options: Any) -> httpx.Response:
        return self.request("PUT", url, json=json, **options)

    def sign_in(self, contact: str) -> uuid.UUID:
        """Sign in by the code that was really sent."""
        sent = self.post("/api/sign-in/codes", {"contact": contact})
        assert sent.status_code == 201, sent.text
        challenge = sent.json()["challenge_id"]
        code = code_for(self.database, challenge)
        answer = self.post("/api/sign-in/code", {"challenge_id": challenge, "code": code})
        assert answer.status_code == 200, answer.text
        return uuid.UUID(answer.json()["account_id"])


def build_app() -> FastAPI:
    """Assemble the application without running jobs; its database is set by each test."""
    load_rooms()
    configure("CRITICAL")
    return assemble(Database("sqlite:////nonexistent/never-opened.db"), runs_jobs=False)


def code_for(database: Database, challenge_id: str) -> str:
    """Return the six digits that were really sent for a challenge."""
    with database.read() as session:
        wanted = session.get_one(SignInChallenge, uuid.UUID(challenge_id)).code_hash
        for body in bodies(session):
            found = re.search(r"\b(\d{6})\b", body)
            if found and crypto.keyed_hash("sign-in-code", f"{challenge_id}:{found.group(1)}") == wanted:
                return found.group(1)
    raise AssertionError("No message carries this challenge's code.")


def bodies(session: Session) -> list[str]:
    """Return the text of every queued message."""
    rows = list(session.scalars(select(messages.OutMessage)))
    sealed.preload(session, rows)
    return [row.body for row in rows if row.body]
