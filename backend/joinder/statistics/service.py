"""Verbs of publishing: look at a case, release what may be printed, add up what was printed, keep the calendar."""

import hashlib
import uuid
from collections.abc import Callable, Iterable

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import followers
from joinder.cases.models import Case
from joinder.core import clock, crypto
from joinder.core.canonical_json import canonical_json
from joinder.matching.profiles import refresh_profile
from joinder.statistics import ledger, measures, payloads, queries, signing, ticks
from joinder.statistics.board import PEOPLE, Shown
from joinder.statistics.disclosure import decide
from joinder.statistics.models import Release, ReleaseClock
from joinder.statistics.queries import HOME

log = structlog.get_logger("statistics")


def release_case(
    session: Session, case_id: uuid.UUID, *, daily: bool = False, reading: Session | None = None
) -> Release | None:
    """Look at a public case now and publish what the rule lets be printed; None when nothing may change.

    People are counted in `reading` (a snapshot) where one is given. Raises (ArithmeticError) and publishes nothing
    when the private waterfall does not add up. Calling it again is harmless: what was just printed has not changed.
    """
    case = session.get(Case, case_id)
    if case is None or case.visibility != "public" or case.published_at is None:
        return None
    now = clock.now()
    _looked(session, case_id)
    try:
        measured = measures.measure(reading or session, case_id)
    except ArithmeticError as error:
        log.error("release.identity_broken", case=case.reference, what=str(error))
        raise
    memory = ledger.recall(session, case_id, case.published_at, measured)
    moves = decide(memory.board, measured.live, now, daily=daily)
    if not moves:
        return None
    number = ledger.remember(session, case_id, memory, moves)
    refresh_profile(session, case_id)
    shown = {**memory.board.shown, **moves}
    return _publish_case(session, case, number, (shown, _checked_by(session, case_id, moves, measured.checked_by)))


def _checked_by(session: Session, case_id: uuid.UUID, moves: dict[str, Shown], now: str) -> str:
    """Return who checked the evidence that is printed: it changes only together with its line."""
    last = queries.latest(session, "case", case_id)
    return now if last is None or "evidence_checked" in moves else str(last.payload["checked_by"])


def sign_next(
    session: Session,
    scope: str,
    scope_id: str,
    subject: dict[str, str],
    content: Callable[[payloads.Head], payloads.Payload],
) -> Release:
    """Sign and keep the next release of a scope, chained to the one before."""
    head = _head(session, scope, scope_id, subject)
    return _sign(session, scope_id, head, content(head))


def _publish_case(session: Session, case: Case, number: int, what: tuple[dict[str, Shown], str]) -> Release:
    shown, checked_by = what
    slug = queries.slugs(session, [case.respondent_id])[case.respondent_id]
    subject = {"case": case.reference, "respondent": slug, "issue": case.issue_id}
    head = _head(session, "case", str(case.id), subject)
    if head.number != number:
        raise RuntimeError("A case's releases and its memory are out of step.")
    followers.note_change(session, case.id)
    return _sign(session, str(case.id), head, payloads.case_payload(head, shown, checked_by))


def _head(session: Session, scope: str, scope_id: str, subject: dict[str, str]) -> payloads.Head:
    last = queries.latest(session, scope, scope_id)
    previous = last.hash.hex() if last else None
    return payloads.Head(scope, subject, last.number + 1 if last else 1, clock.now(), previous)


def _sign(session: Session, scope_id: str, head: payloads.Head, payload: payloads.Payload) -> Release:
    body = canonical_json(payload)
    release = Release(
        scope=head.scope,
        scope_id=scope_id,
        number=head.number,
        at=head.at,
        method_version=payloads.METHOD,
        body=body.decode(),
        hash=hashlib.sha256(body).digest(),
        prev_hash=bytes.fromhex(head.previous) if head.previous else None,
        signature=signing.sign(body),
    )
    session.add(release)
    session.flush()
    return release


def release_company(session: Session, respondent_id: uuid.UUID) -> Release | None:
    """Publish the sum of a company's cases' printed lines, if it changed; None otherwise."""
    slug = queries.slugs(session, [respondent_id]).get(respondent_id)
    if slug is None:
        return None
    cases = queries.public_cases(session, respondent_id)
    return _release_total(session, "company", str(respondent_id), {"respondent": slug}, cases)


def release_home(session: Session) -> Release | None:
    """Publish the sum over all public cases' printed lines, if it changed; None otherwise."""
    return _release_total(session, HOME, HOME, {}, queries.public_cases(session))


def release_totals(session: Session) -> list[Release]:
    """Publish every company's sum and the home's, where they changed."""
    companies = session.scalars(select(Case.respondent_id).where(Case.published_at.is_not(None)).distinct())
    found = [release_company(session, respondent_id) for respondent_id in sorted(companies)]
    return [one for one in [*found, release_home(session)] if one is not None]


def _release_total(
    session: Session, scope: str, scope_id: str, subject: dict[str, str], cases: list[Case]
) -> Release | None:
    newest = queries.newest_of_cases(session, [case.id for case in cases])
    last = queries.latest(session, scope, scope_id)
    if not newest and last is None:
        return None
    head = _head(session, scope, scope_id, subject)
    payload = payloads.totals_payload(head, [(one.payload, one.hash.hex()) for one in newest.values()])
    if last is not None and payloads.same_numbers(last.payload, payload):
        return None
    return _sign(session, scope_id, head, payload)


def _looked(session: Session, case_id: uuid.UUID) -> None:
    row = queries.clock_of(session, case_id)
    if row is None:
        session.add(ReleaseClock(case_id=case_id, looked_at=clock.now()))
    else:
        row.looked_at = clock.now()
    session.flush()


def due_cases(session: Session) -> list[tuple[Case, str]]:
    """Return the public cases whose weekly or daily look has come; when it comes, nobody outside can compute."""
    looked = {row.case_id: row.looked_at for row in session.scalars(select(ReleaseClock))}
    found: list[tuple[Case, str]] = []
    for case in queries.public_cases(session):
        if case.published_at is None:
            continue
        kind = ticks.due(case.published_at, looked.get(case.id), clock.now(), lambda n, c=case: hold(c.id, n))
        if kind is not None:
            found.append((case, kind))
    return found


def hold(about: uuid.UUID, number: int) -> int:
    """Return the secret number that holds a weekly look at a case or pattern back (keyed: nobody can predict it)."""
    return int.from_bytes(crypto.keyed_hash("statistics.hold", f"{about}:{number}")[:8], "big")


def release_due(session: Session) -> list[Release]:
    """Do at once what the calendar asks for: every due case, then the totals (command line and demo)."""
    found = [release_case(session, case.id, daily=kind == "daily") for case, kind in due_cases(session)]
    released = [one for one in found if one is not None]
    return [*released, *release_totals(session)]


def headlines(session: Session, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, payloads.Payload]:
    """Return the printed headline (state, value, at_least, as_of) of each case that has a release."""
    newest = queries.newest_of_cases(session, case_ids)
    return {case_id: release.payload["lines"][PEOPLE] for case_id, release in newest.items()}
