"""Server-made public pages: home, cases, companies, numbers; each with its own head and a summary that reads alone."""

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.api.deps import Cursor, ReadSession, allow
from joinder.cases import queries as cases
from joinder.cases.models import Case, Respondent
from joinder.core.texts import LANGS
from joinder.statistics import queries
from joinder.statistics.moves import moved_lately
from joinder.statistics.texts import caveat_line
from joinder.web import reading, structured
from joinder.web.serving import Head, answer, plain_shell, short
from joinder.web.wording import Words

router = APIRouter(include_in_schema=False)
SHOWN = 6
A_PAGE, A_TABLE = 20, 50
Page = Callable[..., Response]


def in_every_language(of: APIRouter, path: str, action: str) -> Callable[[Page], Page]:
    """Register a page under each language's address."""

    def register(page: Page) -> Page:
        for lang in LANGS:
            of.add_api_route(f"/{lang}{path}", page, dependencies=[allow(action)], include_in_schema=False)
        return page

    return register


async def words_of(request: Request) -> Words:
    """Return the words of the address's language."""
    return Words(request.url.path.split("/")[1])


PageWords = Annotated[Words, Depends(words_of)]


@in_every_language(router, "", "house.read")
def home(request: Request, session: ReadSession, t: PageWords) -> Response:
    """Say what this is, what moves, and the public numbers in brief."""
    rows = [move.case for move in moved_lately(session, SHOWN)]
    release = queries.latest(session, "home", queries.HOME)
    head = Head(
        path="",
        title=t("home.title"),
        description=short(t("page.site_description")),
        picture=f"/share/{t.lang}/home.png?v={release.number if release else 0}",
        data=structured.site(t),
    )
    found = reading.listed(session, rows, t)
    return answer(request, t, head, "home.html", cases=found, total=reading.total(release, t))


@in_every_language(router, "/cases", "case.find")
def case_list(
    request: Request,
    session: ReadSession,
    t: PageWords,
    q: Annotated[str, Query(max_length=120)] = "",
    company: Annotated[str | None, Query(max_length=60)] = None,
    cursor: Cursor = None,
) -> Response:
    """List public cases; what was searched for is nobody's business and never indexed."""
    rows, following = cases.public_page(session, q, company, cursor, A_PAGE)
    found = reading.listed(session, rows, t)
    head = Head(
        path="/cases",
        title=t("case.find.title"),
        description=t("case.find.lead"),
        picture=_home_picture(session, t),
        data=[structured.listing(t, t("case.find.title"), [(one.title, f"/cases/{one.reference}") for one in found])],
        index=not (q or company or cursor),
    )
    return answer(request, t, head, "cases.html", cases=found, q=q, company=company, following=following)


def _home_picture(session: Session, t: Words) -> str:
    release = queries.latest(session, "home", queries.HOME)
    return f"/share/{t.lang}/home.png?v={release.number if release else 0}"


@in_every_language(router, "/cases/{reference}", "case.find")
def case_page(reference: str, request: Request, session: ReadSession, t: PageWords) -> Response:
    """Tell a public case: 404 for an unknown one, 410 for one that was hidden; a private one is never told here."""
    case = session.scalar(select(Case).where(Case.reference == reference.upper()))
    if case is None or (case.visibility == "hidden" and case.published_at is None):
        return plain_shell(request, 404)
    if case.visibility == "hidden":
        head = Head(f"/cases/{case.reference}", t("page.gone"), t("page.gone_text"), status=410, index=False)
        return answer(request, t, head, "gone.html", heading=t("page.gone"), text=t("page.gone_text"))
    if case.visibility != "public":
        return plain_shell(request)
    company = session.get_one(Respondent, case.respondent_id)
    one, release = reading.whole(session, case, company, t)
    return answer(request, t, _case_head(one, release.payload if release else None, t), "case.html", one=one)


def _case_head(one: reading.Whole, payload: dict[str, Any] | None, t: Words) -> Head:
    path = f"/cases/{one.reference}"
    said = {"company": one.company, "issue": one.issue, "summary": short(" ".join(one.summary), 90)}
    if one.as_of:
        said |= {"people": t("page.people_of", n=one.people), "as_of": one.as_of}
    text = t("page.case_description" if one.as_of else "page.case_description_plain", **said)
    api = f"/api/public/v1/cases/{one.reference}/releases"
    files = [("application/json", f"{api}{'/' + str(payload['number']) if payload else ''}?lang={t.lang}")]
    return Head(
        path=path,
        title=f"{one.title} · {one.company}",
        description=short(text),
        picture=f"/share/{t.lang}/cases/{one.reference}.png?v={payload['number'] if payload else 0}",
        kind="article",
        data=[
            structured.dataset(t, one.title, path, f"{text} {caveat_line(t.lang)}", payload, files),
            structured.trail(t, (t("case.find.title"), "/cases"), (one.title, path)),
        ],
    )


