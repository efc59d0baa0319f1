"""Following a public case by mail: ask, confirm, stop; and one's own list. How many follow is never told."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints

from joinder.accounts import challenges, contacts
from joinder.accounts.models import Account
from joinder.api.deps import Caller, CaseScope, Lang, OptionalCaller, ReadSession, Uow, address_of, allow, live_case
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import followers
from joinder.cases.lifecycle import is_listed
from joinder.core import limits
from joinder.core.errors import NotFound

router = APIRouter(prefix="/api", tags=["cases"])
AN_HOUR = 3600


class FollowCreate(Body):
    """Where news go; without an address, a signed-in person's own."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)] | None = None


class FollowAsked(BaseModel):
    """Whether the case is followed now, or a mail waits to be confirmed."""

    state: Literal["following", "asked"]


class FollowLink(Body):
    """The secret part of a link from a message."""

    token: str = Field(min_length=20, max_length=4096)


class FollowRead(BaseModel):
    """Which public case a link or a list entry is about; no case when it is not public any more."""

    confirmed: bool
    case: str | None
    title: str | None
    lang: str | None


def _read(row: followers.Follower, case: followers.Case) -> FollowRead:
    public = is_listed(case.visibility)
    return FollowRead(
        confirmed=row.confirmed_at is not None,
        case=case.reference if public else None,
        title=case.title if public else None,
        lang=case.lang if public else None,
    )


@router.post("/cases/{reference}/follows", dependencies=[allow("case.follow")], status_code=201)
def follow_case(
    request: Request, body: FollowCreate, scope: CaseScope, session: Once, caller: OptionalCaller, lang: Lang
) -> FollowAsked:
    """Follow a public case: at once by one's own verified address, else after the confirmation that is mailed."""
    case = live_case(session, scope)
    if body.email is None and caller is not None and "member" in caller.roles:
        followers.follow(session, case, session.get_one(Account, caller.account_id))
        return kept(session, FollowAsked(state="following"))
    contact = contacts.parse(body.email or "")
    challenges.refuse_unreached("email")
    limits.hit(session, "follow_address", address_of(request), 20, AN_HOUR)
    limits.hit(session, "follow_email", contact.canonical, 5, AN_HOUR)
    followers.ask(session, case, body.email or "", lang)
    return kept(session, FollowAsked(state="asked"))


@router.post("/follows/read", dependencies=[allow("follow.by_link")])
def read_follow(body: FollowLink, session: ReadSession, response: Response) -> FollowRead:
    """Read which case a link from a message is about."""
    response.headers["Cache-Control"] = "no-store"
    return _read(*followers.by_token(session, body.token))


@router.post("/follows/confirm", dependencies=[allow("follow.by_link")])
def confirm_follow(body: FollowLink, session: Uow) -> FollowRead:
    """Confirm with the link of the message that one wants to hear; again is harmless."""
    row, case = followers.by_token(session, body.token)
    followers.confirm(session, row)
    return _read(row, case)


@router.post("/follows/end", dependencies=[allow("follow.by_link")])
def end_follow(body: FollowLink, session: Uow) -> Done:
    """Stop with the link of any message; the address is erased."""
    row, _case = followers.by_token(session, body.token)
    followers.end(session, row)
    return DONE


@router.get("/me/follows", dependencies=[allow("follow.own")])
def list_own_follows(session: ReadSession, caller: Caller, response: Response) -> list[FollowRead]:
    """List what one follows."""
    response.headers["Cache-Control"] = "no-store"
    return [_read(row, case) for row, case in followers.own(session, caller.account_id)]


@router.delete("/me/follows/{case}", dependencies=[allow("follow.own")])
def end_own_follow(case: str, session: Uow, caller: Caller) -> Done:
    """Stop following one case; refuses one that is not followed."""
    for row, followed in followers.own(session, caller.account_id):
        if followed.reference == case.upper():
            followers.end(session, row)
            return DONE
    raise NotFound("cases.no_case")
