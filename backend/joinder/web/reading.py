"""What server-made pages say: released numbers and public facts, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from joinder.api.filing_views import public_view
from joinder.api.statistics import steps_read
from joinder.cases import queries as cases
from joinder.cases.models import Case, Reply, Respondent
from joinder.cases.timeline import day_of
from joinder.core import clock
from joinder.core.texts import joined
from joinder.filings.queries import joint_filings
from joinder.reference import catalog
from joinder.statistics import queries
from joinder.statistics.emerging_queries import shown as shown_patterns
from joinder.statistics.models import Release
from joinder.statistics.page_schemas import StepRead
from joinder.web.serving import short
from joinder.web.wording import LANGUAGES, Words

WATERFALL = ("rejected", "withdrawn", "repeated", "incidents", "people", "set_aside", "evidence_checked")
DIMENSIONS = ("area", "month", "issue", "amount")
Table = list[tuple[str, ...]]


@dataclass(frozen=True)
class Listed:
    """A public case in a list, with its released headline."""

    reference: str
    title: str
    summary: str
    lang: str
    company: str
    issue: str
    closed: bool
    people: str
    as_of: str


@dataclass(frozen=True)
class Total:
    """Sums over cases, as last released."""

    people: str
    cases: str
    evidence: str
    as_of: str
    tables: list[dict[str, Any]]


@dataclass(frozen=True)
class Whole:
    """A public case as its page tells it."""

    reference: str
    title: str
    summary: list[str]
    lang: str
    company: str
    company_path: str
    issue: str
    facts: list[tuple[str, str]]
    remedies: str
    people: str
    evidence: str
    evidence_caption: str
    evidence_as_of: str
    as_of: str
    closed: str
    merged_path: str
    steps: list[StepRead]
    waterfall: Table
    replies: list[dict[str, str]]
    filings: list[dict[str, str]]
    entries: list[dict[str, str]]


def issue_name(issue_id: str, t: Words) -> str:
    """Name an issue."""
    return catalog.issue(issue_id).names.say(t.code)


def listed(session: Session, rows: Sequence[Case], t: Words) -> list[Listed]:
    """Tell cases in a list, with what was last released of each."""
    companies = cases.respondents_of(session, [row.respondent_id for row in rows])
    newest = queries.newest_of_cases(session, [row.id for row in rows])
    return [_listed(row, companies[row.respondent_id], newest.get(row.id), t) for row in rows]


def _listed(row: Case, company: Respondent, release: Release | None, t: Words) -> Listed:
    people = release.payload["lines"]["people"] if release else None
    shown = people is not None and people["at_least"] is not None
    return Listed(
        reference=row.reference,
        title=row.title,
        summary=short(row.summary, 160),
        lang=row.lang,
        company=t.name(company.names),
        issue=issue_name(row.issue_id, t),
        closed=row.closed_at is not None,
        people=t("page.people_of", n=t.released(people)) if shown else "",
        as_of=t.as_of(people["as_of"]) if people and shown else "",
    )


def total(release: Release | None, t: Words, names: dict[str, str] | None = None) -> Total | None:
    """Tell sums over cases, with a table by problem (and by company where names are given); None before the first."""
    if release is None:
        return None
    payload = release.payload
    tables = [{"title": t("statistics.by.issue"), "rows": _sums(payload["issues"], t, None)}]
    if names is not None:
        tables.insert(0, {"title": t("statistics.by.company"), "rows": _sums(payload["respondents"], t, names)})
    seen = payload["lines"]["evidence_checked"]["at_least"]
    return Total(
        people=t("common.atLeast", n=t.number(payload["lines"]["people"]["at_least"])),
        evidence=t("common.atLeast", n=t.number(seen)) if seen else "",
        cases=t.number(len(payload["cases"])),
        as_of=t.as_of(payload["as_of"]),
        tables=[one for one in tables if one["rows"]],
    )


def patterns(session: Session, company: Respondent | None, t: Words) -> list[dict[str, str]]:
    """Tell the emerging patterns that are shown, of all companies or of one, as last released."""
    rows, _ = shown_patterns(session, company.id if company else None, None, None)
    found: list[dict[str, str]] = []
    for _row, of, release in rows:
        said = release.payload
        found.append(
            {
                "company": "" if company else t.name(of.names),
                "trend": t(f"statistics.emerging.trend.{said['trend']}"),
                "issue": issue_name(said["issue"], t),
                "size": t("statistics.emerging.size", size=t.released(said["size"])),
                "words": t("statistics.emerging.words", words=joined(said["label"], t.lang)) if said["label"] else "",
                "as_of": t.as_of(said["size"]["as_of"]),
                "about": urlencode({"company": of.slug, "issue": said["issue"]}),
            }
        )
    return found


def _sums(rows: list[dict[str, Any]], t: Words, names: dict[str, str] | None) -> Table:
    found: Table = []
    for row in sorted(rows, key=lambda one: -one["people_at_least"]):
        name = issue_name(row["issue"], t) if names is None else names.get(row["respondent"]) or row["respondent"]
        found.append((str(name), t("common.atLeast", n=t.number(row["people_at_least"]))))
    return found


def whole(session: Session, case: Case, company: Respondent, t: Words) -> tuple[Whole, Release | None]:
    """Tell a public case, and return its newest release."""
    releases = queries.history(session, "case", case.id)
    newest = releases[-1] if releases else None
    lines = newest.payload["lines"] if newest else {}
    merged = session.get(Case, case.merged_into_id) if case.merged_into_id else None
    seen = lines.get("evidence_checked", {"at_least": None})
    told = Whole(
        reference=case.reference,
        title=case.title,
        summary=[part for part in case.summary.splitlines() if part.strip()],
        lang=case.lang,
        company=t.name(company.names),
        company_path=f"/{t.lang}/companies/{company.slug}" if company.status == "listed" else "",
        issue=issue_name(case.issue_id, t),
        facts=_facts(session, case, company, t),
        remedies=" · ".join(t(f"common.remedies.{one}") for one in case.remedies),
        people=t.released(lines.get("people")),
        evidence=t.released(seen) if seen["at_least"] is not None else "",
        evidence_caption=checked(newest.payload if newest else None, t),
        evidence_as_of=t.as_of(seen["as_of"]) if lines and seen["as_of"] != lines["people"]["as_of"] else "",
        as_of=t.as_of(lines["people"]["as_of"]) if lines else "",
        closed=_closed(case, t),
        merged_path=f"/{t.lang}/cases/{merged.reference}" if merged and merged.visibility == "public" else "",
        steps=steps_read(session, case, [one.payload for one in releases]),
        waterfall=waterfall(newest.payload if newest else None, t),
        replies=_replies(session, case, t),
        filings=_filings(session, case, t),
        entries=_entries(session, case, t),
    )
    return told, newest


def _facts(session: Session, case: Case, company: Respondent, t: Words) -> list[tuple[str, str]]:
    known = [
        (t("case.issue"), issue_name(case.issue_id, t)),
        (t("statistics.company.legalName"), company.legal_name),
        (t("case.published"), t.day(clock.day_of(case.published_at)) if case.published_at else ""),
        (t("case.writtenIn"), LANGUAGES[case.lang] if case.lang != t.lang else ""),
        (t("case.vetting.title"), t(f"case.vetting.{cases.vetting(session, case.id) or 'none'}")),
    ]
    return [(name, value) for name, value in known if value]


def _closed(case: Case, t: Words) -> str:
    if case.closed_at is None:
        return ""
    return t("case.closedNote", reason=t(f"case.reasons.{case.closed_reason or 'other'}"))


def waterfall(payload: dict[str, Any] | None, t: Words) -> Table:
    """Tell every printed line of a case's release with its number and day."""
    if payload is None:
        return []
    lines = payload["lines"]
    names = {name: t(f"statistics.lines.{name}") for name in WATERFALL} | {"evidence_checked": checked(payload, t)}
    return [(said, t.released(lines[name]), t.day(lines[name]["as_of"])) for name, said in names.items()]


