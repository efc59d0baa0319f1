"""Refusals as problem+json (RFC 9457): a stable code and a sentence in the caller's language."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from joinder.api.deps import request_lang
from joinder.core import texts
from joinder.core.errors import Refusal

log = structlog.get_logger("api")
TITLES = {
    401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 410: "Gone",
    413: "Content Too Large", 422: "Unprocessable Content", 429: "Too Many Requests", 500: "Internal Server Error",
    503: "Service Unavailable", 507: "Insufficient Storage",
}  # fmt: skip


def problem(request: Request, status: int, code: str, params: dict[str, Any], field: str | None = None) -> JSONResponse:
    """Build one problem answer."""
    lang = request_lang(request)
    content = {
        "type": f"/docs/errors#{code}", "title": TITLES.get(status, "Error"), "status": status, "code": code,
        "detail": texts.error_text(code, lang, params), "field": field,
    }  # fmt: skip
    content.update({key: value for key, value in params.items() if key in ("left", "retry_after", "where", "line")})
    headers = {"Content-Language": lang, "Cache-Control": "no-store"}
    if "retry_after" in params:
        headers["Retry-After"] = str(params["retry_after"])
    return JSONResponse(content, status, headers, media_type="application/problem+json")


def failed(request: Request, error: Exception) -> JSONResponse:
    """Log a fault and build its answer; the middleware gives it, so that it is counted like any other."""
    request_id = request.state.request_id
    log.error("request.failed", error=type(error).__name__, request_id=request_id, exc_info=error)
    return problem(request, 500, "core.internal", {"request_id": request_id})


def install(app: FastAPI) -> None:
    """Answer every refusal and bad body of an application as problem+json."""

    async def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, Refusal)  # noqa: S101
        return problem(request, error.status, error.code, error.params, error.field)

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        if where == "Idempotency-Key":
            return problem(request, 422, "core.idempotency_missing", {}, "Idempotency-Key")
        if first["type"] == "string_too_long":
            limit = first["ctx"]["max_length"]
            return problem(request, 422, "core.text_too_long", {"where": where, "limit": limit}, where)
        return problem(request, 422, "core.invalid_body", {"where": where}, where)

    async def http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101
        codes = {404: "core.not_found", 405: "core.method_not_allowed", 413: "core.body_too_large"}
        return problem(request, error.status_code, codes.get(error.status_code, "core.unavailable"), {})

    async def busy(request: Request, error: Exception) -> JSONResponse:
        log.warning("database.unavailable", error=type(error).__name__)
        return problem(request, 503, "core.unavailable", {"retry_after": 5})

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(OperationalError, busy)
    app.add_exception_handler(PoolTimeoutError, busy)
