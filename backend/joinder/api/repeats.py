"""Idempotent creating routes: the same key gets the same answer, another body under it is refused (422)."""

from typing import Annotated, TypeVar

from fastapi import Depends, FastAPI, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.api.deps import IdempotencyKey, OptionalCaller, Uow
from joinder.core import idempotency
from joinder.core.database import Database

Answer = TypeVar("Answer", bound=BaseModel)


class ReplayError(Exception):
    """Raised inside a route whose key was answered before; carries the earlier answer."""

    def __init__(self, status: int, body: bytes) -> None:
        """Keep the earlier answer."""
        super().__init__("replay")
        self.status, self.body = status, body


async def _raw_body(request: Request) -> bytes:
    return await request.body()


def claim_key(
    request: Request,
    session: Uow,
    key: IdempotencyKey,
    body: Annotated[bytes, Depends(_raw_body)],
    identity: OptionalCaller,
) -> Session:
    """Claim the request's key in its own transaction; an answered key ends the request with the earlier answer."""
    actor = idempotency.actor_name(identity.account_id if identity else None, key)
    found = idempotency.claim(session, actor, key, f"{request.method} {request.url.path}", body)
    if found is not None:
        raise ReplayError(found.status, idempotency.answer_of(found))
    return session


Once = Annotated[Session, Depends(claim_key, scope="function")]


def kept(session: Session, answer: Answer, status: int = 201) -> Answer:
    """Keep a creating route's answer under the claimed key, before the commit; returns the answer."""
    session.flush()
    idempotency.keep(session, status, answer.model_dump_json().encode())
    return answer


def answered(database: Database, key: str, route: str, body: BaseModel) -> None:
    """End a visitor's request whose key was answered before, where the work opens transactions of its own."""
    with database.read() as session:
        found = idempotency.earlier(session, idempotency.actor_name(None, key), key, route, _bytes(body))
    if found is not None:
        raise ReplayError(found.status, idempotency.answer_of(found))


def keep_apart(database: Database, key: str, route: str, body: BaseModel, answer: Answer) -> Answer:
    """Keep such a request's answer afterwards; of two at once the one kept first answers both."""
    with database.write() as session:
        found = idempotency.claim(session, idempotency.actor_name(None, key), key, route, _bytes(body))
        if found is not None:
            raise ReplayError(found.status, idempotency.answer_of(found))
        return kept(session, answer)


def _bytes(body: BaseModel) -> bytes:
    return body.model_dump_json().encode()


def install(app: FastAPI) -> None:
    """Answer a replay with the earlier answer."""

    async def replayed(_request: Request, error: Exception) -> Response:
        assert isinstance(error, ReplayError)  # noqa: S101
        headers = {"Idempotent-Replay": "true", "Cache-Control": "no-store"}
        return Response(error.body, error.status, headers, media_type="application/json")

    app.add_exception_handler(ReplayError, replayed)
