"""Search of public texts: one tokenizer and one indexed table, the same answers on both databases."""

import re
import secrets
import uuid
from collections.abc import Iterator

from sqlalchemy import Column, Index, Integer, Select, String, Table, Uuid, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from joinder.core import paging
from joinder.core.database import Base
from joinder.core.folding import UNSPACED, fold

LONGEST = 40
SHORTEST_PREFIX = 3
MOST_ASKED = 32
_IN_TITLE, _WHOLE, _PART = 4, 2, 1
_RUNS = re.compile(f"(?P<han>[{UNSPACED}]+)|(?P<word>[^\\W_{UNSPACED}]+)")
_QUOTES = re.compile("['’ʼ`]")

search_token = Table(
    "search_token",
    Base.metadata,
    Column("kind", String(20), primary_key=True),
    Column("token", String(LONGEST), primary_key=True),
    Column("object_id", Uuid, primary_key=True, index=True),
    Column("weight", Integer, nullable=False),
)

# One row an indexed text, its revision new at each indexing: whoever keeps a copy of an index sees that it moved on.
search_document = Table(
    "search_document",
    Base.metadata,
    Column("kind", String(20), primary_key=True),
    Column("object_id", Uuid, primary_key=True),
    Column("revision", Integer, nullable=False),
    Index("ix_search_document_kind", "kind", "revision"),
)


def words(text: str) -> list[str]:
    """Promise the tokens somebody asks for: pairs of Chinese characters (退款), a lone one, and whole other words."""
    found: dict[str, None] = {}
    for run, is_han in _runs(text):
        for token in _pairs(run) if is_han else [run[:LONGEST]]:
            found[token] = None
    return list(found)


def index(session: Session, kind: str, object_id: uuid.UUID, text: str) -> None:
    """Make a public text findable, in place of what was indexed before; its first line (the title) weighs more."""
    remove(session, kind, object_id)
    title, _, rest = text.partition("\n")
    weights: dict[str, int] = {}
    for part, extra in ((title, _IN_TITLE), (rest, 0)):
        for token, weight in _tokens(part):
            weights[token] = max(weights.get(token, 0), weight + extra)
    rows = [
        {"kind": kind, "token": token, "object_id": object_id, "weight": weight} for token, weight in weights.items()
    ]
    document = {"kind": kind, "object_id": object_id, "revision": secrets.randbits(31)}
    session.execute(insert(search_document), document)
    if rows:
        session.execute(insert(search_token), rows)


def remove(session: Session, kind: str, object_id: uuid.UUID) -> None:
    """Make a text findable no more; nothing happens when it was not."""
    for table in (search_token, search_document):
        session.execute(delete(table).where(table.c.kind == kind, table.c.object_id == object_id))


def stamp(kind: str) -> Select[int, int]:
    """Return the question whose one row differs as soon as any text of a kind was indexed or removed."""
    revision = func.coalesce(func.sum(search_document.c.revision), 0)
    return select(func.count(), revision).where(search_document.c.kind == kind)


def revisions(session: Session, kind: str) -> dict[uuid.UUID, int]:
    """Promise the revision of every indexed text of a kind."""
    query = select(search_document.c.object_id, search_document.c.revision).where(search_document.c.kind == kind)
    return {row.object_id: row.revision for row in session.execute(query)}


def find(
    session: Session,
    kind: str,
    query: str,
    cursor: str | None = None,
    limit: int | None = None,
    among: Select[uuid.UUID] | None = None,
) -> tuple[list[uuid.UUID], str | None]:
    """Promise one page of the objects that hold every word asked for, titles first, and the next cursor; no totals.

    A last word still being written, too short for a beginning, only helps what holds it. `among` narrows it to some
    ids. Nothing is found for a query without words; a cursor this house did not make is refused.
    """
    asked = words(query)[:MOST_ASKED]
    if not asked:
        return [], None
    needed = asked[:-1] if len(asked) > 1 and _is_begun(query, asked[-1]) else asked
    size = paging.limit_of(limit)
    table = search_token.c
    score = func.sum(table.weight)
    found = (
        select(table.object_id, score.label("score"))
        .where(table.kind == kind, table.token.in_(asked))
        .group_by(table.object_id)
        .having(func.count().filter(table.token.in_(needed)) == len(needed))
    )
    if among is not None:
        found = found.where(table.object_id.in_(among))
    if cursor:
        last, last_id = paging.decode_number(cursor)
        found = found.having(or_(score < last, and_(score == last, table.object_id > last_id)))
    rows = session.execute(found.order_by(score.desc(), table.object_id).limit(size + 1)).all()
    page = rows[:size]
    after = paging.encode(int(page[-1].score), str(page[-1].object_id)) if len(rows) > size else None
    return [row.object_id for row in page], after


def _is_begun(query: str, last: str) -> bool:
    """Whether a query ends in the middle of a word of which the index holds no beginning."""
    return len(last) < SHORTEST_PREFIX and not re.search(f"[{UNSPACED}]", last) and query[-1:].isalnum()


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for match in _RUNS.finditer(_QUOTES.sub("", fold(text))):
        yield match.group(), match.lastgroup == "han"


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is stored: pairs and single characters of Chinese, other words and their beginnings."""
    for run, is_han in _runs(text):
        if is_han:
            yield from ((char, _PART) for char in run)
            yield from ((pair, _WHOLE) for pair in _pairs(run))
        else:
            word = run[:LONGEST]
            yield from ((word[:end], _PART) for end in range(SHORTEST_PREFIX, len(word)))
            yield word, _WHOLE
