"""What search engines may find: robots.txt, the sitemap's index and its pages; public addresses only."""

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape

from fastapi import APIRouter, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from joinder.api.deps import ReadSession, allow
from joinder.cases.models import Case, Respondent
from joinder.core.texts import LANGS
from joinder.reference import display
from joinder.statistics import queries
from joinder.web.serving import absolute
from joinder.web.wording import TAGS

router = APIRouter(include_in_schema=False)
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
FIXED = ("", "/cases", "/statistics", "/method", "/guides", "/channels", "/stolen")
A_PAGE = 5000  # three languages each, with their alternates: well under the limits of a sitemap file
PRIVATE = ("me", "sign-in", "report", "moderation", "claim")
# A rule is the beginning of an address: with these ends it means the page and what is below, not `/zh/method` by `me`.
ENDS = ("$", "/", "?")
CLOSED = ("/api/", "/dev/", "/*/cases/*/desk")
# What public pages ask for: a crawler that runs the app reads with it, and keeps none of it (answers are `noindex`).
OPEN = (
    *("/api/public/v1/", "/api/meta$", "/api/sign-in$", "/api/cases", "/api/reference/"),
    *("/api/respondents", "/api/statistics", "/api/removals"),
)
Place = tuple[str, date | None]


@router.get("/robots.txt", dependencies=[allow("house.read")])
def robots() -> Response:
    """Tell crawlers what is for people alone, and where the sitemap is."""
    pages = [f"/{lang}/{page}{end}" for lang in LANGS for page in PRIVATE for end in ENDS]
    rules = [*(f"Disallow: {path}" for path in (*CLOSED, *pages)), *(f"Allow: {path}" for path in OPEN)]
    text = "\n".join(["User-agent: *", *rules, "", f"Sitemap: {absolute('/sitemap.xml')}", ""])
    return Response(text, media_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})


@router.get("/sitemap.xml", dependencies=[allow("house.read")])
def sitemap_index(session: ReadSession) -> Response:
    """List the sitemap's pages."""
    pages = range(1, _pages(_how_many(session)) + 1)
    found = "".join(f"<sitemap><loc>{escape(absolute(f'/sitemap-{at}.xml'))}</loc></sitemap>" for at in pages)
    return _xml(f"<sitemapindex {SPACE}>{found}</sitemapindex>")


@router.get("/sitemap-{number}.xml", dependencies=[allow("house.read")])
def sitemap_page(number: int, session: ReadSession) -> Response:
    """List one page of public addresses in each language; 404 past the last."""
    places = _places(session)
    if not 1 <= number <= _pages(len(places)):
        raise HTTPException(404)
    shown = places[(number - 1) * A_PAGE : number * A_PAGE]
    return _xml(f"<urlset {SPACE} {LINKS}>{''.join(_urls(shown))}</urlset>")


def _pages(places: int) -> int:
    return max(1, -(-places // A_PAGE))


def _how_many(session: Session) -> int:
    cases = select(func.count()).select_from(Case).where(Case.visibility == "public").scalar_subquery()
    listed = select(func.count()).select_from(Respondent).where(Respondent.status == "listed").scalar_subquery()
    rows = session.execute(select(cases, listed)).one()
    return sum(rows) + len(FIXED) + len(display.shown_guides()) + len(display.shown_channels())


def _places(session: Session) -> list[Place]:
    """Return public paths with the day their released numbers last changed (never when somebody joined)."""
    cases = select(Case.id, Case.reference).where(Case.visibility == "public").order_by(Case.reference)
    listed = select(Respondent.slug).where(Respondent.status == "listed").order_by(Respondent.slug)
    changed = queries.newest_days(session, "case")
    fixed: list[Place] = [(path, None) for path in FIXED]
    guides: list[Place] = [(f"/guides/{one.id}", one.as_of) for one in display.shown_guides()]
    channels: list[Place] = [(f"/channels/{one.id}", one.as_of) for one in display.shown_channels()]
    companies: list[Place] = [(f"/companies/{slug}", None) for slug in session.scalars(listed)]
    return [
        *fixed,
        *[(f"/cases/{reference}", changed.get(str(own))) for own, reference in session.execute(cases)],
        *companies,
        *guides,
        *channels,
    ]


def _urls(places: Iterable[Place]) -> Iterable[str]:
    for path, changed in places:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{TAGS[lang]}" href="{escape(absolute(f"/{lang}{path}"))}"/>'
            for lang in LANGS
        )
        when = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        for lang in LANGS:
            yield f"<url><loc>{escape(absolute(f'/{lang}{path}'))}</loc>{when}{links}</url>"


def _xml(body: str) -> Response:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return Response(head + body, media_type="application/xml", headers={"Cache-Control": "no-cache"})
