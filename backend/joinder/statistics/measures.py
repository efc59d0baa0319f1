"""Who counts in each line right now: sets of people, straight from `reports.queries`, never from counters."""

import uuid
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from joinder.core import crypto
from joinder.evidence import queries as evidence
from joinder.matching import suspicions
from joinder.reports import counts, import_queries, queries, returning
from joinder.reports.models import Membership, Report
from joinder.statistics import checks
from joinder.statistics.amounts import amount_band
from joinder.statistics.board import PEOPLE, Live
from joinder.statistics.cover import Content

TOKEN_BYTES = 16
LINE_OF_STATE = {"incident": "incidents", "rejected": "rejected", "withdrawn": "withdrawn", "repeated": "repeated"}


@dataclass(frozen=True)
class Measured:
    """A case's people at one instant, their memberships (for finding their other cases) and who checked evidence.

    `known` says which tokens that may have been printed are, as is known by now, somebody else's here.
    """

    live: Live
    members: dict[uuid.UUID, bytes]
    known: dict[bytes, bytes]
    checked_by: str


class People(NamedTuple):
    """The token of each membership's person, and which other tokens are known to be the same person's."""

    members: dict[uuid.UUID, bytes]
    known: dict[bytes, bytes]


class Incident(NamedTuple):
    """What of an incident decides its cells; its words stay unread."""

    id: uuid.UUID
    membership_id: uuid.UUID | None
    submitted_at: datetime
    area: str | None
    happened_on: date | None
    happened_precision: str
    issue_id: str
    amount_minor: int | None
    currency: str | None


_WHAT = [getattr(Report, name) for name in Incident._fields]


def person_token(membership_id: uuid.UUID) -> bytes:
    """Return the keyed token of a membership (see `people_of`); without the root key nobody can test a guess."""
    return crypto.keyed_hash("statistics.person", str(membership_id))[:TOKEN_BYTES]


def named_token(named_person_id: uuid.UUID) -> bytes:
    """Return the keyed token of a person who is only named by imported rows, however many they are."""
    return crypto.keyed_hash("statistics.named", str(named_person_id))[:TOKEN_BYTES]


def people_of(session: Session, case_id: uuid.UUID) -> People:
    """Return each membership's person: the token of the first membership that any of the person's contacts had here.

    Whoever deletes an account and comes back with the same contact is the same person to every comparison.
    """
    query = select(Membership.id, Membership.account_id).where(Membership.case_id == case_id)
    rows = session.execute(query.order_by(Membership.joined_at, Membership.id)).all()
    tokens = {member: person_token(member) for member, _ in rows}
    known: dict[bytes, bytes] = {}
    accounts = query.with_only_columns(Membership.account_id)
    for group in returning.same_people(session, case_id, accounts):
        first, *later = [member for member, account in rows if account in group]
        known |= {tokens[member]: tokens[first] for member in later}
    return People({member: known.get(token, token) for member, token in tokens.items()}, known)


@contextmanager
def snapshot(session: Session) -> Generator[Session]:
    """Give a session in which all selects see one instant, so that joins in between cannot upset the waterfall.

    SQLite's one writer already sees one instant; on PostgreSQL this is a transaction of its own (committed rows only).
    """
    bind = session.get_bind()
    if bind.dialect.name == "sqlite":
        yield session
        return
    with Session(bind.engine.execution_options(isolation_level="REPEATABLE READ"), autoflush=False) as opened:
        yield opened


def measure(session: Session, case_id: uuid.UUID) -> Measured:
    """Collect every line's people; refuse (ArithmeticError) when the waterfall does not add up to the last report."""
    tokens, known = people_of(session, case_id)
    counted = list(session.scalars(queries.counted(case_id).with_only_columns(Membership.id)))
    aside = queries.people(case_id).where(queries.is_set_aside()).with_only_columns(Membership.id)
    checked = evidence.checked_counted(session, case_id)
    named, claimed = _named(session, case_id, tokens)
    contents: dict[str, Content] = {
        PEOPLE: Counter(tokens[member] for member in counted),
        "evidence_checked": Counter(tokens[member] for member in checked),
        "set_aside": Counter(tokens[member] for member in session.scalars(aside)),
        "named": named,
        **_reports(session, case_id, tokens),
        **_cells(session, counted, tokens),
    }
    _assert_exact(session, case_id, contents)
    flagged = frozenset(tokens[member] for member in suspicions.flagged(session, case_id))
    return Measured(Live(contents, flagged), tokens, known | claimed, checks.checked_by(checked))


