"""The stable public interface to published numbers: signed releases, open to every origin, cached by their bytes."""

import base64
import hashlib
import json
from typing import cast

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from joinder.api.deps import Cursor, Lang, Limit, ReadSession, allow
from joinder.api.statistics import Choice, Slug, case_of, cases_of, company_of
from joinder.cases.models import Case, Respondent
from joinder.cases.queries import respondents_of
from joinder.core.errors import NotFound
from joinder.core.paging import Page
from joinder.letters.describing import name_of
from joinder.reference import catalog
from joinder.reference.schema.base import LangCode
from joinder.statistics import queries, schemas, signing
from joinder.statistics.export import Names, as_csv
from joinder.statistics.models import Release
from joinder.statistics.payloads import METHOD
from joinder.statistics.texts import caveat_line
from joinder.statistics.verify import envelope_of

router = APIRouter(prefix="/api/public/v1", tags=["public"])
MAY_READ = [allow("statistics.read")]


def open_answer(request: Request, body: str, media_type: str = "application/json") -> Response:
    """Answer with published bytes: any origin may read them, and the ETag is their hash and nothing else."""
    data = body.encode()
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language, X-Joinder-Lang",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=media_type)


def envelope(release: Release, lang: str | None = None, *more: str) -> str:
    """Return a signed release, with the caveats in a language where one is given."""
    text = envelope_of(release.body, release.signature, signing.public_key())
    return (
        text if lang is None else f'{text[:-1]},"caveat":{json.dumps(caveat_line(lang, *more), ensure_ascii=False)}}}'
    )


def page_answer(request: Request, releases: list[Release], following: str | None, said: tuple[str, str]) -> Response:
    """Answer with one page of signed releases and the caveats (a language and the sentence they need besides)."""
    items = ",".join(envelope(release) for release in releases)
    caveat = json.dumps(caveat_line(*said), ensure_ascii=False)
    return open_answer(request, f'{{"items":[{items}],"next_cursor":{json.dumps(following)},"caveat":{caveat}}}')


@router.get("/key", dependencies=MAY_READ, response_model=schemas.KeyRead)
def read_release_key(request: Request, lang: Lang) -> Response:
    """Read the public key with which every release can be checked."""
    public = signing.public_key()
    key = schemas.KeyRead(
        key=signing.key_id(public),
        algorithm="Ed25519",
        public_key=base64.b64encode(public).decode(),
        method=METHOD,
        caveat=caveat_line(lang),
    )
    return open_answer(request, key.model_dump_json())


@router.get("/releases", dependencies=MAY_READ, response_model=schemas.ReleasePage)
def list_releases(
    request: Request, session: ReadSession, lang: Lang, cursor: Cursor = None, limit: Limit = None
) -> Response:
    """List all releases of public cases, companies and the home, newest first, each signed."""
    releases, following = queries.releases_page(session, None, cursor, limit)
    return page_answer(request, releases, following, (lang, "totals"))


@router.get("/home", dependencies=MAY_READ, response_model=schemas.TotalEnvelope)
def read_home_release(request: Request, session: ReadSession, lang: Lang) -> Response:
    """Read the newest signed sums over all public cases."""
    return _newest(request, session, ("home", queries.HOME), lang)


def _newest(request: Request, session: Session, scope: tuple[str, object], lang: str) -> Response:
    release = queries.latest(session, *scope)
    if release is None:
        raise NotFound("statistics.no_release")
    return open_answer(request, envelope(release, lang))


@router.get("/home/releases/{number}", dependencies=MAY_READ, response_model=schemas.TotalEnvelope)
def read_numbered_home_release(number: int, request: Request, session: ReadSession, lang: Lang) -> Response:
    """Read one release of the sums over all public cases: a dated snapshot that never changes."""
    return _numbered(request, session, ("home", queries.HOME, number), lang)


def _numbered(request: Request, session: Session, what: tuple[str, object, int], lang: str) -> Response:
    release = queries.numbered(session, *what)
    if release is None:
        raise NotFound("statistics.no_release")
    return open_answer(request, envelope(release, lang))


@router.get("/respondents/{slug}/releases/{number}", dependencies=MAY_READ, response_model=schemas.TotalEnvelope)
def read_numbered_respondent_release(
    slug: str, number: int, request: Request, session: ReadSession, lang: Lang
) -> Response:
    """Read one release of a company's sums: a dated snapshot that never changes."""
    return _numbered(request, session, ("company", company_of(session, slug).id, number), lang)


@router.get("/respondents/{slug}", dependencies=MAY_READ, response_model=schemas.TotalEnvelope)
def read_respondent_release(slug: str, request: Request, session: ReadSession, lang: Lang) -> Response:
    """Read the newest signed sums over one company's public cases."""
    return _newest(request, session, ("company", company_of(session, slug).id), lang)


@router.get("/cases", dependencies=MAY_READ, response_model=schemas.CaseNumbersPage)
def list_public_cases(request: Request, session: ReadSession, lang: Lang, choice: Choice) -> Response:
    """List public cases with their newest printed headline."""
    page: Page[schemas.CaseNumbersRead] = cases_of(session, choice)
    answer = schemas.CaseNumbersPage(items=page.items, next_cursor=page.next_cursor, caveat=caveat_line(lang))
    return open_answer(request, answer.model_dump_json())


@router.get("/cases/{reference}/releases", dependencies=MAY_READ, response_model=schemas.ReleasePage)
def list_case_releases(
    reference: str, request: Request, session: ReadSession, lang: Lang, cursor: Cursor = None, limit: Limit = None
) -> Response:
    """List a public case's releases, newest first, each signed."""
    releases, following = queries.releases_page(session, case_of(session, reference), cursor, limit)
    return page_answer(request, releases, following, (lang, "totals"))


@router.get("/cases/{reference}/releases/{number}", dependencies=MAY_READ, response_model=schemas.CaseEnvelope)
def read_case_release(reference: str, number: int, request: Request, session: ReadSession, lang: Lang) -> Response:
    """Read one release of a public case: a dated snapshot that can be cited and never changes."""
    return _numbered(request, session, ("case", case_of(session, reference).id, number), lang)


@router.get("/statistics.csv", dependencies=MAY_READ, response_class=Response)
def download_statistics(request: Request, session: ReadSession, lang: Lang, respondent: Slug = None) -> Response:
    """Download the newest printed lines and cells of all public cases, or one company's, as CSV."""
    company = company_of(session, respondent).id if respondent else None
    cases = queries.public_cases(session, company)
    newest = queries.newest_of_cases(session, [case.id for case in cases])
    companies = respondents_of(session, list({case.respondent_id for case in cases}))
    printed = [case for case in cases if case.id in newest]
    releases = [(newest[case.id].payload, _names(case, companies[case.respondent_id], lang)) for case in printed]
    return open_answer(request, as_csv(releases, lang), "text/csv; charset=utf-8")


def _names(case: Case, company: Respondent, lang: str) -> Names:
    issue = catalog.issue(case.issue_id).names.say(cast("LangCode", lang))
    return Names(case.title, name_of(company, lang), issue)
