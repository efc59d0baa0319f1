"""Published numbers for the application's own pages: releases only, never a live count."""

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from sqlalchemy.orm import Session

from joinder.api.deps import Cursor, Lang, Limit, ReadSession, allow
from joinder.cases import timeline
from joinder.cases.models import Case, Respondent
from joinder.core.errors import NotFound
from joinder.core.paging import Page
from joinder.statistics import page_schemas, queries, schemas
from joinder.statistics.filing_states import filing_states
from joinder.statistics.models import Release
from joinder.statistics.moves import moved_lately
from joinder.statistics.steps import steps_of
from joinder.statistics.texts import caveat_line

router = APIRouter(prefix="/api/statistics", tags=["statistics"])
MAY_READ = [allow("statistics.read")]
SHOWN_MOVES = 6
SUMMARY = 200
Slug = Annotated[str | None, Query(max_length=60)]


def numbers_of(session: Session, cases: list[Case]) -> list[schemas.CaseNumbersRead]:
    """Show public cases with their newest printed headline."""
    newest = queries.newest_of_cases(session, [case.id for case in cases])
    companies = {one.id: one for one in queries.respondents(session, [case.respondent_id for case in cases])}
    return [_numbers(case, companies[case.respondent_id], newest.get(case.id)) for case in cases]


def _numbers(case: Case, company: Respondent, release: Release | None) -> schemas.CaseNumbersRead:
    return schemas.CaseNumbersRead(
        case=case.reference,
        title=case.title,
        lang=case.lang,
        respondent=company.slug,
        respondent_names=company.names,
        issue=case.issue_id,
        number=release.number if release else None,
        released_at=release.payload["released_at"] if release else None,
        people=schemas.line(release, "people"),
        evidence_checked=schemas.line(release, "evidence_checked"),
    )


def company_of(session: Session, slug: str) -> Respondent:
    """Return a listed company; refuse (NotFound) any other."""
    company = queries.listed_respondent(session, slug)
    if company is None:
        raise NotFound("statistics.no_respondent", field="respondent")
    return company


def case_of(session: Session, reference: str) -> Case:
    """Return a public case; refuse (NotFound) any other, whoever asks."""
    case = queries.public_case(session, reference)
    if case is None:
        raise NotFound("cases.no_case")
    return case


@dataclass(frozen=True)
class Chosen:
    """Which public cases are asked for, and which page of them."""

    respondent: str | None
    issue: str | None
    cursor: str | None
    limit: int | None


async def chosen(respondent: Slug = None, issue: Slug = None, cursor: Cursor = None, limit: Limit = None) -> Chosen:
    """Read the choice from the query."""
    return Chosen(respondent, issue, cursor, limit)


Choice = Annotated[Chosen, Depends(chosen)]


def cases_of(session: Session, choice: Chosen) -> Page[schemas.CaseNumbersRead]:
    """Return one page of public cases with their printed headlines."""
    company = company_of(session, choice.respondent).id if choice.respondent else None
    cases, following = queries.cases_page(session, company, choice.issue, choice.cursor, choice.limit)
    return Page(items=numbers_of(session, cases), next_cursor=following)


@router.get("", dependencies=MAY_READ)
def read_home_statistics(session: ReadSession, lang: Lang) -> page_schemas.TotalStatisticsRead:
    """Read the sums over all public cases, as last published."""
    return total_statistics(session, None, lang)


def total_statistics(session: Session, company: Respondent | None, lang: str) -> page_schemas.TotalStatisticsRead:
    """Show the sums over one company's public cases, or all."""
    scope = ("company", company.id) if company else ("home", queries.HOME)
    releases = queries.history(session, *scope)
    return page_schemas.TotalStatisticsRead(
        caveat=caveat_line(lang, "totals"),
        respondent=company.slug if company else None,
        respondent_names=company.names if company else None,
        release=_total(releases[-1] if releases else None),
        history=[page_schemas.sum_point(one) for one in releases],
    )


def _total(release: Release | None) -> Any:  # noqa: ANN401 (one of two shapes, by its scope)
    if release is None:
        return None
    shape = schemas.CompanyReleaseRead if release.scope == "company" else schemas.TotalReleaseRead
    return shape.model_validate(release.payload)


@router.get("/cases", dependencies=MAY_READ)
def list_case_statistics(session: ReadSession, choice: Choice) -> Page[schemas.CaseNumbersRead]:
    """List public cases with their newest printed headline."""
    return cases_of(session, choice)


@router.get("/cases/{reference}", dependencies=MAY_READ)
def read_case_statistics(reference: str, session: ReadSession, lang: Lang) -> page_schemas.CaseStatisticsRead:
    """Read all that is printed about one case."""
    case = case_of(session, reference)
    return case_statistics(session, case, lang)


def case_statistics(session: Session, case: Case, lang: str) -> page_schemas.CaseStatisticsRead:
    """Show all that is printed about a public case."""
    releases = queries.history(session, "case", case.id)
    newest = releases[-1] if releases else None
    return page_schemas.CaseStatisticsRead(
        caveat=caveat_line(lang),
        numbers=numbers_of(session, [case])[0],
        release=schemas.CaseReleaseRead.model_validate(newest.payload) if newest else None,
        history=[page_schemas.point(one) for one in releases],
        steps=steps_read(session, case, [one.payload for one in releases]),
    )


def steps_read(session: Session, case: Case, payloads: list[dict[str, Any]]) -> list[page_schemas.StepRead]:
    """Show where a public case stands."""
    rows = queries.public_entries(session, case.id)
    entries = [(row.kind, timeline.day_of(row.kind, row.at, row.params)) for row in rows]
    return [page_schemas.StepRead.model_validate(asdict(step)) for step in steps_of(entries, payloads)]


@router.get("/respondents/{slug}", dependencies=MAY_READ)
def read_respondent_statistics(slug: str, session: ReadSession, lang: Lang) -> page_schemas.TotalStatisticsRead:
    """Read the sums over one company's public cases, as last published."""
    return total_statistics(session, company_of(session, slug), lang)


@router.get("/filings", dependencies=MAY_READ)
def read_filing_states(session: ReadSession, respondent: Slug = None) -> list[page_schemas.FilingStateRead]:
    """Read at which state the joint letters of public cases stand, of all or of one company."""
    company = company_of(session, respondent).id if respondent else None
    return filing_states(session, [case.id for case in queries.public_cases(session, company)])


@router.get("/moves", dependencies=MAY_READ)
def list_moves(session: ReadSession) -> list[page_schemas.MoveRead]:
    """List the public cases that moved lately, by releases and public timeline entries alone."""
    moves = moved_lately(session, SHOWN_MOVES)
    numbers = {one.case: one for one in numbers_of(session, [move.case for move in moves])}
    return [
        page_schemas.MoveRead(
            numbers=numbers[move.case.reference],
            summary=move.case.summary[:SUMMARY],
            closed=move.case.closed_at is not None,
            kind=move.kind,
            on=move.on,
        )
        for move in moves
    ]
