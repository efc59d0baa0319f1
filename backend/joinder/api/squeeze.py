"""Compresses text answers on the way out, but never beside a secret."""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from joinder.api.deps import cookie_name

SMALLEST = 1024
LEVEL = 6
KINDS = ("text/html", "text/css", "text/javascript", "text/csv", "application/json", "application/xml", "image/svg+xml")


class Squeezed:
    """Gzip for whole text answers to somebody nobody is signed in as.

    An answer that holds a person's own words or keys is sent as it is: its length, compressed beside
    what a stranger can make the browser send, would tell about it (BREACH).
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        headers = Headers(scope=scope) if scope["type"] == "http" else None
        if headers is None or scope["method"] != "GET" or _known(headers) or "gzip" not in _taken(headers):
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Sender(send))


class _Sender:
    """Holds the start of an answer back until its first body shows whether that is all."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        start, self.start = self.start, None
        if start is None or message["type"] != "http.response.body":
            await self.send(message)
            return
        headers = MutableHeaders(scope=start)
        if _fits(start, headers):
            headers.add_vary_header("Accept-Encoding")
            if not message.get("more_body", False) and len(message.get("body", b"")) >= SMALLEST:
                message["body"] = gzip.compress(message["body"], LEVEL, mtime=0)
                headers["Content-Encoding"] = "gzip"
                if headers.get("etag", "").startswith('"'):
                    headers["ETag"] = f"W/{headers['etag']}"
                headers["Content-Length"] = str(len(message["body"]))
        await self.send(start)
        await self.send(message)


def _known(headers: Headers) -> bool:
    return f"{cookie_name()}=" in headers.get("cookie", "") or "authorization" in headers


def _taken(headers: Headers) -> str:
    return headers.get("accept-encoding", "").lower()


def _fits(start: Message, headers: MutableHeaders) -> bool:
    kind = headers.get("content-type", "").partition(";")[0]
    return start["status"] == 200 and kind in KINDS and "content-encoding" not in headers  # noqa: PLR2004