def checked(payload: dict[str, Any] | None, t: Words) -> str:
    """Name the line of evidence by who looked at it: organizers alone vouch for attached materials only."""
    return t(f"statistics.checked.{payload['checked_by'] if payload else 'organizers'}")


def _replies(session: Session, case: Case, t: Words) -> list[dict[str, str]]:
    return [_reply(row, t) for row in cases.public_replies(session, case.id)]


def _reply(row: Reply, t: Words) -> dict[str, str]:
    category = t(f"case.reply.categories.{row.category}")
    return {"category": category, "text": row.text, "lang": row.lang, "on": t.day(cases.shown_on(row))}


def company_replies(session: Session, company: Respondent, t: Words) -> list[dict[str, str]]:
    """Tell a company's newest public answers, each with the case it answers."""
    rows, _ = cases.replies_of_company(session, company.id, None, None)
    return [
        {**_reply(row, t), "path": f"/{t.lang}/cases/{case.reference}", "case": case.title, "case_lang": case.lang}
        for row, case in rows
    ]


def _filings(session: Session, case: Case, t: Words) -> list[dict[str, str]]:
    found = [public_view(one, t.lang) for one in joint_filings(session, case.id, sent_only=True)]
    return [
        {"name": one.channel_name, "state": t(f"case.filings.states.{one.state}"), "on": t.day(one.filed_on)}
        for one in found
        if one is not None
    ]


def _entries(session: Session, case: Case, t: Words) -> list[dict[str, str]]:
    kinds = t.part("case.timeline.kinds")
    found = [
        {"on": day_of(row.kind, row.at, row.params), "what": kinds.get(row.kind.replace(".", "_"), kinds["other"])}
        for row in reversed(queries.public_entries(session, case.id))
    ]
    return sorted(found, key=lambda one: one["on"], reverse=True)[:50]
