"""Correcting what one's own report states: dates, money, area, the company's answer, the order; never the story."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import audit, respondents
from joinder.cases.audit import Actor
from joinder.core import clock
from joinder.core.errors import Conflict
from joinder.core.sealed import preload
from joinder.reports import incidents
from joinder.reports.import_models import ImportedRow
from joinder.reports.models import Report
from joinder.reports.service import order_number_hash

WORDS = {"happened_on": "happened_text", "amount_minor": "amount_text"}  # what was told of it, until it is stated
DOUBTS = ("asked_on", "area")
PROVEN = ("happened_on", "happened_precision", "amount_minor", "currency", "order_hash")


def correct(session: Session, report: Report, changes: Mapping[str, Any]) -> set[str]:
    """State some facts of one's own report anew; returns what is not as it was (nothing, when it is repeated).

    What a sheet had left unclear counts as confirmed once it is stated. Refuses a withdrawn report and bad values.
    """
    respondents.lock(session, report.respondent_id)  # first, as everywhere: comparing it anew takes this lock too
    session.refresh(report, with_for_update=True)
    if report.withdrawn_at is not None:
        raise Conflict("reports.correct_withdrawn")
    stated = _stated(report, changes)
    _check(report, stated)
    changed = {name for name, value in stated.items() if getattr(report, name) != value}
    for name in changed:
        setattr(report, name, stated[name])
    settled = _settle_doubts(session, report, changes)
    session.flush()
    if changed or settled:
        told = " ".join(sorted(changed | settled))
        audit.write(
            session, report.case_id, Actor(report.account_id, "member"), "report.correct", report.reference, told
        )
    return changed


def _stated(report: Report, changes: Mapping[str, Any]) -> dict[str, Any]:
    stated = dict(changes)
    if "order_number" in stated:
        stated["order_hash"] = order_number_hash(report.respondent_id, stated.pop("order_number") or "")
    if "amount_minor" in stated and stated["amount_minor"] is None:
        stated["currency"] = None
    if "company_answer" in stated:
        stated["company_answer"] = stated["company_answer"] or None
    for name, words in WORDS.items():
        if name in stated:
            stated[words] = None
    return stated


def _check(report: Report, stated: Mapping[str, Any]) -> None:
    def now(name: str) -> Any:  # noqa: ANN401
        return stated.get(name, getattr(report, name))

    today = clock.today()
    if stated.keys() & {"happened_on", "happened_precision"}:
        incidents.check_date(now("happened_on"), now("happened_precision"), today)
    incidents.check_day(stated.get("asked_on"), today, "asked_on")
    if stated.keys() & {"amount_minor", "currency"}:
        incidents.check_money(now("amount_minor"), now("currency"))
    incidents.check_area(stated.get("area"))


def _settle_doubts(session: Session, report: Report, changes: Mapping[str, Any]) -> set[str]:
    row = session.scalar(select(ImportedRow).where(ImportedRow.report_id == report.id))
    doubts: dict[str, str] = json.loads(row.doubts or "{}") if row else {}
    settled = {name for name in DOUBTS if name in changes and name in doubts}
    if row is not None and settled:
        left = {name: text for name, text in doubts.items() if name not in settled}
        row.doubts = json.dumps(left, ensure_ascii=False) if left else None
    return settled


def unread(session: Session, reports: Iterable[Report]) -> dict[Any, list[tuple[str, str]]]:
    """Return, by report, the values of its sheet that were not certain and wait for its person: field and text."""
    brought = {one.id: one for one in reports if one.source == "import" and one.narrative_sealed is not None}
    if not brought:
        return {}
    found: dict[Any, list[tuple[str, str]]] = {}
    rows = list(session.scalars(select(ImportedRow).where(ImportedRow.report_id.in_(list(brought)))))
    preload(session, [row for row in rows if row.doubts_sealed is not None])
    for row in rows:
        doubts: dict[str, str] = json.loads(row.doubts or "{}")
        found[row.report_id] = [(name, doubts[name]) for name in DOUBTS if name in doubts]
    for report in brought.values():
        for name, words in (("happened_on", report.happened_text), ("amount", report.amount_text)):
            if words:
                found.setdefault(report.id, []).append((name, words))
    return found
