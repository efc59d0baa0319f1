"""What happens around every request: id, log line, security headers, origin check, size of bodies, NUL characters."""

import json
import re
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from joinder.api import problems
from joinder.core import texts
from joinder.core.settings import get_settings

log = structlog.get_logger("http")
REQUESTS = Counter("joinder_http_requests_total", "Requests by method and status class.", ["method", "status"])
SECONDS = Histogram("joinder_http_seconds", "Time to answer.", ["method"])
BODY_LIMIT = 1024 * 1024
CSP = (
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "geolocation=(), microphone=(), payment=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
# Files come as raw bodies, whose routes stream them and have limits of their own.
RAW = re.compile(r"/api/(me/reports/[^/]+/evidence|cases/[^/]+/(imports|filings/[^/]+/proofs/file))")


class BodyRefusedError(Exception):
    """A body that no route may read: status and code say why."""

    def __init__(self, status: int, code: str) -> None:
        """Keep the answer."""
        super().__init__(code)
        self.status, self.code = status, code


class Around:
    """The one middleware; pure ASGI, so that streamed uploads stay streamed."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, started = uuid.uuid4().hex, time.perf_counter()
        scope.setdefault("state", {})["request_id"] = request_id
        status = [0]  # of the answer that has begun
        sender = _sender(send, status, request_id, api=scope["path"].startswith("/api/"))
        headers = Headers(scope=scope)
        try:
            await self._answer(scope, receive, sender, headers)
        except Exception as error:
            if status[0]:
                raise
            await problems.failed(Request(scope), error)(scope, receive, sender)
        finally:
            _note(scope, status[0], time.perf_counter() - started)

    async def _answer(self, scope: Scope, receive: Receive, sender: Send, headers: Headers) -> None:
        if scope["method"] not in SAFE and _cross_site(headers):
            await _refuse(sender, headers, 403, "core.cross_site", {})
        elif "\0" in scope["path"]:
            await _refuse(sender, headers, 404, "core.not_found", {})
        elif b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
            await _refuse(sender, headers, 422, "core.nul_character", {})
        else:
            await self._pass(scope, receive, sender, headers)

    async def _pass(self, scope: Scope, receive: Receive, sender: Send, headers: Headers) -> None:
        try:
            if scope["method"] not in SAFE and not RAW.fullmatch(scope["path"]):
                receive = await _read(receive, headers)
        except BodyRefusedError as error:
            await _refuse(sender, headers, error.status, error.code, {"limit": "1 MiB"})
        else:
            await self.app(scope, receive, sender)


def _note(scope: Scope, status: int, seconds: float) -> None:
    status = status or 500
    REQUESTS.labels(scope["method"], f"{status // 100}xx").inc()
    SECONDS.labels(scope["method"]).observe(seconds)
    path = getattr(scope.get("route"), "path", "unmatched")
    request_id = scope["state"]["request_id"]
    log.info("request", method=scope["method"], route=path, status=status, ms=round(seconds * 1000, 1), id=request_id)


def _sender(send: Send, status: list[int], request_id: str, *, api: bool) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            status[0] = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name not in headers:
                    headers[name] = value
            headers["x-request-id"] = request_id
            if api:  # crawlers may read it for a page that asks, and list the page alone
                headers["x-robots-tag"] = "noindex"
            if get_settings().secure_cookies:
                headers["strict-transport-security"] = "max-age=63072000; includeSubDomains"
        await send(message)

    return sender


def _cross_site(headers: Headers) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    return origin != get_settings().public_url and urlsplit(origin).netloc != headers.get("host")


async def _read(receive: Receive, headers: Headers) -> Receive:
    """Read a body of at most 1 MiB whole, and hand it on; refuse a longer one and one with NUL characters."""
    if _declared(headers) > BODY_LIMIT:
        raise BodyRefusedError(413, "core.body_too_large")
    parts: list[Message] = []
    seen, more = 0, True
    while more:
        message = await receive()
        parts.append(message)
        seen += len(message.get("body", b""))
        if seen > BODY_LIMIT:
            raise BodyRefusedError(413, "core.body_too_large")
        more = message["type"] == "http.request" and message.get("more_body", False)
    if _has_nul(b"".join(part.get("body", b"") for part in parts)):
        raise BodyRefusedError(422, "core.nul_character")
    waiting = iter(parts)

    async def again() -> Message:
        return next(waiting, None) or await receive()

    return again


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdecimal() else 0


def _has_nul(body: bytes) -> bool:
    """Tell whether a body holds U+0000, itself or as JSON writes it; PostgreSQL keeps no text with it."""
    if b"\0" in body:
        return True
    if b"\\u0000" not in body:
        return False
    try:
        waiting: list[Any] = [json.loads(body)]
    except (ValueError, RecursionError):
        return False
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and "\0" in value:
            return True
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
        if isinstance(value, list):
            waiting += value
    return False


async def _refuse(send: Send, headers: Headers, status: int, code: str, params: dict[str, object]) -> None:
    lang = texts.choose_lang(headers.get("accept-language"), get_settings().default_lang)
    content = {
        "type": f"/docs/errors#{code}",
        "title": "Refused",
        "status": status,
        "code": code,
        "detail": texts.error_text(code, lang, params),
        "field": None,
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    start = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})
