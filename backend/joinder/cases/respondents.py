"""Verbs about the organisations complained of: list from reference data, propose, find, moderate."""

import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.models import Respondent
from joinder.cases.references import new_reference
from joinder.core import clock, crypto, search
from joinder.core.errors import Conflict, Invalid, NotFound

NAME_MAX = 80


def lock(session: Session, respondent_id: uuid.UUID) -> None:
    """Let what is told about one company at the same moment come one after the other (PostgreSQL), until the end."""
    session.execute(select(Respondent.id).where(Respondent.id == respondent_id).with_for_update(key_share=True))


@dataclass(frozen=True)
class RespondentData:
    """What reference data or a person says of an organisation."""

    names: dict[str, str]
    reference_id: str | None = None
    slug: str | None = None
    aliases: list[str] = field(default_factory=list[str])
    region: str = "CN"
    legal_name: str | None = None
    registration_code: str | None = None
    registered_address: str | None = None
    sources: list[Any] = field(default_factory=list[Any])


def normal_name(name: str) -> str:
    """Return the form under which two spellings of a name are the same."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _hash(name: str) -> bytes:
    return crypto.keyed_hash("respondent-name", normal_name(name))


def upsert(session: Session, wanted: Iterable[RespondentData]) -> int:
    """Bring the listed respondents in step with reference data; returns how many were made or changed."""
    changed = 0
    for data in wanted:
        row = session.scalar(select(Respondent).where(Respondent.reference_id == data.reference_id))
        if row is None:
            row = _make(data, "listed")
            session.add(row)
            changed += 1
        for name in ("names", "aliases", "region", "legal_name", "registration_code", "registered_address", "sources"):
            if getattr(row, name) != getattr(data, name):
                setattr(row, name, getattr(data, name))
                changed += 1
        session.flush()
        _index(session, row)
    return changed


def _make(data: RespondentData, status: str) -> Respondent:
    name = data.names.get("zh") or next(iter(data.names.values()))
    return Respondent(
        slug=data.slug or new_reference(10).lower(),
        reference_id=data.reference_id,
        names=data.names,
        aliases=data.aliases,
        region=data.region,
        status=status,
        name_hash=_hash(name),
        legal_name=data.legal_name,
        registration_code=data.registration_code,
        registered_address=data.registered_address,
        sources=data.sources,
        created_at=clock.now(),
    )


def _index(session: Session, row: Respondent) -> None:
    if row.status == "listed":
        search.index(session, "respondent", row.id, " ".join([*row.names.values(), *row.aliases, row.legal_name or ""]))


def _written(name: str, field: str) -> str:
    name = " ".join(name.split())
    if not normal_name(name) or len(name) > NAME_MAX:
        raise Invalid("cases.bad_respondent_name", field=field)
    return name


def propose(session: Session, name: str, lang: str = "zh", region: str = "CN") -> Respondent:
    """Return the respondent of this name, or make a proposed one, private until a moderator lists it."""
    name = _written(name, "respondent")
    found = by_name(session, name)
    if found is not None:
        return found
    row = _make(RespondentData(names={lang: name}, region=region), "proposed")
    session.add(row)
    session.flush()
    return row


def by_name(session: Session, name: str) -> Respondent | None:
    """Return the respondent with this name or alias in any language, or None."""
    wanted = normal_name(name)
    found = session.scalar(select(Respondent).where(Respondent.name_hash == _hash(name), Respondent.status != "hidden"))
    if found is not None:
        return found
    for row in session.scalars(select(Respondent).where(Respondent.status == "listed").limit(2000)):
        if wanted in {normal_name(one) for one in [*row.names.values(), *row.aliases]}:
            return row
    return None


def get(session: Session, respondent_id: uuid.UUID) -> Respondent:
    """Return a respondent; refuse (NotFound) an unknown or hidden one."""
    row = session.get(Respondent, respondent_id)
    if row is None or row.status == "hidden":
        raise NotFound("cases.no_respondent", field="respondent")
    return row


def moderate(session: Session, respondent: Respondent, *, listed: bool, names: Mapping[Any, str] | None = None) -> None:
    """List a proposed respondent (under names in some languages, none empty) or hide it; refuse a listed one."""
    if respondent.status != "proposed":
        raise Conflict("cases.respondent_decided")
    if names is not None and not names:
        raise Invalid("cases.bad_respondent_name", field="names")
    respondent.status = "listed" if listed else "hidden"
    respondent.names = {lang: _written(name, "names") for lang, name in (names or respondent.names).items()}
    session.flush()
    _index(session, respondent)
