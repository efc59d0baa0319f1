"""What a member lets the organizers of a case see: each by name, and one's own name in the group."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, StringConstraints
from sqlalchemy.orm import Session

from joinder.api.deps import Caller, CaseScope, Identity, ReadSession, Scope, Uow, allow
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import queries as case_queries
from joinder.cases.models import Organizer
from joinder.core.errors import NotFound
from joinder.reports import consents, nicknames, queries
from joinder.reports.models import Membership

router = APIRouter(prefix="/api/cases/{reference}", tags=["reports"])
GroupName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=nicknames.LONGEST)]


class ShareBody(Body):
    """Which fields the organizer may see."""

    organizer_id: uuid.UUID
    fields: list[str]


class NicknameBody(Body):
    """One's name in the group; null or nothing removes it."""

    nickname: GroupName | None


class GivenRead(BaseModel):
    """What one organizer, told by the pseudonym they have in this case if they joined it, may see of the caller now."""

    organizer_id: uuid.UUID
    role: str
    pseudonym: str | None
    fields: list[str]


class SharingRead(BaseModel):
    """The caller's name in the group, and what each organizer of the case may see."""

    nickname: str | None
    given: list[GivenRead]


def member_of(session: Session, scope: Scope, caller: Identity) -> Membership:
    """Return the caller's membership of a case; refuse (NotFound) who has none."""
    member = queries.membership(session, scope.case.id, caller.account_id)
    if member is None:
        raise NotFound("reports.no_member")
    return member


def _organizers(session: Session, scope: Scope) -> list[Organizer]:
    return [row for row in case_queries.organizers(session, scope.case.id) if row.appointed_at]


@router.get("/share", dependencies=[allow("report.own")])
def read_sharing(scope: CaseScope, session: ReadSession, caller: Caller, response: Response) -> SharingRead:
    """Read one's name in the group and what each organizer of this case may see; nothing for who is no member."""
    response.headers["Cache-Control"] = "no-store"
    member = queries.membership(session, scope.case.id, caller.account_id)
    if member is None:
        return SharingRead(nickname=None, given=[])
    held = consents.shared_by(session, member.id)
    others = [row for row in _organizers(session, scope) if row.account_id != caller.account_id]
    names = queries.pseudonyms(session, {(row.case_id, row.account_id) for row in others})
    given = [
        GivenRead(
            organizer_id=row.id,
            role=row.role,
            pseudonym=names.get((row.case_id, row.account_id)),
            fields=held.get(str(row.account_id), []),
        )
        for row in others
    ]
    return SharingRead(nickname=member.nickname, given=given)


@router.put("/share", dependencies=[allow("report.own")])
def share_with_organizer(body: ShareBody, scope: CaseScope, session: Uow, caller: Caller) -> Done:
    """Grant fields to one named organizer of this case, replacing an earlier grant; none takes it back."""
    member = member_of(session, scope, caller)
    rows = {row.id: row for row in _organizers(session, scope)}
    if body.organizer_id not in rows:
        raise NotFound("cases.no_offer")
    reader = rows[body.organizer_id].account_id
    consents.share(session, caller.account_id, member.id, reader, body.fields, caller.lang)
    return DONE


@router.put("/nickname", dependencies=[allow("report.own")])
def name_in_group(body: NicknameBody, scope: CaseScope, session: Uow, caller: Caller) -> Done:
    """Give, change or remove one's name in the group; only an organizer to whom it is granted reads it."""
    nicknames.name(session, member_of(session, scope, caller), body.nickname)
    return DONE
