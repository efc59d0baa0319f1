"""The evidence resource over HTTP: the real router, refusals and middleware, and signed-in people."""

import socket
import threading
import time
import uuid
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI
from joinder.accounts import service as accounts
from joinder.accounts import sessions
from joinder.api import evidence, middleware, problems, repeats


def make_app(db):
    app = FastAPI()
    app.state.database = db
    problems.install(app)
    repeats.install(app)
    app.include_router(evidence.router)
    app.add_middleware(middleware.Around)
    return app


def cookie_of(db, account, role=None):
    with db.write() as session:
        live = session.merge(account)
        if role:
            accounts.grant_role(session, live, role, None)
        return sessions.open_session(session, live, "test")


def client_of(url, cookie=None):
    """A browser at this address, signed in with this cookie."""
    cookies = {"joinder": cookie} if cookie else {}
    hooks = {"request": [with_key]}
    headers = {"Accept-Language": "en"}
    return httpx.Client(base_url=url, cookies=cookies, headers=headers, trust_env=False, timeout=60, event_hooks=hooks)


def with_key(request):
    """Give a POST an idempotency key, as the web app does, unless it has one."""
    if request.method == "POST":
        request.headers.setdefault("Idempotency-Key", uuid.uuid4().hex)


@contextmanager
def served(db):
    """A real server on loopback; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(make_app(db), host="127.0.0.1", port=port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield httpx.URL(f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join(timeout=10)
