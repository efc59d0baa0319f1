"""A real OpenAI-compatible `/v1/embeddings` endpoint on loopback that can be told to misbehave."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joinder.core.settings import get_settings

WIDTH = 8


def vector(text: str) -> list[float]:
    """Return an honest if simple vector: how often eight kinds of character stand in a text."""
    return [float(sum(ord(char) % WIDTH == kind for char in text)) + 0.01 for kind in range(WIDTH)]


def honest(body: dict[str, Any]) -> bytes:
    rows = [{"object": "embedding", "index": n, "embedding": vector(t)} for n, t in enumerate(body["input"])]
    return json.dumps({"object": "list", "data": rows[::-1], "model": body["model"]}).encode()


class Endpoint:
    """What the server got and how it answers."""

    def __init__(self) -> None:
        self.url = ""
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.paths: list[str] = []
        self.status = 200
        self.wait = 0.0
        self.answer: Callable[[dict[str, Any]], bytes] = honest


@contextmanager
def running() -> Iterator[Endpoint]:
    """Serve until the end of the block."""
    state = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.bodies.append(body)
            state.keys.append(self.headers["Authorization"])
            state.paths.append(self.path)
            time.sleep(state.wait)
            content = state.answer(body)
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def choose(monkeypatch: pytest.MonkeyPatch, kind: str, **values: object) -> None:
    """Set the house up with an encoder."""
    for name, value in {"": kind, **{f"_{name}": value for name, value in values.items()}}.items():
        monkeypatch.setenv(f"JOINDER_EMBEDDER{name.upper()}", str(value))
    get_settings.cache_clear()