@in_every_language(router, "/companies/{slug}", "statistics.read")
def company_page(slug: str, request: Request, session: ReadSession, t: PageWords) -> Response:
    """Tell what is known and released of a company; 404 for one that is not listed."""
    company = queries.listed_respondent(session, slug)
    if company is None:
        return plain_shell(request, 404)
    release = queries.latest(session, "company", company.id)
    rows, following = cases.public_page(session, "", company.slug, None, A_TABLE)
    path, name = f"/companies/{company.slug}", t.name(company.names)
    csv = f"/api/public/v1/statistics.csv?respondent={company.slug}&lang={t.lang}"
    files = [("text/csv", csv), ("application/json", f"/api/public/v1/respondents/{company.slug}?lang={t.lang}")]
    description = t("page.company_description", company=name)
    data = [structured.organization(company, t, path)]
    if release:
        text = f"{description} {caveat_line(t.lang, 'totals')}"
        data.append(structured.dataset(t, name, path, text, release.payload, files))
    head = Head(
        path=path,
        title=t("page.company_title", company=name),
        description=description,
        picture=f"/share/{t.lang}/companies/{company.slug}.png?v={release.number if release else 0}",
        data=data,
    )
    parts = {
        "heading": name,
        "lead": description,
        "facts": _facts(company, t),
        "total": reading.total(release, t),
        "patterns": reading.patterns(session, company, t),
        "replies": reading.company_replies(session, company, t),
        "cases": reading.listed(session, rows, t),
        "following": _following(t, following, company.slug),
        "csv": csv,
    }
    return answer(request, t, head, "numbers.html", **parts)


def _following(t: Words, cursor: str | None, slug: str | None = None) -> str:
    if cursor is None:
        return ""
    return f"/{t.lang}/cases?{urlencode({'cursor': cursor} | ({'company': slug} if slug else {}))}"


def _facts(company: Respondent, t: Words) -> list[tuple[str, str]]:
    known = [
        ("legalName", company.legal_name),
        ("code", company.registration_code),
        ("address", company.registered_address),
    ]
    return [(t(f"statistics.company.{name}"), value) for name, value in known if value]


@in_every_language(router, "/statistics", "statistics.read")
def statistics_page(request: Request, session: ReadSession, t: PageWords) -> Response:
    """Tell all sums that are released, and the cases behind them."""
    release = queries.latest(session, "home", queries.HOME)
    rows, following = cases.public_page(session, "", None, None, A_TABLE)
    csv, lead = f"/api/public/v1/statistics.csv?lang={t.lang}", t("statistics.lead")
    files = [("text/csv", csv), ("application/json", f"/api/public/v1/home?lang={t.lang}")]
    data: list[dict[str, Any]] = []
    if release:
        text = f"{lead} {caveat_line(t.lang, 'totals')}"
        data.append(structured.dataset(t, t("common.brand.name"), "/statistics", text, release.payload, files))
    slugs = [one["respondent"] for one in release.payload["respondents"]] if release else []
    names = {slug: t.name(names) for slug, names in queries.names_of(session, slugs).items()}
    head = Head("/statistics", t("statistics.title"), lead, _home_picture(session, t), data)
    parts = {
        "heading": t("statistics.title"),
        "lead": lead,
        "facts": [],
        "total": reading.total(release, t, names),
        "patterns": reading.patterns(session, None, t),
        "replies": None,
        "cases": reading.listed(session, rows, t),
        "following": _following(t, following),
        "csv": csv,
    }
    return answer(request, t, head, "numbers.html", **parts)


@in_every_language(router, "/method", "statistics.read")
def method_page(request: Request, session: ReadSession, t: PageWords) -> Response:
    """Tell how numbers are counted, in words."""
    parts = [t.part(f"statistics.method.{at}") for at in range(1, 7)]
    data = structured.questions([(part["title"], part["text"]) for part in parts])
    title, lead = t("statistics.method.title"), t("statistics.method.lead")
    head = Head("/method", title, lead, _home_picture(session, t), [data])
    return answer(request, t, head, "method.html")
