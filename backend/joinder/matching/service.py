"""Verbs of matching: index a report, confirm, dismiss and undo a match, forget an erased report."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from joinder.cases import audit, respondents
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden
from joinder.matching import queries, stored, vectors
from joinder.matching.copies import MATCHER_VERSION
from joinder.matching.decisions import came_from, decide
from joinder.matching.driver import Driver
from joinder.matching.finding import Found, Told, keep, near_copies
from joinder.matching.links import after, stand_ins
from joinder.matching.models import Match
from joinder.matching.pattern_models import pattern_report
from joinder.reports import service as reports
from joinder.reports.models import Report

Pair = tuple[uuid.UUID, uuid.UUID]


def index(session: Session, report: Report, person: str | None = None) -> list[Match]:
    """Promise that a report is comparable from now on, its own repeats folded and other near-copies proposed.

    Call it after submitting, after joining a case and when its words or facts changed; repeating it changes nothing.
    A fold of the house parts once facts speak against it; what a human said stands, its reasons are said anew.
    """
    made = index_reports(session, [Told(report, report.narrative or "", person)])
    if report.membership_id is not None:  # who comes back brings earlier reports along, links and all
        regroup(session, queries.of_member(session, report.membership_id))
    return made


def index_reports(session: Session, told: Sequence[Told]) -> list[Match]:
    """Promise the same for many reports at once (an import's batch), in their order; returns the new matches.

    Reports of one company come one after the other, so that two told at the same moment see each other.
    """
    if not told:
        return []
    for company in sorted({one.report.respondent_id for one in told}):
        respondents.lock(session, company)
    indexed, changed = keep(session, told)
    alike = list(near_copies(session, indexed))
    if changed:
        _let_go(session, changed, {_pair(found) for found in alike})
    known = queries.matches_of(session, [_pair(found) for found in alike])
    fresh = {_pair(found): found for found in reversed(alike) if _pair(found) not in known}
    made = _propose(session, fresh)
    known |= {(match.a_id, match.b_id): match for match in made}
    for found in alike:
        match = known[_pair(found)]
        if _pair(found) not in fresh:
            _say_anew(match, found)
        if match.state == "proposed" and _folds_by_itself(found):
            session.flush()
            decide(session, match, HOUSE, "confirm", "confirmed")
            regroup(session, [match.a_id, match.b_id])
            audit.write(session, found.report.case_id, HOUSE, "match.fold", match.id)
        elif found.score.contradicts and _is_folded_by_house(match):
            act_on(session, match, found.report.case_id, HOUSE, "undo")
    session.flush()
    return made


def _let_go(session: Session, changed: Collection[uuid.UUID], alike: Collection[Pair]) -> None:
    """Take back, of reports whose words changed, what was proposed about the old ones and what the house folded."""
    for pair, match in queries.pairs(session, list(changed)).items():
        if match.state == "proposed" and match.decided_at is None:
            session.delete(match)  # proposed anew with its present score where it still holds
        elif _is_folded_by_house(match) and pair not in alike:
            act_on(session, match, None, HOUSE, "undo")
    session.flush()


def _pair(found: Found) -> Pair:
    first, second = sorted((found.report.id, found.other.report_id))
    return first, second


def _say_anew(match: Match, found: Found) -> None:
    """Bring what is known of a pair in step: facts are corrected, named rows are claimed, the matcher is another."""
    match.same_person, match.matcher_version = found.same_person, MATCHER_VERSION
    match.score, match.measure = round(found.score.value, 4), found.score.measure
    match.reasons = _reasons(found)


def _reasons(found: Found) -> list[dict[str, Any]]:
    return [{"code": reason.code, "params": dict(reason.params)} for reason in found.score.reasons]


def _propose(session: Session, fresh: dict[Pair, Found]) -> list[Match]:
    made = [
        Match(
            a_id=first,
            b_id=second,
            same_person=found.same_person,
            score=round(found.score.value, 4),
            measure=found.score.measure,
            reasons=_reasons(found),
            matcher_version=MATCHER_VERSION,
            state="proposed",
            found_at=clock.now(),
            decided_by=None,
            decided_role=None,
            decided_at=None,
            bulk_id=None,
        )
        for (first, second), found in reversed(fresh.items())
    ]
    queries.add_matches(session, made)
    return made


def _is_folded_by_house(match: Match) -> bool:
    return match.state == "confirmed" and match.decided_role == HOUSE.role


def _folds_by_itself(found: Found) -> bool:
    """Only one person's own retelling in the same case folds without a human, unless stated facts speak against it.

    Rows of a sheet that has no case yet fold too: nobody else could put them into one apart from each other.
    """
    named = found.report.account_id is None and found.other.account_id is None
    one_case = found.report.case_id == found.other.case_id and (found.report.case_id is not None or named)
    return found.same_person and one_case and not found.score.contradicts


def confirm(session: Session, case: Case, match_id: uuid.UUID, actor: Actor) -> Match:
    """Say that two reports of a case tell the same; folds them only when one person told both, else it only links."""
    return _act(session, case, match_id, actor, "confirm")


def dismiss(session: Session, case: Case, match_id: uuid.UUID, actor: Actor) -> Match:
    """Say that two reports of a case are not the same; the pair is never proposed again."""
    return _act(session, case, match_id, actor, "dismiss")


def unsure(session: Session, case: Case, match_id: uuid.UUID, actor: Actor) -> Match:
    """Keep a pair for later: it changes no number, and people under it stay under an open flag."""
    return _act(session, case, match_id, actor, "unsure")


def undo(session: Session, case: Case, match_id: uuid.UUID, actor: Actor) -> Match:
    """Take a decision back; every number is again what it was without it."""
    return _act(session, case, match_id, actor, "undo")


def _act(session: Session, case: Case, match_id: uuid.UUID, actor: Actor, act: str) -> Match:
    match, _, _ = queries.in_case(session, case.id, match_id)
    return act_on(session, match, case.id, actor, act)


def act_on(
    session: Session, match: Match, case_id: uuid.UUID | None, actor: Actor, act: str, bulk_id: uuid.UUID | None = None
) -> Match:
    """Do one of `links.MOVES` and bring counting in step.

    Whoever acts on one company's pairs comes one after the other, as those who tell do. Refuses (Conflict) what the
    match's state does not allow, and (Forbidden) a pair with one's own report.
    """
    lock_companies(session, [match.a_id])
    if queries.is_own(session, match, actor.account_id):
        raise Forbidden("matching.own_report")
    session.refresh(match, with_for_update=True)  # two reviewers at once: the second sees what the first decided
    state = after(match.state, act, came_from(session, match) if act == "undo" else None)
    if state is None:
        raise Conflict("matching.wrong_state", state=match.state)
    decide(session, match, actor, act, state, bulk_id=bulk_id)
    regroup(session, [match.a_id, match.b_id])
    audit.write(session, case_id, actor, f"match.{act}", match.id)
    return match


def lock_companies(session: Session, report_ids: Collection[uuid.UUID]) -> None:
    """Let what is done about the companies of these reports come one after the other; before any report is locked."""
    for company in queries.companies(session, report_ids):
        respondents.lock(session, company)


def regroup(session: Session, report_ids: Collection[uuid.UUID]) -> None:
    """Bring `repeated_of` of these reports and all linked to them in step with the standing links.

    Call it after a report of a linked group was rejected, withdrawn or came back.
    """
    members, links = group(session, set(report_ids))
    live = [one for one in members.values() if one.withdrawn_at is None and one.rejected_at is None]
    wanted = stand_ins([one.id for one in live], standing(members, links))
    inside = [one for one in live if one.repeated_of_id is None or one.repeated_of_id in members]
    for one in inside:
        if one.repeated_of_id is not None and one.repeated_of_id != wanted[one.id]:
            reports.unfold(session, one)
    for one in inside:
        first = members.get(wanted[one.id] or one.id, one)
        if first is not one and one.repeated_of_id is None and first.repeated_of_id is None:
            reports.fold_repeat(session, one, first)


def group(session: Session, report_ids: set[uuid.UUID]) -> tuple[dict[uuid.UUID, Report], list[Match]]:
    """Follow confirmed links and shared order numbers until nothing new is reached."""
    reached: set[uuid.UUID] = set()
    links: dict[uuid.UUID, Match] = {}
    edge = report_ids
    while edge:
        reached |= edge
        found = queries.confirmed_around(session, edge)
        links.update({match.id: match for match in found})
        ends = {end for match in found if match.same_person for end in (match.a_id, match.b_id)}
        edge = (ends | set(queries.same_orders(session, edge))) - reached
    return {report.id: report for report in queries.reports(session, reached)}, list(links.values())


def standing(members: dict[uuid.UUID, Report], links: Iterable[Match]) -> list[Pair]:
    """Return the pairs that fold: one person's links inside one case, and one person's reports of one order."""
    pairs = [(m.a_id, m.b_id) for m in links if m.same_person and m.a_id in members and m.b_id in members]
    folding = [pair for pair in pairs if _may_fold(members[pair[0]], members[pair[1]])]
    first: dict[object, uuid.UUID] = {}
    for one in members.values():
        counts = one.withdrawn_at is None and one.rejected_at is None
        if counts and one.membership_id is not None and one.order_hash is not None:
            folding.append((first.setdefault((one.membership_id, one.order_hash), one.id), one.id))
    return folding


def _may_fold(left: Report, right: Report) -> bool:
    return (left.account_id, left.membership_id, left.case_id) == (right.account_id, right.membership_id, right.case_id)


def forget(session: Session, report_ids: Collection[uuid.UUID]) -> None:
    """Erase what is stored to compare these reports; they are never proposed again."""
    session.flush()
    stored.forget(Driver(session.connection()), report_ids)
    vectors.forget(session, report_ids)
    session.execute(delete(pattern_report).where(pattern_report.c.report_id.in_(report_ids)))
    session.flush()