def _reports(session: Session, case_id: uuid.UUID, tokens: dict[uuid.UUID, bytes]) -> dict[str, Content]:
    found: dict[str, Counter[bytes]] = {line: Counter() for line in LINE_OF_STATE.values()}
    state = queries.state_column().label("state")
    base = queries.received(case_id).with_only_columns(state, Report.membership_id, func.count())
    for name, member, number in session.execute(base.group_by(state, Report.membership_id)):
        if member is not None:
            found[LINE_OF_STATE[name]][tokens[member]] += number
    return dict(found)


def _named(session: Session, case_id: uuid.UUID, tokens: dict[uuid.UUID, bytes]) -> tuple[Content, dict[bytes, bytes]]:
    """Return the people only named so far, and which of them have since claimed rows here as which member."""
    people = session.scalars(import_queries.named_people(case_id))
    claimed = import_queries.claimed_people(case_id)
    known = {named_token(person): tokens[member] for person, member in session.execute(claimed) if member}
    return Counter(known.get(token, token) for token in map(named_token, people)), known


def _cells(session: Session, counted: list[uuid.UUID], tokens: dict[uuid.UUID, bytes]) -> dict[str, Content]:
    """Put each counted person into one cell of each dimension, by the earliest incident of theirs in the case."""
    cells: dict[str, Counter[bytes]] = {}
    seen: set[uuid.UUID] = set()
    for report in _incidents(session, counted):
        if report.membership_id is None or report.membership_id in seen:
            continue
        seen.add(report.membership_id)
        for dimension, cell in cell_of(report).items():
            cells.setdefault(f"{dimension}:{cell}", Counter())[tokens[report.membership_id]] += 1
    return dict(cells)


def _incidents(session: Session, members: list[uuid.UUID]) -> list[Incident]:
    found: list[Incident] = []
    for start in range(0, len(members), 500):
        part = members[start : start + 500]
        rows = session.execute(select(*_WHAT).where(Report.membership_id.in_(part), queries.is_incident()))
        found += (Incident(*row) for row in rows)
    return sorted(found, key=lambda report: (report.submitted_at, report.id))


def cell_of(report: Incident) -> dict[str, str]:
    """Return the cell of each dimension a report belongs to."""
    return {
        "area": report.area or "unknown",
        "month": month_of(report.happened_on, report.happened_precision),
        "issue": report.issue_id,
        "amount": amount_band(report.amount_minor, report.currency),
    }


def month_of(happened_on: date | None, precision: str) -> str:
    """Return the month of an incident; "unknown" where the person did not know it to the month."""
    return happened_on.strftime("%Y-%m") if happened_on and precision in ("day", "month") else "unknown"


def _assert_exact(session: Session, case_id: uuid.UUID, contents: dict[str, Content]) -> None:
    """Assert the waterfall, privately: our sets against the tally, and each identity of the tally itself."""
    tally = counts.tally(session, case_id)
    wanted = {
        PEOPLE: tally.counted, "set_aside": tally.set_aside, "incidents": tally.incidents,
        "rejected": tally.rejected, "withdrawn": tally.withdrawn, "repeated": tally.repeated,
        "named": tally.named_people,
    }  # fmt: skip
    wrong = [line for line, number in wanted.items() if sum(contents[line].values()) != number]
    if wrong:
        raise ArithmeticError(f"the sets of {', '.join(wrong)} differ from the tally")
    for dimension in ("area", "month", "issue", "amount"):
        cells = sum(sum(one.values()) for line, one in contents.items() if line.startswith(dimension + ":"))
        if cells != tally.counted:
            raise ArithmeticError(f"the cells of {dimension} do not add up to the people counted")
