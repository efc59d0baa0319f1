"""Download of one's own data: one JSON of everything kept about the caller and every own file, as one streamed ZIP."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from joinder.api.deps import Caller, Db, Uow, allow
from joinder.cases import audit
from joinder.core import limits, tokens
from joinder.core.errors import Unauthenticated
from joinder.filings import own_data

router = APIRouter(prefix="/api/me/data", tags=["accounts"])
TICKET = "account.data"
TICKET_SECONDS = 120
DOWNLOADS_A_DAY, DAY = 5, 86_400
tokens.allow_lifetime(TICKET, TICKET_SECONDS)


class DataTicket(BaseModel):
    """Where the archive is fetched, once, within two minutes, in this very session."""

    address: str


@router.post("", dependencies=[allow("account.data")], status_code=201)
def ask_for_data(session: Uow, caller: Caller, response: Response) -> DataTicket:
    """Make a one-use address for the archive of everything kept about the caller; five a day."""
    if caller.session_id is None:
        raise Unauthenticated("accounts.sign_in_first")
    limits.hit(session, "account_data", str(caller.account_id), DOWNLOADS_A_DAY, DAY)
    audit.write(session, None, caller.actor, "account.download", caller.account_id)
    claims = {"sub": str(caller.account_id), "sid": str(caller.session_id)}
    response.headers["Cache-Control"] = "no-store"
    return DataTicket(address=f"/api/me/data/{tokens.sign(TICKET, claims, TICKET_SECONDS)}")


@router.get("/{ticket}", dependencies=[allow("account.data")], response_class=StreamingResponse)
def fetch_data(ticket: Annotated[str, Path(max_length=4096)], database: Db, caller: Caller) -> StreamingResponse:
    """Stream the archive piece by piece; refuses a foreign, used or ended address."""
    claims = tokens.read(TICKET, ticket)
    if (claims["sub"], claims.get("sid")) != (str(caller.account_id), str(caller.session_id)):
        raise tokens.TokenRefused
    with database.write() as session:
        tokens.consume(session, claims)
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="joinder-my-data.zip"'}
    pieces = own_data.archive(database, uuid.UUID(claims["sub"]))
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)
