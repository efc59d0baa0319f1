"""The real server as a process on loopback, to be loaded and killed; a small asyncio HTTP client beside it."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path
from typing import Any


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One server process on one data directory and database."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.port = free_port()
        self.folder = folder
        self.module = "joinder"
        self.environment = os.environ | {
            "JOINDER_DATA_DIR": str(folder / "data"),
            "JOINDER_KEY_FILE": str(folder / "root.key"),
            "JOINDER_DATABASE_URL": database_url,
            "JOINDER_PORT": str(self.port),
            "JOINDER_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "JOINDER_LOG_LEVEL": "ERROR",
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, not at each of thirty starts
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it is ready."""
        command = [sys.executable, "-m", self.module, "serve"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("The server did not start.")

    def kill(self) -> None:
        """End it as a power cut of the process would: SIGKILL."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it kindly."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


async def request(
    port: int, method: str, path: str, body: bytes = b"", *, token: str = "", headers: dict[str, str] | None = None
) -> tuple[int, Any]:
    """Send one request over a fresh connection; raises OSError when the server is not there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        lines = {
            "Host": f"127.0.0.1:{port}", "Content-Length": str(len(body)), "Connection": "close",
            "Content-Type": "application/json", "Cookie": f"joinder={token}",
        } | (headers or {})  # fmt: skip
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items())
        writer.write(head.encode() + b"\r\n" + body)
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    if not answer:
        raise ConnectionResetError("no answer")
    top, _, rest = answer.partition(b"\r\n\r\n")
    status = int(top.split(b" ", 2)[1])
    if b"transfer-encoding: chunked" in top.lower():
        rest = b"".join(rest.split(b"\r\n")[1::2])
    try:
        return status, json.loads(rest)
    except ValueError:
        return status, None


def key() -> dict[str, str]:
    """Return a fresh idempotency key header."""
    return {"Idempotency-Key": uuid.uuid4().hex}
