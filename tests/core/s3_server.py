"""A real S3 interface in a process of its own on loopback, for tests."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url):
    try:
        httpx.get(url, timeout=1, trust_env=False)
    except httpx.TransportError:
        return False
    return True


@contextmanager
def s3_server(bucket):
    """Run the server, make one bucket and give the address."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            if answers(url):
                break
            time.sleep(0.1)
        httpx.put(f"{url}/{bucket}", timeout=5, trust_env=False).raise_for_status()
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)
