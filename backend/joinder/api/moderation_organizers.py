"""Who organizes what, for moderators: by case pseudonym, how and by whom vetted, when they last did something."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from joinder.api.deps import Caller, Cursor, Limit, ReadSession, allow
from joinder.cases import organizers, queries
from joinder.cases.models import Case, Organizer
from joinder.core.paging import Page
from joinder.reports.queries import Pair, pseudonyms

router = APIRouter(prefix="/api", tags=["moderation"])
BY = {"auto": "house", "moderator": "moderator", "invited": "organizer"}
Vetting = Annotated[str | None, Query(pattern="^(declared|auto|moderator|invited)$")]


class OrganizerListed(BaseModel):
    """One appointment or offer; the person only by the pseudonym they have in that very case, if they joined it."""

    id: uuid.UUID
    case_reference: str
    case_title: str
    pseudonym: str | None
    role: str
    vetting: str
    vetted_by: str | None
    vetted_by_me: bool
    vetted_by_pseudonym: str | None
    declared_at: datetime
    appointed_at: datetime | None
    last_active_at: datetime | None
    idle: bool


@router.get("/moderation/organizers", dependencies=[allow("organizer.list")])
def list_organizing(
    session: ReadSession, caller: Caller, vetting: Vetting = None, cursor: Cursor = None, limit: Limit = None
) -> Page[OrganizerListed]:
    """List who organizes a case or offered to, the latest declaration first; refuses (422) an unknown vetting."""
    rows, following = queries.organizing(session, vetting, cursor, limit)
    people = {(row.case_id, one) for row, _ in rows for one in (row.account_id, row.appointed_by) if one}
    names = pseudonyms(session, people)
    items = [_listed(row, case, names, caller.account_id) for row, case in rows]
    return Page(items=items, next_cursor=following)


def _listed(row: Organizer, case: Case, names: dict[Pair, str], reader: uuid.UUID) -> OrganizerListed:
    by = row.appointed_by if row.appointed_at else None
    invited = by if row.vetting == "invited" else None
    return OrganizerListed(
        id=row.id,
        case_reference=case.reference,
        case_title=case.title,
        pseudonym=names.get((row.case_id, row.account_id)),
        role=row.role,
        vetting=row.vetting,
        vetted_by=BY.get(row.vetting),
        vetted_by_me=by == reader,
        vetted_by_pseudonym=names.get((row.case_id, invited)) if invited else None,
        declared_at=row.declared_at,
        appointed_at=row.appointed_at,
        last_active_at=row.last_active_at,
        idle=organizers.is_idle(row),
    )
