"""Find and propose respondents."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.api.deps import Caller, Lang, ReadSession, allow
from joinder.api.repeats import Once, kept
from joinder.api.schemas import Body
from joinder.cases import audit, respondents
from joinder.cases.models import Respondent
from joinder.core import search
from joinder.core.errors import NotFound
from joinder.statistics.queries import listed_respondent

router = APIRouter(prefix="/api/respondents", tags=["cases"])
SHOWN = 20
A_LIST = 100


class RespondentRead(BaseModel):
    """An organisation complained of; a proposed one is visible to its proposer only by id."""

    id: uuid.UUID
    slug: str
    name: str
    names: dict[str, str]
    aliases: list[str]
    region: str
    status: str
    legal_name: str | None
    registration_code: str | None
    registered_address: str | None


class RespondentPropose(Body):
    """A company that the list does not have."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


def read(row: Respondent, lang: str) -> RespondentRead:
    """Show a respondent in a language."""
    name = row.names.get(lang) or row.names.get("zh") or next(iter(row.names.values()))
    return RespondentRead(
        id=row.id,
        slug=row.slug,
        name=name,
        names=row.names,
        aliases=row.aliases,
        region=row.region,
        status=row.status,
        legal_name=row.legal_name,
        registration_code=row.registration_code,
        registered_address=row.registered_address,
    )


def listed(session: Session, slug: str) -> Respondent:
    """Return a listed respondent; refuse (NotFound) any other."""
    row = listed_respondent(session, slug)
    if row is None:
        raise NotFound("cases.no_respondent")
    return row


@router.get("", dependencies=[allow("respondent.read")])
def find_respondents(
    session: ReadSession,
    lang: Lang,
    q: Annotated[str, Query(max_length=80)] = "",
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> list[RespondentRead]:
    """Find listed respondents by name or alias; without words, a hundred of the list from a place on."""
    query = select(Respondent).where(Respondent.status == "listed")
    if q.strip():
        ids, _ = search.find(session, "respondent", q, None, SHOWN)
        rows = {row.id: row for row in session.scalars(query.where(Respondent.id.in_(ids)))}
        return [read(rows[one], lang) for one in ids if one in rows]
    ordered = query.order_by(Respondent.region, Respondent.slug)
    return [read(row, lang) for row in session.scalars(ordered.offset(offset).limit(A_LIST))]


@router.get("/{slug}", dependencies=[allow("respondent.read")])
def read_respondent(slug: str, session: ReadSession, lang: Lang) -> RespondentRead:
    """Read one listed respondent."""
    return read(listed(session, slug), lang)


@router.post("", dependencies=[allow("case.open")], status_code=201)
def propose_respondent(body: RespondentPropose, session: Once, caller: Caller, lang: Lang) -> RespondentRead:
    """Propose a company; the same name returns the same row, so repeating is harmless."""
    row = respondents.propose(session, body.name, lang)
    if row.status == "proposed":
        audit.write(session, None, caller.actor, "respondent.propose", row.id)
    return kept(session, read(row, lang))
