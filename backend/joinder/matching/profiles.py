"""Each public case's released profile: its reviewed text and the terms enough members share, frozen."""

import secrets
import threading
import uuid
from collections.abc import Mapping

import numpy as np
from sqlalchemy import delete, func, select, union_all
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.core import clock, crypto, sealed, search
from joinder.matching import queries, suspicions, vectors
from joinder.matching.embedding import embedder
from joinder.matching.meaning import Vectors
from joinder.matching.models import CaseProfile
from joinder.matching.ordinary import ordinary
from joinder.matching.shelf import Profile, Shelf
from joinder.matching.terms import as_set, keyed, shared, terms
from joinder.reports import returning
from joinder.reports.models import Membership, Report

MOST_MEMBERS = 2000
Version = tuple[int, int, int]
Known = Mapping[uuid.UUID, tuple[Version, Profile]]


def key() -> bytes:
    """Return the key under which terms are hashed."""
    return crypto.derive_key("matching.terms")


def refresh_profile(session: Session, case_id: uuid.UUID) -> None:
    """Freeze the terms that enough counted people of a case share; whoever is under an open flag shares none.

    Call it when a release of the case is published and at no other time (design: statistics frozen per release).
    """
    told = _by_person(session, case_id)
    sealed.preload(session, [report for reports in told for report in reports])
    common = shared([[report.narrative or "" for report in reports] for reports in told], ordinary())
    session.execute(delete(CaseProfile).where(CaseProfile.case_id == case_id))
    frozen = as_set(keyed(common, key())).astype("<u8").tobytes()
    session.add(CaseProfile(case_id=case_id, terms=frozen, revision=secrets.randbits(31), released_at=clock.now()))
    session.flush()


def _by_person(session: Session, case_id: uuid.UUID) -> list[list[Report]]:
    """Return what counted, unflagged people told, person by person: accounts that shared a contact are one."""
    flagged = suspicions.flagged(session, case_id)
    accounts = select(Membership.account_id).where(Membership.case_id == case_id)
    first = {one: min(group) for group in returning.same_people(session, case_id, accounts) for one in group}
    people: dict[uuid.UUID, list[Report]] = {}
    for reports in queries.told_by_member(session, case_id, MOST_MEMBERS):
        for report in reports:
            if report.account_id is not None and report.membership_id not in flagged:
                people.setdefault(first.get(report.account_id, report.account_id), []).append(report)
    return list(people.values())


def _model_id() -> str:
    model = embedder()
    return model.model_id if model is not None and model.is_local else ""


class _Held:
    """The copy of all profiles that one process holds; only what changed is read again."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stamp: tuple[object, ...] = ()
        self.known: Known = {}
        self.shelf = Shelf([])


_held = _Held()


def shelf(session: Session) -> Shelf:
    """Promise the table of all published cases, made anew only when one was published, edited or released."""
    released = select(func.count(), func.coalesce(func.sum(CaseProfile.revision), 0)).select_from(CaseProfile)
    moves = union_all(search.stamp("case"), released, vectors.public_stamp(_model_id()))  # one question, three rows
    stamp = tuple(sorted(tuple(row) for row in session.execute(moves)))
    with _held.lock:
        if stamp != _held.stamp:
            _held.known = _refreshed(session, _held.known)
            _held.shelf = Shelf([profile for _, profile in _held.known.values()])
            _held.stamp = stamp
        return _held.shelf


def _refreshed(session: Session, known: Known) -> Known:
    released = {row.case_id: row.revision for row in session.execute(select(CaseProfile.case_id, CaseProfile.revision))}
    public = search.revisions(session, "case")
    encoded = vectors.public_revisions(session, _model_id())
    versions = {one: (revision, released.get(one, -1), encoded.get(one, -1)) for one, revision in public.items()}
    kept = {case_id: held for case_id, held in known.items() if versions.get(case_id) == held[0]}
    fresh = _read(session, [case_id for case_id in versions if case_id not in kept])
    both = kept | {profile.case_id: (versions[profile.case_id], profile) for profile in fresh}
    return dict(sorted(both.items(), key=lambda item: str(item[0])))


def _read(session: Session, case_ids: list[uuid.UUID]) -> list[Profile]:
    found: list[Profile] = []
    known: dict[str, int] = {}  # public words recur from case to case
    joined = select(Case, CaseProfile.terms).outerjoin(CaseProfile, CaseProfile.case_id == Case.id)
    for start in range(0, len(case_ids), queries.CHUNK):
        part = case_ids[start : start + queries.CHUNK]
        meanings = vectors.of_cases(session, _model_id(), part)
        for case, frozen in session.execute(joined.where(Case.id.in_(part))):
            found.append(_profile(case, frozen or b"", meanings.get(case.id), known))
    return found


def _profile(case: Case, frozen: bytes, meaning: Vectors | None, known: dict[str, int]) -> Profile:
    public = as_set(keyed(terms(f"{case.title}\n{case.summary}"), key(), known))
    common = np.frombuffer(frozen, dtype="<u8").astype(np.uint64)
    return Profile(case.id, case.respondent_id, case.issue_id, case.lang, public, common, meaning)
