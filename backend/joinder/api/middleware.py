"""What happens around every request: id, log line, security headers, origin check, size of JSON bodies."""

import json
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from joinder.core import texts
from joinder.core.settings import get_settings

log = structlog.get_logger("http")
REQUESTS = Counter("joinder_http_requests_total", "Requests by method and status class.", ["method", "status"])
SECONDS = Histogram("joinder_http_seconds", "Time to answer.", ["method"])
JSON_LIMIT = 1024 * 1024
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


class TooLargeError(Exception):
    """A JSON body went past the limit."""


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
        status = [500]
        sender = _sender(send, status, request_id)
        headers = Headers(scope=scope)
        if scope["method"] not in SAFE and _cross_site(headers):
            await _refuse(sender, headers, 403, "core.cross_site", {})
        else:
            try:
                await self.app(scope, _limited(receive, headers), sender)
            except TooLargeError:
                await _refuse(sender, headers, 413, "core.body_too_large", {"limit": "1 MiB"})
        seconds = time.perf_counter() - started
        REQUESTS.labels(scope["method"], f"{status[0] // 100}xx").inc()
        SECONDS.labels(scope["method"]).observe(seconds)
        route: Any = scope.get("route")
        path = getattr(route, "path", "unmatched")
        log.info(
            "request", method=scope["method"], route=path, status=status[0], ms=round(seconds * 1000, 1), id=request_id
        )


def _sender(send: Send, status: list[int], request_id: str) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            status[0] = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name not in headers:
                    headers[name] = value
            headers["x-request-id"] = request_id
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
    return origin != get_settings().public_url.rstrip("/") and urlsplit(origin).netloc != headers.get("host")


def _limited(receive: Receive, headers: Headers) -> Receive:
    if not headers.get("content-type", "").startswith("application/json"):
        return receive
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > JSON_LIMIT:
            raise TooLargeError
        return message

    return limited


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
